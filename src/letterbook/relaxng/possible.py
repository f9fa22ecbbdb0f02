"""What may stand at a place, and what has to: the questions that explanations ask of a state.

Three answers are kept apart: what is required (in every way of going on), of which one is required (some way of going on
needs one of them first), what is possible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
    """Answers about the states of an automaton, and about the grammar as a whole."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._holders: list[int] | None = None
        self._by_name: dict[str, list[int]] | None = None

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
        return _names(found for pattern in state.patterns for found in _firsts(pattern))

    def later(self, state: State) -> Names:
        """The elements that may come next or later."""
        return _names(found for pattern in state.patterns for found in _all(pattern, Element))

    def required_elements(self, state: State) -> tuple[str, ...]:
        """The elements that have to come, whatever else does."""
        return _common(_required(pattern, Element) for pattern in state.patterns if not _dead(pattern))

    # attributes

    def attributes(self, state: State) -> Names:
        """The attributes that may be added."""
        return _names(found for pattern in state.patterns for found in _all(pattern, Attribute))

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
        step = self._automaton.attribute(state, name)
        return _values(one.content for one in step.candidates) if step is not None else Values()

    def values(self, state: State) -> Values:
        """What the text of an element without child elements may be."""
        return _values(state.patterns)

    # the whole grammar

    def numbers(self, name: str) -> list[int]:
        """The numbers of the elements of a listed name."""
        if self._by_name is None:
            self._by_name = {}
            for number, (row, _) in enumerate(self._automaton.program.elements):
                for one in self._automaton.names(row).names:
                    self._by_name.setdefault(one, []).append(number)
        return self._by_name.get(name, [])

    @property
    def names(self) -> Iterable[str]:
        """The names of all elements that the grammar lists."""
        self.numbers("")
        assert self._by_name is not None
        return self._by_name

    def holders(self, name: str) -> tuple[str, ...]:
        """The elements that may hold an element of a name."""
        wanted = sum(1 << number for number in self.numbers(name))
        return tuple(dict.fromkeys(self._owners(lambda mask, _: bool(mask & wanted))))

    def owners(self, attribute: str) -> tuple[str, ...]:
        """The elements that may have an attribute of a listed name."""
        rows = self._automaton.program.rows
        having = [False] * len(rows)
        for number, row in enumerate(rows):
            if row[0] == "attribute":
                having[number] = attribute in self._automaton.names(row[1]).names
            else:
                having[number] = any(having[part] for part in _parts(row))
        return tuple(
            dict.fromkeys(
                name
                for names, content in self._automaton.program.elements
                if having[content]
                for name in self._automaton.names(names).names
            )
        )

    def attribute_names(self) -> tuple[str, ...]:
        """The names of all attributes that the grammar lists."""
        return tuple(
            dict.fromkeys(
                name
                for row in self._automaton.program.rows
                if row[0] == "attribute"
                for name in self._automaton.names(row[1]).names
            )
        )

    def _owners(self, wanted: Callable[[int, int], bool]) -> Iterable[str]:
        if self._holders is None:
            rows = self._automaton.program.rows
            masks = [0] * len(rows)
            for number, row in enumerate(rows):
                if row[0] == "element":
                    masks[number] = 1 << row[1]
                else:
                    for part in _parts(row):
                        masks[number] |= masks[part]
            self._holders = [masks[content] for _, content in self._automaton.program.elements]
        for number, (row, _) in enumerate(self._automaton.program.elements):
            if wanted(self._holders[number], number):
                yield from self._automaton.names(row).names


def _parts(row: tuple[object, ...]) -> Iterable[int]:
    match row[0]:
        case "choice" | "group" | "interleave":
            return row[1]  # type: ignore[return-value]
        case "oneOrMore":
            return (row[1],)  # type: ignore[return-value]
    return ()


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
