"""Section 7.1: which patterns may not stand in which, however deep; an element ends the search."""

from __future__ import annotations

from letterbook.relaxng.loading.restrictions.contents import ATTRIBUTE, BIT, ELEMENT, REPEATED, Contents
from letterbook.relaxng.loading.restrictions.wrong import Wrong
from letterbook.relaxng.program import Program


def _bits(*kinds: str) -> int:
    return sum(BIT[kind] for kind in kinds)


_IN_LIST = _bits("list", "element", "attribute", "text", "interleave")
_IN_EXCEPT = _bits("attribute", "element", "text", "list", "group", "interleave", "oneOrMore", "empty")
_IN_START = _bits("attribute", "data", "value", "text", "list", "group", "interleave", "oneOrMore", "empty")


def contexts(program: Program, contents: Contents) -> Wrong | None:
    """7.1: the first pattern in a place where its kind may not be."""
    if contents.within[program.start] & _IN_START:
        return start(program, contents)
    for number, row in enumerate(program.rows):
        kind = row[0]
        wrong: Wrong | None = None
        if kind == "attribute":
            wrong = attribute(program, contents, number)
        elif kind == "oneOrMore":
            wrong = one_or_more(program, contents, number)
        elif kind == "list":
            wrong = list_(program, contents, number)
        elif kind == "data" and row[4] >= 0:
            wrong = data_except(program, contents, number)
        if wrong is not None:
            return wrong
    return None


def attribute(program: Program, contents: Contents, number: int) -> Wrong | None:
    """7.1.1: no element and no attribute in an attribute."""
    return _inner(program, contents, number, ELEMENT | ATTRIBUTE, "attribute", "7.1.1")


def one_or_more(program: Program, contents: Contents, number: int) -> Wrong | None:
    """7.1.2: no attribute in a group or an interleave that is repeated."""
    inside = program.rows[number][1]
    if not contents.within[inside] & REPEATED:
        return None
    path: tuple[tuple[int, int], ...] = ((inside, 0),)
    kind = program.rows[inside][0]
    while kind not in ("group", "interleave"):
        path += contents.path(path[-1][0], REPEATED | BIT["group"] | BIT["interleave"])[:1]
        kind = program.rows[path[-1][0]][0]
        if not contents.within[path[-1][0]] & REPEATED:
            return None
    path = ((number, 0), *path, *contents.path(path[-1][0], ATTRIBUTE))
    return Wrong("repeated", path, {"inner": kind})


def list_(program: Program, contents: Contents, number: int) -> Wrong | None:
    """7.1.3: no list, element, attribute, text or interleave in a list."""
    return _inner(program, contents, number, _IN_LIST, "list", "7.1.3")


def data_except(program: Program, contents: Contents, number: int) -> Wrong | None:
    """7.1.4: nothing but data, value and choices of them in the exception of a data."""
    excepted = program.rows[number][4]
    if not contents.within[excepted] & _IN_EXCEPT:
        return None
    path = contents.path(number, _IN_EXCEPT)
    kind = program.rows[path[-1][0]][0]
    key = "except-element" if kind == "element" else "except-path"
    return Wrong(key, ((number, 0), *path), {"inner": kind})


def start(program: Program, contents: Contents) -> Wrong:
    """7.1.5: nothing but elements and choices of them in the start."""
    path: tuple[tuple[int, int], ...] = ((program.start, 0),)
    kind = program.rows[program.start][0]
    if not BIT.get(kind, 0) & _IN_START:
        path += contents.path(program.start, _IN_START)
        kind = program.rows[path[-1][0]][0]
    return Wrong("start", path, {"inner": kind})


def _inner(
    program: Program, contents: Contents, number: int, kinds: int, outer: str, section: str
) -> Wrong | None:
    inside = program.rows[number][-1]
    if not contents.within[inside] & kinds:
        return None
    path = contents.path(number, kinds)
    kind = program.rows[path[-1][0]][0]
    facts: dict[str, object] = {"inner": kind, "outer": outer, "section": section}
    return Wrong("element-in" if kind == "element" else "path", ((number, 0), *path), facts)
