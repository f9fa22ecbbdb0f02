"""Texts that datatypes judge: attribute values, and the whole text of an element without child elements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.relaxng.derivatives import Derivatives, each
from letterbook.relaxng.names import NOWHERE, Scope
from letterbook.relaxng.patterns import Choice, Data, List, Pattern, Patterns, Text, Value

WHITE = " \t\n\r"
"""The white space of XML."""

_BLANKS = re.compile(f"[{WHITE}]+")

_MOST_VERDICTS = 50_000
_LONGEST_KEPT = 200


class Strings:
    """Verdicts on texts, remembered by pattern and text."""

    def __init__(self, patterns: Patterns, derivatives: Derivatives) -> None:
        self._derivatives = derivatives
        self._empty = patterns.empty
        self._none = patterns.not_allowed

    def accepts(self, pattern: Pattern, text: str, scope: Scope = NOWHERE) -> bool:
        """Whether a text, and nothing else, is right where the pattern stands."""
        if isinstance(pattern, Text):
            return True
        if pattern.needs_scope or len(text) > _LONGEST_KEPT:
            return self._accepts(pattern, text, scope)
        verdicts = pattern.verdicts
        found = verdicts.get(text)
        if found is None:
            if len(verdicts) >= _MOST_VERDICTS:
                verdicts.clear()
            found = verdicts[text] = self._accepts(pattern, text, scope)
        return found

    def _accepts(self, pattern: Pattern, text: str, scope: Scope) -> bool:
        match pattern:
            case Choice() if pattern.single:
                return any(_is_one(one, text, scope) for one in pattern.single)
            case Data() | Value():
                return _is_one(pattern, text, scope)
            case List(member=member):
                for word in words(text):
                    member = self._word(member, word, scope)
                return member.nullable
        if pattern.nullable and not text.strip(WHITE):
            return True
        if not pattern.has_strings:
            return self._derivatives.texted(pattern).nullable
        return self._word(pattern, text, scope).nullable

    def _word(self, pattern: Pattern, text: str, scope: Scope) -> Pattern:
        """What is left after a text, as the datatypes in the pattern judge it."""
        if pattern.leaves is None:
            pattern.leaves = _leaves(pattern)
        decided = tuple([self.accepts(leaf, text, scope) for leaf in pattern.leaves])
        found = pattern.tokens.get(decided)
        if found is None:
            left: dict[Pattern, Pattern] = {
                leaf: self._empty if right else self._none
                for leaf, right in zip(pattern.leaves, decided, strict=True)
            }

            def pending(one: Pattern) -> list[Pattern]:
                return [part for part in one.parts if part not in left] if one not in left else []

            def put(one: Pattern) -> None:
                if one not in left:
                    left[one] = self._derivatives.after(one, left.get)

            each(pattern, pending, put)
            found = pattern.tokens[decided] = left[pattern]
        return found


def words(text: str) -> list[str]:
    """The words of a text between XML's white space."""
    if text.isascii():  # the other characters at which str.split() splits are none that XML allows
        return text.split()
    return [word for word in _BLANKS.split(text) if word]


def _is_one(pattern: Data | Value, text: str, scope: Scope) -> bool:
    """Whether a text is a value of the datatype, or has the value.

    A datatype may except choices of others, which may except some in turn: each level asks whether one of its choice is right.
    """
    if isinstance(pattern, Value):
        return pattern.datatype.value(text, scope, scope.entities) == pattern.value
    if pattern.excepted is None:
        return pattern.datatype.allows(text, scope, scope.entities)
    levels: list[Iterator[Pattern]] = [iter((pattern,))]
    while True:
        one = next(levels[-1], None)
        match one:
            case Data(datatype=datatype, excepted=excepted):
                if not datatype.allows(text, scope, scope.entities):
                    continue
                if excepted is not None:
                    levels.append(iter(_alternatives(excepted)))
                    continue
            case Value(datatype=datatype, value=value):
                if datatype.value(text, scope, scope.entities) != value:
                    continue
        right = one is not None
        while True:
            levels.pop()
            if not levels:
                return right
            if right:
                break  # the datatype that excepts this is not right; another one beside it may be
            right = True  # nothing that it excepts: it is right, and so is its level


def _alternatives(pattern: Pattern) -> tuple[Pattern, ...]:
    return pattern.members if isinstance(pattern, Choice) else (pattern,)


def _leaves(pattern: Pattern) -> tuple[Pattern, ...]:
    """The datatypes, values and lists in a pattern, each once."""
    found: dict[Pattern, None] = {}
    seen = {pattern}
    waiting = [pattern]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Data | Value | List):
            found[one] = None
            continue
        for part in one.parts:
            if part not in seen:
                seen.add(part)
                waiting.append(part)
    return tuple(found)
