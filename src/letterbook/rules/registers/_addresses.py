"""Addresses and numbers of authority files in a document: where they stand, and what they are said of."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from letterbook.findings import Fix
from letterbook.reading.authorities import Identified, of_address, of_number, of_type
from letterbook.reading.registers import KINDS
from letterbook.reading.tei import TEI
from letterbook.rules import Document, Text, TextPlace, once
from letterbook.rules.pointing import on_the_web, scanned

_ENTRIES = {TEI + kind: kind for kind in KINDS}
_NAMES = {
    "persName": "person",
    "placeName": "place",
    "geogName": "place",
    "settlement": "place",
    "district": "place",
    "region": "place",
    "country": "place",
    "orgName": "org",
    "title": "bibl",
}
_MENTIONS = {TEI + name: kind for name, kind in _NAMES.items()}
_POINTING = frozenset(("ref", "sameAs", "corresp"))


@dataclass(frozen=True, slots=True)
class Stated:
    """One address or number of an authority."""

    element: etree._Element
    value: str
    found: Identified
    attribute: str | None = None
    place: TextPlace | None = None
    """Where it stands in the text of an ``idno``."""
    entry: etree._Element | None = None
    """The entry that it identifies."""
    kind: str = ""
    """What kind of thing it identifies, where that is said."""
    type: str = ""
    """The type of the ``idno``."""


@once
def stated(document: Document) -> tuple[Stated, ...]:
    """Those of a document that a rule may have to say something of, in texts first."""
    return (*_in_texts(document), *_in_attributes(document))


def _in_texts(document: Document) -> list[Stated]:
    made = []
    for element in document.all("idno"):
        string = element.text or ""
        value = string.strip()
        if not value or len(element):
            continue
        type = element.get("type", "")
        parent = element.getparent()
        entry = parent if parent is not None and parent.tag in _ENTRIES else None
        found = of_address(value)
        if found is None and entry is not None and "/" not in value:
            authority = of_type(type)
            found = None if authority is None else of_number(authority, value)
        if found is not None:
            kind = "" if entry is None else _ENTRIES[str(entry.tag)]
            start = string.index(value)
            place = Text(element, False, string, "register").place(start, start + len(value))
            made.append(Stated(element, value, found, None, place, entry, kind, type))
    return made


def _in_attributes(document: Document) -> list[Stated]:
    """Addresses in attributes; those that no rule can have anything to say of are left out, for they are many."""
    made = []
    for element, attribute, ref in scanned(document):
        found = of_address(ref) if on_the_web(ref) else None
        if found is None:
            continue
        tag = str(element.tag)
        entry = element if tag in _ENTRIES and attribute in ("ref", "sameAs") else None
        kind = (_ENTRIES if entry is not None else _MENTIONS).get(tag, "") if attribute in _POINTING else ""
        if found.flaw or found.canonical or entry is not None or kind in found.authority.others:
            made.append(Stated(element, ref, found, attribute, None, entry, kind))
    return made


def mended(document: Document, one: Stated) -> Fix | None:
    """The certain fix that writes an address as its authority does."""
    canonical = one.found.canonical
    title = f"write {canonical}"
    if one.place is not None:
        return document.mend_text(one.place, canonical, title)
    assert one.attribute is not None
    return document.mend_word(one.element, one.attribute, one.value, canonical, title)
