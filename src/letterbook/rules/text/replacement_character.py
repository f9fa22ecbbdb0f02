"""A character was lost and a replacement character stands for it

What it does
------------
Finds `U+FFFD` (�), which programs write where they could not read a character, in texts and attributes.

Why it matters
--------------
What the source has at this place is lost. Searches do not find the word, and no transform can bring it back.

Example
-------
    <p>Sehr geehrter Herr M�ller</p>

Use instead
-----------
    <p>Sehr geehrter Herr Müller</p>

Fix
---
None: only somebody who looks at the source knows which character stood there.

Source
------
The Unicode Standard, section 23.8, Specials: <https://www.unicode.org/versions/latest/>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.text._joined import joined

CODE = "T006"
NAME = "replacement-character"
SEVERITY = Severity.ERROR
MESSAGES = {
    "en": {
        "text": Words(
            "a character of {word} was lost: a replacement character stands for it",
            help="look at the source, and write what stands there",
        ),
        "attribute": Words(
            'a character of {attribute}="{value}" was lost: a replacement character stands for it',
            help="look at where the value comes from, and write it again",
        ),
    }
}

_LOST = "\N{REPLACEMENT CHARACTER}"
_WORD = re.compile(rf"[^\s{_LOST}]{{0,60}}{_LOST}+[^\s{_LOST}]{{0,60}}")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Replacement characters in texts and attributes: one finding a word, one an attribute."""
    for text in document.texts if _LOST in joined(document).string else ():
        if _LOST in text.string:
            for match in _WORD.finditer(text.string):
                place = text.place(match.start(), match.end())
                yield Fault(text.element, "text", {"word": match[0]}, text=place)
    if not _in_attributes(document):
        return
    for element in document.elements:
        for name, value in element.attrib.items():
            if _LOST in str(value):
                shown = str(name).rpartition("}")[2]
                yield Fault(element, "attribute", {"attribute": shown, "value": str(value)}, str(name))


def _in_attributes(document: Document) -> bool:
    """Whether any attribute may hold one: looked for in the bytes, where that can be done."""
    data = document.source.data
    plain = document.source.encoding.lower() == "utf-8" and b"&#" not in data and b"<!ENTITY" not in data
    return not plain or _LOST.encode() in data
