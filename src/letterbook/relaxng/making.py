"""Patterns from the rows of a program, made when they are first asked for."""

from __future__ import annotations

from collections.abc import Iterable

from letterbook.relaxng.datatypes import Datatype, datatype
from letterbook.relaxng.names import NameClass
from letterbook.relaxng.patterns import Attribute, Data, Element, List, Pattern, Patterns, Value
from letterbook.relaxng.program import Program, Row

_SINGLE = 8
"""More than there are patterns without a row: empty, notAllowed, text."""


class Maker:
    """The patterns of one program. What an element holds is made when the element is first met."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.patterns = Patterns()
        self._order = _order(program)
        self._made: dict[int, Pattern] = {}
        self._contents: dict[int, Pattern] = {}
        self._names: dict[str, NameClass] = {}
        self._datatypes: dict[str, Datatype] = {}

    @property
    def start(self) -> Pattern:
        """What a document is."""
        return self._pattern(self.program.start)

    def content(self, index: int) -> Pattern:
        """What the element of that number holds: attributes and content."""
        found = self._contents.get(index)
        if found is None:
            found = self._contents[index] = self._pattern(self.program.elements[index][1])
        return found

    def names(self, row: Row) -> NameClass:
        """The name class of a row, made once."""
        key = repr(row)
        found = self._names.get(key)
        if found is None:
            found = self._names[key] = NameClass(row)
        return found

    def _pattern(self, number: int) -> Pattern:
        made = self._made
        waiting = [number]
        while waiting:
            one = waiting[-1]
            if one not in made:
                row = self.program.rows[one]
                needed = [part for part in self._parts(row) if part not in made]
                if needed:
                    waiting.extend(reversed(needed))
                    continue
                made[one] = pattern = self._made_of(row)
                if isinstance(pattern, Element | Attribute | Data | Value | List):
                    pattern.order = (self._order[one], self._order[one] + _SINGLE)
            waiting.pop()
        return made[number]

    def _made_of(self, row: Row) -> Pattern:
        make, made = self.patterns, self._made
        match row[0]:
            case "choice":
                return make.choice(made[part] for part in self._parts(row))
            case "interleave":
                return make.interleave(made[part] for part in self._parts(row))
            case "group":
                left: Pattern = make.empty
                for part in reversed(row[1]):
                    left = make.group(made[part], left)
                return left
            case "oneOrMore":
                return make.one_or_more(made[row[1]])
            case "element":
                return make.element(self.names(self.program.elements[row[1]][0]), row[1])
            case "attribute":
                return make.attribute(self.names(row[1]), made[row[2]])
            case "list":
                return make.list(made[row[1]])
            case "data":
                return make.data(self._datatype(*row[1:4]), made[row[4]] if row[4] >= 0 else None)
            case "value":
                return make.value(self._datatype(row[1], row[2]), row[3], dict(row[4]))
            case "text":
                return make.text
            case "empty":
                return make.empty
        return make.not_allowed

    def _datatype(self, library: str, name: str, params: tuple[tuple[str, str], ...] = ()) -> Datatype:
        key = repr((library, name, params))
        found = self._datatypes.get(key)
        if found is None:
            found = datatype(library, name, tuple((n, v) for n, v in params))
            self._datatypes[key] = found
        return found

    def _parts(self, row: Row) -> Iterable[int]:
        """The rows that a row is made of. A choice in a choice is passed over for its members, an interleave in an interleave
        too, so that a long chain of them does not become as many patterns."""
        if row[0] == "choice":
            return self._alternatives(row)
        return self._mingled(row) if row[0] == "interleave" else _members(row)

    def _mingled(self, row: Row) -> Iterable[int]:
        """The members of an interleave and of all interleaves in it, in the order of the grammar."""
        rows = self.program.rows
        waiting = list(reversed(row[1]))
        while waiting:
            part = waiting.pop()
            if rows[part][0] == "interleave":
                waiting.extend(reversed(rows[part][1]))
            else:
                yield part

    def _alternatives(self, row: Row) -> Iterable[int]:
        """The members of a choice and of all choices in it, in the order of the grammar, each once."""
        rows = self.program.rows
        found: dict[int, None] = {}
        seen: set[int] = set()
        waiting = list(reversed(row[1]))
        while waiting:
            part = waiting.pop()
            if rows[part][0] != "choice":
                found[part] = None
            elif part not in seen:
                seen.add(part)
                waiting.extend(reversed(rows[part][1]))
        return found


def _order(program: Program) -> list[int]:
    """For each row, when it is met by somebody who reads the grammar from its start, element after element."""
    order = [0] * len(program.rows)
    met = 0
    begun = {program.start}
    elements = [program.start]
    for element in elements:
        waiting = [element]
        while waiting:
            one = waiting.pop()
            row = program.rows[one]
            met += 1
            order[one] = met
            if row[0] == "element":
                content = program.elements[row[1]][1]
                if content not in begun:
                    begun.add(content)
                    elements.append(content)
                continue
            for part in reversed(_members(row)):
                if part not in begun:
                    begun.add(part)
                    waiting.append(part)
    return order


def _members(row: Row) -> tuple[int, ...]:
    """The rows that a row names."""
    match row[0]:
        case "choice" | "group" | "interleave":
            found: tuple[int, ...] = row[1]
            return found
        case "oneOrMore" | "list":
            return (row[1],)
        case "attribute":
            return (row[2],)
        case "data" if row[4] >= 0:
            return (row[4],)
    return ()
