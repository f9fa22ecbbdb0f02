"""Whether the date in the words of a dateline or a title can be that of a letter."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from letterbook.reading.dates import DateValue, Day
from letterbook.reading.day_numbers import to_julian
from letterbook.reading.tei import language, plain
from letterbook.reading.written_dates import WrittenDate, find, is_vague

_LONGEST = 200
_LAST_JULIAN = 1923
"""When the last country left the Julian calendar."""


def words_agree(element: etree._Element, dates: Iterable[DateValue], *, alone: bool) -> bool | None:
    """Whether words can mean one of these dates, in either calendar; None where they say no day for sure."""
    text = plain(element)
    if len(text) > _LONGEST or is_vague(text):
        return None
    found = _dates(text, language(element), alone)
    if not found:
        return None
    for value in dates:
        spans = both_calendars(value)
        if not spans or any(date.agrees(*span) for date in found for span in spans):
            return True if spans else None
    return False


def both_calendars(value: DateValue) -> list[tuple[Day, Day]]:
    """First and last day of a date, and what these were called in the Julian calendar; empty where an end is open."""
    first, last = value.earliest, value.latest
    if first is None or last is None:
        return []
    spans = [(first, last)]
    if first.year <= _LAST_JULIAN:
        spans.append((to_julian(first), to_julian(last)))
    return spans


def first_date(element: etree._Element) -> str:
    """The first date of the words of an element, as it is written."""
    text = plain(element)
    date = _dates(text, language(element), False)[0]
    return text[date.start : date.end]


def _dates(text: str, tag: str, alone: bool) -> list[WrittenDate]:
    return [date for date in find(text, tag, alone=alone) if len(date.parts) > 1]
