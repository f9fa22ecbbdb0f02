"""Step 4.19: definitions and elements become rows; a reference to a definition is the number of its row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from letterbook.relaxng.errors import refused
from letterbook.relaxng.loading.simplification.grammars import Scope, Scopes
from letterbook.relaxng.loading.simplification.parts import Budget, Part
from letterbook.relaxng.loading.simplification.rows import Rows
from letterbook.relaxng.loading.simplification.shapes import mixed, optional, zero_or_more
from letterbook.relaxng.program import Program

LEADING = frozenset(("ref", "parentRef", "grammar", "externalRef"))
"""The kinds of parts that stand for a pattern elsewhere."""


@dataclass(slots=True, eq=False, repr=False)
class Unit:
    """One pattern that becomes one row: the body of a definition, the content of an element, a file, the start."""

    body: Part
    scope: Scope | None
    order: list[Part] = field(default_factory=list)
    """The body and the parts in it, each before those in it; what is in an element, or where a reference leads, is not."""
    numbers: list[int] = field(default_factory=list)
    """The row of each of these parts."""
    row: int = -1


class Definitions:
    """Makes the rows of a grammar from its parts; remembers which part became which row, for the places of errors."""

    def __init__(self, scopes: Scopes, budget: Budget) -> None:
        self._scopes = scopes
        self._budget = budget
        self._units: dict[tuple[Part, Scope | None], Unit] = {}
        self._elements: dict[tuple[Part, Scope | None], int] = {}
        self._contents: list[Unit] = []
        self._names: list[Any] = []
        self.made = Rows()
        self.start = Unit(scopes.top, None)

    def program(self) -> Program:
        """4.19: rows from the start, through definitions, and for the elements that are met, from their content.

        An element becomes its number, so that what is in it can lead back to it; a definition that leads back to itself without
        an element between is refused. Definitions that nothing leads to are left out.
        """
        self._make(self.start)
        done = 0
        while done < len(self._contents):
            self._make(self._contents[done])
            done += 1
        elements = [(name, unit.row) for name, unit in zip(self._names, self._contents, strict=True)]
        return Program(self.made.rows, elements, self.start.row)

    def roots(self) -> list[Unit]:
        """The start, and the content of each element."""
        return [self.start, *self._contents]

    def units(self) -> list[Unit]:
        """All that became a row of its own."""
        return [*self.roots(), *self._units.values()]

    def target(self, part: Part, scope: Scope | None) -> Unit:
        """The unit that a reference leads to."""
        if part.kind == "externalRef":
            body, home = part.parts[0], scope
        else:
            home = self._scopes.home(part, scope)
            body = home.bodies[part.fact]
        unit = self._units.get((body, home))
        if unit is None:
            unit = self._units[body, home] = Unit(body, home)
        return unit

    def _make(self, wanted: Unit) -> None:
        """Give the unit its row, first those that it refers to."""
        if wanted.row >= 0:
            return
        open_: dict[Unit, Iterator[tuple[Part, Unit]]] = {wanted: self._below(wanted)}
        while open_:
            unit = next(reversed(open_))
            for part, below in open_[unit]:
                if below in open_:
                    name = part.fact or "a grammar"
                    raise refused("endless", part.origin.span, name=name)
                if below.row < 0:
                    open_[below] = self._below(below)
                    break
            else:
                self._number(unit)
                del open_[unit]

    def _below(self, unit: Unit) -> Iterator[tuple[Part, Unit]]:
        """List the parts of a unit; yield its references, each with the unit that it leads to."""
        order = unit.order
        waiting = [unit.body]
        while waiting:
            part = waiting.pop()
            order.append(part)
            if part.kind != "element" and part.kind not in LEADING and part.parts:
                waiting += reversed(part.parts)
        self._budget.take(len(order), unit.body.origin)
        scope = unit.scope
        return ((part, self.target(part, scope)) for part in order if part.kind in LEADING)

    def _number(self, unit: Unit) -> None:
        """Give each part of a unit its row, those in it first."""
        number: dict[Part, int] = {}
        for part in unit.order:
            if part.kind == "element":
                number[part] = self.made.add(("element", self._element(part, unit.scope)))
        for part in reversed(unit.order):
            kind = part.kind
            if kind in LEADING:
                number[part] = self.target(part, unit.scope).row
            elif kind != "element":
                number[part] = _MAKERS[kind](self.made, part, [number[below] for below in part.parts])
        unit.numbers = [number[part] for part in unit.order]
        unit.row = number[unit.body]
        self.made.shared.add(unit.row)

    def _element(self, part: Part, scope: Scope | None) -> int:
        known = self._elements.setdefault((part, scope), len(self._contents))
        if known == len(self._contents):
            self._contents.append(Unit(part.parts[0], scope))
            self._names.append(part.fact)
        return known


_MAKERS: dict[str, Callable[[Rows, Part, list[int]], int]] = {
    "empty": lambda rows, part, below: rows.empty,
    "text": lambda rows, part, below: rows.text,
    "notAllowed": lambda rows, part, below: rows.not_allowed,
    "choice": lambda rows, part, below: rows.choice(below),
    "group": lambda rows, part, below: rows.group(below),
    "interleave": lambda rows, part, below: rows.interleave(below),
    "mixed": lambda rows, part, below: mixed(rows, below[0]),
    "optional": lambda rows, part, below: optional(rows, below[0]),
    "zeroOrMore": lambda rows, part, below: zero_or_more(rows, below[0]),
    "oneOrMore": lambda rows, part, below: rows.one_or_more(below[0]),
    "list": lambda rows, part, below: rows.list(below[0]),
    "attribute": lambda rows, part, below: rows.attribute(part.fact, below[0]),
    "value": lambda rows, part, below: rows.add(part.fact),
    "data": lambda rows, part, below: rows.data(part.fact, below[0] if below else -1),
    "except": lambda rows, part, below: below[0],
}
