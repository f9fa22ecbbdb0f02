"""Where in the files the rows are that a restriction does not allow."""

from __future__ import annotations

from letterbook.findings import Span
from letterbook.relaxng.simplification.definitions import LEADING, Definitions
from letterbook.relaxng.simplification.grammars import Scope
from letterbook.relaxng.simplification.parts import Part

_Place = tuple[Part, Scope | None]


def place(definitions: Definitions, path: tuple[tuple[int, int], ...]) -> Span:
    """The place of the last row of the path that is an element of a file, searched inside of the one before it.

    ``path`` has rows as they were made, each with how many equal ones are passed over. Rows that no element alone
    stands for, such as the choice that ``optional`` is, are passed over.
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
    return found[0].origin.span


def _inside(
    definitions: Definitions, numbers: dict[_Place, int], here: list[_Place], row: int, passed: int
) -> _Place | None:
    """The first part in these that became the row, after as many as are to be passed over; None when there is none."""
    waiting = list(reversed(here))
    seen: set[_Place] = set()
    last: _Place | None = None
    while waiting:
        part, scope = waiting.pop()
        leads = part.kind in LEADING
        if numbers.get((part, scope)) == row and not leads:
            last = (part, scope)
            if not passed:
                return last
            passed -= 1
            continue
        if leads:
            unit = definitions.target(part, scope)
            inner = (unit.body, unit.scope)
            if inner not in seen or numbers.get((part, scope)) == row:
                seen.add(inner)
                waiting.append(inner)
        elif part.kind != "element":
            waiting += [(one, scope) for one in reversed(part.parts)]
    return last
