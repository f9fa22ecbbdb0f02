"""The entries of registers that stand in a document."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.reading.kinds import LISTS
from letterbook.reading.registers import KINDS
from letterbook.reading.tei import TEI, XML_ID
from letterbook.rules import Document

_TAGS = {TEI + kind: kind for kind in KINDS} | {TEI + "biblStruct": "bibl", TEI + "biblFull": "bibl"}
_LISTS = tuple(name.rpartition("}")[2] for name in sorted(LISTS))
_NAMES = tuple(tag.rpartition("}")[2] for tag in _TAGS)


def lists_in(document: Document) -> list[etree._Element]:
    """The lists of persons, places, organisations, events and works."""
    return document.all(*_LISTS)


def entries_in(document: Document) -> Iterator[tuple[str, etree._Element]]:
    """Kind and element of each entry that can be pointed to; the file's own bibliography left out."""
    for element in document.all(*_NAMES):
        if not element.get(XML_ID):
            continue
        listed = False
        for parent in element.iterancestors():
            listed = listed or parent.tag in LISTS
            if parent.tag == TEI + "fileDesc":
                listed = False
                break
        if listed:
            yield _TAGS[str(element.tag)], element
