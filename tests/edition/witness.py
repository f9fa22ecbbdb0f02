"""A letter of the edition as its two witnesses have it, and where in their text each element stands.

This walk of the tree shares nothing with the program's own: it knows only the elements that the shipped
letters use in their text, and fails on any other.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
DATA = Path(__file__).resolve().parent / "data"
EDITION = Path(__file__).resolve().parents[2] / "tei"
LETTERS = {
    "7": "letters/1961-02-22-kennedy-khrushchev.xml",
    "19": "letters/1961-07-04-kennedy-khrushchev-brezhnev.xml",
    "22": "letters/1961-10-16-kennedy-khrushchev.xml",
}
REGISTERS = {
    "person": "registers/persons.xml",
    "group": "registers/persons.xml",
    "place": "registers/places.xml",
    "org": "registers/orgs.xml",
    "office": "registers/orgs.xml",
    "event": "registers/events.xml",
    "work": "registers/works.xml",
}
FILES = (*LETTERS.values(), *dict.fromkeys(REGISTERS.values()))
MENTIONS = frozenset(("persName", "placeName", "orgName", "rs", "date"))

BLOCKS = frozenset(("head", "dateline", "salute", "p", "signed"))
_INLINE = MENTIONS | {"num", "choice", "seg", "quote", "soCalled", "q", "pb"}
_CONTAINERS = frozenset(("body", "div", "opener", "closer"))
_COPY_ONLY, _READING_ONLY = frozenset(("sic", "orig")), frozenset(("corr", "reg", "supplied"))


def table(name: str) -> list[dict[str, str]]:
    """The rows of one table under data/, by the names in its first line."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def parse(name: str) -> etree._Element:
    """The root of one file of the edition."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.parse(EDITION / name, parser).getroot()


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return etree.QName(element).localname


def paired(element: etree._Element) -> bool:
    """Whether an element is one of the alternatives of a choice."""
    parent = element.getparent()
    return parent is not None and local(parent) == "choice"


def squeezed(text: str) -> str:
    """Text with every run of white space as one space, and with straight apostrophes."""
    return " ".join(text.split()).replace("’", "'")


def register_pointers(targets: str, kinds: dict[str, str]) -> str:
    """What @ref holds for the ids of a table's cell."""
    return " ".join(f"../{REGISTERS[kinds[target]]}#{target}" for target in targets.split())


def starts(text: str, part: str) -> list[int]:
    """Every start of ``part`` in ``text``, overlapping ones too."""
    return [at for at in range(len(text) - len(part) + 1) if text.startswith(part, at)]


@dataclass
class Witnesses:
    """The characters of a letter in order, each with whether the copy text and the reading text have it."""

    root: etree._Element
    chars: list[tuple[str, bool, bool]] = field(default_factory=list)
    """Character, is it copy text, is it reading text. White space is one space, as between blocks."""
    ranges: dict[etree._Element, tuple[int, int]] = field(default_factory=dict)
    """Where each element of the text begins and ends in ``chars``."""

    def __post_init__(self) -> None:
        body = self.root.find(f"{TEI}text/{TEI}body")
        assert body is not None
        self._walk(body, True, True)

    def _walk(self, element: etree._Element, copy: bool, reading: bool) -> None:
        name = local(element)
        assert name in BLOCKS | _INLINE | _CONTAINERS | _COPY_ONLY | _READING_ONLY, f"{name} in the text"
        copy = copy and name not in _READING_ONLY
        reading = reading and not (paired(element) and name in _COPY_ONLY)
        if name in BLOCKS:
            self._say(" ", True, True)
        start = len(self.chars)
        self._text(element, element.text, copy, reading)
        for child in element:
            if local(child) != "note":
                self._walk(child, copy, reading)
            self._text(element, child.tail, copy, reading)
        self.ranges[element] = start, len(self.chars)
        if name in BLOCKS:
            self._say(" ", True, True)

    def _text(self, parent: etree._Element, text: str | None, copy: bool, reading: bool) -> None:
        if local(parent) in _CONTAINERS | {"choice"}:
            assert not (text or "").strip(), f"text directly in {local(parent)}"
            return
        for char in text or "":
            self._say(" " if char.isspace() else char, copy, reading)

    def _say(self, char: str, copy: bool, reading: bool) -> None:
        if char != " " or not (self.chars and self.chars[-1] == (" ", copy, reading)):
            self.chars.append((char, copy, reading))

    @cached_property
    def _copy(self) -> tuple[str, list[int]]:
        kept = [(char, at) for at, (char, copy, _) in enumerate(self.chars) if copy]
        while kept and kept[0][0] == " ":
            kept.pop(0)
        while kept and kept[-1][0] == " ":
            kept.pop()
        text = "".join("'" if char == "’" else char for char, _ in kept)
        assert "  " not in text
        return text, [at for _, at in kept]

    @property
    def copy(self) -> str:
        """The copy text: what the magazine has, apostrophes straight, nothing supplied."""
        return self._copy[0]

    @property
    def reading(self) -> str:
        """The reading text: corrected, regularised, with what is supplied."""
        return squeezed("".join(char for char, _, reading in self.chars if reading))

    def find(self, part: str, occurrence: str | int = 1) -> tuple[int, int]:
        """Start and end in the copy text of the nth match, counted from 1."""
        found = starts(self.copy, part)
        assert len(found) >= int(occurrence), f"{part!r} ({occurrence}) is not in the copy text"
        return found[int(occurrence) - 1], found[int(occurrence) - 1] + len(part)

    def span(self, element: etree._Element) -> tuple[int, int]:
        """Start and end of an element in the copy text, white space at its ends left out."""
        start, end = self.ranges[element]
        inside = [at for at, place in enumerate(self._copy[1]) if start <= place < end]
        while inside and self.copy[inside[0]] == " ":
            inside.pop(0)
        while inside and self.copy[inside[-1]] == " ":
            inside.pop()
        return (inside[0], inside[-1] + 1) if inside else (-1, -1)

    @cached_property
    def by_span(self) -> dict[tuple[int, int], list[etree._Element]]:
        """The elements that have just that piece of the copy text, outer before inner."""
        found: dict[tuple[int, int], list[etree._Element]] = {}
        for element in self.root.iter(f"{TEI}*"):
            if element in self.ranges:
                found.setdefault(self.span(element), []).append(element)
        return found

    def element(self, span: tuple[int, int], *names: str) -> etree._Element | None:
        """The element of one of these names that has just that piece of the copy text."""
        return next((e for e in self.by_span.get(span, []) if local(e) in names), None)

    def block(self, span: tuple[int, int]) -> etree._Element:
        """The block that holds a piece of the copy text; it lies in one."""
        start, end = self._copy[1][span[0]], self._copy[1][span[1] - 1]
        holding = [e for e, (a, b) in self.ranges.items() if local(e) in BLOCKS and a <= start and end < b]
        assert len(holding) == 1, f"{self.copy[slice(*span)]!r} lies in {len(holding)} blocks"
        return holding[0]

    def read(self, span: tuple[int, int]) -> str:
        """The reading text of a piece of the copy text, with the choice or quotation that it fills."""
        start, end = self._copy[1][span[0]], self._copy[1][span[1] - 1] + 1
        whole = self.element(span, "choice", "quote", "soCalled", "q")
        if whole is not None:
            start, end = self.ranges[whole]
        return squeezed("".join(char for char, _, reading in self.chars[start:end] if reading))
