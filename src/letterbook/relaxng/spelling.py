"""Which of some names a misspelt one comes near to."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 3


def near(name: str, known: Iterable[str]) -> list[str]:
    """At most three of the known names, those that differ only by case first, then by edit distance."""
    folded = name.casefold()
    limit = max(1, len(name) // 3)
    found = sorted(
        (distance, other != name and other[:1] != name[:1], other)
        for other in set(known)
        if abs(len(other) - len(name)) <= limit
        and (distance := _distance(folded, other.casefold(), limit)) <= limit
    )
    return [other for _distance_, _first, other in found if found[0][0] or not _distance_][:_MOST]


def _distance(one: str, other: str, limit: int) -> int:
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
