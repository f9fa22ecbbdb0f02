"""What section 6 of the specification says, read aloud: slow, recursive, and without a derivative.

Patterns are nested tuples in the manner of the rows of a program: ``("group", left, right)``, ``("element", number)``. A
document is a tuple: name, attributes as pairs, content as strings and further documents. Each rule tries all ways to part
attributes and content, as the inference rules do; only small documents end in time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from letterbook.relaxng.program import Program

Tree = tuple[Any, ...]
Document = tuple[str, tuple[tuple[str, str], ...], tuple[Any, ...]]
Pairs = frozenset[tuple[str, str]]

LEAVES = frozenset({"empty", "notAllowed", "text", "element", "data", "value"})


def is_white(text: str) -> bool:
    """Whether a text is white space, or empty."""
    return not text.strip(" \t\r\n")


def covers(names: Tree, name: str) -> bool:
    """Section 6.1: whether a name class contains a name in Clark notation."""
    uri, local = name[1:].split("}") if name.startswith("{") else ("", name)
    match names:
        case ("name", ns, word):
            return (uri, local) == (ns, word)
        case ("nsName", ns, excepted):
            return uri == ns and not (excepted and covers(excepted, name))
        case ("anyName", excepted):
            return not (excepted and covers(excepted, name))
        case ("choice", members):
            return any(covers(one, name) for one in members)
    raise AssertionError(names)


@dataclass
class Reference:
    """A grammar: elements as name class and content; ``start`` is a pattern."""

    elements: list[tuple[Tree, Tree]]
    start: Tree

    def valid(self, document: Document) -> bool:
        """Whether a document is right."""
        return self._matches(self.start, frozenset(), (document,))

    def _matches(self, pattern: Tree, attributes: Pairs, content: tuple[Any, ...]) -> bool:
        """Section 6.2: attributes and a sequence of strings and elements match a pattern."""

        @cache
        def matches(pattern: Tree, attributes: Pairs, content: tuple[Any, ...]) -> bool:
            match pattern:
                case ("choice", *members):
                    return any(matches(one, attributes, content) for one in members)
                case ("group", left, right):
                    return any(
                        matches(left, some, content[:at]) and matches(right, attributes - some, content[at:])
                        for some in _subsets(attributes)
                        for at in range(len(content) + 1)
                    )
                case ("interleave", left, right):
                    return any(
                        matches(left, some, one) and matches(right, attributes - some, other)
                        for some in _subsets(attributes)
                        for one, other in _mingled(content)
                    )
                case ("oneOrMore", member):
                    if matches(member, attributes, content):
                        return True
                    return any(
                        matches(member, some, content[:at])
                        and matches(pattern, attributes - some, content[at:])
                        for some in _subsets(attributes)
                        for at in range(len(content) + 1)
                        if some or at
                    )
                case ("empty",):
                    return not attributes and not content
                case ("text",):
                    return not attributes and all(isinstance(one, str) for one in content)
                case ("element", number):
                    children = [one for one in content if not isinstance(one, str)]
                    strings = [one for one in content if isinstance(one, str)]
                    if attributes or len(children) != 1 or not all(map(is_white, strings)):
                        return False
                    (name, given, inside), (names, wanted) = children[0], self.elements[number]
                    return covers(names, name) and self._weakly(wanted, frozenset(given), inside)
                case ("attribute", names, wanted):
                    if content or len(attributes) != 1:
                        return False
                    ((name, value),) = attributes
                    return covers(names, name) and self._weakly(wanted, frozenset(), (value,))
                case ("list", member):
                    if attributes or len(content) != 1 or not isinstance(content[0], str):
                        return False
                    return matches(member, frozenset(), tuple(content[0].split()))
                case ("data", type_name, excepted):
                    if attributes or len(content) != 1 or not isinstance(content[0], str):
                        return False
                    assert type_name in ("string", "token")
                    return excepted is None or not matches(excepted, frozenset(), content)
                case ("value", type_name, value):
                    if attributes or len(content) != 1 or not isinstance(content[0], str):
                        return False
                    if type_name == "string":
                        return bool(content[0] == value)
                    return bool(content[0].split() == value.split())
            return False

        return matches(pattern, attributes, content)

    def _weakly(self, pattern: Tree, attributes: Pairs, content: tuple[Any, ...]) -> bool:
        """Section 6.2.1: no string is as good as an empty one, and white space alone as good as none."""
        if self._matches(pattern, attributes, content):
            return True
        if not content:
            return self._matches(pattern, attributes, ("",))
        white = len(content) == 1 and isinstance(content[0], str) and is_white(content[0])
        return white and self._matches(pattern, attributes, ())


def _subsets(pairs: Pairs) -> list[Pairs]:
    ordered = sorted(pairs)
    return [
        frozenset(pair for pair, taken in zip(ordered, choice, strict=True) if taken)
        for choice in product((True, False), repeat=len(ordered))
    ]


def _mingled(content: tuple[Any, ...]) -> list[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    return [
        (
            tuple(one for one, taken in zip(content, choice, strict=True) if taken),
            tuple(one for one, taken in zip(content, choice, strict=True) if not taken),
        )
        for choice in product((True, False), repeat=len(content))
    ]


@dataclass
class Rows:
    """A program made of nested tuples."""

    program: Program = field(default_factory=Program)
    _made: dict[Tree, int] = field(default_factory=dict)

    def row(self, pattern: Tree) -> int:
        """The number of the row of a pattern, which is written when it is not there yet."""
        match pattern:
            case ("choice" | "group" | "interleave" as kind, *members):
                row: Tree = (kind, tuple(self.row(one) for one in members))
            case ("oneOrMore" | "list" as kind, member):
                row = (kind, self.row(member))
            case ("attribute", names, wanted):
                row = ("attribute", names, self.row(wanted))
            case ("data", type_name, excepted):
                row = ("data", "", type_name, (), -1 if excepted is None else self.row(excepted))
            case ("value", type_name, value):
                row = ("value", "", type_name, value, ())
            case _:
                row = pattern
        if row not in self._made:
            self._made[row] = len(self.program.rows)
            self.program.rows.append(row)
        return self._made[row]


def program_of(reference: Reference) -> Program:
    """The same grammar as rows."""
    rows = Rows()
    rows.program.elements = [(names, rows.row(content)) for names, content in reference.elements]
    rows.program.start = rows.row(reference.start)
    return rows.program
