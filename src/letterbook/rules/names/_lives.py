"""When persons lived, as far as a register surely says, and whether something lies outside of it."""

from __future__ import annotations

import re
import weakref
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from letterbook.reading.dates import DateValue, Day, Shape, date_of
from letterbook.reading.registers import Entry, Register
from letterbook.reading.tei import TEI, elements, local, plain
from letterbook.rules.dates._dated import stands_for_none

_YEARS = re.compile(r", (\d{4})-(\d{4})\Z")
_SURE = ("", "high")
_OTHER_CALENDAR = 13
"""So many days the calendars lie apart; so many are allowed for where one is named."""


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day on which something can have been; None where that end is open."""

    earliest: Day | None
    latest: Day | None
    shown: str
    """As a sentence goes on: ``in 1911``, ``on 1911-03-03``, ``between 1905 and 1911``."""
    slack: int = 0


@dataclass(frozen=True, slots=True)
class Life:
    """Birth and death, None where they are not surely known, and the elements that say them."""

    birth: Span | None = None
    death: Span | None = None
    birth_at: etree._Element | None = None
    death_at: etree._Element | None = None

    def contradiction(self, span: Span, grace: int = 0) -> str:
        """``unborn`` or ``died`` where the span lies outside; ``grace`` days after death are inside.

        Empty for a life that ends before it begins: then one of its own dates is wrong, which is told where it stands.
        """
        if self.birth is None or self.death is None:
            pass
        elif _before(self.death.latest, self.birth.earliest, 0):
            return ""
        if self.birth is not None and _before(
            span.latest, self.birth.earliest, span.slack + self.birth.slack
        ):
            return "unborn"
        if self.death is not None:
            days = grace + span.slack + self.death.slack
            if _before(self.death.latest, span.earliest, days):
                return "died"
        return ""


def span_of(dates: Sequence[DateValue]) -> Span | None:
    """All that these dates can mean together; None without any, and where one is uncertain or no date at all."""
    if not dates or any(not date.known or date.faults or date.cert not in _SURE for date in dates):
        return None
    if any(stands_for_none(end, date.text) for date in dates for end in date.written.split("/")):
        return None  # another rule speaks of it
    earliest = [date.earliest for date in dates if date.earliest is not None]
    latest = [date.latest for date in dates if date.latest is not None]
    whole = len(dates)
    other = any(date.calendar and "gregorian" not in date.calendar.lower() for date in dates)
    return Span(
        min(earliest) if len(earliest) == whole else None,
        max(latest) if len(latest) == whole else None,
        " and ".join(dict.fromkeys(map(_shown, dates))),
        _OTHER_CALENDAR if other else 0,
    )


def _shown(date: DateValue) -> str:
    first, _, last = date.written.partition("/")
    if date.shape is Shape.POINT:
        return f"on {first}" if first.count("-") == 2 else f"in {first}"
    if first and last:
        return f"from {first} to {last}" if date.shape is Shape.SPAN else f"between {first} and {last}"
    if date.shape is Shape.SPAN:
        return f"from {first} on" if first else f"until {last}"
    return f"not before {first}" if first else f"not after {last}"


_known: list[tuple[weakref.ref[Register], dict[etree._Element, Life]]] = []


def lives_of(register: Register) -> dict[etree._Element, Life]:
    """The lives of all persons of a register of whom it says something, by the elements of their entries."""
    for held, lives in _known:
        if held() is register:
            return lives
    if not register.entries:
        return {}
    found = ((entry.element, life_of(entry)) for entry in register.entries.values())
    made = {element: life for element, life in found if life.birth is not None or life.death is not None}
    del _known[1:]
    _known.insert(0, (weakref.ref(register), made))
    return made


def life_of(entry: Entry) -> Life:
    """What an entry of a person says of birth and death; else the two years at the end of its name."""
    if entry.element.tag != TEI + "person":
        return Life()
    births = [child for child in elements(entry.element) if local(child) == "birth"]
    deaths = [child for child in elements(entry.element) if local(child) == "death"]
    if births or deaths:
        birth, death = _said(births), _said(deaths)
        return Life(birth, death, births[0] if birth else None, deaths[0] if death else None)
    for child in elements(entry.element):
        years = _YEARS.search(plain(child)) if local(child) == "persName" else None
        if years is not None and years[1] <= years[2]:
            first, last = int(years[1]), int(years[2])
            birth = Span(Day(first, 1, 1), Day(first, 12, 31), f"in {first}")
            return Life(birth, Span(Day(last, 1, 1), Day(last, 12, 31), f"in {last}"), child, child)
    return Life()


def _said(found: list[etree._Element]) -> Span | None:
    """The date of a birth or a death; None where there are several, or where it is not certain."""
    if len(found) != 1:
        return None
    (element,) = found
    dates = [date_of(element, "")]
    if not dates[0].known:
        dates = [date_of(date) for date in element.iter(TEI + "date")]
    return span_of(dates) if element.get("cert", "") in _SURE else None


def _before(first: Day | None, second: Day | None, days: int) -> bool:
    """Whether the first day lies more than so many days before the second."""
    return first is not None and second is not None and _count(first) + days < _count(second)


def _count(day: Day) -> int:
    """A number that grows by one a day, and by up to three at the end of a month."""
    return (day.year * 12 + day.month - 1) * 31 + day.day
