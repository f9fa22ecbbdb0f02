"""Registers: the persons, places, organisations, events and works of an edition, over several files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from lxml import etree

from letterbook.reading.dates import DateValue, date_of
from letterbook.reading.identities import free
from letterbook.reading.kinds import LISTS
from letterbook.reading.marks import without_marks
from letterbook.reading.names import NameIndex
from letterbook.reading.tei import TEI, XML_ID, elements, local, plain, tokens
from letterbook.sources import Source

KINDS = ("person", "personGrp", "place", "org", "event", "bibl")
"""The kinds of entries, in the order in which registers are listed."""

_ENTRIES = {TEI + kind: kind for kind in KINDS} | {TEI + "biblStruct": "bibl", TEI + "biblFull": "bibl"}
_NAME_TAGS = {
    "person": ("persName", "name"),
    "personGrp": ("persName", "orgName", "name", "label"),
    "place": ("placeName", "geogName", "settlement", "name"),
    "org": ("orgName", "name", "label"),
    "event": ("eventName", "label", "head", "name"),
    "bibl": ("title", "label", "name"),
}
_GLOSSED = {TEI + "persName": "person", TEI + "placeName": "place", TEI + "orgName": "org"}
"""The names that are entries where a list glosses them."""
_POINTING = ("ref", "key", "corresp", "sameAs")
_NO_DESCRIPTION = frozenset(("idno", "birth", "death", "floruit", "sex", "gender", "location", "ref", "ptr"))
_DATED = frozenset(("birth", "death", "floruit", "date", "state", "event"))
_LESS = frozenset(("variant", "alt", "alternative", "former", "historical", "sort", "index", "abbr", "short"))


@dataclass(frozen=True)
class Entry:
    """One entry of a register."""

    key: str
    """Unique in the edition, also where upper and lower case are one."""
    kind: str
    id: str
    file: str
    element: etree._Element
    source: Source

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All its names in the order of the file."""
        return tuple(text for text in map(plain, self.name_elements) if text)

    @cached_property
    def name_elements(self) -> list[etree._Element]:
        """The elements that hold its names, the most telling kind first."""
        if self.element.tag in _GLOSSED:
            return [self.element]
        wanted = _NAME_TAGS[self.kind]
        found = [child for child in elements(self.element) if local(child) in wanted]
        if not found and self.kind == "bibl":
            found = list(self.element.iter(TEI + "title"))
        return sorted(found, key=lambda child: wanted.index(local(child)))

    @cached_property
    def name(self) -> str:
        """The name it is shown by: the preferred or first one, else all its text, else its id."""
        best = [n for n in self.name_elements if n.get("type", "") not in _LESS and n.get("type") == "main"]
        good = [n for n in self.name_elements if n.get("type", "") not in _LESS]
        for element in (*best, *good, *self.name_elements):
            text = _displayed(element)
            if text:
                return text
        text = plain(self.element)
        return text if text and len(text) <= 120 else self.id

    @cached_property
    def sort_name(self) -> str:
        """The name it is listed by: ``@sortKey``, a name of that type, surname first, else the name."""
        if self.element.get("sortKey"):
            return self.element.get("sortKey", "")
        for element in self.name_elements:
            if element.get("type") in ("sort", "index") and plain(element):
                return plain(element)
        for element in self.name_elements:
            inverted = _inverted(element)
            if inverted:
                return inverted
        return self.name

    @property
    def sort_key(self) -> tuple[str, str]:
        """For ordering names: without accents, case and leading marks; then the key."""
        return folded(self.sort_name), self.key

    @cached_property
    def description(self) -> str:
        """What it says besides names, dates of life, places and identifiers; of a glossed name, its gloss."""
        if self.element.tag in _GLOSSED:
            return _gloss(self.element)
        left_out = (*_NAME_TAGS[self.kind], *_NO_DESCRIPTION)
        said = [plain(child) for child in elements(self.element) if local(child) not in left_out]
        return "; ".join(text for text in said if text)

    @cached_property
    def identifiers(self) -> tuple[str, ...]:
        """The values of its own ``idno`` elements and the addresses in its ``@sameAs`` and ``@ref``."""
        own = [plain(child) for child in elements(self.element) if local(child) == "idno"]
        same = [*tokens(self.element.get("sameAs")), *tokens(self.element.get("ref"))]
        return tuple(value for value in (*own, *same) if value)

    @cached_property
    def dates(self) -> dict[str, DateValue]:
        """Its dates by the element that says them, such as birth; ``self`` for those of its attributes."""
        found: dict[str, DateValue] = {}
        own = date_of(self.element, "")
        if own.known:
            found["self"] = own
        for child in elements(self.element):
            tag = local(child)
            if tag not in _DATED or tag in found:
                continue
            dated = next((n for n in child.iter(TEI + "date") if n is not child), child)
            for element in (child, dated):
                value = date_of(element, plain(child))
                if value.known:
                    found[tag] = value
                    break
        return found


def _displayed(element: etree._Element) -> str:
    """A name as it is read: its parts with spaces between them where it is made of parts only."""
    parts = list(elements(element))
    if parts and not (element.text or "").strip() and not any((part.tail or "").strip() for part in parts):
        return " ".join(text for text in map(plain, parts) if text)
    return plain(element)


def _inverted(name: etree._Element) -> str:
    """Surname, given names, suffix; empty without a surname. That of birth counts where no other is."""
    surnames = [part for part in name.iter(TEI + "surname") if plain(part)]
    if not surnames:
        return ""
    surname = next((part for part in surnames if part.get("type") not in ("birth", "maiden")), surnames[0])
    given = " ".join(plain(part) for part in name.iter(TEI + "forename") if plain(part))
    suffixes = [plain(part) for part in name.iter(TEI + "genName") if plain(part)]
    return ", ".join(part for part in (plain(surname), given, *suffixes) if part)


def _gloss(name: etree._Element) -> str:
    """What a list says of a name: what stands behind it in its item, or the item that follows its label."""
    for above in name.iterancestors(TEI + "item", TEI + "label"):
        if local(above) == "label":
            beside = above.getnext()
            return plain(beside) if beside is not None and local(beside) == "item" else ""
        glossed = [other for other in above.iter(*_GLOSSED) if _is_glossed(other)]
        behind = plain(above).partition(plain(name))[2]
        return behind.strip(" ,;:.–—-") if len(glossed) == 1 else ""
    return ""


def _is_glossed(name: etree._Element) -> bool:
    """Whether a name is an entry of a list such as ``item/hi/persName[@xml:id]``: it has an id, and points to none."""
    if not name.get(XML_ID) or any(name.get(attribute) for attribute in _POINTING):
        return False
    return next(name.iterancestors(TEI + "item", TEI + "label"), None) is not None


def has_glossed(names: Iterable[etree._Element]) -> bool:
    """Whether any of these ``persName``, ``placeName`` and ``orgName`` is an entry of a list of names."""
    return any(_is_glossed(name) for name in names)


_MARKS = re.compile(r"^[^\w]+")


def folded(text: str) -> str:
    """Text for ordering: decomposed, without accents and case and without marks in front."""
    return _MARKS.sub("", without_marks(text).casefold())


@dataclass(frozen=True, slots=True)
class RawRelation:
    """A ``relation`` as it stands; ``Resolver`` and ``relations.py`` make keys of its pointers."""

    name: str
    active: tuple[str, ...]
    passive: tuple[str, ...]
    mutual: tuple[str, ...]
    element: etree._Element
    source: Source


@dataclass
class Register:
    """All entries of an edition."""

    entries: dict[str, Entry] = field(default_factory=dict)
    """By key, in the order of files and of each file."""
    by_place: dict[tuple[str, str], Entry] = field(default_factory=dict)
    """By file name and ``@xml:id``."""
    repeated: list[Entry] = field(default_factory=list)
    """Entries whose id an earlier entry of the same file has: nothing can point to them."""
    relations: list[RawRelation] = field(default_factory=list)

    @classmethod
    def of(cls, sources: Iterable[Source], *, glossed: bool = False) -> Register:
        """The register that these files make together; with ``glossed``, lists of names as in a printed volume count."""
        found = [(source, kind, element) for source in sources for kind, element in _entries(source, glossed)]
        ids = Counter(element.get(XML_ID, "").casefold() for _, _, element in found)
        register = cls()
        taken: set[str] = set()
        for source, kind, element in found:
            id = element.get(XML_ID, "")
            key = id if ids[id.casefold()] == 1 else f"{PurePosixPath(source.name).stem}.{id}"
            key = free(key, taken)
            taken.add(key.casefold())
            entry = Entry(key, kind, id, source.name, element, source)
            register.entries[key] = entry
            if (source.name, id) in register.by_place:
                register.repeated.append(entry)
            else:
                register.by_place[source.name, id] = entry
        for source in dict.fromkeys(source for source, _, _ in found):
            register.relations.extend(_relations(source))
        return register

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The names of the files that hold entries."""
        return tuple(dict.fromkeys(entry.file for entry in self.entries.values()))

    @cached_property
    def names(self) -> NameIndex:
        """The persons by the words of their names."""
        return NameIndex(self.entries.values())

    @cached_property
    def places_named(self) -> dict[str, tuple[Entry, ...]]:
        """The places by each of their names, folded."""
        found: dict[str, dict[Entry, None]] = {}
        for entry in self.entries.values():
            if entry.kind == "place":
                for name in entry.names:
                    found.setdefault(folded(name), {})[entry] = None
        return {name: tuple(entries) for name, entries in found.items()}

    def listed(self, kind: str) -> list[Entry]:
        """The entries of one kind by their sort names."""
        return sorted((e for e in self.entries.values() if e.kind == kind), key=lambda entry: entry.sort_key)


def _entries(source: Source, glossed: bool) -> Iterator[tuple[str, etree._Element]]:
    """The elements with an id that stand in a list, the file's own bibliography left out."""
    depth = 0
    walker = etree.iterwalk(source.root, events=("start", "end"))
    for event, node in walker:
        if node.tag in LISTS:
            depth += 1 if event == "start" else -1
        elif event == "start":
            if node.tag == TEI + "fileDesc":
                walker.skip_subtree()
            elif node.tag in _ENTRIES and depth and node.get(XML_ID):
                yield _ENTRIES[str(node.tag)], node
            elif glossed and node.tag in _GLOSSED and not depth and _is_glossed(node):
                yield _GLOSSED[str(node.tag)], node


def _relations(source: Source) -> Iterator[RawRelation]:
    for element in source.root.iter(TEI + "relation"):
        yield RawRelation(
            element.get("name") or element.get("type") or element.get("ref") or "",
            tokens(element.get("active")),
            tokens(element.get("passive")),
            tokens(element.get("mutual")),
            element,
            source,
        )
