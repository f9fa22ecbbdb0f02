"""Which of some names a misspelt one comes near to."""

from __future__ import annotations

from functools import lru_cache

_MOST = 3
_LONGEST = 60
_SHORTEST = 3
_LONG = 6


@lru_cache(maxsize=4096)
def near(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """At most three of the known names, the nearest alone.

    A name that differs only by capital and small letters is nearer than all others, then one that is the name without a
    number at its end; else one letter may be wrong in a name of three to five, two in a longer one. Names of one or
    two letters are near to none.
    """
    if len(name) > _LONGEST:
        return ()
    folded = name.casefold()
    alike = tuple([other for other in known if len(other) == len(name) and other.casefold() == folded])
    if alike or len(name) < _SHORTEST:
        return alike[:_MOST]
    bare = name.rstrip("0123456789").rstrip(".-_")
    if bare != name and bare in known:
        return (bare,)
    limit = 1 if len(name) < _LONG else 2
    letters = _letters(folded)
    found = sorted(
        (distance, other[:1] != name[:1], number, other)
        for number, other in enumerate(dict.fromkeys(known))
        if len(other) > 1
        and abs(len(other) - len(name)) <= limit
        and (_letters(other) ^ letters).bit_count() <= 2 * limit
        and (distance := distance_of(folded, other.casefold(), limit)) <= limit
    )
    return tuple(other for distance, _, _, other in found if distance == found[0][0])[:_MOST]


@lru_cache(maxsize=8192)
def _letters(name: str) -> int:
    """Which letters a name has, as a mask; letters far from each other may share a place."""
    mask = 0
    for letter in name.casefold():
        mask |= 1 << ord(letter) % 64
    return mask


def distance_of(one: str, other: str, limit: int) -> int:
    """How many letters to insert, leave out, replace or exchange with their neighbour; more than limit: enough."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
