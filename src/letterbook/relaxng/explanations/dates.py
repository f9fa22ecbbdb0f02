"""A value that should be a date or a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from letterbook.relaxng.datatypes import Datatype, Reason
from letterbook.relaxng.explanations.context import Told
from letterbook.relaxng.explanations.forms import DATES, DAY, date_form
from letterbook.relaxng.explanations.words import MONTHS, join, say

if TYPE_CHECKING:
    from letterbook.relaxng.explanations.wrong import Wrong

_WHY = {
    "two-digit-month": "why-day",
    "two-digit-day": "why-day",
    "date-separator": "why-order",
    "day-first": "why-order",
    "month-first": "why-order",
    "date-without-hyphens": "why-hyphens",
}
_FORMED = re.compile(r"(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])")
_SHORT = re.compile("[0-9]{2}-[0-9]{2}-[0-9]{2}")
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")
_TWO_NUMBERS = re.compile(r"([0-9]{1,2})[^0-9]+([0-9]{1,2})[^0-9]+([0-9]{4})")


def told(wrong: Wrong, datatypes: Sequence[Datatype]) -> Told:
    """Why a value is none of some kinds of date and time, and what was meant."""
    text = wrong.text
    reasons: dict[str, Reason] = {}
    for datatype in datatypes:
        reason = datatype.problem(text)
        if reason is not None:
            reasons.setdefault(reason.kind, reason)
    message = _message(datatypes)
    for kind, reason in reasons.items():
        better = reason.facts.get("suggestion", "")
        if better and wrong.accepts(better):
            write = wrong.write(better)
            why = _WHY.get(kind)
            return wrong.told(
                message, say("write-why", value=write, why=say(why)) if why else say("write", value=write)
            )
    if "day-or-month-first" in reasons:
        both = _both(wrong)
        if both:
            return wrong.told(message, say("write", value=join(both)))
    if "no-such-day" in reasons:
        return wrong.told("value-no-day", _days(reasons["no-such-day"]))
    for kind, key, help_ in _BEYOND:
        if kind in reasons:
            return wrong.told(key, say(help_))
    day = _day(wrong)
    short = f"--{text.strip()}"
    if wrong.accepts(short):
        return wrong.told(message, say("write", value=wrong.write(short)))
    if "four-digit-year" in reasons and message == "value-date":
        examples = [day, day[:7], day[:4]]
        examples = [one for one in examples if wrong.accepts(one)] or [day]
        return wrong.told(message, say("year-digits", examples=join(examples)))
    several = len(_FORMED.findall(text)) > 1
    form = date_form(datatypes, day, time="T" in text and ":" in text, one=several)
    listed = [one for one in wrong.values.listed if one][:3]
    return wrong.told(message, say("write-plain", form=join([*listed, form])))


_BEYOND = (
    ("year-zero", "value-year-zero", "no-year"),
    ("no-such-month", "value-no-month", "no-month"),
    ("no-such-hour", "value-no-time", "no-hour"),
    ("no-such-minute", "value-no-time", "no-hour"),
    ("no-such-second", "value-no-time", "no-hour"),
    ("no-such-zone", "value-no-time", "no-zone"),
)


def _message(datatypes: Sequence[Datatype]) -> str:
    names = {datatype.name for datatype in datatypes}
    if names & set(DATES):
        return "value-date"
    return "value-time" if names & {"time", "dateTime"} else "value-moment"


def _days(reason: Reason) -> str:
    facts = reason.facts
    if "month" not in facts:
        return ""
    month = MONTHS["en"][int(facts["month"]) - 1]
    return say("days", days=facts["days"], month=f"{month} {facts['year']}" if "year" in facts else month)


def _both(wrong: Wrong) -> list[str]:
    """The two dates that a value may mean whose day and month are not told apart."""
    found = _TWO_NUMBERS.fullmatch(wrong.text.strip())
    if not found:
        return []
    one, other, year = found.groups()
    dates = (f"{year}-{int(a):02}-{int(b):02}" for a, b in ((other, one), (one, other)))
    return [wrong.write(date) for date in dict.fromkeys(dates) if wrong.accepts(date)]


def _day(wrong: Wrong) -> str:
    """A day for an example: one that the value names, else one of the document, of the same year if it names one."""
    document = wrong.context.document
    for found in _FORMED.finditer(wrong.text):
        if any(wrong.accepts(one) for one in (found[0], found[0][:7], found[0][:4])):
            return found[0]
    if _SHORT.fullmatch(wrong.text) and wrong.accepts(better := f"{(document.day or DAY)[:2]}{wrong.text}"):
        return better
    year = _YEAR.search(wrong.text)
    if year:
        return next((day for day in document.days if day.startswith(year[0])), f"{year[0]}{DAY[4:]}")
    return document.day or DAY
