"""One xml:id on several elements: told by a grammar that knows what an id is, else here."""

from __future__ import annotations

from collections.abc import Container, Iterator

from lxml import etree

from letterbook.findings import Finding, Related, Severity
from letterbook.reading.tei import XML_ID
from letterbook.sources import Source

TWICE = ("P003", "duplicate-id")
"""Code and name of the finding, whoever tells it."""

_PLAIN = ("utf-8", "us-ascii", "iso-8859-1", "windows-1252")


def all_judged(source: Source, named: int) -> bool:
    """Whether every xml:id of the file is among so many attributes that a grammar judged as ids; False where the bytes
    do not show it.
    """
    plain = source.encoding.lower() in _PLAIN and b"<!ENTITY" not in source.data
    return plain and source.data.count(b"xml:id") <= named


def doubled(source: Source, told: Container[str | None]) -> Iterator[Finding]:
    """Each xml:id that several elements have, but for those that a grammar told of: not all know what an id is."""
    having: dict[str, list[etree._Element]] = {}
    for element in source.root.iter("*"):
        identifier = element.get(XML_ID)
        if identifier is not None:
            having.setdefault(identifier, []).append(element)
    for identifier, elements in having.items():
        if len(elements) == 1 or identifier in told:
            continue
        other = Related(source.span(elements[0], XML_ID), "the first one is here")
        often = "twice" if len(elements) == 2 else f"{len(elements)} times"
        text = f'xml:id="{identifier}" stands {often} in this file'
        span = source.span(elements[1], XML_ID)
        code, name = TWICE
        yield Finding(code, Severity.ERROR, text, span, name=name, related=(other,))
