"""Whether what was read from a cache is a program: whoever wrote it there, it may be used without harm, or not at all."""

from __future__ import annotations

from typing import Any

from letterbook.relaxng.datatypes import DatatypeError, datatype
from letterbook.relaxng.program import Program

_DEEPEST = 50
"""So deep may name classes be; loading makes them of six levels at most."""
_WIDEST = 100_000


def proven(rows: Any, elements: Any, start: Any) -> Program | None:
    """The program of these rows, or None where they break what program.py says of rows.

    Section 7 is not checked again: rows that break it have odd answers, but they have them in bounded time.
    """
    if not (isinstance(rows, list) and isinstance(elements, list) and _number(start, len(rows))):
        return None
    widths: list[int] = []
    datatypes: dict[str, tuple[str, str, tuple[tuple[str, str], ...]]] = {}
    for row in rows:
        if not _row(row, len(widths), len(elements), datatypes):
            return None
        width = sum(widths[part] for part in row[1]) if row[0] == "interleave" else 1
        if width > _WIDEST:
            return None
        widths.append(width)
    if not all(_element(one, len(rows)) for one in elements):
        return None
    try:
        for library, name, params in datatypes.values():
            datatype(library, name, params)
    except DatatypeError:
        return None
    return Program(rows, elements, start)


def _row(row: Any, earlier: int, elements: int, datatypes: dict[str, Any]) -> bool:
    """Whether a row is one that may stand after so many others; what it needs of datatypes is noted."""
    match row:
        case ["empty" | "notAllowed" | "text"]:
            return True
        case ["choice" | "group" | "interleave", [_, _, *_] as parts]:
            return all(_number(part, earlier) for part in parts)
        case ["oneOrMore" | "list", part]:
            return _number(part, earlier)
        case ["element", number]:
            return _number(number, elements)
        case ["attribute", names, part]:
            return _number(part, earlier) and _names(names)
        case ["data", str(library), str(name), list(params), excepted]:
            if not _pairs(params) or not (excepted == -1 or _number(excepted, earlier)):
                return False
            key = repr(row[1:4])
            if key not in datatypes:
                datatypes[key] = (library, name, tuple((one, value) for one, value in params))
            return True
        case ["value", str(library), str(name), str(), list(namespaces)]:
            datatypes.setdefault(repr(row[1:3]), (library, name, ()))
            return _pairs(namespaces)
    return False


def _element(element: Any, rows: int) -> bool:
    match element:
        case [names, content]:
            return _number(content, rows) and _names(names)
    return False


def _number(value: Any, below: int) -> bool:
    return type(value) is int and 0 <= value < below


def _pairs(pairs: list[Any]) -> bool:
    return all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
        for pair in pairs
    )


def _names(names: Any) -> bool:
    waiting = [(names, 0)]
    while waiting:
        one, depth = waiting.pop()
        match one:
            case ["name", str(), str()]:
                continue
            case ["choice", [_, _, *_] as members]:
                waiting.extend((member, depth + 1) for member in members)
            case ["nsName", str(), excepted] | ["anyName", excepted]:
                if excepted is not None:
                    waiting.append((excepted, depth + 1))
            case _:
                return False
        if depth > _DEEPEST:
            return False
    return True
