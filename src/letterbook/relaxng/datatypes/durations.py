"""duration: years, months, days, hours, minutes and seconds, which stay apart, since a month has no fixed length."""

from __future__ import annotations

import re
from collections.abc import Container, Hashable
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

from letterbook.relaxng.datatypes.calendar import day_number
from letterbook.relaxng.datatypes.kinds import Kind, Namespaces
from letterbook.relaxng.datatypes.reasons import LEXICAL, Reason

_FORM = re.compile(
    r"""-?P (?:([0-9]++)Y)? (?:([0-9]++)M)? (?:([0-9]++)D)?
        (?: T (?:([0-9]++)H)? (?:([0-9]++)M)? (?:([0-9]++\.?+[0-9]*+|\.[0-9]++)S)? )? (?<![PT])""",
    re.VERBOSE,
)
# The four starts, as (year, month), that the specification compares two durations from.
_STARTS = ((1696, 9), (1697, 2), (1903, 3), (1903, 7))
_CYCLE = 4800
_CYCLE_DAYS = 146_097
_DAY = 86_400


class Span(tuple[Decimal, ...]):
    """The value of a duration: six numbers, all with its sign. ``digits`` bounds the digits that they have together."""

    digits: int

    def __new__(cls, parts: tuple[Decimal, ...], digits: int) -> Span:
        self = super().__new__(cls, parts)
        self.digits = digits
        return self


def _days(months: Decimal, start: tuple[int, int], context: Context) -> Decimal:
    """The days of some months after (or, if negative, before) the first day of a month."""
    cycles = context.divide_int(months, Decimal(_CYCLE))
    rest = int(context.subtract(months, context.multiply(cycles, Decimal(_CYCLE))))
    year, month = start
    place = year * 12 + month - 1 + rest
    days = day_number(place // 12, place % 12 + 1, 1) - day_number(year, month, 1)
    return context.add(context.multiply(cycles, Decimal(_CYCLE_DAYS)), Decimal(days))


class Duration(Kind):
    """duration. Two are equal when all six numbers are: P1Y is not P12M, though neither is longer."""

    key = "duration"
    sample = "P1Y6M"
    ordered = True

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        found = _FORM.fullmatch(text)
        if not found:
            return None
        sign = "-" if text[0] == "-" else ""
        return Span(tuple(Decimal(sign + (part or "0")) for part in found.groups()), len(text))

    def less(self, one: Hashable, other: Hashable) -> bool:
        """Whether one ends before the other from each of the four starts."""
        assert isinstance(one, Span) and isinstance(other, Span)
        context = Context(prec=one.digits + other.digits + 30, Emin=MIN_EMIN, Emax=MAX_EMAX)

        def parts(span: Span) -> tuple[Decimal, Decimal]:
            years, months, days, hours, minutes, seconds = span
            for factor, more in ((24, hours), (60, minutes), (60, seconds)):
                days = context.fma(days, Decimal(factor), more)
            return context.fma(years, Decimal(12), months), days

        months, seconds = parts(one)
        other_months, other_seconds = parts(other)
        if months == other_months:
            return seconds < other_seconds
        return all(
            context.fma(_days(months, start, context), Decimal(_DAY), seconds)
            < context.fma(_days(other_months, start, context), Decimal(_DAY), other_seconds)
            for start in _STARTS
        )

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        if not text:
            return Reason("empty")
        if text.isascii() and text != text.upper() and _FORM.fullmatch(text.upper()):
            return Reason("case", {"suggestion": text.upper()})
        return LEXICAL
