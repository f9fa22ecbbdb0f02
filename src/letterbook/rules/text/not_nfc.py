"""A letter with an accent is written in two characters

What it does
------------
Finds words that are not in Unicode's composed form (NFC): *é* as `e` and a combining accent, as macOS writes names of
files, or signs such as `U+212B` (ångström) in the place of the letter *Å*. All words of a file are told as one, at the first
of them. Hebrew points, whose order NFC would change, and Chinese and Japanese compatibility signs, which it would replace,
are left alone.

Why it matters
--------------
Both look the same. Searches, sorting and comparisons take them for two different words, and two ids that look alike are
two ids.

Example
-------
    <p>Cafe&#x301; Griensteidl, Cafe&#x301; Central</p>

Use instead
-----------
    <p>Café Griensteidl, Café Central</p>

Fix
---
Texts, and attributes that are neither ids nor pointers, get the composed letters. Ids and pointers are left: they have to
be changed in all places at once.

Source
------
[W3C, Character Model: String Matching](https://www.w3.org/TR/charmod-norm/);
[Unicode Standard Annex 15](https://www.unicode.org/reports/tr15/).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from letterbook.findings import Fix, Severity
from letterbook.reading.tei import XML_ID
from letterbook.rules import Document, Entries, Fault, TextPlace, Words
from letterbook.rules.faults import Fact
from letterbook.rules.pointing import ATTRIBUTES
from letterbook.rules.text._attributes import attributes, possible, shown
from letterbook.rules.text._joined import joined

CODE = "T007"
NAME = "not-nfc"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "text": Words(
            "{word} is not written in composed letters (Unicode NFC)",
            help="write {right}, which looks the same",
            notes=("so are {count} words of this file",),
        ),
        "attribute": Words(
            '{attribute}="{value}" is not written in composed letters (Unicode NFC)',
            help='write {attribute}="{right}", which looks the same',
        ),
        "id": Words(
            '{attribute}="{value}" is not written in composed letters (Unicode NFC)',
            help="write {right}, which looks the same, here and in all that is the same id",
        ),
    }
}

_CALLED = "write composed letters"
_WORD = re.compile(r"[^\s\x00]+")
_LEFT_ALONE = re.compile("[\u0591-\u05c7\ufb1d-\ufb4e\uf900-\ufaff\U0002f800-\U0002fa1f]")
_BESIDE = '.,;:!?…()[]«»„“”‚‘’"'
"""What stands beside a word and is not shown with it."""
_SIGNS = (b"\xcc", b"\xcd")
"""How UTF-8 begins what is combined with a letter."""
_SIGNIFICANT = re.compile(r"[^\x00-\x7f]")
_POINTERS = ATTRIBUTES | {XML_ID, "url", "hand", "rendition", "wit"}


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Words of the texts, all as one, and attributes."""
    if not unicodedata.is_normalized("NFC", joined(document).string):
        yield from _texts(document)
    if possible(document, *_SIGNS):
        for element, name, value in attributes(document, _SIGNIFICANT):
            if unicodedata.is_normalized("NFC", value) or _LEFT_ALONE.search(value):
                continue
            right = unicodedata.normalize("NFC", value)
            facts = {"attribute": shown(name), "value": value, "right": right}
            if name in _POINTERS:
                yield Fault(element, "id", facts, name)
            else:
                fix = document.mend_attribute(element, name, right, _CALLED)
                yield Fault(element, "attribute", facts, name, fix=fix)


def _texts(document: Document) -> Iterator[Fault]:
    places: list[TextPlace] = []
    for text in document.texts:
        if text.string.isascii() or unicodedata.is_normalized("NFC", text.string):
            continue
        for match in _WORD.finditer(text.string):
            word = match[0]
            if not unicodedata.is_normalized("NFC", word) and not _LEFT_ALONE.search(word):
                places.append(text.place(match.start(), match.end()))
    if not places:
        return
    first = places[0]
    word = first.string.strip(_BESIDE)
    facts: dict[str, Fact] = {
        "word": word,
        "right": unicodedata.normalize("NFC", word),
        "count": len(places) if len(places) > 1 else 0,
    }
    fixes = [_mended(document, place) for place in places]
    edits = tuple(chain.from_iterable(fix.edits for fix in fixes if fix is not None))
    fix = Fix(_CALLED, edits, certain=True) if edits else None
    yield Fault(first.text.element, "text", facts, text=first, fix=fix)


def _mended(document: Document, place: TextPlace) -> Fix | None:
    """The fix of the characters that differ, and no others, of one word."""
    old, new = place.string, unicodedata.normalize("NFC", place.string)
    start = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    behind = 0
    while behind < min(len(old), len(new)) - start and old[-1 - behind] == new[-1 - behind]:
        behind += 1
    part = place.text.place(place.start + start, place.end - behind)
    return document.mend_text(part, new[start : len(new) - behind], _CALLED)
