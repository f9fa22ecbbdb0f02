"""Two letters have the same id

What it does
------------
A letter is known by the `xml:id` of its `TEI` element, else by the name of its file. No two letters of an edition may
be known by the same; capital and small letters do not count, because names of files are made of it. Two letters of one
file with the same `xml:id` are told as `duplicate-id`.

Why it matters
--------------
The page of one letter would replace that of the other, and a link to it could mean either.

Example
-------
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter-1">…</TEI>

in two files.

Use instead
-----------
    <TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="marbury-quill-1887-03-03">…</TEI>

Who, to whom and when makes an id that stays right when letters are added. Copying a file to begin a new letter copies
its id too: `letterbook new` gives each letter its own.

Fix
---
None: links from elsewhere may use the id.

Source
------
Letterbook's own; [xml:id Version 1.0](https://www.w3.org/TR/xml-id/) for one file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.tei import XML_ID
from letterbook.rules import Beside, Document, Fault, Where, Words

CODE = "L003"
NAME = "duplicate-letter-id"
SEVERITY = Severity.ERROR
_MESSAGE = "the letter has the id {letter}, as another one has"
_LABELS = {"other": "the other one is here"}
MESSAGES = {
    "en": {
        "given": Words(_MESSAGE, help="give each its own xml:id", labels=_LABELS),
        "from-file": Words(_MESSAGE, help="give each an xml:id, or a file name of its own", labels=_LABELS),
    }
}


class _Known(NamedTuple):
    """A letter: what it is known by, whether its xml:id says so, and the number of its element."""

    id: str
    given: bool
    number: int


def gather(document: Document) -> tuple[_Known, ...] | None:
    """What the letters of a file are known by."""
    found = tuple(
        _Known(view.letter.id, XML_ID in view.element.attrib, document.number(view.element))
        for view in document.letters
    )
    return found or None


def check_edition(index: Index) -> Iterator[Fault]:
    """Letters whose id a letter before them has; both are told, because either file may be the one that is checked."""
    first: dict[str, tuple[str, _Known]] = {}
    for name, letters in index.gathered.get(NAME, {}).items():
        facts = index.files.get(name)
        for letter in letters if facts is not None and facts.letters else ():
            other_name, other = first.setdefault(letter.id.casefold(), (name, letter))
            if other_name == name and other.id == letter.id:
                continue
            yield _fault(name, letter, other_name, other)
            yield _fault(other_name, other, name, letter)


def _fault(name: str, letter: _Known, other_name: str, other: _Known) -> Fault:
    beside = Beside(Where(other_name, other.number), "other")
    words = "given" if letter.given or other.given else "from-file"
    return Fault(Where(name, letter.number), words, {"letter": letter.id}, beside=(beside,))
