"""Sets of characters: sorted ranges of code points, and sets that also ask for a character's category.

A `Ranges` is a tuple of (first, last) pairs, both ends inside, sorted, apart by at least one code point.
A `CharSet` holds one `Ranges` for each general category that it singles out and one for all the others,
so union, complement and difference stay exact without a table of a million code points: a character's
category is looked up in `unicodedata` only when that character is met.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeAlias

Ranges: TypeAlias = tuple[tuple[int, int], ...]

LAST = 0x10FFFF
NOTHING: Ranges = ()
EVERYTHING: Ranges = ((0, LAST),)


def ranges(pairs: Iterable[tuple[int, int]]) -> Ranges:
    """The (first, last) pairs sorted, those that touch or overlap made one."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(pairs):
        if merged and first <= merged[-1][1] + 1:
            if last > merged[-1][1]:
                merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    return tuple(merged)


def union(one: Ranges, other: Ranges) -> Ranges:
    """The code points in either."""
    return ranges(one + other)


def complement(one: Ranges) -> Ranges:
    """The code points from 0 to 0x10FFFF that are not in it."""
    found: list[tuple[int, int]] = []
    start = 0
    for first, last in one:
        if first > start:
            found.append((start, first - 1))
        start = last + 1
    if start <= LAST:
        found.append((start, LAST))
    return tuple(found)


def intersection(one: Ranges, other: Ranges) -> Ranges:
    """The code points in both."""
    found: list[tuple[int, int]] = []
    i = j = 0
    while i < len(one) and j < len(other):
        first = max(one[i][0], other[j][0])
        last = min(one[i][1], other[j][1])
        if first <= last:
            found.append((first, last))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(found)


def difference(one: Ranges, other: Ranges) -> Ranges:
    """The code points in the first and not in the second."""
    return intersection(one, complement(other))


def holds(one: Ranges, code: int) -> bool:
    """Whether the code point is in it."""
    at = bisect_right(one, (code, LAST)) - 1
    return at >= 0 and one[at][1] >= code


class CharSet:
    """A set of characters; compares and hashes by what it was built from.

    `rest` counts for characters whose general category is no key of `special`, and `special[category]`
    for those of that category (two letters, as in `unicodedata.category`).
    """

    __slots__ = ("_key", "rest", "special")

    def __init__(self, rest: Ranges, special: Mapping[str, Ranges] | None = None) -> None:
        self.rest = rest
        self.special = {name: own for name, own in sorted((special or {}).items()) if own != rest}
        self._key = (rest, tuple(self.special.items()))

    @classmethod
    def of(cls, *pairs: tuple[int, int]) -> CharSet:
        """The set of the code points in these (first, last) pairs."""
        return cls(ranges(pairs))

    def __contains__(self, char: str) -> bool:
        if self.special:
            return holds(self.special.get(unicodedata.category(char), self.rest), ord(char))
        return holds(self.rest, ord(char))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CharSet) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def _with(self, other: CharSet, how: Callable[[Ranges, Ranges], Ranges]) -> CharSet:
        names = self.special.keys() | other.special.keys()
        special = {n: how(self.special.get(n, self.rest), other.special.get(n, other.rest)) for n in names}
        return CharSet(how(self.rest, other.rest), special)

    def __or__(self, other: CharSet) -> CharSet:
        return self._with(other, union)

    def __and__(self, other: CharSet) -> CharSet:
        return self._with(other, intersection)

    def __sub__(self, other: CharSet) -> CharSet:
        return self._with(other, difference)

    def __invert__(self) -> CharSet:
        return CharSet(complement(self.rest), {name: complement(own) for name, own in self.special.items()})


@lru_cache(maxsize=4096)
def only(char: str) -> CharSet:
    """The set of one character."""
    return CharSet(((ord(char), ord(char)),))


def categories(*names: str) -> CharSet:
    """The characters of these general categories (two letters each)."""
    return CharSet(NOTHING, dict.fromkeys(names, EVERYTHING))
