"""Letters were read in a wrong encoding

What it does
------------
Finds pairs and triples of characters that come about when a program reads UTF-8 as Windows-1252 or Latin-1: `Ã¼` was
*ü*, `Â£` was *£*, `â€”` was a dash. It says what they were. What happened twice (`ÃƒÂ¼`) is found too; what may be meant,
as a capital before a quotation mark, is left alone, and so is code.

Why it matters
--------------
Readers stumble, and no search finds the word.

Example
-------
    <p>FÃ¼r Sie, in alter Freundschaft</p>

Use instead
-----------
    <p>Für Sie, in alter Freundschaft</p>

Fix
---
The characters of a text are written as they were. Attributes are left: other places may point to them.

Source
------
[W3C, Encodings: essential concepts](https://www.w3.org/International/articles/definitions-characters/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.text._attributes import attributes, possible, shown
from letterbook.rules.text._joined import joined, verbatim, words_round
from letterbook.rules.text._mojibake import MOJIBAKE, restored

CODE = "T012"
NAME = "mojibake"
SEVERITY = Severity.ERROR
MESSAGES = {
    "en": {
        "text": Words(
            "{wrong} in {word} was {right} before it was read in a wrong encoding", help="write {whole}"
        ),
        "attribute": Words(
            '{wrong} in {attribute}="{value}" was {right} before it was read in a wrong encoding',
            help="write {whole}",
        ),
    }
}

_SIGN = re.compile("[ÃÂâÐÑÎÏðÄÅï]")
_SIGNS = re.compile(rb"\xc3[\x82\x83\xa2\x90\x91\x8e\x8f\xb0\xaf\x84\x85](?=[\xc2\xc5\xc6\xcb\xe2])")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Characters that were others, in texts and attributes."""
    if not possible(document, _SIGNS):
        return
    for place, match in joined(document).found(MOJIBAKE):
        right = restored(match[0])
        if right is None or verbatim(place.text.element):
            continue
        around = words_round(match.string, *match.span())
        facts = {
            "wrong": match[0],
            "right": _visible(right),
            "word": around["before"] + match[0] + around["after"],
            "whole": _visible((around["before"] + right + around["after"]).replace("\ufeff", "")),
        }
        kept = right.replace("\ufeff", "")
        fix = document.mend_text(place, kept, f"write {_visible(kept)}" if kept else "leave it out")
        yield Fault(place.text.element, "text", facts, text=place, fix=fix)
    for element, name, value in attributes(document, MOJIBAKE):
        found = [match[0] for match in MOJIBAKE.finditer(value) if restored(match[0]) is not None]
        if found:
            whole = MOJIBAKE.sub(lambda match: restored(match[0]) or match[0], value)
            facts = {
                "wrong": found[0],
                "right": _visible(restored(found[0]) or ""),
                "attribute": shown(name),
                "value": value,
                "whole": whole,
            }
            yield Fault(element, "attribute", facts, name)


def _visible(text: str) -> str:
    """Text in which what nobody sees has a name."""
    return text.replace("\N{NO-BREAK SPACE}", "a no-break space").replace("\ufeff", "a byte order mark")
