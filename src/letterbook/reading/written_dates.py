"""Dates as people write them in letters, in English, German, French and Russian: what is said, and nothing more.

A date in words says a day, a month, a year, a weekday, or some of them. What is not said stays empty; what may mean two
things (``3/4/1961`` where the language leaves open which is the month) is not taken for either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from letterbook.reading.date_forms import OLD_STYLE, ROMAN, beside, folded, forms, lone_forms, numbers
from letterbook.reading.dates import Day
from letterbook.reading.day_numbers import days_in

_DAY_FIRST = frozenset(
    ("de", "fr", "ru", "it", "es", "pl", "cs", "nl", "da", "no", "nb", "sv", "fi", "uk", "pt")
)
_DAY_FIRST_TAGS = frozenset(("en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za"))
_MONTH_FIRST_TAGS = frozenset(("en-us",))
_NEEDS_CAPITAL = frozenset(("may", "march", "mar", "mars", "august", "sept", "dec", "jan", "jun", "jul"))
_JOINED_YEARS = 30
"""So many years apart may the two of ``1887/1901`` be."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """One date of a text: where it stands, and the days, months and years it may mean. Empty: not said.

    Several days are a span (``3–5 May``) or, where ``double``, one day in two calendars (``10/22 February``). Where
    ``short``, the years are the last two figures of a year of any century. ``weekday`` is 1 for Monday, 0 if not said.
    """

    start: int
    end: int
    days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    short: bool = False
    weekday: int = 0
    double: bool = False

    @property
    def day(self) -> int | None:
        """The day, where one is said."""
        return self.days[0] if len(self.days) == 1 else None

    @property
    def month(self) -> int | None:
        """The month, where one is said."""
        return self.months[0] if len(self.months) == 1 else None

    @property
    def year(self) -> int | None:
        """The year, where one is said with its century."""
        return self.years[0] if len(self.years) == 1 and not self.short else None

    @property
    def parts(self) -> tuple[str, ...]:
        """What is said, of ``day``, ``month`` and ``year``."""
        said = (("day", self.days), ("month", self.months), ("year", self.years))
        return tuple(name for name, values in said if values)

    @property
    def exact(self) -> Day | None:
        """The day that is said with day, month and year; None if any is missing or open. It need not exist."""
        if self.day is None or self.month is None or self.year is None:
            return None
        return Day(self.year, self.month, self.day)

    def agrees(self, first: Day, last: Day) -> bool:
        """Whether any day from ``first`` to ``last`` is what is said; what is not said agrees with everything."""
        return any(
            self._has_day(year, month, first, last)
            for year in self._years(first.year, last.year)
            for month in self.months or range(1, 13)
            if (first.year, first.month) <= (year, month) <= (last.year, last.month)
        )

    def _years(self, first: int, last: int) -> Iterator[int]:
        if self.short:
            yield from (year for year in range(first, min(last, first + 400) + 1) if year % 100 in self.years)
        elif self.years:
            yield from (year for year in self.years if first <= year <= last)
        else:
            yield from range(first, min(last, first + 8) + 1)

    def _has_day(self, year: int, month: int, first: Day, last: Day) -> bool:
        length = days_in(year, month)
        if not self.days:
            return first <= Day(year, month, length) and Day(year, month, 1) <= last
        return any(first <= Day(year, month, day) <= last for day in self.days if day <= length)


def find(text: str, language: str = "", *, alone: bool = False) -> tuple[WrittenDate, ...]:
    """The dates in a text, in its order.

    ``language`` is a BCP 47 tag: it decides which figure of ``3.4.1961`` is the month; words of all languages are known
    whatever it is. ``alone`` says that the whole text is a date (what a ``date`` element holds): then parts that are
    nothing but a year, a month, an ordinal or a weekday count too, and two figures after a day are a year.
    """
    if len(text) > _REMEMBERED:
        return _find(text, language, alone)
    return _find_short(text, language, alone)


def _find(text: str, language: str, alone: bool) -> tuple[WrittenDate, ...]:
    figures = any(sign.isdigit() for sign in text)
    found = list(_found(text, forms(), language, alone)) if figures else []
    if not alone:
        return tuple(found)
    blank = list(text)
    for date in found:
        blank[date.start : date.end] = "\0" * (date.end - date.start)
    found += _found("".join(blank), lone_forms(), language, alone)
    return tuple(sorted(found, key=lambda date: date.start))


_REMEMBERED = 200
"""What was found in a text of so many characters is kept: several rules ask for the same one, and many letters have it."""

_find_short = lru_cache(maxsize=4096)(_find)


def is_near(text: str) -> bool:
    """Whether a text has a word by which its date is about the one that is meant: circa, end of, perhaps …"""
    return beside("NEAR").search(text) is not None


def is_another(text: str) -> bool:
    """Whether a text has a word by which its date is not the one that is meant: before, or, received, the day after …"""
    return beside("VAGUE").search(text) is not None


def is_vague(text: str) -> bool:
    """Whether a text has a word by which its date is not, or not exactly, the one that is meant."""
    return is_near(text) or is_another(text)


def old_style(text: str) -> bool:
    """Whether a text says that its date is of the Julian calendar: O.S., alten Stils, ст. ст."""
    return OLD_STYLE.search(text) is not None


def _found(
    text: str, patterns: tuple[re.Pattern[str], ...], language: str, alone: bool
) -> Iterator[WrittenDate]:
    """From left to right: what begins first, of those the fullest form."""
    at = 0
    matches = [pattern.search(text) for pattern in patterns]
    while any(matches):
        for index, match in enumerate(matches):
            if match is not None and match.start() < at:
                matches[index] = patterns[index].search(text, at)
        live = [match for match in matches if match is not None]
        if not live:
            return
        best = min(live, key=lambda match: match.start())
        date = _read(best, text, language, alone)
        if date is None:
            index = next(i for i, match in enumerate(matches) if match is best)
            matches[index] = patterns[index].search(text, best.start() + 1)
            continue
        yield date
        at = date.end


def _read(match: re.Match[str], text: str, language: str, alone: bool) -> WrittenDate | None:
    """The date that a match is; None where it is none after all."""
    group = match.groupdict()
    months = tuple(numbers("MONTHS")[folded(group[name])] for name in ("m", "mm") if group.get(name))
    days = tuple(int(group[name]) for name in ("d", "dd") if group.get(name))
    start, end = match.span()
    if "n" in group:
        sorted_out = _of_figures(group, days, language)
        if sorted_out is None:
            return None
        days, months = sorted_out
    elif group.get("iso"):
        return _of_iso(match, days)
    if months and days and not _credible(match, text, alone):
        return None
    years, short = _years_of(group)
    if short and group.get("m") and not alone and not _closed(match, text):
        end, years, short = _before_year(match), (), False
    if group.get("front"):
        if years:
            start = match.end("front")
        else:
            years = (_figure(group["front"]),)
    double = bool(group.get("slash")) and len(days) == 2 and _two_calendars(*days)
    if len(days) == 2 and not double and days[0] < days[1]:
        days = tuple(range(days[0], days[1] + 1))
    weekday = numbers("WEEKDAYS")[folded(group["w"])] if group.get("w") else 0
    while end > start and text[end - 1].isspace():
        end -= 1
    return WrittenDate(start, end, days, tuple(sorted(set(months))), years, short, weekday, double)


def _two_calendars(one: int, other: int) -> bool:
    """Whether two days of a month can be one day in two calendars."""
    return any(10 <= days % 30 <= 13 for days in (other - one, one - other))


def _figure(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _years_of(group: dict[str, str | None]) -> tuple[tuple[int, ...], bool]:
    """The years of a match, and whether they lack the century."""
    said = group.get("y")
    if not said:
        return (), False
    year = _figure(said)
    short = len(re.sub(r"\D", "", said)) == 2
    second = group.get("yy")
    if second and not short:
        other = int(str(year)[: -len(second)] + second) if len(second) < 4 else int(second)
        if len(second) == 2 and second == "00":
            other = year + 1
        if year < other <= year + _JOINED_YEARS:
            return tuple(range(year, other + 1)), False
    return (year,), short


def _of_iso(match: re.Match[str], days: tuple[int, ...]) -> WrittenDate:
    """``1887-03-03``; without a day, ``1901-02`` may be two years and says only these."""
    year, month = int(match["y"]), int(match["iso"])
    if not days and month == (year + 1) % 100:
        return WrittenDate(match.start(), match.end(), years=(year, year + 1))
    return WrittenDate(match.start(), match.end(), days, (month,), (year,))


def _of_figures(
    group: dict[str, str | None], days: tuple[int, ...], language: str
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Days and months of a date in figures: empty where it is open which is which, None where it is no date."""
    first, then = group["s"] or " ", group["ss"] or " "
    if group["roman"]:
        return days, (ROMAN[str(group["roman"])],)
    if first == " " or (first in ".-" and then != first) or (first == "/" and then not in "/. "):
        return None
    one, other = days[-1], int(group["n"] or 0)
    tag = language.lower()
    spaced = first == "." and " " in (group["gap"] or "")
    if other > 12:
        return (None if one > 12 or len(days) > 1 else ((other,), (one,))) if not _day_first(tag) else None
    if one > 12 or one == other or _day_first(tag) or len(days) > 1:
        return days, (other,)
    if tag in _MONTH_FIRST_TAGS:
        return (other,), (one,)
    return (days, (other,)) if spaced else ((), ())


def _day_first(tag: str) -> bool:
    return tag.partition("-")[0] in _DAY_FIRST or tag in _DAY_FIRST_TAGS


def _credible(match: re.Match[str], text: str, alone: bool) -> bool:
    """Whether a name of a month beside a figure is a date: not ``you may 3 times``, not ``im Mai 3 Bücher``."""
    word = match.groupdict().get("m")
    if alone or word is None or match.start("m") > match.start("d"):
        return True
    if word.casefold() in _NEEDS_CAPITAL and word[0].islower():
        return False
    return bool(match["o"] or match["y"]) or _closed(match, text)


def _closed(match: re.Match[str], text: str) -> bool:
    """Whether a sign or the end follows, not a word that the last figure may count."""
    last = match["y"]
    if last is not None and last.startswith(("'", "’")):
        return True
    rest = text[match.end() :]
    return not rest.strip() or rest[0] in ".,;:)]\n–—-" or rest.lstrip(" ")[0] in "\n)]–—"


def _before_year(match: re.Match[str]) -> int:
    """Where a date ends whose two last figures are not its year."""
    return max(match.end(name) for name in ("d", "dd", "m", "mm", "o") if name in match.re.groupindex)
