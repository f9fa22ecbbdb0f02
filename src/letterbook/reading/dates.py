"""Dates of TEI attributes, and the one key by which letters are sorted.

A date is the earliest and the latest day it can mean. Days are proleptic Gregorian, as the W3C attributes
are by definition, whatever ``@calendar`` says of the text; years may be negative or have more than four
figures. How a date is shown is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from lxml import etree

from letterbook.pickling import by_fields
from letterbook.reading.tei import plain, squeeze


class Day(NamedTuple):
    """One day; the year as it is written, 0 and negative ones included."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        sign = "-" if self.year < 0 else ""
        return f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"


class Shape(Enum):
    """What earliest and latest mean together."""

    POINT = "point"
    """One day, month or year: ``when``."""
    SPAN = "span"
    """A stretch of time that lasted: ``from`` and ``to``."""
    UNCERTAIN = "uncertain"
    """One moment somewhere between: ``notBefore`` and ``notAfter``."""
    NONE = "none"
    """No attribute says when."""


@by_fields
@dataclass(frozen=True, slots=True)
class DateValue:
    """When something was. ``earliest`` and ``latest`` are None where that end is open or not said."""

    shape: Shape = Shape.NONE
    earliest: Day | None = None
    latest: Day | None = None
    text: str = ""
    written: str = ""
    """The attribute values as they stand, for example ``1887-03`` or ``1887-03-03/1887-03-06``."""
    cert: str = ""
    calendar: str = ""
    faults: tuple[tuple[str, str], ...] = ()
    """Attributes whose value is no date, each with its value."""

    @property
    def known(self) -> bool:
        """Whether it says anything about when."""
        return self.earliest is not None or self.latest is not None


_W3C = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?(?:T[\d:.,]+)?(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)\Z", re.ASCII)
_PARTIAL = re.compile(
    r"(?:--\d\d(?:-\d\d)?|---\d\d|T?\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII
)
_EDTF = re.compile(r"(Y?-?[\dX]{4,})(?:-([\dX]{2})(?:-([\dX]{2}))?)?\Z", re.ASCII)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_FIGURES = 12


def _length(year: int, month: int) -> int:
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LENGTHS[month - 1]


def _range(year: int, month: int | None, day: int | None) -> tuple[Day, Day] | None:
    if month is None:
        return Day(year, 1, 1), Day(year, 12, 31)
    if not 1 <= month <= 12:
        return None
    if day is None:
        return Day(year, month, 1), Day(year, month, _length(year, month))
    if not 1 <= day <= _length(year, month):
        return None
    return Day(year, month, day), Day(year, month, day)


def parse_w3c(text: str) -> tuple[Day, Day] | None:
    """First and last day of a year, month, day or moment; None for other text and days no calendar has."""
    match = _W3C.match(text.strip())
    if match is None or len(match.group(1)) > _MOST_FIGURES:
        return None
    year, month, day = match.groups()
    return _range(int(year), int(month) if month else None, int(day) if day else None)


def parse_iso(text: str) -> tuple[Day, Day] | None:
    """As ``parse_w3c``, and ISO 8601's basic form and intervals: ``18870303``, ``1887-03-03/1887-03-06``."""
    first, slash, last = text.strip().partition("/")
    basic = _BASIC.match(first)
    begin = _range(*(int(part) for part in basic.groups())) if basic else parse_w3c(first)
    if not slash or begin is None:
        return begin
    end = parse_iso(last)
    return None if end is None else (begin[0], end[1])


def parse_edtf(text: str) -> tuple[Day | None, Day | None] | None:
    """Earliest and latest day of an EDTF value, None at an open end; None for what is not understood.

    Understood are level 0, the qualifiers ``? ~ %``, unspecified figures (``188X``, ``1887-XX``), long years
    (``Y12345``) and intervals with open or unknown ends (``1887/..``, ``/1888``).
    """
    first, slash, last = text.strip().partition("/")
    if slash:
        begin = _edtf_end(first)
        end = _edtf_end(last)
        if begin is None or end is None or not (first.strip(".") or last.strip(".")):
            return None
        return begin[0], end[1]
    return _edtf_date(first)


def _edtf_end(text: str) -> tuple[Day | None, Day | None] | None:
    return (None, None) if text in ("", "..") else _edtf_date(text)


def _edtf_date(text: str) -> tuple[Day, Day] | None:
    match = _EDTF.match(text.rstrip("?~%"))
    if match is None or len(match.group(1)) > _MOST_FIGURES:
        return None
    year, month, day = match.groups()
    year = year.removeprefix("Y")
    if "X" in year:
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        low, high = min(low, high), max(low, high)
        return (Day(low, 1, 1), Day(high, 12, 31)) if not (month and month != "XX") else None
    if month and "X" in month:
        return _range(int(year), None, None) if month == "XX" and day in (None, "XX") else None
    if day and "X" in day:
        return _range(int(year), int(month), None) if month and day == "XX" else None
    return _range(int(year), int(month) if month else None, int(day) if day else None)


_PAIRS = (
    (Shape.POINT, "when", "when"),
    (Shape.SPAN, "from", "to"),
    (Shape.UNCERTAIN, "notBefore", "notAfter"),
)


def read_date(attributes: Mapping[str, str], text: str = "") -> DateValue:
    """The date that an element's attributes give; ``-iso`` counts where the plain one is missing,
    ``-custom`` never.

    ``when`` decides over ``from`` and ``to``, these over ``notBefore`` and ``notAfter``. A span with
    uncertain ends (all four) is as wide as all of them. A value that is no date is told in ``faults`` and
    otherwise ignored.
    """
    faults: list[tuple[str, str]] = []
    days: dict[str, tuple[Day, Day]] = {}
    written: dict[str, str] = {}
    for name in ("when", "from", "to", "notBefore", "notAfter"):
        for attribute, parse in ((name, parse_w3c), (f"{name}-iso", parse_iso)):
            value = attributes.get(attribute)
            if value is None or name in days:
                continue
            parsed = parse(value)
            if parsed is not None:
                days[name], written[name] = parsed, value.strip()
            elif not _PARTIAL.match(value.strip()):
                faults.append((attribute, value))
    shape, first, last = next(
        (pair for pair in _PAIRS if pair[1] in days or pair[2] in days), (Shape.NONE, "", "")
    )
    starts = [days[name][0] for name in (first,) if name in days]
    ends = [days[name][1] for name in (last,) if name in days]
    if shape is Shape.SPAN:
        starts += [days[name][0] for name in ("notBefore",) if name in days]
        ends += [days[name][1] for name in ("notAfter",) if name in days]
    pieces = [written.get(first, ""), written.get(last, "")] if first != last else [written.get(first, "")]
    return DateValue(
        shape,
        min(starts) if starts else None,
        max(ends) if ends else None,
        squeeze(text),
        "/".join(pieces) if shape is not Shape.NONE else "",
        attributes.get("cert", ""),
        attributes.get("calendar", ""),
        tuple(faults),
    )


def date_of(element: etree._Element, text: str | None = None) -> DateValue:
    """The date of an element: what its attributes give, with its text (or the text given) beside it."""
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    return read_date(attributes, plain(element) if text is None else text)


_EARLY = Day(-(10**_MOST_FIGURES), 1, 1)
_LATE = Day(10**_MOST_FIGURES, 12, 31)
_FIGURES = re.compile(r"(\d+)", re.ASCII)


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key by which ``7`` comes before ``19`` and ``7a`` after ``7``."""
    return tuple(
        (0, int(piece), "") if index % 2 else (1, 0, piece.casefold())
        for index, piece in enumerate(_FIGURES.split(text[:200]))
        if piece
    )


@by_fields
@dataclass(frozen=True, slots=True, order=True)
class SortKey:
    """Where a letter stands: earliest day, then latest, then the undated, then ``@n``, then id.

    Of a date with an open end the end that is known counts: *before 17 May* stands at 17 May, after
    letters of that very day; *from 4 May on* at 4 May, after those that end.
    """

    undated: bool
    earliest: Day
    latest: Day
    n: tuple[tuple[int, int, str], ...] = field(default=())
    id: str = ""

    @classmethod
    def of(cls, date: DateValue | None, n: str = "", id: str = "") -> SortKey:
        """The key of a letter with this date (None or unknown: undated), number and id."""
        if date is None or not date.known:
            return cls(True, _EARLY, _EARLY, natural(n), id)
        earliest = date.earliest if date.earliest is not None else date.latest
        latest = date.latest if date.earliest is not None else None
        return cls(False, earliest or _EARLY, latest or _LATE, natural(n), id)
