"""Attributes that hold certain characters: not looked for where the bytes of the file cannot have them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from letterbook.rules import Document, once


def possible(document: Document, *signs: bytes | re.Pattern[bytes]) -> bool:
    """Whether the file may have one of these in its UTF-8, behind a byte order mark; True where its bytes do not say it."""
    data = document.source.data
    if not _plain(document):
        return True
    return any(
        data.find(sign, 3) >= 0 if isinstance(sign, bytes) else sign.search(data, 3) is not None
        for sign in signs
    )


@once
def _plain(document: Document) -> bool:
    """Whether the characters of a document stand in its bytes as they are."""
    source = document.source
    return source.encoding.lower() == "utf-8" and b"&#" not in source.data and b"<!ENTITY" not in source.data


def attributes(document: Document, wanted: re.Pattern[str]) -> Iterator[tuple[etree._Element, str, str]]:
    """Element, name (in Clark notation) and value of each attribute in which a pattern is found."""
    for element in document.elements:
        for name, value in element.attrib.items():
            if wanted.search(str(value)):
                yield element, str(name), str(value)


def shown(name: str) -> str:
    """The name of an attribute as people write it."""
    return name.replace("{http://www.w3.org/XML/1998/namespace}", "xml:").rpartition("}")[2]
