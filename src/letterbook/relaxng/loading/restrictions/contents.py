"""What each row has in it, as bits: all restrictions of section 7 ask for that."""

from __future__ import annotations

from letterbook.relaxng.loading.simplification.rows import members
from letterbook.relaxng.program import Program

KINDS = (
    "attribute",
    "element",
    "text",
    "list",
    "group",
    "interleave",
    "oneOrMore",
    "empty",
    "data",
    "value",
)
BIT = {kind: 1 << at for at, kind in enumerate(KINDS)}
ATTRIBUTE, ELEMENT, TEXT = BIT["attribute"], BIT["element"], BIT["text"]
REPEATED = 1 << len(KINDS)
"""A group or an interleave with an attribute in it."""

_TRANSPARENT = frozenset(("choice", "group", "interleave", "oneOrMore"))


class Contents:
    """``within``: which kinds a row has in it, itself included; ``occurring``: which ones occur in it, as 7.3 defines that.

    What is in an element is in no row around it; what is in an attribute, a list or a datatype occurs in none.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self.within: list[int] = []
        self.occurring: list[int] = []
        for row in program.rows:
            kind = row[0]
            below = occurring = 0
            own = BIT.get(kind, 0)
            for one in members(row):
                below |= self.within[one]
                occurring |= self.occurring[one]
            if below & ATTRIBUTE and (kind == "group" or kind == "interleave"):
                below |= REPEATED
            self.within.append(below | own)
            self.occurring.append(occurring if kind in _TRANSPARENT else own)

    def path(self, row: int, wanted: int) -> tuple[tuple[int, int], ...]:
        """From a row, which is left out, to the first row in it that is of a wanted kind, with all rows between."""
        rows = self._program.rows
        path: list[tuple[int, int]] = []
        while True:
            below = members(rows[row])
            at = next(at for at, one in enumerate(below) if self.within[one] & wanted)
            row = below[at]
            path.append((row, below[:at].count(row)))
            if BIT.get(rows[row][0], 0) & wanted:
                return tuple(path)
