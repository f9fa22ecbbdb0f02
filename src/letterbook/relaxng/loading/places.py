"""Where in the files the rows are that a restriction does not allow."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.relaxng.errors import GrammarError, refused
from letterbook.relaxng.loading.restrictions import Wrong
from letterbook.relaxng.loading.simplification.definitions import LEADING, Definitions
from letterbook.relaxng.loading.simplification.grammars import Scope
from letterbook.relaxng.loading.simplification.parts import Part
from letterbook.relaxng.loading.simplification.rows import members
from letterbook.relaxng.program import Row

_Place = tuple[Part, Scope | None]

_SHORT = {"mixed": ("interleave", "text"), "optional": ("empty",), "zeroOrMore": ("empty", "oneOrMore")}
"""What elements are short for: what is wrong with that is wrong with them."""


def told(wrong: Wrong, definitions: Definitions, old: Sequence[int]) -> GrammarError:
    """What a restriction does not allow, at its place; ``old`` has the number that each row was made with."""
    part = _place(definitions, tuple((old[row], passed) for row, passed in wrong.path))
    facts = dict(wrong.facts)
    if facts.get("inner") in _SHORT.get(part.kind, ()):
        facts["inner"] = part.kind
    return refused(wrong.key, part.origin.span, **facts)


def _place(definitions: Definitions, path: tuple[tuple[int, int], ...]) -> Part:
    """The part of the last row of the path that is an element of a file, searched inside of the one before it.

    ``path`` has rows as they were made, each with how many equal ones are passed over. Rows that no element of a file
    stands for alone, such as choices that were made one, are left out. A reference to an ``element`` is the place of it.
    """
    numbers: dict[_Place, int] = {}
    for unit in definitions.units():
        numbers.update(((part, unit.scope), row) for part, row in zip(unit.order, unit.numbers, strict=True))
    here: list[_Place] = [(unit.body, unit.scope) for unit in definitions.roots()]
    found: _Place | None = None
    for row, passed in path:
        next_ = _inside(definitions, numbers, here, row, passed)
        if next_ is not None:
            found = next_
            here = [found]
    assert found is not None, "the outermost row is that of an element of a file"
    return found[0]


def _inside(
    definitions: Definitions, numbers: dict[_Place, int], here: list[_Place], row: int, passed: int
) -> _Place | None:
    """The first part in these that became the row, after as many as are to be passed over; None when there is none."""
    waiting = list(reversed(here))
    rows = definitions.made.rows
    by_reference = rows[row][0] == "element"
    seen: set[_Place] = set()
    last: _Place | None = None
    while waiting:
        part, scope = waiting.pop()
        leads = part.kind in LEADING
        number = numbers.get((part, scope))
        if number is not None and (by_reference or not leads) and _is(part.kind, number, row, rows):
            last = (part, scope)
            if not passed:
                return last
            passed -= 1
            continue
        if leads:
            unit = definitions.target(part, scope)
            inner = (unit.body, unit.scope)
            if inner not in seen or number == row:
                seen.add(inner)
                waiting.append(inner)
        elif part.kind != "element":
            waiting += [(one, scope) for one in reversed(part.parts)]
    return last


def _is(kind: str, number: int, row: int, rows: Sequence[Row]) -> bool:
    """Whether a part of a kind and number is a row, or is short for it: an ``optional`` for the ``empty`` in its choice."""
    return number == row or (rows[row][0] in _SHORT.get(kind, ()) and row in members(rows[number]))
