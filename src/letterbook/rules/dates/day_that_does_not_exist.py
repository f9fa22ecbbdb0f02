"""A date names a day or a month that no calendar has

What it does
------------
Looks at the dates in `when`, `from`, `to`, `notBefore`, `notAfter` and their `-iso` forms: months above 12, days that the
month does not have (the 29th of February only in leap years). `-custom` attributes are left alone: their calendar has its
own months. Where a grammar finds the same value wrong, only this rule speaks.

Why it matters
--------------
Programs drop such a value, or refuse the file: the letter stands among the undated, and nobody notices.

Example
-------
    <date when="1887-02-29">end of February 1887</date>

Use instead
-----------
    <date when="1887-02">end of February 1887</date>

Fix
---
None: which day is meant, the source says.

Source
------
W3C XML Schema Part 2, date and gYearMonth: <https://www.w3.org/TR/xmlschema11-2/#date>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.date_words import MONTH_NAMES
from letterbook.reading.day_numbers import days_in
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import dated

CODE = "D003"
NAME = "day-that-does-not-exist"
SEVERITY = Severity.ERROR
INSTEAD_OF = ("G001", "G002")
MESSAGES = {
    "en": {
        "month": Words(
            '{attribute}="{value}" is in a month that does not exist',
            help="the months are 01 to 12{or_exchanged}",
        ),
        "day": Words(
            '{attribute}="{value}" is a day that does not exist', help="there are {days} days in {month}"
        ),
        "zero": Words(
            '{attribute}="{value}" is a day that does not exist', help="the days of a month begin with 01"
        ),
    }
}

_TIME = r"(?:T[\d:.,]*)?(?:Z|[+-]\d\d:?\d\d)?\Z"
_DATES = (
    re.compile(rf"(?P<year>-?\d{{4,9}})-(?P<month>\d\d)(?:-(?P<day>\d\d))?{_TIME}", re.ASCII),
    re.compile(rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_TIME}", re.ASCII),
    re.compile(rf"--(?P<month>\d\d)(?:-(?P<day>\d\d))?{_TIME}", re.ASCII),
    re.compile(rf"---(?P<day>\d\d){_TIME}", re.ASCII),
)
_SEASONS = range(21, 42)
"""What EDTF writes in the place of a month for seasons and quarters."""


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding an attribute."""
    for one in dated(document):
        for attribute, value in one.values.items():
            wrong = _wrong(value, compact=attribute.endswith("-iso"))
            if wrong is not None:
                words, facts = wrong
                yield Fault(one.element, words, {"attribute": attribute, "value": value, **facts}, attribute)


def _wrong(value: str, *, compact: bool) -> tuple[str, dict[str, str | int]] | None:
    """What of a value does not exist. ``compact``: ISO 8601's 18870229 and intervals are read as well."""
    for part in value.split("/") if compact else (value,):
        for index, pattern in enumerate(_DATES):
            match = pattern.match(part.strip()) if index != 1 or compact else None
            if match is not None:
                found = _beyond(part.strip(), **match.groupdict())
                if found is not None:
                    return found
                break
    return None


def _beyond(
    text: str, day: str | None = None, month: str | None = None, year: str | None = None
) -> tuple[str, dict[str, str | int]] | None:
    number = int(month) if month else 1
    if not 1 <= number <= 12:
        if year and day is None and number in _SEASONS:
            return None
        exchanged = year and day and number <= 31 and 1 <= int(day) <= 12
        better = f"; if day and month are exchanged, write {year}-{day}-{month}" if exchanged else ""
        return "month", {"or_exchanged": better}
    if day is None:
        return None
    length = (
        31
        if not month
        else days_in(int(year), number)
        if year
        else (29 if number == 2 else days_in(1, number))
    )
    if 1 <= int(day) <= length:
        return None
    if int(day) == 0 or not month:
        return ("zero", {}) if int(day) == 0 else ("day", {"days": 31, "month": "the longest month"})
    name = MONTH_NAMES["en"][number - 1]
    return "day", {"days": length, "month": f"{name} {year}" if year else name}
