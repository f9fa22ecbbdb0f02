"""Proof that one grammar allows nothing that another forbids, element by element.

Content is compared as regular languages over the names of children, by derivatives: every sequence that the
first grammar begins has to be one that the second can go on with. Attributes are compared by name, need and
value; where a grammar makes them depend on each other, every combination is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Protocol

from tests.schema.grammar import (
    ANY,
    EMPTY,
    NOTHING,
    TEXT,
    Pattern,
    attributes,
    choice,
    group,
    interleave,
    many,
    without_attributes,
)


class Elements(Protocol):
    """What is compared: a RELAX NG grammar or an XML Schema, read into patterns."""

    start: Pattern

    @property
    def names(self) -> list[str]:
        """The names of all elements."""

    def declared(self, name: str) -> int:
        """How often an element is declared."""

    def content(self, name: str) -> Pattern:
        """What an element holds."""


_WORD = r"[^\p{C}\p{Z}]+"


@cache
def nullable(pattern: Pattern) -> bool:
    """Whether nothing at all fits."""
    kind = pattern[0]
    if kind in ("group", "interleave"):
        return all(nullable(part) for part in pattern[1:])
    if kind == "choice":
        return any(nullable(part) for part in pattern[1:])
    return nullable(pattern[1]) if kind == "many" else kind in ("empty", "text")


@cache
def firsts(pattern: Pattern) -> frozenset[Pattern]:
    """With what a sequence can begin: elements, text, data."""
    kind = pattern[0]
    if kind in ("element", "text", "data", "value", "list"):
        return frozenset([pattern])
    if kind in ("choice", "interleave", "many"):
        return frozenset().union(*(firsts(part) for part in pattern[1:]))
    found: frozenset[Pattern] = frozenset()
    if kind == "group":
        for part in pattern[1:]:
            found |= firsts(part)
            if not nullable(part):
                break
    return found


@cache
def after(pattern: Pattern, step: Pattern) -> Pattern:
    """What may follow when ``step`` has been read."""
    kind = pattern[0]
    if kind == "text":
        return TEXT if step[0] in ("text", "data", "value", "list") else NOTHING
    if kind in ("element", "data", "value", "list"):
        return EMPTY if pattern == step else NOTHING
    if kind == "choice":
        return choice(*(after(part, step) for part in pattern[1:]))
    if kind == "many":
        return group(after(pattern[1], step), choice(pattern, EMPTY))
    if kind == "interleave":
        parts = pattern[1:]
        return choice(
            *(interleave(after(p, step), *parts[:at], *parts[at + 1 :]) for at, p in enumerate(parts))
        )
    if kind == "group":
        head, rest = pattern[1], group(*pattern[2:])
        moved = group(after(head, step), rest)
        return choice(moved, after(rest, step)) if nullable(head) else moved
    return NOTHING


def sequence_beyond(narrow: Pattern, wide: Pattern) -> list[str] | None:
    """The shortest sequence of children that only the first pattern allows; None when there is none."""
    seen = {(narrow, wide)}
    ahead: list[tuple[Pattern, Pattern, list[str]]] = [(narrow, wide, [])]
    for small, large, path in ahead:
        if nullable(small) and not nullable(large):
            return path
        for step in sorted(firsts(small), key=repr):
            then = after(small, step), after(large, step)
            name = step[1] if step[0] == "element" else f"#{step[0]}"
            if then[1] == NOTHING:
                return [*path, name]
            if then not in seen:
                seen.add(then)
                ahead.append((*then, [*path, name]))
    return None


def value_within(narrow: Pattern, wide: Pattern) -> bool:
    """Whether every attribute value of the first pattern is one of the second."""
    if narrow == wide or wide in (TEXT, ("data", "string")):
        return True
    if narrow[0] == "choice":
        return all(value_within(part, wide) for part in narrow[1:])
    if wide[0] == "choice":
        return any(value_within(narrow, part) for part in wide[1:])
    if narrow[0] == wide[0] and narrow[0] in ("list", "many"):
        return value_within(narrow[1], wide[1])
    if wide[0] == "list" and wide[1][0] == "many" and narrow[0] in ("data", "value"):
        return value_within(narrow, wide[1][1])
    if narrow[0] == wide[0] == "group" and len(narrow) == len(wide):
        return all(value_within(a, b) for a, b in zip(narrow[1:], wide[1:], strict=True))
    if narrow[0] == wide[0] == "data" and narrow[:2] == wide[:2] and len(narrow) == len(wide) == 3:
        mine, theirs = narrow[2][1], wide[2][1]
        return (
            theirs.startswith(mine[:-1]) and re.fullmatch(r"\(.*\)\?\)", theirs[len(mine) - 1 :]) is not None
        )
    if narrow[0] == "value" and wide == ("data", "token", ("pattern", _WORD)):
        return re.fullmatch(r"\w+", narrow[1]) is not None
    return False


def _bound(pattern: Pattern, inside: bool = False) -> set[str]:
    """Attributes of which others depend: those in a choice of more than one and nothing."""
    if pattern[0] == "attribute":
        return {pattern[1]} if inside else set()
    if pattern[0] not in ("group", "choice", "interleave", "many"):
        return set()
    parts = [part for part in pattern[1:] if part != EMPTY]
    alone = len(parts) == 1 and parts[0][0] == "attribute"
    inside = inside or (pattern[0] == "choice" and not alone)
    return set().union(*(_bound(part, inside) for part in parts))


def _allows(pattern: Pattern, names: frozenset[str], bound: frozenset[str]) -> bool:
    """Whether exactly these of the bound attributes may stand together."""

    def reduced(part: Pattern) -> Pattern:
        if part[0] == "attribute":
            if part[1] not in bound:
                return EMPTY
            return ("element", part[1])
        if part[0] in ("group", "interleave"):
            return interleave(*(reduced(p) for p in part[1:]))
        if part[0] == "choice":
            return choice(*(reduced(p) for p in part[1:]))
        return many(reduced(part[1])) if part[0] == "many" else EMPTY

    rest = reduced(pattern)
    for name in sorted(names):
        rest = after(rest, ("element", name))
    return nullable(rest)


def attributes_beyond(narrow: Pattern, wide: Pattern) -> Iterator[str]:
    """What the first pattern allows in attributes and the second does not, in words."""
    mine, theirs = attributes(narrow), attributes(wide)
    for name, (_, value) in mine.items():
        if name not in theirs:
            yield f"@{name} is not there"
        elif not value_within(value, theirs[name][1]):
            yield f"@{name} takes {value}, there only {theirs[name][1]}"
    for name, (must, _) in theirs.items():
        if must and not mine.get(name, (False, EMPTY))[0]:
            yield f"@{name} has to be there"
    bound = frozenset((_bound(narrow) | _bound(wide)) & (mine.keys() | theirs.keys()))
    for count in range(len(bound) + 1):
        for names in map(frozenset, combinations(sorted(bound), count)):
            if _allows(narrow, names, bound) and not _allows(wide, names, bound):
                yield f"only {sorted(names)} of {sorted(bound)} do not go together"


def beyond(narrow: Elements, wide: Elements) -> list[str]:
    """All that the first grammar allows and the second forbids; empty when it is a subset."""
    found = []
    for name in narrow.names:
        if name == ANY or not wide.declared(name):
            found.append(f"<{name}> is not there")
            continue
        mine, theirs = narrow.content(name), wide.content(name)
        found += [f"<{name}>: {text}" for text in attributes_beyond(mine, theirs)]
        path = sequence_beyond(without_attributes(mine), without_attributes(theirs))
        if path is not None:
            found.append(f"<{name}>: {' '.join(path) or 'nothing'} is not allowed inside")
    path = sequence_beyond(narrow.start, wide.start)
    return [*found, *([] if path is None else [f"begins with {path}"])]
