"""The pointers that a file uses, and the resolver over all that an edition's files offer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from letterbook.index import Index
from letterbook.reading.kinds import Kind
from letterbook.reading.pointers import FileIds, Resolver, file_ids
from letterbook.reading.tei import TEI
from letterbook.rules import Document, once

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


_DESCRIPTION = TEI + "correspDesc"
"""Its ``key`` is the letter's number, as CMIF has it, and leads to no entry."""


_BASE = "{http://www.w3.org/XML/1998/namespace}base"
"""An address on the web in it makes addresses on the web of all relative pointers."""
_PICTURES = frozenset(("facsimile", "sourceDoc", "surface"))
_TERMS = ("cmif:", "https://lod.academy/cmif/")
"""With what CMIF's types of ``ref`` begin: their targets are addresses on the web, or terms."""


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


@once
def scanned(document: Document) -> list[tuple[etree._Element, str, str]]:
    """Element, attribute and pointer for each pointer of TEI's elements, addresses on the web included, images not."""
    found: list[tuple[etree._Element, str, str]] = []
    for element in document.elements:
        attributes = element.attrib
        if attributes and str(element.tag).startswith(TEI):
            for name, value in attributes.items():
                if name in ATTRIBUTES and not (name == "key" and element.tag == _DESCRIPTION):
                    refs = (str(value),) if name == "key" else str(value).split()
                    found.extend((element, str(name), ref) for ref in refs if not is_medium(str(name), ref))
    return found


_MEDIA = re.compile(
    r"[^#]+\.(?:avif|bmp|gif|jp2|jpe?g|pdf|png|svg|tiff?|webp|m4a|mov|mp3|mp4|oga|ogg|ogv|wav|webm)(?:\?[^#]*)?",
    re.I,
)


def is_medium(attribute: str, ref: str) -> bool:
    """Whether this is the file of an image or recording: ``url``, or ``facs`` that does not point to an element."""
    return attribute == "url" or (attribute == "facs" and _MEDIA.fullmatch(ref) is not None)


def on_the_web(ref: str) -> bool:
    """Whether a pointer is an address on the web, which is never looked up."""
    return ref.startswith(("http:", "https:"))


def based_on_the_web(document: Document) -> bool:
    """Whether its relative pointers are addresses on the web, because its ``xml:base`` is one."""
    return on_the_web(document.root.get(_BASE, ""))


@once
def offered_ids(document: Document) -> FileIds | None:
    """What a file offers to others' pointers; None for letters, whose facts say it."""
    return None if document.kind in (Kind.LETTER, Kind.CORPUS) else file_ids(document.source)


def offer(document: Document) -> Offer | None:
    """What a rule over the edition has to know of a file's pointers."""
    ids = offered_ids(document)
    own: frozenset[str] | None = None if ids is None else ids.ids
    uses = []
    last, of_terms = None, False
    elsewhere = based_on_the_web(document)
    pictured, told = bool(document.names & _PICTURES), False
    for element, name, ref in scanned(document):
        if element is not last:
            last, of_terms = element, element.get("type", "").startswith(_TERMS)
        if on_the_web(ref) or (name == "target" and of_terms):
            continue
        if elsewhere and name != "key" and ref[:1] != "#" and ":" not in ref:
            continue
        if ref[:1] == "#" and name != "key":
            own = file_ids(document.source).ids if own is None else own
            if ref[1:] in own or (name == "facs" and told):
                continue
        if name == "facs" and not pictured:
            if told:
                continue
            told = True
        uses.append(Use(document.number(element), name, ref))
    return Offer(tuple(uses), ids) if uses or ids is not None else None


def resolver(index: Index, offered: Mapping[str, FileIds | None]) -> Resolver:
    """The resolver over letters, registers and all other files of the edition."""
    ids = {name: facts.ids for name, facts in index.files.items()}
    for name, found in offered.items():
        if found is not None:
            ids.setdefault(name, found)
    return Resolver.of(index.register, ids.values())
