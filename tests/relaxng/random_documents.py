"""Random documents for a random grammar: made by walking its patterns, then, oftener than not, spoilt."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from lxml import etree
from tests.relaxng.markup import SPACES, R
from tests.relaxng.mutations import change
from tests.relaxng.random_grammars import ATTRIBUTES, ID_TYPES, NAMES, RandomGrammar
from tests.relaxng.random_types import TYPES

Item = tuple[str, str, str] | tuple[str, etree._Element]
"""``("attribute", name, value)``, ``("text", "", words)`` or ``("element", element)``."""

_XML = "http://www.w3.org/XML/1998/namespace"
_NSMAP = {"x": "urn:x", "y": "urn:y"}
_MOST = 60
"""How many elements a document has at most."""
_STEPS = 3000
"""How many patterns are walked for it at most: some grammars go round in circles."""


@dataclass
class _Scope:
    """The definitions of one grammar, and the grammar around it."""

    parent: _Scope | None
    defines: dict[str, list[etree._Element]] = field(default_factory=dict)


class Documents:
    """Makes documents for one grammar."""

    def __init__(self, grammar: RandomGrammar, rng: random.Random) -> None:
        self.rng = rng
        self.grammar = grammar
        self.left = _MOST
        self.steps = 0
        self.ids: list[str] = []

    def document(self) -> bytes:
        """One document."""
        rng = self.rng
        self.left = _MOST
        self.steps = 0
        self.ids = []
        root = None
        if rng.random() < 0.95:
            items = self._walk(self.grammar.schema, _Scope(None), 10)
            root = next((item[1] for item in items if item[0] == "element"), None)
        if not isinstance(root, etree._Element):
            root = self._any(3)
        for _ in range(rng.choice([0, 0, 0, 1, 1, 2])):
            self._spoil(root)
        return etree.tostring(root, encoding="utf-8")

    def _spoil(self, root: etree._Element) -> None:
        rng = self.rng
        elements = list(root.iter("*"))
        element = rng.choice(elements)
        way = rng.randrange(7)
        if way == 0:
            element.tag = self._tag(NAMES)
        elif way == 1:
            element.set(self._tag(ATTRIBUTES), self._text())
        elif way == 2:
            element.insert(rng.randint(0, len(element)), self._any(1))
        elif way == 3 and element.attrib:
            element.set(rng.choice(sorted(str(k) for k in element.attrib)), self._text())
        elif way == 4:
            element.text = self._text()
        elif way == 5:
            self._interrupt(element)
        else:
            change(root, rng)

    def _interrupt(self, element: etree._Element) -> None:
        """A comment or a processing instruction, in the midst of a text where there is one: they change nothing."""
        rng = self.rng
        text = element.text or ""
        at = rng.randint(0, len(text))
        node = etree.Comment(" note ") if rng.random() < 0.5 else etree.ProcessingInstruction("note", "x")
        element.text = text[:at] or None
        node.tail = text[at:] or None
        element.insert(0, node)

    def _tag(self, pool: tuple[str, ...]) -> str:
        space = self.rng.choice(["", "", *SPACES])
        name = self.rng.choice(pool)
        return f"{{{space}}}{name}" if space else name

    def _text(self) -> str:
        _, values = TYPES[self.rng.choice(sorted(TYPES))]
        return self.rng.choice(values)

    def _any(self, depth: int) -> etree._Element:
        rng = self.rng
        element = etree.Element(self._tag(NAMES), nsmap=_NSMAP)
        if rng.random() < 0.4:
            element.set(self._tag(ATTRIBUTES), self._text())
        if rng.random() < 0.3:
            element.text = self._text()
        for _ in range(rng.randint(0, depth)):
            element.append(self._any(depth - 1))
        return element

    # walking

    def _scope(self, grammar: etree._Element, parent: _Scope | None) -> _Scope:
        scope = _Scope(parent)
        waiting = [grammar]
        overridden: set[str] = set()
        while waiting:
            holder = waiting.pop(0)
            for node in holder.iterchildren(f"{R}*"):
                kind = etree.QName(node).localname
                if kind == "div":
                    waiting.append(node)
                elif kind in ("start", "define"):
                    name = node.get("name", "").strip() if kind == "define" else "*start"
                    if holder.tag == f"{R}include":
                        overridden.add(name)
                    elif name in overridden and node.getroottree().getroot() is not grammar:
                        continue
                    scope.defines.setdefault(name, []).append(node)
                elif kind == "include":
                    waiting.append(node)
                    included = self.grammar.files.get(node.get("href", ""))
                    if included is not None:
                        waiting.append(included)
        return scope

    def _definition(self, scope: _Scope | None, name: str, depth: int) -> list[Item]:
        if scope is None or name not in scope.defines or depth < -8:
            return []
        found = scope.defines[name]
        depth -= 1
        if len(found) > 1 and any(node.get("combine") == "interleave" for node in found):
            return self._merged([self._group(node, scope, depth) for node in found])
        return self._group(self.rng.choice(found), scope, depth)

    def _group(self, node: etree._Element, scope: _Scope, depth: int) -> list[Item]:
        return [item for child in node.iterchildren(f"{R}*") for item in self._walk(child, scope, depth)]

    def _merged(self, parts: list[list[Item]]) -> list[Item]:
        """The items of all parts, each part's in their order."""
        parts = [list(part) for part in parts if part]
        out: list[Item] = []
        while parts:
            part = self.rng.choice(parts)
            out.append(part.pop(0))
            parts = [part for part in parts if part]
        return out

    def _walk(self, node: etree._Element, scope: _Scope, depth: int) -> list[Item]:
        rng = self.rng
        self.steps += 1
        if self.steps > _STEPS:
            return []
        kind = etree.QName(node).localname
        children = list(node.iterchildren(f"{R}*"))
        if kind == "grammar":
            return self._definition(self._scope(node, scope), "*start", depth)
        if kind == "ref":
            return self._definition(scope, node.get("name", "").strip(), depth)
        if kind == "externalRef":
            file = self.grammar.files.get(node.get("href", ""))
            return [] if file is None else self._walk(file, _Scope(None), depth - 1)
        if kind == "parentRef":
            return self._definition(scope.parent, node.get("name", "").strip(), depth)
        if kind == "element":
            return self._element(node, scope, depth)
        if kind == "attribute":
            content = children if node.get("name") is not None else children[1:]
            value = " ".join(self._string(child) for child in content) if content else self._text()
            return [("attribute", self._named(node, attribute=True), value)]
        if kind in ("data", "value", "list"):
            return [("text", "", self._string(node))]
        if kind == "text":
            return [("text", "", rng.choice(["", "words", " ", "x"]))]
        if kind == "choice":
            if depth <= 0 and any(child.tag == f"{R}empty" for child in children):
                return []
            return self._walk(rng.choice(children), scope, depth) if children else []
        if kind in ("optional", "zeroOrMore", "oneOrMore"):
            least = int(kind == "oneOrMore")
            most = 1 if kind == "optional" else 3
            count = least if depth <= 0 else rng.randint(least, most)
            return [item for _ in range(count) for item in self._group(node, scope, depth)]
        if kind == "interleave":
            return self._merged([self._walk(child, scope, depth) for child in children])
        if kind == "mixed":
            words: list[Item] = [("text", "", "words")] * rng.randint(0, 2)
            return self._merged([self._group(node, scope, depth), words])
        return self._group(node, scope, depth) if kind == "group" else []

    def _element(self, node: etree._Element, scope: _Scope, depth: int) -> list[Item]:
        self.left -= 1
        if self.left < 0 or depth < -3:
            return []
        try:
            made = etree.Element(self._named(node, attribute=False), nsmap=_NSMAP)
        except ValueError:
            return []
        spaced = self.rng.random() < 0.2
        skip = 0 if node.get("name") is not None else 1
        content = list(node.iterchildren(f"{R}*"))[skip:]
        for item in [item for child in content for item in self._walk(child, scope, depth - 1)]:
            if item[0] == "attribute":
                try:
                    made.set(item[1], item[2])  # type: ignore[misc, arg-type]
                except ValueError:
                    continue
            elif item[0] == "element":
                made.append(item[1])
                if spaced:
                    made[-1].tail = "\n "
            elif len(made):
                made[-1].tail = (made[-1].tail or "") + item[2]  # type: ignore[misc]
            else:
                made.text = (made.text or "") + item[2]  # type: ignore[misc]
        return [("element", made)]

    def _string(self, node: etree._Element) -> str:
        """A text for a pattern without elements."""
        rng = self.rng
        kind = etree.QName(node).localname
        children = list(node.iterchildren(f"{R}*"))
        if kind == "value":
            return node.text or ""
        if kind == "data":
            name = node.get("type", "")
            if name in ID_TYPES:
                return self._id(name)
            library = next(
                (
                    str(up.get("datatypeLibrary"))
                    for up in (node, *node.iterancestors())
                    if "datatypeLibrary" in up.attrib
                ),
                "",
            )
            values = TYPES.get((library, name), ((), ("x",)))[1]
            return rng.choice(values)
        if kind == "choice" and children:
            return self._string(rng.choice(children))
        if kind in ("optional", "zeroOrMore", "oneOrMore"):
            count = rng.randint(int(kind == "oneOrMore"), 1 if kind == "optional" else 3)
            return " ".join(self._string(child) for _ in range(count) for child in children)
        if kind in ("list", "group", "interleave", "mixed"):
            return " ".join(self._string(child) for child in children)
        return rng.choice(["words", "", "x"]) if kind == "text" else ""

    def _id(self, name: str) -> str:
        rng = self.rng
        if name == "ID":
            self.ids.append(f"i{len(self.ids)}" if rng.random() < 0.9 else "i0")
            return self.ids[-1]
        known = self.ids or ["i0"]
        count = rng.randint(1, 3) if name == "IDREFS" else 1
        return " ".join(rng.choice(known) if rng.random() < 0.9 else "i1" for _ in range(count))

    # names

    def _named(self, node: etree._Element, *, attribute: bool) -> str:
        name = node.get("name")
        if name is not None:
            space = node.get("ns", "") if attribute else _space(node)
            return _clark(name.strip(), node, space)
        first = next(node.iterchildren(f"{R}*"), None)
        return "a" if first is None else self._of_class(first, ATTRIBUTES if attribute else NAMES)

    def _of_class(self, node: etree._Element, pool: tuple[str, ...]) -> str:
        kind = etree.QName(node).localname
        children = list(node.iterchildren(f"{R}*"))
        if kind == "name":
            return _clark((node.text or "").strip(), node, _space(node))
        if kind == "choice" and children:
            return self._of_class(self.rng.choice(children), pool)
        if kind == "nsName":
            return _clark(self.rng.choice(pool), node, _space(node))
        return self._tag(pool)


def _space(node: etree._Element) -> str:
    found = next((str(up.get("ns")) for up in (node, *node.iterancestors()) if "ns" in up.attrib), "")
    return "" if " " in found else found  # no parser takes such a namespace


def _clark(name: str, node: etree._Element, space: str) -> str:
    prefix, colon, local = name.rpartition(":")
    if colon:
        space = (node.nsmap | {"xml": _XML}).get(prefix, "") or ""
    return f"{{{space}}}{local}" if space else local or "a"


def random_documents(grammar: RandomGrammar, seed: int | str, count: int) -> list[bytes]:
    """So many documents for a grammar."""
    documents = Documents(grammar, random.Random(f"documents {seed}"))
    return [documents.document() for _ in range(count)]
