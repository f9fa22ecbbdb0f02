"""A grammar written in compact syntax, and random ones to be written."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from letterbook.findings import Span
from letterbook.relaxng.loading.compact.lexer import KEYWORDS
from letterbook.relaxng.loading.tree import Node

PREFIXES = {"p": "u:p", "list": "u:l", "none": ""}
LIBRARIES = {"t": "x:t", "xsd": "http://www.w3.org/2001/XMLSchema-datatypes"}
HEAD = "".join(
    [f"namespace {prefix} = '{uri}'\n" for prefix, uri in PREFIXES.items()]
    + [f"datatypes {prefix} = '{uri}'\n" for prefix, uri in LIBRARIES.items() if prefix != "xsd"]
)
_OPERATORS = {"group": ",", "choice": "|", "interleave": "&"}
_SUFFIXES = {"optional": "?", "zeroOrMore": "*", "oneOrMore": "+"}
_HOLDING = ("list", "mixed", "element", "attribute", "data", "grammar")


class Nowhere:
    """An origin that is not in a file."""

    span = Span("nowhere")
    namespaces: Mapping[str, str] = MappingProxyType({})
    base = ""


def node(kind: str, *children: Node, text: str = "", **attributes: str) -> Node:
    """A node that stands nowhere."""
    return Node(kind, Nowhere(), attributes, list(children), text)


def printed(tree: Node) -> str:
    """The grammar in compact syntax, with declarations; every pattern in brackets."""
    return HEAD + (_body(tree) if tree.kind == "grammar" else _pattern(tree))


def _identifier(name: str) -> str:
    return f"\\{name}" if name in KEYWORDS else name


def _literal(text: str) -> str:
    pieces = [f'"{piece}"' for piece in text.split('"')]
    escaped = " ~ '\"' ~ ".join(pieces)
    return escaped.replace("\\x", "\\x{5C}x").replace("\n", r"\x{A}").replace("\r", r"\x{D}")


def _prefix(uri: str) -> str:
    return next(prefix for prefix, known in PREFIXES.items() if known == uri)


def _name_class(one: Node, attribute: bool) -> str:
    if one.kind == "name":
        ns = one.attributes.get("ns", "" if attribute else None)
        if ns is None or (attribute and not ns):
            return one.text
        return f"{_prefix(ns)}:{one.text}"
    if one.kind == "choice":
        return "(" + " | ".join(_name_class(child, attribute) for child in one.children) + ")"
    star = "*" if one.kind == "anyName" else f"{_prefix(one.attributes['ns'])}:*"
    if one.children:
        return f"({star} - {_name_class(one.children[0].children[0], attribute)})"
    return star


def _pattern(one: Node) -> str:
    kind, children = one.kind, one.children
    if kind in _OPERATORS:
        return "(" + f" {_OPERATORS[kind]} ".join(map(_pattern, children)) + ")"
    if kind in _SUFFIXES:
        return f"({_pattern(children[0])}{_SUFFIXES[kind]})"
    if kind in ("element", "attribute"):
        return f"{kind} {_name_class(children[0], kind == 'attribute')} {{ {_pattern(children[1])} }}"
    if kind in ("list", "mixed"):
        return f"{kind} {{ {_pattern(children[0])} }}"
    if kind == "ref":
        return _identifier(one.attributes["name"])
    if kind == "parentRef":
        return f"parent {_identifier(one.attributes['name'])}"
    if kind == "externalRef":
        inherit = f" inherit = {_prefix(one.attributes['ns'])}" if "ns" in one.attributes else ""
        return f"external {_literal(one.attributes['href'])}{inherit}"
    if kind == "grammar":
        return f"grammar {{ {_body(one)} }}"
    if kind == "value":
        return f"{_datatype(one) if 'type' in one.attributes else ''} {_literal(one.text)}"
    if kind == "data":
        params = [child for child in children if child.kind == "param"]
        braces = "".join(f"{child.attributes['name']} = {_literal(child.text)} " for child in params)
        excepted = [f" - {_pattern(child.children[0])}" for child in children if child.kind == "except"]
        return f"({_datatype(one)} {{ {braces}}}{''.join(excepted)})"
    return kind


def _datatype(one: Node) -> str:
    library, name = one.attributes["datatypeLibrary"], one.attributes["type"]
    return f"{next(p for p, known in LIBRARIES.items() if known == library)}:{name}" if library else name


def _body(one: Node) -> str:
    return "\n".join(map(_component, one.children))


def _component(one: Node) -> str:
    if one.kind == "div":
        return f"div {{ {_body(one)} }}"
    if one.kind == "include":
        inherit = f" inherit = {_prefix(one.attributes['ns'])}" if "ns" in one.attributes else ""
        braces = f" {{ {_body(one)} }}" if one.children else ""
        return f"include {_literal(one.attributes['href'])}{inherit}{braces}"
    sign = {"choice": "|=", "interleave": "&=", "": "="}[one.attributes.get("combine", "")]
    name = "start" if one.kind == "start" else _identifier(one.attributes["name"])
    return f"{name} {sign} {_pattern(one.children[0])}"


# random grammars

_NAMES = st.sampled_from(["a", "b.c", "é", "_", *sorted(KEYWORDS)])
_CHARACTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff", min_codepoint=32)
_TEXTS = st.text(_CHARACTERS | st.sampled_from("\"'\n\r\t\\x{}#"), max_size=12)
_URIS = st.sampled_from(sorted(PREFIXES.values()))
_NS = st.none() | _URIS


def _with_ns(kind: str, ns: str | None, **attributes: str) -> Node:
    return node(kind, **attributes, **({} if ns is None else {"ns": ns}))


def _name_classes(attribute: bool) -> SearchStrategy[Node]:
    local = "" if attribute else None
    names = st.builds(
        lambda text, ns: node("name", text=text, **({} if ns is None else {"ns": ns})),
        _NAMES,
        _URIS if attribute else st.just(local) | _URIS,
    )
    leaves = names | st.builds(node, st.just("anyName")) | _URIS.map(lambda ns: node("nsName", ns=ns))
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds(lambda some: node("choice", *some), st.lists(inner, min_size=2, max_size=3))
            | st.builds(lambda one: node("anyName", node("except", one)), inner)
            | st.builds(lambda one, ns: node("nsName", node("except", one), ns=ns), inner, _URIS)
        ),
        max_leaves=5,
    )


def _datatypes() -> SearchStrategy[dict[str, str]]:
    return st.one_of(
        st.sampled_from(["string", "token"]).map(lambda name: {"datatypeLibrary": "", "type": name}),
        st.builds(
            lambda uri, name: {"datatypeLibrary": uri, "type": name},
            st.sampled_from(sorted(LIBRARIES.values())),
            _NAMES,
        ),
    )


def _leaves() -> SearchStrategy[Node]:
    return st.one_of(
        st.sampled_from(["empty", "text", "notAllowed"]).map(node),
        _NAMES.map(lambda name: node("ref", name=name)),
        _NAMES.map(lambda name: node("parentRef", name=name)),
        st.builds(lambda href, ns: _with_ns("externalRef", ns, href=href), _TEXTS, _NS),
        _TEXTS.map(lambda text: node("value", text=text)),
        st.builds(lambda text, type_: node("value", text=text, **type_), _TEXTS, _datatypes()),
    )


@st.composite
def _inner(draw: st.DrawFn, inner: SearchStrategy[Node]) -> Node:
    kind = draw(st.sampled_from([*sorted(_OPERATORS), *sorted(_SUFFIXES), *_HOLDING]))
    if kind in _OPERATORS:
        return node(kind, *draw(st.lists(inner, min_size=2, max_size=3)))
    if kind in ("element", "attribute"):
        return node(kind, draw(_name_classes(kind == "attribute")), draw(inner))
    if kind == "data":
        params = st.builds(lambda name, text: node("param", text=text, name=name), _NAMES, _TEXTS)
        excepted = [node("except", draw(inner))] if draw(st.booleans()) else []
        return node(kind, *draw(st.lists(params, max_size=2)), *excepted, **draw(_datatypes()))
    if kind == "grammar":
        return node(kind, *[_definition(draw, inner, 2, True) for _ in range(draw(st.integers(0, 3)))])
    return node(kind, draw(inner))


def _definition(draw: st.DrawFn, inner: SearchStrategy[Node], depth: int, includes: bool) -> Node:
    kinds = ["define", "start", *(["div"] if depth else []), *(["include"] if includes and depth else [])]
    kind = draw(st.sampled_from(kinds))
    if kind in ("div", "include"):
        within = includes and kind == "div"
        parts = [_definition(draw, inner, depth - 1, within) for _ in range(draw(st.integers(0, 2)))]
        if kind == "div":
            return node(kind, *parts)
        one = _with_ns(kind, draw(_NS), href=draw(_TEXTS))
        one.children = parts
        return one
    how = draw(st.sampled_from([{}, {"combine": "choice"}, {"combine": "interleave"}]))
    name = {"name": draw(_NAMES)} if kind == "define" else {}
    return node(kind, draw(inner), **name, **how)


def patterns() -> SearchStrategy[Node]:
    """Random patterns of the full syntax, grammars among them."""
    return st.recursive(_leaves(), _inner, max_leaves=12)
