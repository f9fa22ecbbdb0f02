"""Numbers and truth values: boolean, decimal and the integers, float and double."""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Container, Hashable
from decimal import Decimal

from letterbook.relaxng.datatypes.kinds import Kind, Namespaces
from letterbook.relaxng.datatypes.reasons import LEXICAL, Reason

_DECIMAL = re.compile(r"[+-]?(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)")
_INTEGER = re.compile("[+-]?[0-9]++")
_FLOAT = re.compile(r"[+-]?(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?+")
_COMMA = re.compile("[+-]?[0-9]+,[0-9]+")
_INFINITE = 0x7F80_0000  # the bits of infinity in 32
# What is said of a whole number depends on its sign, not on how many bits it has.
_SIGNS = {("", "0"): "nonPositiveInteger", ("", "-1"): "negativeInteger", ("1", ""): "positiveInteger"}
_TRUTH = {"true": True, "1": True, "false": False, "0": False}
_NAMED: dict[str, Hashable] = {"INF": math.inf, "-INF": -math.inf, "NaN": "NaN"}


class Boolean(Kind):
    """boolean: true, false, 1 and 0."""

    key = "boolean"
    sample = "true"

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        return _TRUTH.get(text)

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        meant = text.lower() if len(text) < 6 else ""
        return Reason("case", {"suggestion": meant}) if meant in ("true", "false") else LEXICAL


class Number(Kind):
    """decimal: compared by value, without rounding and without a limit of digits."""

    key = "decimal"
    sample = "1.5"
    ordered = True
    decimal = True

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        return Decimal(text) if _DECIMAL.fullmatch(text) else None

    def less(self, one: Hashable, other: Hashable) -> bool:
        assert isinstance(one, Decimal) and isinstance(other, Decimal)
        return one < other

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        if _COMMA.fullmatch(text):
            return Reason("comma", {"found": text})
        return LEXICAL if text else Reason("empty")


class Integer(Number):
    """integer and what is derived from it by limits."""

    key = "integer"
    sample = "1"

    def __init__(self, name: str, lowest: str = "", highest: str = "", sample: str = "1") -> None:
        super().__init__(name)
        self.sample = sample
        self.key = _SIGNS.get((lowest, highest)) or ("nonNegativeInteger" if lowest == "0" else "integer")
        self._lowest = Decimal(lowest) if lowest else None
        self._highest = Decimal(highest) if highest else None

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        if not _INTEGER.fullmatch(text):
            return None
        value = Decimal(text)
        return value if self._beyond(value) is None else None

    def _beyond(self, value: Decimal) -> tuple[str, Decimal] | None:
        """The limit of the type that a value does not keep."""
        if self._lowest is not None and value < self._lowest:
            return "minInclusive", self._lowest
        if self._highest is not None and value > self._highest:
            return "maxInclusive", self._highest
        return None

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        if _INTEGER.fullmatch(text):
            beyond = self._beyond(Decimal(text))
            return Reason(beyond[0], {"limit": str(beyond[1]), "found": text}) if beyond else LEXICAL
        if _DECIMAL.fullmatch(text):
            return Reason("fraction", {"found": text})
        return super().explain(text, namespaces, entities)


def _number(bits: int) -> float:
    """The size of a number of 32 bits; the bits of infinity count as the number that would come next."""
    size: float = struct.unpack("<f", struct.pack("<I", bits))[0] if bits < _INFINITE else 2.0**128
    return size


def single(text: str) -> float:
    """The number of 32 bits that is nearest to a text, of two equally near the even one.

    Rounding to 64 bits first is wrong only for a text so near to the middle between two of them that 64 bits do not tell:
    then the text itself is asked on which side it is.
    """
    double = float(text)
    size = abs(double)
    if size > 2.0**129:
        return math.copysign(math.inf, double)
    try:
        bits: int = struct.unpack("<I", struct.pack("<f", size))[0]
    except OverflowError:
        bits = _INFINITE
    for other in (bits - 1, bits + 1):
        if 0 <= other <= _INFINITE and _number(bits) + _number(other) == 2 * size:
            exact, middle = Decimal(text).copy_abs(), Decimal(size)
            if exact != middle:
                bits = max(bits, other) if exact > middle else min(bits, other)
            break
    return math.copysign(_number(bits) if bits < _INFINITE else math.inf, double)


class Floating(Kind):
    """float and double: rounded to 32 or 64 bits. INF and -INF are ends of the order, NaN is outside; it equals itself."""

    key = "float"
    sample = "1.5"
    ordered = True

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        if _FLOAT.fullmatch(text):
            return single(text) if self.name == "float" else float(text)
        return _NAMED.get(text)

    def less(self, one: Hashable, other: Hashable) -> bool:
        return isinstance(one, float) and isinstance(other, float) and one < other

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        if _COMMA.fullmatch(text):
            return Reason("comma", {"found": text})
        return LEXICAL if text else Reason("empty")
