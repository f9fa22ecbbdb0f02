"""The names that a grammar knows: of its elements, of their attributes, and which come near to a misspelt one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from letterbook.relaxng.namespace import RELAXNG

_XML = "http://www.w3.org/XML/1998/namespace"
_R = f"{{{RELAXNG}}}"
_WILD = (f"{_R}anyName", f"{_R}nsName")
_MOST = 3

_ASIDE = frozenset({"desc", "certainty", "precision", "respons"})
"""What TEI lets an element say about itself that holds nothing of the text."""


class Vocabulary:
    """The names in a grammar, all its files together. Names are in Clark notation.

    A name class that stands for any name of a namespace makes every name of it known.
    """

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._defines: dict[str, list[etree._Element]] = defaultdict(list)
        self._patterns: dict[str, list[etree._Element]] = defaultdict(list)
        self._attributes: set[str] = set()
        self._wild: list[etree._Element] = []
        self._free_attributes = False
        self._near: dict[str, list[str]] = {}
        self._owned: dict[str, tuple[set[str], bool]] = {}
        for root in roots:
            self._gather(root)
        self._spaces = {etree.QName(name).namespace for name in self._patterns}
        self._open: dict[str | None, bool] = {}

    def _gather(self, root: etree._Element) -> None:
        for node in root.iter(f"{_R}define", f"{_R}element", f"{_R}attribute"):
            kind = etree.QName(node).localname
            if kind == "define":
                self._defines[node.get("name", "").strip()].append(node)
                continue
            names, wild = _names(node, attribute=kind == "attribute")
            if kind == "attribute":
                self._attributes.update(names)
                self._free_attributes |= bool(wild) and not _in_wild_element(node)
                continue
            self._wild.extend(wild)
            for name in names:
                self._patterns[name].append(node)

    def lacks(self, element: etree._Element) -> bool:
        """Whether the namespace is the grammar's own, but no rule has an element of this name."""
        if element.tag in self._patterns:
            return False
        name = etree.QName(element)
        if name.namespace not in self._spaces:
            return False
        if name.namespace not in self._open:
            self._open[name.namespace] = any(_covers(wild, name.namespace) for wild in self._wild)
        return not self._open[name.namespace]

    def lacks_attribute(self, name: str) -> bool:
        """Whether no element has an attribute of this name, which has no namespace or that of XML."""
        if self._free_attributes or name in self._attributes:
            return False
        return etree.QName(name).namespace in (None, _XML)

    def has_attribute(self, element: etree._Element, name: str) -> bool | None:
        """Whether the grammar gives some element of this name the attribute; None for an unknown element."""
        if str(element.tag) not in self._patterns:
            return None
        names, wild = self._attributes_of(str(element.tag))
        return wild or name in names

    def _attributes_of(self, tag: str) -> tuple[set[str], bool]:
        """The attributes of the elements of a name, and whether they may have any."""
        if tag not in self._owned:
            found: set[str] = set()
            free = False
            for node in self._reached(self._patterns.get(tag, ())):
                if node.tag == f"{_R}attribute":
                    names, wild = _names(node, attribute=True)
                    found.update(names)
                    free |= bool(wild)
            self._owned[tag] = (found, free)
        return self._owned[tag]

    def always_empty(self, element: etree._Element) -> bool:
        """Whether the element holds no text, and no other element but such as speak of itself."""
        patterns = self._patterns.get(str(element.tag))
        if patterns is None:
            return False
        for node in self._reached(patterns):
            kind = etree.QName(node).localname
            if kind in ("text", "data", "value", "list"):
                return False
            if kind == "element":
                names, wild = _names(node, attribute=False)
                if wild or not {etree.QName(name).localname for name in names} <= _ASIDE:
                    return False
        return True

    def near(self, element: etree._Element) -> list[str]:
        """The local names of at most three elements of the same namespace that look alike, best first."""
        tag = str(element.tag)
        if tag not in self._near:
            wanted = etree.QName(tag)
            known = map(etree.QName, self._patterns)
            alike = {name.localname for name in known if name.namespace == wanted.namespace}
            self._near[tag] = near(wanted.localname, alike)
        return self._near[tag]

    def near_attribute(self, element: etree._Element, name: str) -> list[str]:
        """The names of at most three attributes that look alike, those that the element can have first."""
        key = f"{element.tag} {name}"
        if key not in self._near:
            wanted = etree.QName(name).localname
            own, _free = self._attributes_of(str(element.tag))
            self._near[key] = near(wanted, map(_shown, own)) or near(wanted, map(_shown, self._attributes))
        return self._near[key]

    def _reached(self, patterns: Sequence[etree._Element]) -> Iterator[etree._Element]:
        """What stands in elements: their attributes, texts and child elements, through all references."""
        waiting = [child for pattern in patterns for child in pattern.iterchildren("*")]
        seen: set[str] = set()
        while waiting:
            node = waiting.pop()
            if node.tag in (f"{_R}ref", f"{_R}parentRef"):
                name = node.get("name", "").strip()
                if name not in seen:
                    seen.add(name)
                    waiting.extend(child for d in self._defines[name] for child in d.iterchildren("*"))
                continue
            yield node
            if node.tag not in (f"{_R}attribute", f"{_R}element", f"{_R}list", f"{_R}data"):
                waiting.extend(node.iterchildren("*"))


def near(name: str, known: Iterable[str]) -> list[str]:
    """At most three of the known names, those that differ only by case first, then by edit distance."""
    folded = name.casefold()
    limit = max(1, len(name) // 3)
    found = sorted(
        (distance, other != name and other[:1] != name[:1], other)
        for other in set(known)
        if abs(len(other) - len(name)) <= limit
        and (distance := _distance(folded, other.casefold(), limit)) <= limit
    )
    return [other for _distance_, _first, other in found if found[0][0] or not _distance_][:_MOST]


def _distance(one: str, other: str, limit: int) -> int:
    """How many letters to insert, leave out, replace or exchange with their neighbour; more than limit: enough."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _names(pattern: etree._Element, *, attribute: bool) -> tuple[list[str], list[etree._Element]]:
    """The names of a pattern's name class, and the classes in it that stand for any name."""
    given = pattern.get("name")
    if given is not None:
        own = pattern.get("ns", "") if attribute else _space(pattern)
        return [_clark(given.strip(), pattern, own)], []
    first = next(pattern.iterchildren("*"), None)
    if first is None:
        return [], []
    named = [
        _clark((node.text or "").strip(), node, _space(node))
        for node in first.iter(f"{_R}name")
        if not any(up.tag == f"{_R}except" for up in node.iterancestors())
    ]
    wild = [n for n in first.iter(*_WILD) if not any(up.tag == f"{_R}except" for up in n.iterancestors())]
    return named, wild


def _clark(name: str, node: etree._Element, space: str) -> str:
    prefix, colon, local = name.rpartition(":")
    if colon:
        space = _XML if prefix == "xml" else node.nsmap.get(prefix, "")
    return f"{{{space}}}{local}" if space else local


def _space(node: etree._Element) -> str:
    """The namespace that holds for a name: the nearest @ns."""
    return next((str(up.get("ns")) for up in (node, *node.iterancestors()) if up.get("ns") is not None), "")


def _covers(wild: etree._Element, space: str | None) -> bool:
    """Whether a wildcard stands for names of the namespace."""
    if wild.tag == f"{_R}nsName":
        return _space(wild) == (space or "")
    return not any(_space(node) == (space or "") for node in wild.iter(f"{_R}nsName"))


def _in_wild_element(node: etree._Element) -> bool:
    """Whether an attribute belongs to elements of any name."""
    owner = next(node.iterancestors(f"{_R}element"), None)
    return owner is not None and bool(_names(owner, attribute=False)[1])


def _shown(name: str) -> str:
    qualified = etree.QName(name)
    return f"xml:{qualified.localname}" if qualified.namespace == _XML else qualified.localname
