"""The weekday of a date is not the one that the day was

What it does
------------
Reads weekdays beside dates in English, German, French and Russian: in the opener, dateline and closer of a letter, and in
`date`. The day is what the text says, or, where the text says less, the value in `when`. Where the calendar may be the Julian
(Russian texts before 1918, English ones before 1752, *O.S.*), its weekday counts as well.

Why it matters
--------------
A writer may be mistaken in the day of the month or in the year, hardly in the weekday. Where the two do not meet, the date was
misread, guessed wrongly, or the writer erred: in each case an editor wants to know, and often the weekday shows the day
that is meant.

Example
-------
    <closer>Saturday <date when="1841-04-08">April 8th 1841</date></closer>

Use instead
-----------
    <closer>Saturday <date when="1841-05-08">May 8th 1841</date></closer>

Where the writer erred: `<sic>` and `<corr>`, or a note. The correction counts.

Fix
---
None: only the source, the postmark and the other letters tell which day is meant.

Source
------
The weekday follows from the day; the Gregorian calendar is the one of ISO 8601:
<https://www.iso.org/iso-8601-date-and-time-format.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.date_words import MONTH_NAMES, WEEKDAY_NAMES
from letterbook.reading.dates import Day, Shape, date_of
from letterbook.reading.day_numbers import days_in, julian_weekday, weekday
from letterbook.reading.tei import TEI, language, plain
from letterbook.reading.written_dates import WrittenDate, find, old_style
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import may_be_julian

CODE = "D008"
NAME = "weekday-against-date"
SEVERITY = Severity.INFO
MESSAGES = {
    "en": {
        "text": Words(
            "the text says {said}, but {day} was a {was}",
            help="look whether the date is read rightly, and which {said_weekday} is meant",
        ),
        "value": Words(
            "the text says {said}, but {day}, its value, was a {was}",
            help="look whether the value is right, and which {said_weekday} is meant",
        ),
    }
}

_AROUND = ("opener", "closer", "dateline")
_AROUND_TAGS = frozenset(TEI + name for name in _AROUND)
_LONGEST = 400


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding a date."""
    for element in document.all(*_AROUND, "date"):
        is_date = element.tag == TEI + "date"
        within = any(parent.tag in _AROUND_TAGS for parent in element.iterancestors())
        if within and not is_date:
            continue
        text = plain(element)
        if not text or len(text) > _LONGEST:
            continue
        for date in find(text, language(element), alone=is_date):
            if date.weekday:
                day = date.exact if not (within and is_date) else None
                words = "text"
                if day is None and is_date and date.exact is None:
                    day, words = _value(element, date), "value"
                if day is not None and not _was(day, date.weekday, element, text):
                    yield Fault(
                        _dated_in(element, text[date.start : date.end]), words, _facts(text, date, day)
                    )


def _dated_in(element: etree._Element, said: str) -> etree._Element:
    """The ``date`` inside that has words of a date; the element itself without one."""
    inside = ((date, plain(date)) for date in element.iter(TEI + "date"))
    return next((date for date, words in inside if words and words in said), element)


def _value(element: etree._Element, date: WrittenDate) -> Day | None:
    """The day that the attributes give, where the text does not contradict it."""
    value = date_of(element, "")
    first = value.earliest
    if value.shape is not Shape.POINT or first is None or first != value.latest or not date.days:
        return None
    return first if date.agrees(first, first) else None


def _was(day: Day, said: int, element: etree._Element, text: str) -> bool:
    if day.day > days_in(day.year, day.month) or weekday(day) == said:
        return True
    julian = may_be_julian(day, language(element)) or old_style(text)
    return julian and julian_weekday(day) == said


def _facts(text: str, date: WrittenDate, day: Day) -> dict[str, str | int]:
    return {
        "said": text[date.start : date.end].strip(" ()[]"),
        "said_weekday": WEEKDAY_NAMES["en"][date.weekday - 1],
        "day": f"{day.day} {MONTH_NAMES['en'][day.month - 1]} {day.year}",
        "was": WEEKDAY_NAMES["en"][weekday(day) - 1],
    }
