"""The letter is called by another date than its own

What it does
------------
Looks for a whole date in what the letter is known by, its `xml:id` or else the name of its file
(`edgeworth-1839-12-24`, `Edgeworth_NLS_1839_12_24.xml`), and compares it with that of sending in `correspDesc`, or
where it has none, with that of the dateline. A difference of the calendars is none. Where the dateline or the title
already contradicts the header, dateline-against-date or title-against-date speaks.

Why it matters
--------------
A file that was copied to begin a new letter keeps the old letter's dates until somebody changes them, and its name is
what was changed first. Or the date was corrected later, and everybody who knows the letter by its name is misled.

Example
-------
    <TEI xml:id="edgeworth-1839-12-24">
      …
      <dateline><date when="1816-08-04"/></dateline>
      …
    </TEI>

Use instead
-----------
    <TEI xml:id="edgeworth-1839-12-24">
      …
      <dateline><date when="1839-12-24">24 December 1839</date></dateline>
      …
    </TEI>

Fix
---
None: which of the two is right, the source tells; and an id that others use cannot be changed without them.

Source
------
Letterbook's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.dates import Day, parse_w3c
from letterbook.reading.tei import XML_ID
from letterbook.rules import Beside, Entries, Fault, LetterView, Words
from letterbook.rules.correspondence import dateline_against_date, title_against_date
from letterbook.rules.correspondence._actions import shown
from letterbook.rules.correspondence._opening import sending
from letterbook.rules.correspondence._worded import both_calendars

CODE = "C015"
NAME = "id-against-date"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "differs": Words(
            "the letter is called {id}, but it is dated {date}",
            help="look at the source, and correct the date, or the name if nobody uses it yet",
            labels={"date": "the date of the letter"},
        ),
    }
}

_DATE = re.compile(r"(?<!\d)(1\d{3}|20\d\d)([-_.])(\d\d)\2(\d\d)(?!\d)")


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """An id with one whole date that is none of those of sending."""
    days = [found for match in _DATE.finditer(letter.letter.id) if (found := _day(match)) is not None]
    if len(days) != 1:
        return
    dates = sending(letter)
    spans = [both_calendars(value) for _, value in dates]
    if not dates or not all(spans) or any(first <= days[0] <= last for both in spans for first, last in both):
        return
    for other in (dateline_against_date, title_against_date):
        if next(other.check_letter(letter, register), None) is not None:
            return
    attribute = XML_ID if letter.element.get(XML_ID) else None
    facts = {"id": letter.letter.id, "date": shown(dates[0][1])}
    yield Fault(letter.element, "differs", facts, attribute, beside=(Beside(dates[0][0], "date"),))


def _day(match: re.Match[str]) -> Day | None:
    found = parse_w3c(f"{match[1]}-{match[3]}-{match[4]}")
    return None if found is None else found[0]
