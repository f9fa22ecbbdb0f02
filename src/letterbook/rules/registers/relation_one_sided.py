"""Two entries do not agree about how they stand to each other

What it does
------------
Looks at relations and pointers between the entries of registers:

- relations that lead round in a circle: somebody is made their own ancestor, a place lies in itself. Known are parent and
  child, ancestor and descendant, predecessor and successor, part and whole, member and group, in the forms `parent`,
  `parentOf`, `has-child`; and places that name the place in which they lie, by nesting or by `ref`;
- relations that are said one way only, in an edition that says them both ways: parent here, child there; friends with
  `active` and `passive`;
- `corresp` and `sameAs` from entry to entry, and groups and their members that point to each other, where one does not point
  back.

The last two are found only where the edition does it both ways as a rule: three times at least, and four times of five.
One way is enough for TEI, and an edition that says each relation once is right.

Why it matters
--------------
Of a circle one part is wrong. Where both ways are said, a page that shows one entry shows what the other does not know.

Example
-------
    <relation name="parent" active="#quill-anselm" passive="#quill-ida"/>
    <relation name="parent" active="#quill-ida" passive="#quill-anselm"/>

Use instead
-----------
    <relation name="parent" active="#quill-anselm" passive="#quill-ida"/>

Fix
---
None: which of the two is right, a person decides.

Source
------
[TEI Guidelines, relation](https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-relation.html).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.registers import Entry
from letterbook.reading.tei import elements, local
from letterbook.rules import Beside, Fault, Where, Words
from letterbook.rules.registers._relations import (
    BOTH_WAYS,
    NO_CIRCLE,
    Said,
    circles,
    pointed,
    said,
    unanswered,
)

CODE = "A006"
NAME = "relation-one-sided"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "circle": Words(
            "the relation {relation} leads round in a circle: {names}",
            help="one of these is the wrong way round, or points to the wrong entry",
            labels={"also": "and here"},
        ),
        "within": Words(
            "the place {name} lies in itself: {names}",
            help="one of these places names the wrong place as the one in which it lies",
            labels={"also": "and here"},
        ),
        "one-way": Words(
            "{first} is said to be {relation} of {second}, but not the other way round, as other relations are",
            help="say it the other way round too",
        ),
        "pointer": Words(
            "{first} points to {second} by {attribute}, but {second} does not point back, as other entries do",
            help="point back, or look whether the right entry is meant",
            labels={"other": "the other entry is here"},
        ),
        "group": Words(
            "{first} points to {second}, but {second} does not point back, as other groups and members do",
            help="point back, or look whether the right entry is meant",
            labels={"other": "the other entry is here"},
        ),
    }
}

_MOST = 6
"""So many entries of a circle are shown."""
_CONTAINERS = frozenset(("settlement", "district", "region", "country", "bloc", "geogName"))


def check_edition(index: Index) -> Iterator[Fault]:
    """Circles, and what is said one way only where both ways are the practice."""
    entries = index.register.entries
    if not entries:
        return
    places = _Numbers(index)
    statements = said(index.relations)
    yield from _circles(statements, places)
    yield from _containment(index, places)
    yield from _one_way(statements, places)
    for attribute in ("corresp", "sameAs"):
        links = _links(index, attribute)
        for first, second in unanswered(links, {(second, first) for first, second in links}):
            yield places.pointing("pointer", first, second, {"attribute": attribute})
    yield from _groups(index, places)


class _Numbers:
    """Where elements of register files are, and what entries are called."""

    def __init__(self, index: Index) -> None:
        self._entries = index.register.entries
        self._numbers: dict[str, dict[etree._Element, int]] = {}

    def where(self, element: etree._Element, file: str) -> Where:
        """The place of an element."""
        if file not in self._numbers:
            root = element.getroottree().getroot()
            self._numbers[file] = {node: number for number, node in enumerate(root.iter("*"))}
        return Where(file, self._numbers[file][element])

    def of(self, key: str) -> Where:
        """The place of an entry."""
        entry = self._entries[key]
        return self.where(entry.element, entry.file)

    def name(self, key: str) -> str:
        """What an entry is called."""
        return self._entries[key].name

    def names(self, keys: list[str]) -> str:
        """The entries of a circle, the first of them again at the end; of a long one, the first few."""
        shown = [self.name(key) for key in keys[:_MOST]]
        return " → ".join((*shown, *(["…"] if len(keys) > _MOST else []), shown[0]))

    def pointing(self, words: str, first: str, second: str, facts: dict[str, str]) -> Fault:
        """That an entry points to another, which does not point back."""
        told = {**facts, "first": self.name(first), "second": self.name(second)}
        return Fault(self.of(first), words, told, beside=(Beside(self.of(second), "other"),))


def _circles(statements: list[Said], places: _Numbers) -> Iterator[Fault]:
    for relation in sorted(NO_CIRCLE):
        edges: dict[str, dict[str, object]] = defaultdict(dict)
        for one in statements:
            if one.relation == relation and one.first != one.second:
                edges[one.first][one.second] = one
        for circle in circles(edges):
            steps = [edges[a][b] for a, b in zip(circle, [*circle[1:], circle[0]], strict=True)]
            here = [places.where(step.element, step.file) for step in steps[:_MOST] if isinstance(step, Said)]
            facts = {"relation": relation, "names": places.names(circle)}
            yield Fault(here[0], "circle", facts, beside=tuple(Beside(place, "also") for place in here[1:]))


def _containment(index: Index, places: _Numbers) -> Iterator[Fault]:
    """Places that lie in themselves, by what they say of where they lie."""
    edges: dict[str, dict[str, object]] = defaultdict(dict)
    keys = {entry.element: key for key, entry in index.register.entries.items()}
    for key, entry in index.register.entries.items():
        if entry.kind == "place":
            for container in _containers(index, entry, keys):
                if container != key and index.register.entries[container].kind == "place":
                    edges[key][container] = None
    for circle in circles(edges):
        facts = {"name": places.name(circle[0]), "names": places.names(circle)}
        beside = tuple(Beside(places.of(key), "also") for key in circle[1:_MOST])
        yield Fault(places.of(circle[0]), "within", facts, beside=beside)


def _containers(index: Index, entry: Entry, keys: dict[etree._Element, str]) -> Iterator[str]:
    parent = entry.element.getparent()
    if parent is not None and parent in keys:
        yield keys[parent]
    for child in elements(entry.element):
        inside = elements(child) if local(child) == "location" else (child,)
        for element in inside:
            if local(element) in _CONTAINERS or (
                local(child) == "location" and local(element) == "placeName"
            ):
                yield from pointed(index, element, entry.file, "ref", "corresp")


def _one_way(statements: list[Said], places: _Numbers) -> Iterator[Fault]:
    """Relations that are said from one end only, where others are said from both."""
    by_relation: dict[str, list[Said]] = defaultdict(list)
    for one in statements:
        by_relation[one.relation].append(one)
    for relation, found in sorted(by_relation.items()):
        if relation in BOTH_WAYS:
            stated = {(one.first, one.second): one for one in found}
            reverse = {(second, first) for first, second in stated}
        else:
            stated = {(one.first, one.second): one for one in reversed(found)}
            both = {(one.first, one.second) for one in found if one.forward}
            reverse = both & {(one.first, one.second) for one in found if not one.forward}
        for pair in unanswered(stated, reverse):
            one = stated[pair]
            facts = {"first": places.name(pair[0]), "second": places.name(pair[1]), "relation": relation}
            yield Fault(places.where(one.element, one.file), "one-way", facts)


def _links(index: Index, attribute: str) -> dict[tuple[str, str], None]:
    """From which entry to which an attribute of entries points."""
    return {
        (key, other): None
        for key, entry in index.register.entries.items()
        for other in pointed(index, entry.element, entry.file, attribute)
        if other != key
    }


def _groups(index: Index, places: _Numbers) -> Iterator[Fault]:
    """Groups that name members, and members that name groups."""
    entries = index.register.entries
    if not any(entry.kind == "personGrp" for entry in entries.values()):
        return
    links: dict[tuple[str, str], None] = {}
    for key, entry in entries.items():
        if entry.kind in ("person", "personGrp"):
            for node in entry.element.iterdescendants("*"):
                if node.get("ref") or node.get("corresp"):
                    for other in pointed(index, node, entry.file, "ref", "corresp"):
                        if other != key and {entry.kind, entries[other].kind} == {"person", "personGrp"}:
                            links[key, other] = None
    for kind in ("personGrp", "person"):
        mine = [pair for pair in links if entries[pair[0]].kind == kind]
        for first, second in unanswered(mine, {(second, first) for first, second in links}):
            yield places.pointing("group", first, second, {})
