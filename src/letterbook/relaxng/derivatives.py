"""What a pattern becomes after an element, an attribute, a text: its derivatives, each found once and kept on the pattern.

An element is answered with pairs (which element pattern, what comes after it), so that what an element holds never grows into
the state of the elements round it. All functions go through a pattern with a worklist: none recurses.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable

from letterbook.relaxng.patterns import (
    Attribute,
    Choice,
    Element,
    Group,
    Interleave,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
)

Starts = tuple[tuple[Element, Pattern], ...]
Attributed = tuple[tuple[Attribute, Pattern], ...]


class Derivatives:
    """The derivatives of the patterns of one grammar."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._empty = patterns.empty
        self._none = patterns.not_allowed

    # elements

    def starts(self, pattern: Pattern, name: str) -> Starts:
        """Which elements of the name may begin here, each with the pattern of what follows it."""
        waiting = [pattern]
        while waiting:
            one = waiting[-1]
            if one.starts is None:
                one.starts = {}
            if name not in one.starts:
                needed = [part for part in _opening(one, name) if not _known(part, name)]
                if needed:
                    waiting.extend(needed)
                    continue
                one.starts[name] = self._starts_of(one, name)
            waiting.pop()
        assert pattern.starts is not None
        return pattern.starts[name]

    def _starts_of(self, pattern: Pattern, name: str) -> Starts:
        match pattern:
            case Element():
                return ((pattern, self._empty),) if name in pattern.names else ()
            case Choice():
                found = [pair for part in _opening(pattern, name) for pair in _starts(part, name)]
                return self._merged(found) if len(found) > 1 else tuple(found)
            case OneOrMore():
                return self._merged(
                    (e, self._patterns.group(rest, pattern.more)) for e, rest in _starts(pattern.member, name)
                )
            case Group(left=left, right=right):
                found = [(e, self._patterns.group(rest, right)) for e, rest in _starts(left, name)]
                if left.nullable:
                    found.extend(_starts(right, name))
                return self._merged(found)
            case Interleave(members=members):
                return self._merged(
                    (e, self._patterns.interleave((*members[:i], rest, *members[i + 1 :])))
                    for i, member in enumerate(members)
                    for e, rest in _starts(member, name)
                )
            case _:
                return ()

    def _merged(self, pairs: Iterable[tuple[Element, Pattern]]) -> Starts:
        """The pairs with one entry for each element; those that lead nowhere left out."""
        found: dict[Element, Pattern] = {}
        for element, rest in pairs:
            if element in found:
                found[element] = self._patterns.choice((found[element], rest))
            elif rest is not self._none:
                found[element] = rest
        return tuple(found.items())

    def followed(self, pattern: Pattern, name: str, right: Container[Pattern]) -> Pattern:
        """What comes after an element of the name that is each of some element patterns: those in ``right``.

        The choice between them stays where they stand in the pattern. A choice of what follows each of them would say the
        same, but double with each such element.
        """
        left: dict[Pattern, Pattern] = {}

        def pending(one: Pattern) -> list[Pattern]:
            return [part for part in _opening(one, name) if part not in left]

        def follow(one: Pattern) -> None:
            match one:
                case Element():
                    left[one] = self._empty if one in right else self._none
                case Choice():
                    left[one] = self._patterns.choice(left[part] for part in _opening(one, name))
                case Text():
                    left[one] = self._none
                case _:
                    left[one] = self.after(one, lambda part: left.get(part, self._none))

        each(pattern, pending, follow)
        return left[pattern]

    # attributes

    def attributed(self, pattern: Pattern, name: str) -> Attributed:
        """Which attributes of the name may stand here, each with the pattern of what is left after it."""
        waiting = [pattern]
        while waiting:
            one = waiting[-1]
            if one.attributed is None:
                one.attributed = {}
            if name not in one.attributed:
                needed = [
                    part
                    for part in one.parts
                    if part.has_attributes and (part.attributed is None or name not in part.attributed)
                ]
                if needed:
                    waiting.extend(needed)
                    continue
                one.attributed[name] = self._attributed_of(one, name)
            waiting.pop()
        assert pattern.attributed is not None
        return pattern.attributed[name]

    def _attributed_of(self, pattern: Pattern, name: str) -> Attributed:
        make = self._patterns
        found: list[tuple[Attribute, Pattern]] = []
        match pattern:
            case Attribute():
                return ((pattern, self._empty),) if name in pattern.names else ()
            case Choice(members=members):
                found = [pair for member in members for pair in _attributed(member, name)]
            case OneOrMore(member=member):
                found = [(a, make.group(rest, pattern.more)) for a, rest in _attributed(member, name)]
            case Group(left=left, right=right):
                found = [(a, make.group(rest, right)) for a, rest in _attributed(left, name)]
                found += [(a, make.group(left, rest)) for a, rest in _attributed(right, name)]
            case Interleave(members=members):
                found = [
                    (a, make.interleave((*members[:i], rest, *members[i + 1 :])))
                    for i, member in enumerate(members)
                    for a, rest in _attributed(member, name)
                ]
        merged: dict[Attribute, Pattern] = {}
        for attribute, rest in found:
            merged[attribute] = make.choice((merged[attribute], rest)) if attribute in merged else rest
        return tuple(merged.items())

    def without(self, pattern: Pattern, right: Container[Pattern]) -> Pattern:
        """What is left after an attribute that is each of some attribute patterns: see ``followed``."""
        make = self._patterns
        left: dict[Pattern, Pattern] = {}

        def pending(one: Pattern) -> list[Pattern]:
            return [part for part in one.parts if part.has_attributes and part not in left]

        def take(one: Pattern) -> None:
            parts = [left.get(part, self._none) for part in one.parts]
            match one:
                case Attribute():
                    left[one] = self._empty if one in right else self._none
                case Choice():
                    left[one] = make.choice(parts)
                case Group():
                    left[one] = make.choice((make.group(parts[0], one.right), make.group(one.left, parts[1])))
                case Interleave(members=members):
                    left[one] = make.choice(
                        make.interleave((*members[:i], part, *members[i + 1 :]))
                        for i, part in enumerate(parts)
                        if part is not self._none
                    )
                case OneOrMore():
                    left[one] = make.group(parts[0], one.more)
                case _:
                    left[one] = self._none

        each(pattern, pending, take)
        return left[pattern]

    def closed(self, pattern: Pattern) -> Pattern:
        """What is left when no more attributes come: those still wanted are never satisfied."""
        if not pattern.has_attributes:
            return pattern
        if pattern.closed is None:
            each(pattern, _attributes_pending, self._close_one)
        assert pattern.closed is not None
        return pattern.closed

    def _close_one(self, one: Pattern) -> None:
        one.closed = self._rebuilt(one, lambda part: part.closed if part.has_attributes else part, self._none)

    def excused(self, pattern: Pattern) -> Pattern:
        """What is left when attributes that are wanted still are not insisted on: for going on after a fault."""
        left: dict[Pattern, Pattern] = {}

        def pending(one: Pattern) -> list[Pattern]:
            return [part for part in one.parts if part.has_attributes and part not in left]

        def excuse(one: Pattern) -> None:
            left[one] = self._rebuilt(one, lambda part: left.get(part, part), self._empty)

        if not pattern.has_attributes:
            return pattern
        each(pattern, pending, excuse)
        return left[pattern]

    def _rebuilt(
        self, one: Pattern, changed: Callable[[Pattern], Pattern | None], attribute: Pattern
    ) -> Pattern:
        """The pattern with its parts changed, an attribute replaced."""
        make = self._patterns
        parts = [part for part in map(changed, one.parts) if part is not None]
        match one:
            case Attribute():
                return attribute
            case Choice():
                return make.choice(parts)
            case Group():
                return make.group(*parts)
            case Interleave():
                return make.interleave(parts)
            case OneOrMore():
                return make.one_or_more(parts[0])
        return one

    # text

    def texted(self, pattern: Pattern) -> Pattern:
        """What is left after a text that is no datatype's: text between elements."""
        if not pattern.has_text:
            return self._none
        if pattern.texted is None:
            each(pattern, _texts_pending, self._text_one)
        assert pattern.texted is not None
        return pattern.texted

    def _text_one(self, one: Pattern) -> None:
        one.texted = self.after(one, lambda part: part.texted if part.has_text else self._none)

    def after(self, one: Pattern, left: Callable[[Pattern], Pattern | None]) -> Pattern:
        """What is left of a composed pattern after a text; ``left`` says it of its parts."""
        make = self._patterns

        def after(part: Pattern) -> Pattern:
            return left(part) or self._none

        match one:
            case Text():
                return one
            case Choice(members=members):
                return make.choice(map(after, members))
            case Group(left=first, right=second):
                behind = make.group(after(first), second)
                return make.choice((behind, after(second))) if first.nullable else behind
            case Interleave(members=members):
                return make.choice(
                    make.interleave((*members[:i], behind, *members[i + 1 :]))
                    for i, member in enumerate(members)
                    if (behind := after(member)) is not self._none
                )
            case OneOrMore(member=member):
                return make.group(after(member), one.more)
        return self._none


def each(
    pattern: Pattern, pending: Callable[[Pattern], list[Pattern]], do: Callable[[Pattern], None]
) -> None:
    """Do something with each part of a pattern, parts before what is made of them; ``pending``: those still to be done."""
    waiting = [pattern]
    while waiting:
        needed = pending(waiting[-1])
        if needed:
            waiting.extend(needed)
        else:
            do(waiting.pop())


def _opening(pattern: Pattern, name: str) -> Iterable[Pattern]:
    """The parts in which an element of the name may be the first."""
    match pattern:
        case Choice():
            named = pattern.index().get(name, ())
            return (*named, *pattern.others)
        case Group(left=left, right=right):
            return (left, right) if left.nullable else (left,)
        case OneOrMore() | Interleave():
            return pattern.parts
    return ()


def _known(pattern: Pattern, name: str) -> bool:
    return pattern.starts is not None and name in pattern.starts


def _starts(pattern: Pattern, name: str) -> Starts:
    assert pattern.starts is not None
    return pattern.starts[name]


def _attributed(pattern: Pattern, name: str) -> Attributed:
    if not pattern.has_attributes:
        return ()
    assert pattern.attributed is not None
    return pattern.attributed[name]


def _attributes_pending(one: Pattern) -> list[Pattern]:
    return [part for part in one.parts if part.has_attributes and part.closed is None]


def _texts_pending(one: Pattern) -> list[Pattern]:
    return [part for part in one.parts if part.has_text and part.texted is None]
