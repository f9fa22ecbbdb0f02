"""Reads a pattern of XML Schema (Part 2, second edition, appendix F) into a tree.

`^` and `$` are ordinary characters outside classes, a pattern always speaks of the whole value, there are
no back references and no lazy quantifiers. The parser keeps its own stack, so parentheses may nest as deep
as they like; a pair of parentheses with one thing in it leaves nothing in the tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from letterbook.relaxng.regex.charsets import CharSet, only
from letterbook.relaxng.regex.classes import read_class
from letterbook.relaxng.regex.errors import RegexError, shown
from letterbook.relaxng.regex.escapes import any_but_line_ends, read_escape, set_of


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Empty:
    """The empty string."""


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Chars:
    """One character of a set."""

    members: CharSet


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Sequence:
    """Two or more nodes, one after the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Choice:
    """One of two or more nodes."""

    items: tuple[Node, ...]


@dataclass(frozen=True, eq=False, repr=False, slots=True)
class Repeat:
    """A node `low` to `high` times; no upper end when `high` is None. `offset` is the quantifier's."""

    body: Node
    low: int
    high: int | None
    offset: int


Node: TypeAlias = Empty | Chars | Sequence | Choice | Repeat

EMPTY = Empty()
MOST_CHARACTERS = 100_000
"""A longer pattern is refused."""

MOST_TIMES = 10**18
"""Greater numbers of a quantifier count as this one: no text is that long."""


@dataclass
class _Level:
    """What has been read between a parenthesis and the place reached."""

    opened: int
    branches: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    def end_branch(self) -> None:
        """A `|` or the end has been met."""
        items = [item for item in self.items if not isinstance(item, Empty)]
        self.branches.append(items[0] if len(items) == 1 else Sequence(tuple(items)) if items else EMPTY)
        self.items = []

    def whole(self) -> Node:
        """The node of the level, its last branch ended."""
        self.end_branch()
        if len(self.branches) == 1:
            return self.branches[0]
        pairs: list[tuple[int, int]] = []
        wider: list[CharSet] = []
        others: list[Node] = []
        chars = empty = False
        for branch in self.branches:
            if isinstance(branch, Chars):
                chars = True
                if branch.members.special:
                    wider.append(branch.members)
                else:
                    pairs.extend(branch.members.rest)
            elif isinstance(branch, Empty):
                empty = True
            else:
                others.append(branch)
        if chars:
            members = CharSet.of(*pairs)
            for one in dict.fromkeys(wider):
                members |= one
            others.append(Chars(members))
        if empty:
            others.append(EMPTY)
        return others[0] if len(others) == 1 else Choice(tuple(others))


def parse(pattern: str) -> Node:
    """The tree of a pattern.

    Raises:
        RegexError: the pattern is none of XML Schema's, with the offset of what is wrong.
    """
    if len(pattern) > MOST_CHARACTERS:
        raise RegexError(f"the pattern is longer than {MOST_CHARACTERS:,} characters", MOST_CHARACTERS)
    levels = [_Level(-1)]
    at = 0
    while at < len(pattern):
        char = pattern[at]
        level = levels[-1]
        if char == "(":
            levels.append(_Level(at))
            at += 1
            continue
        if char == "|":
            level.end_branch()
            at += 1
            continue
        atom: Node
        start = at
        if char == ")":
            if len(levels) == 1:
                raise RegexError("this ) closes nothing; a plain ) is written \\)", at)
            atom = levels.pop().whole()
            level = levels[-1]
            at += 1
        elif char == "[":
            members, at = read_class(pattern, at)
            atom = Chars(members)
        elif char == "\\":
            read, at = read_escape(pattern, at)
            atom = Chars(set_of(read))
        elif char == ".":
            atom = Chars(any_but_line_ends())
            at += 1
        elif char in "?*+{}]":
            raise RegexError(_misplaced(pattern, start), start)
        else:
            atom = Chars(only(char))
            at += 1
        atom, at = _quantified(pattern, at, atom)
        level.items.append(atom)
    if len(levels) > 1:
        raise RegexError("this ( is not closed; a plain ( is written \\(", levels[-1].opened)
    return levels[0].whole()


def _misplaced(pattern: str, at: int) -> str:
    """What to say of a quantifier or closing bracket that stands where an atom should."""
    char = pattern[at]
    if char in "]}":
        return f"this {char} closes nothing; a plain {char} is written \\{char}"
    if pattern[max(at - 1, 0) : at] in ("", "|", "("):
        return f"{char} has nothing before it to repeat; a plain {char} is written \\{char}"
    return f"{char} follows another quantifier; a plain {char} is written \\{char}"


def _quantified(pattern: str, at: int, atom: Node) -> tuple[Node, int]:
    """The atom with the quantifier that may stand at `at`, and the offset after that."""
    char = pattern[at : at + 1]
    low: int
    high: int | None
    if char == "?":
        low, high, end = 0, 1, at + 1
    elif char == "*":
        low, high, end = 0, None, at + 1
    elif char == "+":
        low, high, end = 1, None, at + 1
    elif char == "{":
        low, high, end = _counts(pattern, at)
    else:
        return atom, at
    if isinstance(atom, Empty) or high == 0:
        return EMPTY, end
    if low == high == 1:
        return atom, end
    return Repeat(atom, low, high, at), end


def _counts(pattern: str, at: int) -> tuple[int, int | None, int]:
    """The numbers of `{n}`, `{n,}` or `{n,m}` and the offset after the brace."""
    lower, end = _digits(pattern, at + 1)
    if not lower:
        raise RegexError("a { is followed by a number, as in {2} or {2,5}; a plain { is written \\{", at)
    low = _number(lower)
    high: int | None = low
    if pattern[end : end + 1] == ",":
        upper, end = _digits(pattern, end + 1)
        high = _number(upper) if upper else None
        if upper and (len(lower), lower) > (len(upper), upper):
            raise RegexError(f"{{{shown(lower)},{shown(upper)}}} has the greater number first", at)
    if pattern[end : end + 1] != "}":
        raise RegexError("the { of a quantifier holds one number or two with a comma, and ends with }", at)
    return low, high, end + 1


def _digits(pattern: str, at: int) -> tuple[str, int]:
    """The ASCII digits from `at` on, without zeros before them, and where they end."""
    end = at
    while pattern[end : end + 1] in _DIGITS:
        end += 1
    return (pattern[at:end].lstrip("0") or "0") if end > at else "", end


_DIGITS = frozenset("0123456789")


def _number(digits: str) -> int:
    return min(int(digits), MOST_TIMES) if len(digits) <= 19 else MOST_TIMES
