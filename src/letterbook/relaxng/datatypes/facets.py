"""Parameters of a datatype: the facets of XML Schema, except those that RELAX NG has other means for."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from letterbook.relaxng.datatypes.kinds import NO_ENTITIES, NO_NAMESPACES, Kind
from letterbook.relaxng.datatypes.reasons import DatatypeError, Reason

_COUNT = re.compile(r"[+-]?[0-9]++\.?+")
_SHOWN = 60


class Facet(Protocol):
    """One parameter, ready to be asked."""

    @property
    def name(self) -> str:
        """The name of the parameter."""

    def holds(self, text: str, value: Hashable) -> bool:
        """Whether a normalised text and its value keep it."""

    def reason(self, text: str, value: Hashable) -> Reason:
        """What to say of a text that does not."""


class _Pattern(Protocol):
    def matches(self, text: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Matches:
    """pattern: the whole text has the form of a regular expression of XML Schema."""

    pattern: str
    compiled: _Pattern
    name: str = "pattern"

    def holds(self, text: str, value: Hashable) -> bool:
        return self.compiled.matches(text)

    def reason(self, text: str, value: Hashable) -> Reason:
        return Reason("pattern", {"limit": self.pattern, "found": text})


@dataclass(frozen=True, slots=True)
class Measured:
    """length, minLength, maxLength in characters, octets or items; totalDigits and fractionDigits in digits."""

    name: str
    limit: int
    unit: str
    measure: Callable[[str, Hashable], int]

    def holds(self, text: str, value: Hashable) -> bool:
        found = self.measure(text, value)
        if self.name == "length":
            return found == self.limit
        return found >= self.limit if self.name == "minLength" else found <= self.limit

    def reason(self, text: str, value: Hashable) -> Reason:
        found = self.measure(text, value)
        return Reason(self.name, {"limit": str(self.limit), "found": str(found), "unit": self.unit})


@dataclass(frozen=True, slots=True)
class Bounded:
    """minInclusive, minExclusive, maxInclusive, maxExclusive: certainly on the right side; what cannot be compared is not."""

    name: str
    limit: str
    value: Hashable
    less: Callable[[Hashable, Hashable], bool]

    def holds(self, text: str, value: Hashable) -> bool:
        if self.name.endswith("Inclusive") and value == self.value:
            return True
        return self.less(self.value, value) if self.name.startswith("min") else self.less(value, self.value)

    def reason(self, text: str, value: Hashable) -> Reason:
        return Reason(self.name, {"limit": self.limit, "found": text})


def _pattern(kind: Kind, before: Sequence[Facet], name: str, text: str) -> Facet:
    regex = importlib.import_module("letterbook.relaxng.regex")
    try:
        compiled: _Pattern = regex.compile_pattern(text)
    except regex.RegexError as error:
        raise DatatypeError(f'"{_short(text)}" is not a regular expression: {error}') from error
    return Matches(text, compiled)


def _count(name: str, text: str, least: int) -> int:
    """A parameter that counts something. A number beyond all texts is as good as any other."""
    text = text.strip(" \t\n\r")
    if not _COUNT.fullmatch(text) or (value := Decimal(text)) < least:
        smallest = "1 or more" if least else "0 or more"
        raise DatatypeError(f'parameter "{name}" is a whole number, {smallest}; "{_short(text)}" is none')
    return int(min(value, Decimal(2**31 - 1)))


def _length(kind: Kind, before: Sequence[Facet], name: str, text: str) -> Facet:
    if not kind.unit:
        raise DatatypeError(f'parameter "{name}" is not for {kind.name}, which has no length')
    return Measured(name, _count(name, text, 0), kind.unit, lambda text, value: kind.length(value))


def total_digits(text: str, value: Hashable) -> int:
    """How many digits a decimal needs: leading zeros and the last zeros of a fraction are left out."""
    whole, _, fraction = text.lstrip("+-").partition(".")
    return max(1, len((whole + fraction.rstrip("0")).lstrip("0")))


def fraction_digits(text: str, value: Hashable) -> int:
    """How many digits a decimal needs after the point."""
    return len(text.partition(".")[2].rstrip("0"))


def _digits(kind: Kind, before: Sequence[Facet], name: str, text: str) -> Facet:
    if not kind.decimal:
        raise DatatypeError(f'parameter "{name}" is not for {kind.name}, which is no decimal number')
    if name == "totalDigits":
        return Measured(name, _count(name, text, 1), "digits", total_digits)
    return Measured(name, _count(name, text, 0), "digits", fraction_digits)


def _bound(kind: Kind, before: Sequence[Facet], name: str, text: str) -> Facet:
    if not kind.ordered:
        raise DatatypeError(f'parameter "{name}" is not for {kind.name}, which has no order')
    text = kind.normalise(text)
    value = kind.read(text, NO_NAMESPACES, NO_ENTITIES)
    if value is None:
        raise DatatypeError(f'"{_short(text)}" is no limit for {kind.name}, because it is no value of it')
    for facet in before:
        if not facet.holds(text, value):
            raise DatatypeError(
                f'"{_short(text)}" is no limit here, because parameter "{facet.name}" excludes it'
            )
    return Bounded(name, text, value, kind.less)


_MAKERS: dict[str, Callable[[Kind, Sequence[Facet], str, str], Facet]] = {
    "pattern": _pattern,
    "length": _length,
    "minLength": _length,
    "maxLength": _length,
    "totalDigits": _digits,
    "fractionDigits": _digits,
    "minInclusive": _bound,
    "minExclusive": _bound,
    "maxInclusive": _bound,
    "maxExclusive": _bound,
}


def make_facets(kind: Kind, params: Sequence[tuple[str, str]]) -> tuple[Facet, ...]:
    """The facets of a type's parameters, in their order. Raises DatatypeError.

    A limit must be a value that the parameters before it allow; of several parameters of one name, all hold.
    """
    facets: list[Facet] = []
    for name, text in params:
        maker = _MAKERS.get(name)
        if maker is None:
            raise DatatypeError(_unknown(name))
        facets.append(maker(kind, facets, name, text))
    return tuple(facets)


def _unknown(name: str) -> str:
    if name == "enumeration":
        return (
            'parameter "enumeration" does not exist in RELAX NG; <choice> of <value> elements does the same'
        )
    if name == "whiteSpace":
        return 'parameter "whiteSpace" does not exist in RELAX NG; string, normalizedString and token differ in it'
    return f'there is no parameter "{_short(name)}"'


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
