"""What page breaks say of their pages: ``3``, ``p. 3``, ``xiv``, ``12r``, ``12a``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = re.compile(r"(?=.)m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_VALUES = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}
_NUMBER = re.compile(
    r"(?P<before>[^0-9]*?)(?P<number>[0-9]{1,6})\s*(?P<letter>[a-z]|recto|verso)?(?P<after>[^0-9a-zA-Z]*)"
)
_LONGEST = 60
"""A longer value is no page number."""


@dataclass(frozen=True, slots=True)
class Page:
    """The number of a page: ``series`` says what it can be counted with, ``side`` which side or part of it it is."""

    said: str
    series: str
    number: int
    side: str = ""

    def shown(self, number: int) -> str:
        """Another page of the series as it would be written, without side."""
        if self.series.startswith("roman"):
            text = roman(number)
            return text if self.series.endswith("small") else text.upper()
        return self.said.replace(str(self.number), str(number), 1).rstrip("abcdefghijklmnopqrstuvwxyz ")


def page(said: str) -> Page | None:
    """The page that a value of ``@n`` names; None where it is no number."""
    said = said.strip()
    if len(said) > _LONGEST:
        return None
    match = _NUMBER.fullmatch(said)
    if match is not None:
        series = f"{match['before']}|{match['after']}|{'0' if match['number'].startswith('0') else ''}"
        return Page(said, series, int(match["number"]), (match["letter"] or "")[:1])
    if _ROMAN.fullmatch(said) and (said.islower() or said.isupper()):
        return Page(said, "roman small" if said.islower() else "roman", _roman(said.lower()))
    return None


def _roman(text: str) -> int:
    values = [_VALUES[letter] for letter in text]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def roman(number: int) -> str:
    """A number from 1 in small Roman letters."""
    signs = ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50), ("xl", 40)
    out = ""
    for sign, value in (*signs, ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)):
        while number >= value:
            out, number = out + sign, number - value
    return out
