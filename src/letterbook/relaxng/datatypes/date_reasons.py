"""Why a text is no date or time: what is certain about it, found by looking at it once more."""

from __future__ import annotations

import re

from letterbook.relaxng.datatypes.calendar import month_length
from letterbook.relaxng.datatypes.reasons import LEXICAL, Reason

_LONG = 64
_ZONED = r"(Z|[+-][0-9]{2}:[0-9]{2})?"
_LOOSE_DATE = re.compile(rf"(-?[0-9]+)-([0-9]{{1,2}})(?:-([0-9]{{1,2}}))?(T.*)?{_ZONED}")
_YEAR_FIRST = re.compile(r"([0-9]{4})([./])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})(\.|/|-|\. )([0-9]{1,2})\2([0-9]{4})")
_TOGETHER = re.compile("([0-9]{4})([0-9]{2})([0-9]{2})")
_LOOSE_TIME = re.compile(rf"([0-9]{{1,2}}):([0-9]{{2}})(?::([0-9]{{2}}))?{_ZONED}")
_OTHERS = {
    "dateTime": re.compile(r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?" + _ZONED),
    "date": re.compile("-?[0-9]{4}-[0-9]{2}-[0-9]{2}" + _ZONED),
    "time": re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?" + _ZONED),
    "gYearMonth": re.compile("-?[0-9]{4}-[0-9]{2}" + _ZONED),
    "gYear": re.compile("-?[0-9]{4}" + _ZONED),
    "gMonthDay": re.compile("--[0-9]{2}-[0-9]{2}" + _ZONED),
    "gDay": re.compile("---[0-9]{2}" + _ZONED),
    "gMonth": re.compile("--[0-9]{2}" + _ZONED),
}


def _beyond(part: dict[str, str | None]) -> Reason:
    """What part of a text of the right form does not exist."""
    year = 2000
    if part.get("year"):
        year = int(part["year"] or "")
        if year == 0:
            return Reason("year-zero")
        year += year < 0
    month = int(part.get("month") or "1")
    if not 1 <= month <= 12:
        return Reason("no-such-month", {"found": str(part["month"])})
    day = int(part.get("day") or "1")
    if not 1 <= day <= month_length(year, month):
        facts: dict[str, str] = {
            "found": str(part["day"]),
            "month": str(month),
            "days": str(month_length(year, month)),
        }
        if part.get("year"):
            facts["year"] = str(part["year"])
        if not part.get("month"):
            facts = {"found": str(part["day"]), "days": "31"}
        return Reason("no-such-day", facts)
    for name, most in (("hour", 23), ("minute", 59), ("second", 60)):
        found = part.get(name)
        if found and int(found) > most:
            if name == "hour" and found == "24":
                return Reason("hour-24", {"found": found})
            return Reason(f"no-such-{name}", {"found": found})
    zone = part.get("zone") or "Z"
    if zone != "Z" and (zone[1:3], zone[4:6]) > ("14", "00"):
        return Reason("no-such-zone", {"found": zone})
    return Reason("year-too-far", {"found": str(part["year"])}) if part.get("year") else LEXICAL


def _exists(year: str, month: str, day: str) -> bool:
    """Whether a day with a year of four digits exists."""
    number = int(year)
    return number > 0 and 1 <= int(month) <= 12 and 1 <= int(day) <= month_length(number, int(month))


def _as_date(kind: str, year: str, month: str, day: str) -> Reason | None:
    """A reason that gives a date as it is written here, if there is such a day."""
    if not _exists(year, month, day):
        return None
    return Reason(kind, {"suggestion": f"{year}-{int(month):02}-{int(day):02}"})


def _order(text: str) -> Reason | None:
    """A date that is written with its parts in another order or with other signs between them."""
    found = _YEAR_FIRST.fullmatch(text)
    if found:
        return _as_date("date-separator", found[1], found[3], found[4])
    found = _TOGETHER.fullmatch(text)
    if found:
        return _as_date("date-without-hyphens", found[1], found[2], found[3])
    found = _DAY_FIRST.fullmatch(text)
    if not found:
        return None
    one, sign, two, year = found.groups()
    if "." in sign or int(one) > 12:
        return _as_date("day-first", year, two, one)
    if int(two) > 12:
        return _as_date("month-first", year, one, two)
    return Reason("day-or-month-first", {"found": text})


def _loose(text: str) -> Reason | None:
    """A date whose parts have too few or too many digits."""
    found = _LOOSE_DATE.fullmatch(text)
    if not found:
        return None
    year, month, day, rest, zone = found.groups()
    digits = year.lstrip("-")
    if len(digits) > 9 and digits[0] != "0":
        return Reason("year-too-far", {"found": year})
    if len(digits) < 4:
        return Reason("four-digit-year", {"found": year})
    if len(digits) > 4 and digits[0] == "0":
        return Reason("year-with-zero", {"found": year})
    for name, part in (("month", month), ("day", day)):
        if part is not None and len(part) == 1:
            better = f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")
            return Reason(
                f"two-digit-{name}", {"found": part, "suggestion": better + (rest or "") + (zone or "")}
            )
    return None


def explain(name: str, found: re.Match[str] | None, text: str) -> Reason:
    """Why a normalised text is none of the type ``name``; ``found`` is what its form matched, or None.

    Every ``suggestion`` is a date as XML Schema writes it, of which the type may still want another form.
    """
    if found is not None:
        return _beyond(found.groupdict())
    if not text:
        return Reason("empty")
    if len(text) > _LONG:
        return LEXICAL
    for other, form in _OTHERS.items():
        if other != name and form.fullmatch(text):
            return Reason("other-form", {"form": other})
    time = _LOOSE_TIME.fullmatch(text) if name == "time" else None
    if time:
        better = f"{time[1]:0>2}:{time[2]}:{time[3] or '00'}{time[4] or ''}"
        return Reason("time-form", {"suggestion": better})
    return _order(text) or _loose(text) or LEXICAL
