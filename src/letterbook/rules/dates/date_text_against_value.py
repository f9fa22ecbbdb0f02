"""The text of a date and its value contradict each other

What it does
------------
Reads what the text of `date`, `origDate`, `docDate`, `birth` and `death` says in English, German, French and Russian, names of
months in old spelling, abbreviations, Roman figures and short years included, and compares each part that is said (day,
month, year) with the attributes.

It keeps quiet where the two may well be the same: a text that says less than the value, a date of the Julian calendar (10
to 13 days earlier, whether `calendar` or *O.S.* says so or not), both calendars (`10/22 февраля`), a span, words such as
*before* or *the day after*, other figures in the text, figures of which either may be the month. Of *about* and *end of*
only month and year are compared, with a month to spare.

Why it matters
--------------
Readers see the text, programs the value. One of the two is wrong, most often a mistyped figure or a value that was copied
from another letter: the letter then stands in a wrong place of the edition.

Example
-------
    <date when="1961-02-21">February 22, 1961</date>

Use instead
-----------
    <date when="1961-02-22">February 22, 1961</date>

Fix
---
None: which of the two is right, the source says. A text that is itself mistaken: `<sic>` and `<corr>`; the correction counts.

Source
------
TEI Guidelines, att.datable.w3c: the attributes give the date in a normalised form.
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.datable.w3c.html>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from letterbook.findings import Severity
from letterbook.reading.date_words import WEEKDAY_NAMES
from letterbook.reading.dates import DateValue, Day, Shape, read_date
from letterbook.reading.day_numbers import days_in, from_number, number, to_julian, weekday
from letterbook.reading.tei import language, local, plain
from letterbook.reading.written_dates import WrittenDate, find, is_another, is_near, old_style
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import Dated, dated, stands_for_none

CODE = "D004"
NAME = "date-text-against-value"
SEVERITY = Severity.WARNING
_HELP = "look at the source: correct the value, or say with sic and corr that the text is mistaken"
MESSAGES = {
    "en": {
        "differs": Words("the text says {said}, but {value}", help=_HELP, notes=("{parts}", "{weekday}")),
        "write": Words(
            "the text says {said}, but {value}",
            help="look at the source: if the text is right, write {better}",
            notes=("{parts}", "{weekday}"),
        ),
    }
}

_ELEMENTS = frozenset(("date", "origDate", "docDate", "birth", "death"))
_LONGEST = 300
_MOST_WORDS, _FEW_WORDS = 8, 2
_TIMES = re.compile(
    r"\d{1,2}(?:[.:]\d\d)?\s*(?:[ap]\.?\s?m\b\.?|uhr|h\b|o\s?['’]?\s?clock|час|ч\.)|\b\d{1,2}:\d\d\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LAST_JULIAN = Day(1923, 3, 1)
"""When the last country left it."""
_LAST_LADY_DAY = 1752
"""The last year that began in England on 25 March."""
_NEAR = 31
_WITH_A_DAY = frozenset(
    (
        *("the", "this", "on", "in", "inst", "instant", "ult", "ultimo", "prox", "den", "dem", "der", "des"),
        *("am", "vom", "dieses", "monats", "courant", "hujus", "le", "ce", "du"),
    )
)
"""Words beside a day that leave it a day."""
_FIRST, _LAST = Day(-9999, 1, 1), Day(9999, 12, 31)


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding an element, at its first attribute."""
    for one in dated(document):
        if local(one.element) not in _ELEMENTS:
            continue
        text = plain(one.element)
        if (not any(sign.isdigit() for sign in text) and len(text) < 3) or len(text) > _LONGEST:
            continue
        value = read_date(one.values, text)
        calendar = one.element.get("calendar", "").lower()
        if (
            value.faults
            or not value.known
            or _contradictory(one)
            or (value.earliest and value.latest and number(value.latest) < number(value.earliest))
            or not _gregorian(calendar)
            or _made_up(one, text)
            or (value.earliest or value.latest or _FIRST).year < 1
        ):
            continue
        said = _said(text, language(one.element))
        if said and is_near(text):
            value = _widened(value)
        if said and not _agree(said, value, julian="julian" in calendar or old_style(text)):
            yield _fault(one, text, said, value)


def _widened(value: DateValue) -> DateValue:
    """A month more on both sides: the end of 1889 may be January 1890."""
    first, last = value.earliest, value.latest
    return replace(
        value,
        earliest=None if first is None else from_number(number(first) - _NEAR),
        latest=None if last is None else from_number(number(last) + _NEAR),
    )


def _contradictory(one: Dated) -> bool:
    """Whether when and others say several things: that is another rule's, as limits that are exchanged are."""
    names = {name.removesuffix("-iso") for name in one.values}
    return "when" in names and len(names) > 1


def _made_up(one: Dated, text: str) -> bool:
    return any(stands_for_none(value, text) for value in one.values.values())


def _gregorian(calendar: str) -> bool:
    """Whether the text is of a calendar that is understood."""
    return not calendar or "greg" in calendar or "julian" in calendar


def _said(text: str, tag: str) -> Sequence[WrittenDate]:
    """The dates of a text; none where other words or figures leave open what they mean.

    Of a date that is only near, the day is not taken at its word.
    """
    found = [date for date in find(text, tag, alone=True) if date.parts]
    rest = text
    for date in reversed(found):
        rest = f"{rest[: date.start]} {rest[date.end :]}"
    if not found or is_another(rest) or any(sign.isdigit() for sign in _TIMES.sub(" ", rest)):
        return ()
    if is_near(rest):
        return [replace(date, days=()) for date in found if date.months or date.years]
    words = [word for word in _WORD.findall(rest) if word.casefold() not in _WITH_A_DAY]
    parts = {part for date in found for part in date.parts}
    most = 0 if parts == {"day"} else _MOST_WORDS if "day" in parts else _FEW_WORDS
    return found if len(words) <= most else ()


def _agree(said: Sequence[WrittenDate], value: DateValue, *, julian: bool) -> bool:
    """Whether the text may mean the value: one of its dates, a span between them, or the same day in the other calendar."""
    first, last = value.earliest or _FIRST, value.latest or _LAST
    if (value.earliest is None or value.latest is None) and any(date.exact is None for date in said):
        return True
    if any(date.agrees(first, last) for date in said):
        return True
    if len(said) > 1 and _between(said, first, last):
        return True
    if (not julian and first > _LAST_JULIAN) or first == _FIRST or last == _LAST:
        return False
    old_first, old_last = to_julian(first), to_julian(last)
    if any(date.agrees(old_first, old_last) for date in said):
        return True
    return first.year <= _LAST_LADY_DAY and any(
        _lady_day(date, pair) for date in said for pair in ((first, last), (old_first, old_last))
    )


def _lady_day(date: WrittenDate, pair: tuple[Day, Day]) -> bool:
    """Whether a date is meant by a year that began on 25 March: 10 February 1710 is of our 1711."""
    first, last = pair
    if (last.month, last.day) >= (3, 25) or last.year != first.year:
        return False
    return date.agrees(first._replace(year=first.year - 1), last._replace(year=last.year - 1))


def _between(said: Sequence[WrittenDate], first: Day, last: Day) -> bool:
    """Whether the value lies between the dates of the text; a part that one lacks the next one says."""
    whole: list[WrittenDate] = []
    for date in reversed(said):
        after = whole[-1] if whole else date
        years, months = date.years or after.years, date.months or after.months
        whole.append(
            replace(date, years=years, months=months, short=date.short or (not date.years and after.short))
        )
    if any(not date.years or date.short for date in whole):
        return True
    begin = min(Day(min(date.years), min(date.months or (1,)), min(date.days or (1,))) for date in whole)
    end = max(Day(max(date.years), max(date.months or (12,)), max(date.days or (31,))) for date in whole)
    return begin <= last and first <= end


def _fault(one: Dated, text: str, said: Sequence[WrittenDate], value: DateValue) -> Fault:
    shown = text[said[0].start : said[-1].end].strip(" ()[]")
    attributes = tuple(one.values)
    said_there = value.written if value.shape is Shape.POINT else one.said(*attributes)
    shown_value = f"the value{'s say' if len(attributes) > 1 else ' says'} {said_there}"
    facts = {
        "said": shown,
        "value": shown_value,
        "parts": _parts(said, value),
        "weekday": _weekday(said, value),
        "better": "",
    }
    exact = said[0].exact if len(said) == 1 else None
    if exact is not None and exact.day <= days_in(exact.year, exact.month) and value.shape is Shape.POINT:
        facts["better"] = f'{attributes[0]}="{exact}"'
        return Fault(one.element, "write", facts, attributes[0])
    return Fault(one.element, "differs", facts, attributes[0])


def _parts(said: Sequence[WrittenDate], value: DateValue) -> str:
    """Which part differs, where one date is compared with one day."""
    day = value.earliest
    if len(said) != 1 or day is None or value.shape is not Shape.POINT:
        return ""
    date, last = said[0], value.latest or day
    year = bool(date.years) and (day.year % 100 if date.short else day.year) not in date.years
    month = bool(date.months) and day.month == last.month and day.month not in date.months
    figure = bool(date.days) and day == last and day.day not in date.days
    if year and (month or figure):
        return "they are of different years"
    if (date.day, date.month) == (day.month, day.day) and (month or figure):
        return "day and month are exchanged"
    differing = [part for part, differs in (("year", year), ("month", month), ("day", figure)) if differs]
    return (
        f"the {' and the '.join(differing)} {'differs' if len(differing) == 1 else 'differ'}"
        if differing
        else ""
    )


def _weekday(said: Sequence[WrittenDate], value: DateValue) -> str:
    """Which of the two the weekday of the text speaks for."""
    named = said[0].weekday
    days = {"text": said[0].exact, "value": value.earliest if value.earliest == value.latest else None}
    right = [whose for whose, day in days.items() if day is not None and named and weekday(day) == named]
    name = WEEKDAY_NAMES["en"][named - 1]
    return f"the weekday speaks for the {right[0]}: {days[right[0]]} was a {name}" if len(right) == 1 else ""
