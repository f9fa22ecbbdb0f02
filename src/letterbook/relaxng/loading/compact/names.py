"""Name classes: what stands between ``element`` or ``attribute`` and the pattern in braces."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias

from letterbook.relaxng.loading.compact import words
from letterbook.relaxng.loading.compact.annotations import read_annotations, read_following
from letterbook.relaxng.loading.compact.cursor import CNAME, NAMES, Cursor, split
from letterbook.relaxng.loading.compact.declarations import Declarations, ns
from letterbook.relaxng.loading.compact.lexer import NSNAME
from letterbook.relaxng.loading.tree import Node

Step: TypeAlias = "Generator[Step, None, None]"
"""A part of the reading that yields the parts it consists of, each to be run to its end before it goes on.

So the depth of a grammar is that of a list, not of Python's calls; ``run`` runs them.
"""


def run(step: Step) -> None:
    """Run a part and all parts within it."""
    stack = [step]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
        else:
            stack.append(inner)


class NameClasses:
    """Reads name classes at a cursor; each reader appends one node to ``into``."""

    def __init__(self, cursor: Cursor, declared: Declarations) -> None:
        self.cursor = cursor
        self.declared = declared

    def name_class(self, into: list[Node], default: str | None) -> Step:
        """A name class; names without prefix are in the namespace ``default``."""
        cursor = self.cursor
        kinds = cursor.kinds
        begin = cursor.at
        found: list[Node] = []
        joined = False
        while True:
            read_annotations(cursor, self.declared)
            first = cursor.at
            yield self._simple(found, default)
            if kinds[cursor.at] == "-":
                minus = cursor.at
                if kinds[first] not in ("*", NSNAME):
                    raise cursor.error(words.no_exception(_cited(kinds[first], cursor.values[first])))
                if joined:
                    raise cursor.error(words.mixed("|", "-"))
                cursor.at += 1
                exception = cursor.node("except", minus)
                found[-1].children.append(exception)
                read_annotations(cursor, self.declared)
                yield self._simple(exception.children, default)
                read_following(cursor, self.declared)
                if kinds[cursor.at] == "|":
                    raise cursor.error(words.mixed("-", "|"))
                if kinds[cursor.at] == "-":
                    raise cursor.error(words.mixed("-", "-"))
                break
            read_following(cursor, self.declared)
            if kinds[cursor.at] != "|":
                break
            joined = True
            cursor.at += 1
        if joined:
            choice = cursor.node("choice", begin)
            choice.children = found
            into.append(choice)
        else:
            into += found

    def _simple(self, into: list[Node], default: str | None) -> Step:
        """A name, all names of a namespace, all names, or a name class in brackets."""
        cursor = self.cursor
        at = cursor.at
        kind, value = cursor.kinds[at], cursor.values[at]
        if kind in NAMES:
            into.append(cursor.node("name", at, ns(default), value))
        elif kind == CNAME:
            prefix, local = split(value)
            into.append(cursor.node("name", at, ns(self.declared.namespace(cursor, prefix, at)), local))
        elif kind == NSNAME:
            into.append(cursor.node("nsName", at, ns(self.declared.namespace(cursor, value, at))))
        elif kind == "*":
            into.append(cursor.node("anyName", at))
        elif kind == "(":
            cursor.at += 1
            yield self.name_class(into, default)
            cursor.close(at, ")", 'an operator or ")"')
            return
        else:
            raise cursor.missing("a name")
        cursor.at += 1


def _cited(kind: str, value: str) -> str:
    return "brackets" if kind == "(" else words.quoted(value)
