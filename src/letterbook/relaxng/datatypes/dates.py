"""The types of dates and times: dateTime, date, time, gYearMonth, gYear, gMonthDay, gDay, gMonth."""

from __future__ import annotations

import re
from collections.abc import Container, Hashable

from letterbook.relaxng.datatypes import date_reasons
from letterbook.relaxng.datatypes.calendar import day_number, month_length
from letterbook.relaxng.datatypes.kinds import Kind, Namespaces
from letterbook.relaxng.datatypes.reasons import Reason

# More than four digits do not begin with 0; more than nine are beyond every calendar.
_PARTS = {
    "Y": "(?P<year>-?(?:[1-9][0-9]{0,4})?[0-9]{4})",
    "M": "(?P<month>[0-9]{2})",
    "D": "(?P<day>[0-9]{2})",
    "T": r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]*+))?+",
}
_ZONE = "(?P<zone>Z|[+-][0-9]{2}:[0-5][0-9])?"
_DAY = 86_400_000
_EPOCH = day_number(1970, 1, 1) * _DAY
_WIDEST = 14 * 60

# What stands for itself, and Y, M, D, T for year, month, day and time. A zone may follow each.
FORMS = {
    "dateTime": "{Y}-{M}-{D}T{T}",
    "date": "{Y}-{M}-{D}",
    "time": "{T}",
    "gYearMonth": "{Y}-{M}",
    "gYear": "{Y}",
    "gMonthDay": "--{M}-{D}",
    "gDay": "---{D}",
    "gMonth": "--{M}",
}
SAMPLES = {
    "dateTime": "1961-02-22T18:30:00",
    "date": "1961-02-22",
    "time": "18:30:00",
    "gYearMonth": "1961-02",
    "gYear": "1961",
    "gMonthDay": "--02-22",
    "gDay": "---22",
    "gMonth": "--02",
}

Instant = tuple[int, int, bool]


def _minutes(zone: str) -> int | None:
    """The minutes that a zone is ahead of UTC, or None for a zone that is too far."""
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    if minutes > _WIDEST:
        return None
    return -minutes if zone[0] == "-" else minutes


class Moment(Kind):
    """A date, a time or both, whole or in part, with or without a zone.

    A value is (milliseconds, of a leap second, has a zone): the start of what the text names, in UTC, from 1970 as
    Java counts, with whose range of 292 million years either way the calendar ends. Parts that the type
    lacks are those of 2000-01-01, so that a day of a month may be the 29th of February and the 31st.
    """

    ordered = True

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.key = name
        self.sample = SAMPLES[name]
        self._form = re.compile(FORMS[name].format(**_PARTS) + _ZONE)
        self._has = tuple(part in self._form.groupindex for part in ("year", "month", "day", "hour"))

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        found = self._form.fullmatch(text)
        return None if found is None else self._value(found)

    def _value(self, found: re.Match[str]) -> Instant | None:
        has_year, has_month, has_day, has_time = self._has
        year = 2000
        month = day = 1
        if has_year:
            written = int(found["year"])
            if not written:
                return None
            year = written if written > 0 else written + 1
        if has_month:
            month = int(found["month"])
            if not 1 <= month <= 12:
                return None
        if has_day:
            day = int(found["day"])
            if not 1 <= day <= month_length(year, month):
                return None
        thousandths = leap = 0
        if has_time:
            hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"])
            if hour > 23 or minute > 59 or second > 60:
                return None
            part = int(((found["fraction"] or "") + "000")[:3])
            if second == 60:
                leap, part, second = part + 1, 999, 59
            thousandths = ((hour * 60 + minute) * 60 + second) * 1000 + part
        zone = found["zone"]
        if zone:
            ahead = _minutes(zone)
            if ahead is None:
                return None
            thousandths -= ahead * 60_000
        at = day_number(year, month, day) * _DAY + thousandths - _EPOCH
        return (at, leap, bool(zone)) if -(2**63) <= at < 2**63 else None

    def less(self, one: Hashable, other: Hashable) -> bool:
        """Whether one is before the other whatever zone the one without zone is in (14 hours either way)."""
        assert isinstance(one, tuple) and isinstance(other, tuple)
        at, leap, zoned = one
        other_at, other_leap, other_zoned = other
        if zoned != other_zoned:
            at += _WIDEST * 60_000
        return bool((at, leap) < (other_at, other_leap))

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        return date_reasons.explain(self.name, self._form.fullmatch(text), text)
