"""The pointers that a file uses, and the resolver over all that an edition's files offer."""

from __future__ import annotations

import weakref
from typing import NamedTuple

from lxml import etree

from letterbook.index import Index
from letterbook.reading.kinds import Kind
from letterbook.reading.pointers import FileIds, Resolver, file_ids
from letterbook.reading.tei import TEI
from letterbook.rules import Document

ATTRIBUTES = frozenset(
    (
        "active",
        "ana",
        "change",
        "copyOf",
        "corresp",
        "datingPoint",
        "decls",
        "domains",
        "exclude",
        "facs",
        "hand",
        "inst",
        "key",
        "lemmaRef",
        "mutual",
        "next",
        "nymRef",
        "origin",
        "parts",
        "passive",
        "period",
        "prev",
        "ref",
        "resp",
        "sameAs",
        "scheme",
        "select",
        "source",
        "spanTo",
        "synch",
        "target",
        "targetEnd",
        "who",
        "wit",
    )
)
"""Attributes of TEI that hold pointers; all but ``key`` hold URIs, several separated by spaces."""


class Use(NamedTuple):
    """A pointer of a file: its element's number in the file, its attribute, itself. A name of the web is none here."""

    number: int
    attribute: str
    ref: str


class Offer(NamedTuple):
    """What a file says of its pointers: those that its own ids do not answer, and what it offers to others' pointers.

    ``ids`` is None for letters, whose facts say it.
    """

    uses: tuple[Use, ...]
    ids: FileIds | None


_scanned: weakref.WeakKeyDictionary[Document, list[tuple[etree._Element, str, str]]] = (
    weakref.WeakKeyDictionary()
)


def scanned(document: Document) -> list[tuple[etree._Element, str, str]]:
    """Element, attribute and pointer for each pointer of TEI's elements, addresses on the web included."""
    found = _scanned.get(document)
    if found is None:
        found = _scanned[document] = []
        for element in document.elements:
            attributes = element.attrib
            if attributes and str(element.tag).startswith(TEI):
                for name, value in attributes.items():
                    if name in ATTRIBUTES:
                        refs = (str(value),) if name == "key" else str(value).split()
                        found.extend((element, str(name), ref) for ref in refs)
    return found


def on_the_web(ref: str) -> bool:
    """Whether a pointer is an address on the web, which is never looked up."""
    return ref.startswith(("http:", "https:"))


def offer(document: Document) -> Offer | None:
    """What a rule over the edition has to know of a file's pointers."""
    ids = file_ids(document.source)
    uses = tuple(
        Use(document.number(element), name, ref)
        for element, name, ref in scanned(document)
        if not on_the_web(ref) and not (ref[:1] == "#" and name != "key" and ref[1:] in ids.ids)
    )
    letters = document.kind in (Kind.LETTER, Kind.CORPUS)
    return Offer(uses, None if letters else ids) if uses or not letters else None


def resolver(index: Index, offers: dict[str, Offer]) -> Resolver:
    """The resolver over letters, registers and all other files of the edition."""
    ids = {name: facts.ids for name, facts in index.files.items()}
    for name, offered in offers.items():
        if offered.ids is not None and name not in ids:
            ids[name] = offered.ids
    return Resolver.of(index.register, ids.values())
