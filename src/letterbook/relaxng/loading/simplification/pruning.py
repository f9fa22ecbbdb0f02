"""The end of steps 4.19 and 4.20: what nothing leads to any more is left out."""

from __future__ import annotations

from letterbook.relaxng.loading.simplification.rows import members
from letterbook.relaxng.program import Program, Row


def reachable(program: Program) -> tuple[Program, list[int]]:
    """4.20: the program without elements and rows that the start does not lead to, and the old number of each row."""
    rows, elements = program.rows, program.elements
    kept, kept_elements = bytearray(len(rows)), bytearray(len(elements))
    waiting = [program.start]
    kept[program.start] = 1
    while waiting:
        row = rows[waiting.pop()]
        below: tuple[int, ...]
        if row[0] == "element":
            if kept_elements[row[1]]:
                continue
            kept_elements[row[1]] = 1
            below = (elements[row[1]][1],)
        else:
            below = members(row)
        for one in below:
            if not kept[one]:
                kept[one] = 1
                waiting.append(one)
    old = [number for number in range(len(rows)) if kept[number]]
    new = {number: at for at, number in enumerate(old)}
    old_elements = [number for number in range(len(elements)) if kept_elements[number]]
    new_elements = {number: at for at, number in enumerate(old_elements)}
    return Program(
        [_renumbered(rows[number], new, new_elements) for number in old],
        [(elements[number][0], new[elements[number][1]]) for number in old_elements],
        new[program.start],
    ), old


def _renumbered(row: Row, new: dict[int, int], elements: dict[int, int]) -> Row:
    kind = row[0]
    if kind == "element":
        return ("element", elements[row[1]])
    if kind in ("choice", "group", "interleave"):
        return (kind, tuple(new[one] for one in row[1]))
    if kind in ("oneOrMore", "list"):
        return (kind, new[row[1]])
    if kind == "attribute":
        return (kind, row[1], new[row[2]])
    if kind == "data" and row[4] >= 0:
        return (*row[:4], new[row[4]])
    return row
