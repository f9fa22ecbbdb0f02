"""Section 7.2: a text that is one value is the whole content."""

from __future__ import annotations

from letterbook.relaxng.loading.restrictions.contents import Contents
from letterbook.relaxng.loading.restrictions.wrong import Wrong
from letterbook.relaxng.loading.simplification.rows import members
from letterbook.relaxng.program import Program, Row

_NONE, _EMPTY, _COMPLEX, _SIMPLE = -1, 0, 1, 2
_LEAVES = {
    "empty": _EMPTY,
    "notAllowed": _EMPTY,
    "text": _COMPLEX,
    "element": _COMPLEX,
    "data": _SIMPLE,
    "value": _SIMPLE,
    "list": _SIMPLE,
}


def string_sequences(program: Program, contents: Contents) -> Wrong | None:
    """7.2: the content of every element has a content-type: empty, complex or simple."""
    types: list[int] = []
    for row in program.rows:
        types.append(_type(row, types))
    if _NONE not in types:
        return None
    for _, content in program.elements:
        if types[content] == _NONE:
            return _wrong(program, types, content)
    return None


def _type(row: Row, types: list[int]) -> int:
    """The content-type of a row from those of its members; ``_NONE`` where it has none."""
    kind = row[0]
    leaf = _LEAVES.get(kind)
    if leaf is not None:
        return leaf
    inner = [types[one] for one in members(row)]
    if _NONE in inner:
        return _NONE
    if kind == "attribute":
        return _EMPTY
    most = max(inner)
    if kind == "choice" or most < _SIMPLE:
        return most
    if kind == "oneOrMore":
        return _NONE
    return _SIMPLE if sum(one != _EMPTY for one in inner) == 1 else _NONE


def _wrong(program: Program, types: list[int], content: int) -> Wrong:
    """The innermost row without content-type, and what in it stands beside other content, or is repeated."""
    rows = program.rows
    path = [(content, 0)]
    while True:
        below = members(rows[path[-1][0]])
        at = next((at for at, one in enumerate(below) if types[one] == _NONE), None)
        if at is None:
            break
        path.append((below[at], below[:at].count(below[at])))
    key = "strings-repeated" if rows[path[-1][0]][0] == "oneOrMore" else "strings"
    while rows[path[-1][0]][0] not in _LEAVES:
        below = members(rows[path[-1][0]])
        at = next(at for at, one in enumerate(below) if types[one] == _SIMPLE)
        path.append((below[at], below[:at].count(below[at])))
    return Wrong(key, tuple(path), {"inner": rows[path[-1][0]][0]})
