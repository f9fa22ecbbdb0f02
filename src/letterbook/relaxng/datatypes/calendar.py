"""The Gregorian calendar without beginning or end."""

from __future__ import annotations

_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Whether a year has 366 days; ``year`` counts with a year 0, the one that XML Schema 1.0 writes -0001."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """How many days a month (1 to 12) has; ``year`` counts with a year 0."""
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month]


def day_number(year: int, month: int, day: int) -> int:
    """The days from 0001-01-01 (0) to a day; ``year`` counts with a year 0."""
    past = year - 1
    leaps = past // 4 - past // 100 + past // 400
    return 365 * past + leaps + _BEFORE[month] + (month > 2 and is_leap(year)) + day - 1
