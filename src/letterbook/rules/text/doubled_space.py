"""Two spaces stand between words on one line

What it does
------------
Finds white space of more than one character between two words of one line of the file: two or three spaces, a tab, a space
beside a no-break space, and gaps of four spaces and more. The indentation of lines is none, nor is what stands in code, formulas,
examples, or where `xml:space="preserve"` is written. Words that are set in s p a c e d   l e t t e r s are left alone.

Why it matters
--------------
XML reads any number of spaces as one, so the letter looks right on the pages. Searches of the file, comparisons of two
transcriptions and programs that count characters see a difference that nobody sees. A no-break space counts as a
character: beside a space it shows as a wider gap.

Example
-------
    <p>I have  waited until today.</p>

Use instead
-----------
    <p>I have waited until today.</p>

Where the source leaves a space empty that means something, `<space/>` says so.

Fix
---
Two or three spaces, and a tab, become one space. A no-break space is left, for only a person knows which of the two
was meant, and so is a wide gap, which may stand for one of the source.

Source
------
[Extensible Markup Language, White Space Handling](https://www.w3.org/TR/xml/#sec-white-space);
[TEI Guidelines, space](https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-space.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.faults import Fact
from letterbook.rules.text._joined import joined, verbatim, words_round

CODE = "T003"
NAME = "doubled-space"
SEVERITY = Severity.INFO
MESSAGES = {
    "en": {
        "spaces": Words("{number} spaces stand between {before} and {after}", help="write one space"),
        "tab": Words("a tab stands between {before} and {after}", help="write one space"),
        "no-break": Words(
            "a no-break space stands beside a space between {before} and {after}",
            help="write one of the two: a no-break space where no line may begin, else a space",
        ),
        "gap": Words(
            "{number} spaces stand between {before} and {after}, and show as one",
            help="write one space; if the source leaves a gap that means something, write <space/>",
        ),
    }
}

_WIDE = 4
"""So many spaces look as if they were meant."""
_SIGNS = ("  ", "\t", "\xa0 ", " \xa0", "\xa0\xa0", "\u202f")
_RUN = re.compile(r"(?<![ \t\xa0\u202f])(?:[ \t\xa0\u202f]{2,}|\t)(?=[^\s\0])")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """White space of several characters between words."""
    whole = joined(document)
    if not any(sign in whole.string for sign in _SIGNS):
        return
    for match in _RUN.finditer(whole.string):
        start, end = match.span()
        before = whole.string[start - 1 : start]
        if not before or before == "\0" or before.isspace():
            continue
        place = whole.place(start, end)
        if verbatim(place.text.element):
            continue
        facts: dict[str, Fact] = {**words_round(whole.string, start, end), "number": end - start}
        if len(str(facts["before"])) == len(str(facts["after"])) == 1:
            continue
        words = _words(match[0])
        certain = words in ("spaces", "tab")
        fix = document.mend_text(place, " ", "write one space") if certain else None
        yield Fault(place.text.element, words, facts, text=place, fix=fix)


def _words(run: str) -> str:
    if "\xa0" in run or "\u202f" in run:
        return "no-break"
    if "\t" in run:
        return "tab"
    return "gap" if len(run) >= _WIDE else "spaces"
