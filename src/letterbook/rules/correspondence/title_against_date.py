"""The title gives the letter another date than its header

What it does
------------
Compares a date in the words of the letter's main title (English, German, French and Russian, and figures) with that of
sending in `correspDesc`, or where it has none, with that of the dateline. Only what cannot be reconciled is told. A
title with several dates of which one is right is left alone, and so are words such as *before* or *around*. Where the
dateline says another date than the header, dateline-against-date speaks.

Why it matters
--------------
The title is what catalogues, search engines and bookmarks show. It is written once, often by copying that of another
letter, and nobody looks at it again when a date is corrected.

Example
-------
    <title>Letter to Thomas Singleton, October 14, 1829</title>
    …
    <correspAction type="sent">
      <date when="1816-08-04"/>
    </correspAction>

Use instead
-----------
    <title>Letter to Thomas Singleton, October 14, 1829</title>
    …
    <correspAction type="sent">
      <date when="1829-10-14"/>
    </correspAction>

Fix
---
None: which of the two dates is right, the source tells.

Source
------
Letterbook's own; TEI Guidelines, The Title Statement: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/HD.html#HD21>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.tei import TEI, plain
from letterbook.rules import Beside, Entries, Fault, LetterView, Words
from letterbook.rules.correspondence import dateline_against_date
from letterbook.rules.correspondence._actions import shown
from letterbook.rules.correspondence._opening import sending
from letterbook.rules.correspondence._worded import first_date, words_agree

CODE = "C016"
NAME = "title-against-date"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "differs": Words(
            "the title says {said}, but the letter is dated {date}",
            help="look at the source, and correct one of the two",
            labels={"date": "the date of the letter"},
        ),
    }
}


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """Main titles whose dates are all of other days than those of sending: one finding, at the first."""
    titles = list(_titles(letter))
    dates = sending(letter) if titles else []
    if not dates:
        return
    values = [value for _, value in dates]
    agree = [(title, words_agree(title, values, alone=False)) for title in titles]
    wrong = next((title for title, found in agree if found is False), None)
    if wrong is None or any(found for _, found in agree):
        return
    if next(dateline_against_date.check_letter(letter, register), None) is None:
        facts = {"said": first_date(wrong), "date": shown(values[0])}
        yield Fault(wrong, "differs", facts, beside=(Beside(dates[0][0], "date"),))


def _titles(letter: LetterView) -> Iterator[etree._Element]:
    """The titles that may say a date; those of the series left out."""
    header = letter.letter.header
    for title in () if header is None else header.findall(f"{TEI}fileDesc/{TEI}titleStmt/{TEI}title"):
        main = title.get("type") in ("main", None) and title.get("level") != "s"
        if main and any(sign.isdigit() for sign in plain(title)):
            yield title
