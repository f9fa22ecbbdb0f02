"""Nothing in the edition points to an entry

What it does
------------
Finds entries of the registers to which no letter, no document, no other entry and no relation points: by `ref`, `key`,
`corresp`, `who` or any other attribute that points, or by an address that the entry gives for itself. An entry that holds
another one that is pointed to counts as pointed to. It is asked only when all files of an edition can be read. Where nothing
points to more than twenty entries of a file, and to most of them, that is told once.

Why it matters
--------------
Either the entry is not needed, or, more often, its name stands in a letter and was not tagged, or points to another entry of the
same name.

Example
-------
    <person xml:id="quill-anselm">
      <persName>Anselm Quill</persName>
    </person>

and nowhere `#quill-anselm`.

Use instead
-----------
    <persName ref="../registers/persons.xml#quill-anselm">Quill</persName>

in the letter that names him.

Fix
---
None: whether a mention is missing or the entry is one too many, a person decides.

Source
------
Letterbook's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.pointers import FileIds, TargetKind
from letterbook.reading.registers import Entry
from letterbook.reading.tei import XML_ID
from letterbook.rules import Document, Fault, Where, Words
from letterbook.rules.pointing import offered_ids, on_the_web, resolver, scanned

CODE = "N005"
NAME = "entry-without-mention"
SEVERITY = Severity.INFO
MESSAGES = {
    "en": {
        "alone": Words(
            "nothing in the edition points to {name}",
            help="tag a mention of it, or take the entry out if it is not needed",
        ),
        "most": Words(
            "nothing in the edition points to most entries of this file, as {name}",
            help="tag their mentions, or let the pointers lead here",
            notes=("{count} of {total}",),
        ),
    }
}

_FEW = 20
"""So many of a file are told one by one, however many there are."""


class _Pointing(NamedTuple):
    """The pointers of a file, each once, those of an entry to itself left out."""

    refs: frozenset[str]
    keys: frozenset[str]
    ids: FileIds | None


def gather(document: Document) -> _Pointing:
    """What a file points to."""
    refs: set[str] = set()
    keys: set[str] = set()
    for element, attribute, ref in scanned(document):
        if attribute == "key":
            keys.add(ref)
        elif ref not in refs and not (ref[:1] == "#" and _is_within(element, ref[1:])):
            refs.add(ref)
    return _Pointing(frozenset(refs), frozenset(keys), offered_ids(document))


def _is_within(element: etree._Element, id: str) -> bool:
    node: etree._Element | None = element
    while node is not None:
        if node.get(XML_ID) == id:
            return True
        node = node.getparent()
    return False


def check_edition(index: Index) -> Iterator[Fault]:
    """The entries of an edition that was read whole to which nothing points."""
    gathered: dict[str, _Pointing] = index.gathered.get(NAME, {})
    if index.settings.root is None or not index.letters or not index.paths.keys() <= gathered.keys():
        return
    pointed = _pointed(index, gathered)
    used: set[etree._Element] = set()
    for entry in index.register.entries.values():
        if _is_used(entry, pointed):
            used.update((entry.element, *entry.element.iterancestors()))
    by_file: dict[str, list[Entry]] = defaultdict(list)
    for entry in index.register.entries.values():
        by_file[entry.file].append(entry)
    for entries in by_file.values():
        alone = [entry for entry in entries if entry.element not in used]
        if alone:
            yield from _told(alone, len(entries))


def _told(alone: list[Entry], total: int) -> Iterator[Fault]:
    """The entries of one file; once, where they are many and most."""
    numbers = {element: number for number, element in enumerate(alone[0].source.root.iter("*"))}
    most = len(alone) > max(_FEW, total // 2)
    for entry in alone[:1] if most else alone:
        where = Where(entry.file, numbers[entry.element])
        facts: dict[str, str | int] = {"name": entry.name, "count": len(alone), "total": total}
        yield Fault(where, "most" if most else "alone", facts)


def _pointed(index: Index, gathered: dict[str, _Pointing]) -> set[tuple[str, str]]:
    """File and id of all that is pointed to; of entries, the key beside an empty file name."""
    known = resolver(index, {name: pointing.ids for name, pointing in gathered.items()})
    found: set[tuple[str, str]] = set()
    web: set[str] = set()
    for name, pointing in gathered.items():
        asked = [(ref, "ref") for ref in pointing.refs if not (on_the_web(ref) and ref in web)]
        web.update(ref for ref in pointing.refs if on_the_web(ref))
        for ref, attribute in (*asked, *((key, "key") for key in pointing.keys)):
            target = known.resolve(ref, name, attribute)
            if target.kind is TargetKind.ENTRY:
                found.add(("", target.key))
            elif target.kind is TargetKind.ELEMENT:
                found.add((target.file, target.fragment))
    return found


def _is_used(entry: Entry, pointed: set[tuple[str, str]]) -> bool:
    """Whether the entry, or a part of it, is pointed to."""
    if ("", entry.key) in pointed:
        return True
    inside = (node.get(XML_ID) for node in entry.element.iterdescendants("*"))
    return any((entry.file, id) in pointed for id in inside if id)
