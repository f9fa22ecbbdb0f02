"""Steps 4.12 to 4.15: several children become one; mixed, optional and zeroOrMore become what they are short for."""

from __future__ import annotations

from letterbook.relaxng.loading.simplification.parts import Part
from letterbook.relaxng.loading.simplification.rows import Rows

_ONE_CHILD = frozenset(("element", "define", "oneOrMore", "zeroOrMore", "optional", "list", "mixed"))


def number_of_children(part: Part, count: int) -> Part:
    """4.12: where the children of a part go: into a ``group`` of its own when they are more than the one it may have.

    In an ``except`` they become a ``choice``. An ``attribute`` without any gets ``text``. ``choice``, ``group`` and
    ``interleave`` may have any number here, not two as in the specification: that keeps long ones flat.
    """
    if part.kind == "attribute" and count == 0:
        part.parts.append(Part("text", part.origin))
    if count < 2:
        return part
    if part.kind in _ONE_CHILD or part.kind == "except":
        inner = Part("choice" if part.kind == "except" else "group", part.origin)
        part.parts.append(inner)
        return inner
    return part


def mixed(rows: Rows, row: int) -> int:
    """4.13: a ``mixed`` is an interleaving with text."""
    return rows.interleave((row, rows.text))


def optional(rows: Rows, row: int) -> int:
    """4.14: an ``optional`` is a choice with empty."""
    return rows.choice((row, rows.empty))


def zero_or_more(rows: Rows, row: int) -> int:
    """4.15: a ``zeroOrMore`` is a choice between ``oneOrMore`` and empty."""
    return rows.choice((rows.one_or_more(row), rows.empty))
