"""Days as numbers: lengths of months, weekdays, and the distance of the Julian from the Gregorian calendar.

Years are astronomical, as in ``reading.dates``: there is a year 0.
"""

from __future__ import annotations

from letterbook.reading.dates import Day

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in(year: int, month: int) -> int:
    """How many days a month of the Gregorian calendar has."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _LENGTHS[month - 1]


def number(day: Day) -> int:
    """The Julian day number (of its noon) of a day of the Gregorian calendar, which need not exist."""
    years, month = _from_march(day)
    return day.day + (153 * month + 2) // 5 + 365 * years + years // 4 - years // 100 + years // 400 - 32045


def julian_number(day: Day) -> int:
    """The Julian day number of a day of the Julian calendar."""
    years, month = _from_march(day)
    return day.day + (153 * month + 2) // 5 + 365 * years + years // 4 - 32083


def _from_march(day: Day) -> tuple[int, int]:
    early = (14 - day.month) // 12
    return day.year + 4800 - early, day.month + 12 * early - 3


def weekday(day: Day) -> int:
    """The weekday of a Gregorian day: 1 is Monday, 7 Sunday."""
    return number(day) % 7 + 1


def julian_weekday(day: Day) -> int:
    """The weekday of a day of the Julian calendar: 1 is Monday, 7 Sunday."""
    return julian_number(day) % 7 + 1


def julian_shift(day: Day) -> int:
    """By how many days the Julian calendar is behind, for a date written in it: 12 in the 19th century."""
    return julian_number(day) - number(day)


def to_julian(day: Day) -> Day:
    """What a Gregorian day is called in the Julian calendar: 22 February 1837 is 10 February there."""
    rest = number(day) + 32082
    years, rest = (4 * rest + 3) // 1461, rest - 1461 * ((4 * rest + 3) // 1461) // 4
    month = (5 * rest + 2) // 153
    late = month // 10
    return Day(years - 4800 + late, month + 3 - 12 * late, rest - (153 * month + 2) // 5 + 1)


def from_number(number: int) -> Day:
    """The Gregorian day of a Julian day number."""
    rest = number + 32044
    centuries = (4 * rest + 3) // 146097
    rest -= 146097 * centuries // 4
    years = (4 * rest + 3) // 1461
    rest -= 1461 * years // 4
    month = (5 * rest + 2) // 153
    late = month // 10
    return Day(
        100 * centuries + years - 4800 + late, month + 3 - 12 * late, rest - (153 * month + 2) // 5 + 1
    )


def from_julian(day: Day) -> Day:
    """The Gregorian day that a day of the Julian calendar is: 10 February 1837 is 22 February."""
    return from_number(julian_number(day))
