"""A name points to an entry of another kind

What it does
------------
Compares what a name is tagged as with what it points to: `persName` belongs to a person or a group of persons, `placeName`
and its kin to a place, `orgName` to an organisation or a group, `title` to a work, `eventName` to an event. `rs` and `name` are
judged by their `type` (`person`, `place`, `org`, `event`, `work`, `letter`; German and French words too), and by no other.

Three things are let pass, because names are used so: a place name for a body that has its seat there, the name of a body
for the place where it sits, a title for the newspaper's publisher.

Why it matters
--------------
The name is listed among persons and shown as a place; whoever counts the persons of a letter counts wrongly. Mostly either
the tag or the pointer is a slip.

Example
-------
    <persName ref="../registers/places.xml#foss">Foss</persName>

Use instead
-----------
    <placeName ref="../registers/places.xml#foss">Foss</placeName>

Fix
---
None: whether the tag or the pointer is wrong, a person decides.

Source
------
[TEI Guidelines, Names, Dates, People, and Places](https://tei-c.org/release/doc/tei-p5-doc/en/html/ND.html).
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.tei import local, plain
from letterbook.rules import Document, Entries, Fault, Words

CODE = "N006"
NAME = "mention-of-wrong-kind"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "kind": Words(
            "{name} is tagged as {tagged}, but points to {entry}, which is {kind}",
            help="use the element for what is named, or point to what is meant",
        ),
        "same-name": Words(
            "{name} is tagged as {tagged}, but the entry that it points to is {kind}",
            help="use the element for what is named, or point to what is meant",
        ),
    }
}

_PLACES = ("placeName", "geogName", "settlement", "district", "region", "country", "bloc")
_TAGS = {"persName": "person", "orgName": "org", "title": "work", "eventName": "event"} | dict.fromkeys(
    _PLACES, "place"
)
_TYPES = {
    "person": "person",
    "persons": "person",
    "personne": "person",
    "pers": "person",
    "place": "place",
    "ort": "place",
    "lieu": "place",
    "org": "org",
    "organisation": "org",
    "organization": "org",
    "event": "event",
    "ereignis": "event",
    "work": "work",
    "werk": "work",
    "bibl": "work",
    "letter": "work",
    "brief": "work",
    "lettre": "work",
}
"""What ``rs/@type`` says, in small letters."""

_FITTING = {
    "person": frozenset(("person", "personGrp")),
    "place": frozenset(("place", "org")),
    "org": frozenset(("org", "personGrp", "place", "bibl")),
    "work": frozenset(("bibl", "org")),
    "event": frozenset(("event",)),
}
_CALLED = {
    "person": "a person",
    "personGrp": "a group of persons",
    "place": "a place",
    "org": "an organisation",
    "event": "an event",
    "bibl": "a work",
    "work": "a work",
}


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Names none of whose entries is of the kind that they are tagged as."""
    right: set[tuple[str, str]] = set()
    for element in (element for name in (*_TAGS, "rs", "name") for element in document.all(name)):
        attribute = next((name for name in ("ref", "corresp", "key") if element.get(name)), "")
        tagged = _TAGS.get(local(element)) or _TYPES.get(element.get("type", "").lower())
        if not attribute or tagged is None or (tagged, element.get(attribute, "")) in right:
            continue
        entries = register.of(element)
        if not entries or any(entry.kind in _FITTING[tagged] for entry in entries):
            right.add((tagged, element.get(attribute, "")))
            continue
        entry = entries[0]
        name = plain(element) or f"this {local(element)}"
        facts = {"name": name, "tagged": _CALLED[tagged], "entry": entry.name, "kind": _CALLED[entry.kind]}
        yield Fault(element, "same-name" if name == entry.name else "kind", facts, attribute)
