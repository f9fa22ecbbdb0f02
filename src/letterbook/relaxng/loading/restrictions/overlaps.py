"""Sections 7.3 and 7.4: no name belongs to two attributes of one element, nor to elements in two parts of an interleave."""

from __future__ import annotations

from collections.abc import Callable

from letterbook.relaxng.loading.restrictions.contents import ATTRIBUTE, ELEMENT, TEXT, Contents
from letterbook.relaxng.loading.restrictions.name_sets import NameSet
from letterbook.relaxng.loading.restrictions.wrong import Wrong
from letterbook.relaxng.loading.simplification.rows import members
from letterbook.relaxng.program import NameClass, Program, Row

_MOST_NAMES = 20_000_000
"""The most names that are put into sets for the comparison."""


def attributes(program: Program, contents: Contents) -> Wrong | None:
    """7.3: the members of a group or an interleave have no attributes of one name."""
    rows = program.rows
    wanted = [bool(bits & ATTRIBUTE) for bits in contents.occurring]
    return (
        _Overlaps(program, contents, ATTRIBUTE, wanted, lambda row: row[1]).first(
            frozenset(("group", "interleave")), "duplicate"
        )
        if any(row[0] == "attribute" for row in rows)
        else None
    )


def infinite(program: Program, contents: Contents) -> Wrong | None:
    """7.3: an attribute with a wildcard is repeated."""
    single: list[bool] = []
    for number, row in enumerate(program.rows):
        kind = row[0]
        if kind == "attribute":
            single.append(_wild(row[1]))
        elif kind == "oneOrMore" or not contents.within[number] & ATTRIBUTE:
            single.append(False)
        else:
            single.append(any(single[one] for one in members(row)))
    for _, content in program.elements:
        if single[content]:
            path = [(content, 0)]
            while program.rows[path[-1][0]][0] != "attribute":
                below = members(program.rows[path[-1][0]])
                path.append((next(one for one in below if single[one]), 0))
            return Wrong("infinite", tuple(path))
    return None


def interleaves(program: Program, contents: Contents) -> Wrong | None:
    """7.4: the members of an interleave have no elements of one name, and at most one has text."""
    rows, occurring = program.rows, contents.occurring
    wanted = [False] * len(rows)
    for number, row in enumerate(rows):
        if row[0] != "interleave":
            continue
        texts = [at for at, one in enumerate(row[1]) if occurring[one] & TEXT]
        if len(texts) > 1:
            member = row[1][texts[1]]
            path = [(number, 0), (member, row[1][: texts[1]].count(member))]
            if rows[member][0] != "text":
                path += contents.path(member, TEXT)
            return Wrong("texts", tuple(path))
        wanted[number] = sum(bool(occurring[one] & ELEMENT) for one in row[1]) > 1
    for number in range(len(rows) - 1, -1, -1):
        if wanted[number]:
            for one in members(rows[number]):
                wanted[one] = bool(occurring[one] & ELEMENT)
    names = program.elements
    return _Overlaps(program, contents, ELEMENT, wanted, lambda row: names[row[1]][0]).first(
        frozenset(("interleave",)), "interleaved"
    )


def _wild(name: NameClass) -> bool:
    """Whether a name class has a wildcard."""
    return name[0] in ("anyName", "nsName") or (
        name[0] == "choice" and any(one[0] != "name" for one in name[1])
    )


class _Overlaps:
    """Joins the names that occur in rows, innermost first; a set that is needed no more is used for the next row."""

    def __init__(
        self,
        program: Program,
        contents: Contents,
        kind: int,
        wanted: list[bool],
        name: Callable[[Row], NameClass],
    ) -> None:
        self._program = program
        self._contents = contents
        self._kind = kind
        self._wanted = wanted
        self._name = name
        self._sets: dict[int, NameSet] = {}
        self._uses = [0] * len(wanted)
        self._room = _MOST_NAMES

    def first(self, compared: frozenset[str], key: str) -> Wrong | None:
        """The first row of the compared kinds with two members that share a name."""
        rows, wanted = self._program.rows, self._wanted
        for number, row in enumerate(rows):
            if wanted[number]:
                for one in members(row):
                    self._uses[one] += wanted[one]
        for number, row in enumerate(rows):
            if not wanted[number]:
                continue
            below = [(at, one) for at, one in enumerate(members(row)) if wanted[one]]
            if row[0] in ("attribute", "element"):
                self._sets[number] = NameSet.of(self._name(row))
                continue
            joined: NameSet | None = None
            for at, one in below:
                if joined is not None and row[0] in compared and joined.overlaps(self._sets[one]):
                    return self._wrong(key, number, at, joined)
                joined = self._join(joined, one)
                if self._room < 0:
                    return Wrong("too-many-names", ((number, 0),))
            if joined is not None:
                self._sets[number] = joined
        return None

    def _join(self, joined: NameSet | None, row: int) -> NameSet:
        """The names of both; the larger set is changed where nobody else needs it."""
        names = self._sets[row]
        self._uses[row] -= 1
        free = not self._uses[row]
        if free:
            del self._sets[row]
        if joined is None:
            self._room -= 0 if free else names.size
            return names if free else names.copy()
        if free and names.size > joined.size:
            joined, names = names, joined
        self._room -= names.size
        joined.update(names)
        return joined

    def _wrong(self, key: str, number: int, at: int, before: NameSet) -> Wrong:
        """The first attribute or element in the member that shares a name with the members before it."""
        rows = self._program.rows
        below = members(rows[number])
        outer = ((number, 0), (below[at], below[:at].count(below[at])))
        waiting: list[tuple[tuple[int, int], ...]] = [outer]
        seen: set[int] = set()
        while waiting:
            path = waiting.pop()
            row = rows[path[-1][0]]
            if row[0] in ("attribute", "element"):
                name = self._name(row)
                if before.overlaps(NameSet.of(name)):
                    return _told(key, path, name, before)
                continue
            inner = members(row)
            for place in range(len(inner) - 1, -1, -1):
                one = inner[place]
                if one not in seen and self._contents.occurring[one] & self._kind:
                    seen.add(one)
                    waiting.append((*path, (one, inner[:place].count(one))))
        raise AssertionError("one of them has the name")


def _told(key: str, path: tuple[tuple[int, int], ...], name: NameClass, before: NameSet) -> Wrong:
    """With the name that is shared, where one is named."""
    for one in name[1] if name[0] == "choice" else (name,):
        if one[0] == "name" and before.overlaps(NameSet.of(one)):
            return Wrong(key, path, {"name": f"{{{one[1]}}}{one[2]}" if one[1] else one[2]})
    return Wrong(f"{key}-any", path)
