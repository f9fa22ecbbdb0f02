"""Random small grammars as nested tuples and documents for them, drawn by hypothesis: see reference.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st
from lxml import etree
from tests.relaxng.reference import Document, Reference, Tree, covers, program_of

from letterbook.relaxng.loading.restrictions import check

Draw = Callable[[st.SearchStrategy[Any]], Any]

NAMES = ("a", "b", "{urn:x}a", "{urn:y}c")
ATTRIBUTES = ("p", "q", "{urn:x}p")
TEXTS = ("", " ", "x", "x y", " x ", "y")
_TYPES = st.sampled_from(("string", "token"))


def _name(name: str) -> Tree:
    uri, local = name[1:].split("}") if name.startswith("{") else ("", name)
    return ("name", uri, local)


def _class(draw: Draw, names: Sequence[str]) -> Tree:
    """A name class: mostly one name."""
    kind = draw(st.sampled_from(("name", "name", "name", "choice", "nsName", "anyName", "except")))
    one = _name(draw(st.sampled_from(names)))
    other = _name(draw(st.sampled_from(names)))
    if kind == "choice":
        return ("choice", (one, other))
    if kind == "nsName":
        return ("nsName", "urn:x", one if one[1] == "urn:x" and draw(st.booleans()) else None)
    if kind == "anyName":
        return ("anyName", one if draw(st.booleans()) else None)
    if kind == "except":
        return ("anyName", ("choice", (("nsName", "urn:x", None), other)))
    return one


def _string(draw: Draw, depth: int, *, in_list: bool = False) -> Tree:
    kinds = ["data", "value", "value"]
    if depth > 0:
        kinds += ["choice", "oneOrMore", "group"] if in_list else ["choice", "list", "except"]
    kind = draw(st.sampled_from(kinds))
    if kind == "choice":
        members = [_string(draw, depth - 1, in_list=in_list) for _ in range(2)]
        return ("choice", *members, ("empty",)) if draw(st.booleans()) else ("choice", *members)
    if kind == "list":
        return ("list", _string(draw, depth - 1, in_list=True))
    if kind == "oneOrMore":
        return ("oneOrMore", _string(draw, depth - 1, in_list=True))
    if kind == "group":
        return ("group", *(_string(draw, depth - 1, in_list=True) for _ in range(2)))
    if kind == "except":
        return ("data", draw(_TYPES), ("value", draw(_TYPES), draw(st.sampled_from(TEXTS))))
    if kind == "value":
        return ("value", draw(_TYPES), draw(st.sampled_from(TEXTS)))
    return ("data", draw(_TYPES), None)


def _attribute(draw: Draw) -> Tree:
    names = _class(draw, ATTRIBUTES)
    if names[0] in ("anyName", "nsName"):
        content: Tree = ("text",)
        return ("choice", ("oneOrMore", ("attribute", names, content)), ("empty",))
    content = draw(st.sampled_from((("text",), None))) or _string(draw, 1)
    found: Tree = ("attribute", names, content)
    return ("choice", found, ("empty",)) if draw(st.booleans()) else found


def _content(draw: Draw, depth: int, count: int, *, repeated: bool = False) -> Tree:
    kinds = ["element", "element", "element", "text", "empty"] + ([] if repeated else ["attribute"])
    if depth > 0:
        kinds += ["group", "group", "choice", "choice", "interleave", "oneOrMore", "oneOrMore"]
    kind = draw(st.sampled_from(kinds))
    if kind in ("group", "choice", "interleave"):
        return (kind, *(_content(draw, depth - 1, count, repeated=repeated) for _ in range(2)))
    if kind == "oneOrMore":
        more: Tree = ("oneOrMore", _content(draw, depth - 1, count, repeated=True))
        return ("choice", more, ("empty",)) if draw(st.booleans()) else more
    if kind == "element":
        return ("element", draw(st.integers(0, count - 1)))
    return _attribute(draw) if kind == "attribute" else (kind,)


@st.composite
def references(draw: Draw) -> Reference:
    """A grammar that section 7 allows, of at most four elements."""
    count = draw(st.integers(1, 4))
    elements = []
    for _ in range(count):
        string = draw(st.integers(0, 4)) == 0
        content = _string(draw, 2) if string else _content(draw, 3, count)
        if string and draw(st.booleans()):
            content = ("group", _attribute(draw), content)
        elements.append((_class(draw, NAMES), content))
    starts = [("element", draw(st.integers(0, count - 1))) for _ in range(draw(st.integers(1, 2)))]
    made = Reference(elements, starts[0] if len(starts) == 1 else ("choice", *starts))
    assume(check(program_of(made)) is None)
    return made


def _example(draw: Draw, names: Tree, pool: Sequence[str]) -> str:
    fitting = [name for name in pool if covers(names, name)]
    return str(draw(st.sampled_from(fitting or pool)))


@st.composite
def documents(draw: Draw, reference: Reference) -> Document:
    """A document, made by walking the patterns and, half the time, spoilt a little."""
    left = [8]

    def element(number: int) -> Document:
        left[0] -= 1
        names, content = reference.elements[number]
        attributes: dict[str, str] = {}
        inside: list[Any] = []
        if left[0] > 0:
            walk(content, attributes, inside)
        while spoilt and draw(st.integers(0, 5)) == 0:
            spoil(attributes, inside)
        if draw(st.integers(0, 3)) == 0:
            inside.insert(draw(st.integers(0, len(inside))), " ")
        return (_example(draw, names, NAMES), tuple(sorted(attributes.items())), _joined(inside))

    def walk(pattern: Tree, attributes: dict[str, str], inside: list[Any]) -> None:
        match pattern:
            case ("choice", *members):
                walk(draw(st.sampled_from(members)), attributes, inside)
            case ("group", *members):
                for one in members:
                    walk(one, attributes, inside)
            case ("interleave", *members):
                parts: list[list[Any]] = [[] for _ in members]
                for one, part in zip(members, parts, strict=True):
                    walk(one, attributes, part)
                while any(parts):
                    part = draw(st.sampled_from([part for part in parts if part]))
                    inside.append(part.pop(0))
            case ("oneOrMore", member):
                for _ in range(draw(st.integers(1, 3))):
                    walk(member, attributes, inside)
            case ("text",):
                inside.append(draw(st.sampled_from(TEXTS)))
            case ("element", number):
                if left[0] > 0:
                    inside.append(element(number))
            case ("attribute", names, wanted):
                attributes[_example(draw, names, ATTRIBUTES)] = string(wanted)
            case ("data" | "value" | "list", *_):
                inside.append(string(pattern))

    def string(pattern: Tree) -> str:
        match pattern:
            case ("value", _, value):
                return str(value)
            case ("choice", *members):
                return string(draw(st.sampled_from(members)))
            case ("list", member):
                return string(member)
            case ("group", *members):
                return " ".join(map(string, members))
            case ("oneOrMore", member):
                return " ".join(string(member) for _ in range(draw(st.integers(1, 2))))
            case ("empty",):
                return ""
        return str(draw(st.sampled_from(TEXTS)))

    def spoil(attributes: dict[str, str], inside: list[Any]) -> None:
        way = draw(st.integers(0, 4))
        if way == 0:
            attributes[draw(st.sampled_from(ATTRIBUTES))] = draw(st.sampled_from(TEXTS))
        elif way == 1 and attributes:
            attributes.pop(draw(st.sampled_from(sorted(attributes))))
        elif way == 2 and inside:
            inside.pop(draw(st.integers(0, len(inside) - 1)))
        elif way == 3:
            inside.append(draw(st.sampled_from(TEXTS)))
        else:
            inside.insert(draw(st.integers(0, len(inside))), (draw(st.sampled_from(NAMES)), (), ()))

    spoilt = draw(st.booleans())
    start = reference.start[1:] if reference.start[0] == "choice" else (reference.start,)
    return element(draw(st.sampled_from(start))[1])


def _joined(inside: list[Any]) -> tuple[Any, ...]:
    """Content without empty strings, and with no two strings beside each other."""
    found: list[Any] = []
    for one in inside:
        if isinstance(one, str) and found and isinstance(found[-1], str):
            found[-1] += one
        elif one != "":
            found.append(one)
    return tuple(found)


def tree_of(document: Document, interrupt: Callable[[], bool] = lambda: False) -> etree._Element:
    """The document in lxml; where ``interrupt`` says so, a text is broken by a comment or begins after one."""
    name, attributes, inside = document
    element = etree.Element(name, dict(attributes))

    def write(text: str) -> None:
        if len(element):
            element[-1].tail = (element[-1].tail or "") + text
        else:
            element.text = (element.text or "") + text

    for one in inside:
        if interrupt():
            element.append(etree.Comment("note") if interrupt() else etree.ProcessingInstruction("note"))
        if not isinstance(one, str):
            element.append(tree_of(one, interrupt))
            continue
        if interrupt():
            write(one[: len(one) // 2])
            element.append(etree.Comment("note"))
            one = one[len(one) // 2 :]
        write(one)
    if interrupt():
        element.append(etree.ProcessingInstruction("note"))
    return element
