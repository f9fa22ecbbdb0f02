"""What may stand at a place, and what has to: the questions that explanations ask of a state.

Three answers are kept apart: what is required (in every way of going on), of which one is required (some way of going on
needs one of them first), what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from lxml import etree

from letterbook.relaxng.automaton import Automaton, State
from letterbook.relaxng.datatypes import Datatype
from letterbook.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Text,
    Value,
)
from letterbook.relaxng.pointing import state_in
from letterbook.relaxng.vocabulary import Vocabulary

Answer = TypeVar("Answer")

_MOST_KEPT = 5_000


@dataclass(frozen=True, slots=True)
class Names:
    """Names in Clark notation, in the order of the grammar, and whether others may stand beside them (a wildcard)."""

    listed: tuple[str, ...] = ()
    wild: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """What a text may be: one of ``listed``, something of ``datatypes``, or, where ``free``, anything.

    ``several``: words of that kind, with blanks between them.
    """

    listed: tuple[str, ...] = ()
    datatypes: tuple[Datatype, ...] = ()
    free: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What may stand at a place: elements that may come next, attributes that may be added, text, an end tag."""

    elements: Names
    attributes: Names
    text: bool
    end: bool


class Possible:
    """Answers about the states of an automaton; ``vocabulary`` answers about the grammar as a whole."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._one_kind: dict[tuple[State, str], bool] = {}
        self._kept: dict[tuple[str, State], Any] = {}
        self.vocabulary = Vocabulary(automaton)

    def _keep(self, question: str, state: State, answer: Callable[[], Answer]) -> Answer:
        """The answer to a question about a state, found once."""
        key = (question, state)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = answer()
        found: Answer = self._kept[key]
        return found

    def inside(self, element: etree._Element, number: int | None = None) -> Place | None:
        """All that may stand in an element of a document before its child of a number, from 0; at its end, without one.

        What stands there already and is out of place counts as not there. None where nothing is known of the element.

        >>> source = parse(b"<letter><head/><p/></letter>", "letter.xml")
        >>> place = grammar.possible.inside(source.root, 1)
        >>> place.elements.listed, place.attributes.listed, place.text, place.end
        (('opener', 'p'), ('when', 'n', 'kind'), False, False)
        >>> grammar.possible.inside(source.root).elements.listed
        ('p', 'closer')
        """
        found = state_in(self._automaton, element, number)
        if found is None:
            return None
        start, state = found
        return replace(self.at(state), attributes=self.attributes(start))

    def at(self, state: State) -> Place:
        """All that may stand at a state."""
        return Place(
            self.elements(state),
            self.attributes(state),
            text=any(pattern.has_text or pattern.has_strings for pattern in state.patterns),
            end=bool(state.mask),
        )

    # elements

    def elements(self, state: State) -> Names:
        """The elements that may come next."""
        return self._keep(
            "elements", state, lambda: _names(one for pattern in state.patterns for one in _firsts(pattern))
        )

    def later(self, state: State) -> Names:
        """The elements that may come next or later."""
        return self._keep(
            "later",
            state,
            lambda: _names(one for pattern in state.patterns for one in _all(pattern, Element)),
        )

    def of_one_kind(self, first: State, name: str) -> bool:
        """Whether an element of the name, anywhere in what begins with a state, is always the same kind of element."""
        name = self._automaton.name(name)
        found = self._one_kind.get((first, name))
        if found is None:
            kinds = {
                self._automaton.content(one.index)
                for pattern in first.patterns
                for one in _all(pattern, Element)
                if isinstance(one, Element) and name in one.names
            }
            found = self._one_kind[first, name] = len(kinds) == 1
        return found

    def holds(self, state: State) -> bool:
        """Whether anything at all may follow, be it text."""
        later = self.later(state)
        texts = any(pattern.has_text or pattern.has_strings for pattern in state.patterns)
        return texts or later.wild or bool(later.listed)

    def required_elements(self, state: State) -> tuple[str, ...]:
        """The elements that have to come, whatever else does."""
        return self._keep(
            "required",
            state,
            lambda: _common(_required(pattern, Element) for pattern in state.patterns if not _dead(pattern)),
        )

    def completing_elements(self, state: State) -> tuple[str, ...]:
        """The elements each of which would be enough to make what an element holds complete."""
        return self._keep("completing", state, lambda: tuple(self._completing(state)))

    def _completing(self, state: State) -> Iterable[str]:
        for name in self.elements(state).listed:
            opened = self._automaton.open(state, name)
            if opened is not None and self._automaton.close(opened, opened.everything).mask:
                yield name

    # attributes

    def attributes(self, state: State) -> Names:
        """The attributes that may be added."""
        return self._keep(
            "attributes",
            state,
            lambda: _names(one for pattern in state.patterns for one in _all(pattern, Attribute)),
        )

    def required_attributes(self, state: State) -> tuple[str, ...]:
        """The attributes that have to be added."""
        return _common(_required(pattern, Attribute) for pattern in state.patterns if not _dead(pattern))

    def alternative_attributes(self, state: State) -> tuple[str, ...]:
        """The attributes of which one would satisfy what lacks."""
        found: list[str] = []
        for name in self.attributes(state).listed:
            step = self._automaton.attribute(state, name)
            if step is None:
                continue
            after = self._automaton.after(step, (1 << len(step.candidates)) - 1)
            if not self._automaton.closed(after).dead:
                found.append(name)
        return tuple(found)

    # values

    def attribute_values(self, state: State, name: str) -> Values:
        """What an attribute may be."""
        return self._keep(f"values of {name}", state, lambda: self._attribute_values(state, name))

    def _attribute_values(self, state: State, name: str) -> Values:
        step = self._automaton.attribute(state, name)
        return _values(one.content for one in step.candidates) if step is not None else Values()

    def values(self, state: State) -> Values:
        """What the text of an element without child elements may be."""
        return _values(state.patterns)


def _names(patterns: Iterable[Element | Attribute]) -> Names:
    found: dict[str, None] = {}
    wild = False
    for pattern in patterns:
        found.update(dict.fromkeys(pattern.names.names))
        wild |= pattern.names.wild
    return Names(tuple(found), wild)


def _dead(pattern: Pattern) -> bool:
    return (
        not pattern.nullable
        and not pattern.parts
        and not isinstance(pattern, Element | Attribute | Data | Value)
    )


def _reached(pattern: Pattern, parts: Callable[[Pattern], Iterable[Pattern]]) -> Iterable[Pattern]:
    """The pattern and what it is made of, each once, in the order of the grammar."""
    seen: set[Pattern] = set()
    waiting = [pattern]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            yield one
            waiting.extend(reversed(tuple(parts(one))))


def _firsts(pattern: Pattern) -> Iterable[Element]:
    def parts(one: Pattern) -> Iterable[Pattern]:
        return one.parts[:1] if isinstance(one, Group) and not one.left.nullable else one.parts

    return (one for one in _reached(pattern, parts) if isinstance(one, Element))


def _all(pattern: Pattern, kind: type) -> Iterable[Element | Attribute]:
    return (
        one
        for one in _reached(pattern, lambda p: p.parts)
        if isinstance(one, Element | Attribute) and isinstance(one, kind)
    )


def _required(pattern: Pattern, kind: type) -> tuple[str, ...]:
    """The names of one kind that no way of satisfying the pattern does without."""
    found: dict[Pattern, tuple[str, ...]] = {}
    waiting = [pattern]
    while waiting:
        one = waiting[-1]
        needed = [part for part in one.parts if part not in found]
        if needed and not one.nullable:
            waiting.extend(needed)
            continue
        waiting.pop()
        if one.nullable:
            found[one] = ()
            continue
        match one:
            case Element() | Attribute():
                own = one.names.names if isinstance(one, kind) and len(one.names.names) == 1 else ()
                found[one] = () if one.names.wild else own
            case Group() | Interleave() | OneOrMore():
                found[one] = tuple(dict.fromkeys(name for part in one.parts for name in found[part]))
            case Choice():
                found[one] = _common(found[part] for part in one.members)
            case _:
                found[one] = ()
    return found[pattern]


def _common(sets: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The names that are in all of them, in the order of the first."""
    everyone = list(sets)
    if not everyone:
        return ()
    return tuple(name for name in everyone[0] if all(name in one for one in everyone[1:]))


def _values(patterns: Iterable[Pattern]) -> Values:
    listed: dict[str, None] = {}
    datatypes: dict[Datatype, None] = {}
    free = several = False
    for pattern in patterns:
        for one in _reached(pattern, lambda p: p.parts):
            match one:
                case Value(text=text):
                    listed[text] = None
                case Data(datatype=datatype):
                    datatypes[datatype] = None
                case Text():
                    free = True
                case List():
                    several = True
    return Values(tuple(listed), tuple(datatypes), free, several)
