"""Steps 4.20 and 4.21: rows are made without notAllowed and empty where they change nothing, and equal ones are one."""

from __future__ import annotations

from collections.abc import Iterable

from letterbook.relaxng.program import EMPTY, NOT_ALLOWED, TEXT, NameClass, Row

_MOST_SPLICED = 1_000_000


class Rows:
    """Makes rows, members of the same kind put in place of a choice in a choice, a group in a group, and so on.

    The rows that definitions stand for are ``shared``: they are never taken apart, so that every use of a definition names
    one row.
    """

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.shared: set[int] = set()
        self._numbers: dict[Row, int] = {}
        self._room = _MOST_SPLICED
        self.empty = self.add(EMPTY)
        self.not_allowed = self.add(NOT_ALLOWED)
        self.text = self.add(TEXT)

    def add(self, row: Row) -> int:
        """The number of a row, the one that it has if there is one like it."""
        number = self._numbers.setdefault(row, len(self.rows))
        if number == len(self.rows):
            self.rows.append(row)
        return number

    def choice(self, members: Iterable[int]) -> int:
        """A choice: not allowed members (4.20) and repeated ones left out, empty (4.21) before the others."""
        kept = dict.fromkeys(self._spliced("choice", members))
        not_allowed(self, kept)
        if self.empty in kept:
            del kept[self.empty]
            kept = {self.empty: None, **kept}
        return self._several("choice", tuple(kept), self.not_allowed)

    def group(self, members: Iterable[int]) -> int:
        """A group: not allowed when one member is (4.20), without empty members (4.21)."""
        return self._all("group", members)

    def interleave(self, members: Iterable[int]) -> int:
        """An interleave: not allowed when one member is (4.20), without empty members (4.21)."""
        return self._all("interleave", members)

    def _all(self, kind: str, members: Iterable[int]) -> int:
        kept = empty(self, self._spliced(kind, members))
        if self.not_allowed in kept:
            return self.not_allowed
        return self._several(kind, tuple(kept), self.empty)

    def one_or_more(self, row: int) -> int:
        """A ``oneOrMore``; what is empty or not allowed stays that."""
        return row if row in (self.empty, self.not_allowed) else self.add(("oneOrMore", row))

    def list(self, row: int) -> int:
        """A ``list``; not allowed when its content is."""
        return row if row == self.not_allowed else self.add(("list", row))

    def attribute(self, name: NameClass, row: int) -> int:
        """An ``attribute``; not allowed when its content is."""
        return row if row == self.not_allowed else self.add(("attribute", name, row))

    def data(self, row: Row, excepted: int) -> int:
        """A ``data`` with an exception, or without (-1); an exception that is not allowed is none."""
        return self.add(row if excepted in (-1, self.not_allowed) else (*row[:4], excepted))

    def _several(self, kind: str, members: tuple[int, ...], none: int) -> int:
        if len(members) < 2:
            return members[0] if members else none
        return self.add((kind, members))

    def _spliced(self, kind: str, members: Iterable[int]) -> Iterable[int]:
        """The members, those of the same kind taken apart, as long as not too much has been: that is all linear."""
        found: list[int] = []
        for member in members:
            row = self.rows[member]
            if row[0] == kind and member not in self.shared and len(row[1]) <= self._room:
                self._room -= len(row[1])
                found += row[1]
            else:
                found.append(member)
        return found


def not_allowed(rows: Rows, members: dict[int, None]) -> None:
    """4.20: a choice leaves out what is not allowed; without other members it is not allowed itself."""
    members.pop(rows.not_allowed, None)


def empty(rows: Rows, members: Iterable[int]) -> list[int]:
    """4.21: a group or an interleave leaves out what is empty; without other members it is empty itself."""
    return [member for member in members if member != rows.empty]


def members(row: Row) -> tuple[int, ...]:
    """The rows that a row names; none for an element, whose content is not in the row."""
    kind = row[0]
    if kind in ("choice", "group", "interleave"):
        found: tuple[int, ...] = row[1]
        return found
    if kind in ("oneOrMore", "list"):
        return (row[1],)
    if kind == "attribute":
        return (row[2],)
    if kind == "data" and row[4] >= 0:
        return (row[4],)
    return ()
