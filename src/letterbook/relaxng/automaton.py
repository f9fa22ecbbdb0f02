"""A grammar as an automaton whose states are made when a document first needs them, and shared by all documents.

A state is a tuple of patterns, nearly always of one: where a name begins elements of several kinds, all of them are followed,
and when the element ends, those that were satisfied decide what its parent expects next. States so depend on what an element
holds, never on what it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping

from letterbook.relaxng.derivatives import Derivatives
from letterbook.relaxng.making import Maker
from letterbook.relaxng.names import NOWHERE, Scope, clark, split
from letterbook.relaxng.names import NameClass as Names
from letterbook.relaxng.patterns import Attribute, Element, Pattern
from letterbook.relaxng.program import NameClass, Program
from letterbook.relaxng.strings import Strings

_MOST_STATES = 200_000
_MOST_NAMES = 20_000
_UNLISTED = "\0"


class State:
    """What may come next; one pattern for each kind of element that the open one may be."""

    __slots__ = (
        "_attributes",
        "_closed",
        "_excused",
        "_opened",
        "_texted",
        "dead",
        "free",
        "mask",
        "patterns",
        "plans",
        "ways",
    )

    def __init__(self, patterns: tuple[Pattern, ...], dead: bool) -> None:
        self.patterns = patterns
        self.dead = dead
        self.mask = sum(1 << i for i, pattern in enumerate(patterns) if pattern.nullable)
        self._opened: dict[str, Opened | None] = {}
        self._attributes: dict[str, AttributeStep | None] = {}
        self._closed: State | None = None
        self._excused: State | None = None
        self._texted: State | None = None
        # kept by running.py: whether text makes no difference, what a child leads to, what attributes do
        self.free: bool | None = None
        self.ways: dict[str, tuple[State, State]] = {}
        self.plans: dict[tuple[str, ...], object] = {}


class Opened:
    """What a start tag leads to: the state in the child, and what its parent expects once the child has ended.

    ``starts`` has, for each pattern of the parent, which element patterns begin and what follows each; ``kinds``, for each
    pattern of the child, the element patterns whose content it is; ``parent`` the parent's patterns and the name, where a
    document came that way.
    """

    __slots__ = ("_closings", "child", "kinds", "parent", "starts")

    def __init__(
        self,
        child: State,
        starts: tuple[Mapping[Element, Pattern], ...],
        kinds: tuple[tuple[Element, ...], ...],
    ) -> None:
        self.child = child
        self.starts = starts
        self.kinds = kinds
        self.parent: tuple[tuple[Pattern, ...], str] | None = None
        self._closings: dict[int, State] = {}

    @property
    def everything(self) -> int:
        """The mask of all patterns of the child."""
        return (1 << len(self.kinds)) - 1


class AttributeStep:
    """What an attribute of some name leads to: the attributes it may be, and the state after it."""

    __slots__ = ("_after", "before", "candidates", "rests")

    def __init__(
        self,
        before: tuple[Pattern, ...],
        candidates: tuple[Attribute, ...],
        rests: tuple[dict[Attribute, Pattern], ...],
    ) -> None:
        self.before = before
        self.candidates = candidates
        self.rests = rests
        self._after: dict[int, State] = {}


class Automaton:
    """The states of one grammar and the ways between them."""

    def __init__(self, program: Program) -> None:
        self._maker = Maker(program)
        self.patterns = self._maker.patterns
        self.derivatives = Derivatives(self.patterns)
        self.strings = Strings(self.patterns, self.derivatives)
        self._states: dict[tuple[Pattern, ...], State] = {}
        self._names: dict[str, str] = {}
        self._listed, self._spaces = _names_in(program)
        self.start = self.state((self._maker.start,))

    @property
    def crowded(self) -> bool:
        """Whether so much was made that a new automaton is better than this one: hostile grammars and documents."""
        return len(self._states) > _MOST_STATES or self.patterns.count > 4 * _MOST_STATES

    @property
    def program(self) -> Program:
        """The grammar."""
        return self._maker.program

    def names(self, row: NameClass) -> Names:
        """The name class of a row."""
        return self._maker.names(row)

    def content(self, index: int) -> Pattern:
        """What the element of that number holds."""
        return self._maker.content(index)

    def state(self, patterns: tuple[Pattern, ...]) -> State:
        """The state of these patterns."""
        found = self._states.get(patterns)
        if found is None:
            none = self.patterns.not_allowed
            found = self._states[patterns] = State(patterns, all(one is none for one in patterns))
        return found

    def name(self, name: str) -> str:
        """The name, or one that stands for all names which the grammar does not list and cannot tell apart."""
        if name in self._listed:
            return name
        found = self._names.get(name)
        if found is None:
            if len(self._names) > _MOST_NAMES:
                self._names.clear()
            namespace = split(name)[0]
            found = clark(namespace if namespace in self._spaces else _UNLISTED, _UNLISTED)
            self._names[name] = found
        return found

    def open(self, state: State, name: str) -> Opened | None:
        """What a start tag leads to; None where no element of that name may stand."""
        name = self.name(name)
        found = state._opened.get(name, _MISSING)
        if found is _MISSING:
            starts = tuple(dict(self.derivatives.starts(pattern, name)) for pattern in state.patterns)
            found = self.opened(starts)
            if found is not None:
                found.parent = (state.patterns, name)
            state._opened[name] = found
        assert not isinstance(found, _Missing)
        return found

    def opened(self, starts: tuple[Mapping[Element, Pattern], ...]) -> Opened | None:
        """The step for the element patterns that may begin, with what follows each, one mapping for each pattern of a state."""
        contents: dict[Pattern, dict[Element, None]] = {}
        for pairs in starts:
            for element in pairs:
                contents.setdefault(self._maker.content(element.index), {})[element] = None
        if not contents:
            return None
        return Opened(self.state(tuple(contents)), starts, tuple(map(tuple, contents.values())))

    def close(self, opened: Opened, mask: int) -> State:
        """What the parent expects after a child of which the patterns of the mask were satisfied."""
        found = opened._closings.get(mask)
        if found is None:
            right = {one for number, kind in enumerate(opened.kinds) if mask >> number & 1 for one in kind}
            found = opened._closings[mask] = self.state(
                tuple(self._following(opened, number, right) for number in range(len(opened.starts)))
            )
        return found

    def _following(self, opened: Opened, number: int, right: set[Element]) -> Pattern:
        """What one of the parent's patterns expects after a child that is each of some element patterns."""
        starts = opened.starts[number]
        rests = [rest for element, rest in starts.items() if element in right]
        if len(rests) > 1 and opened.parent is not None:
            patterns, name = opened.parent
            return self.derivatives.followed(patterns[number], name, right)
        return self.patterns.choice(rests)

    def attribute(self, state: State, name: str) -> AttributeStep | None:
        """What an attribute leads to; None where none of that name may stand."""
        name = self.name(name)
        found = state._attributes.get(name, _MISSING)
        if found is _MISSING:
            rests = tuple(dict(self.derivatives.attributed(pattern, name)) for pattern in state.patterns)
            candidates = tuple(dict.fromkeys(one for pairs in rests for one in pairs))
            found = state._attributes[name] = (
                AttributeStep(state.patterns, candidates, rests) if candidates else None
            )
        assert not isinstance(found, _Missing)
        return found

    def after(self, step: AttributeStep, mask: int) -> State:
        """The state after an attribute whose value is right for the candidates of the mask."""
        found = step._after.get(mask)
        if found is None:
            right = {one for number, one in enumerate(step.candidates) if mask >> number & 1}
            found = step._after[mask] = self.state(
                tuple(
                    self._without(before, pairs, right)
                    for before, pairs in zip(step.before, step.rests, strict=True)
                )
            )
        return found

    def _without(self, before: Pattern, pairs: Mapping[Attribute, Pattern], right: set[Attribute]) -> Pattern:
        """What a pattern becomes after an attribute that is each of some attribute patterns."""
        rests = [rest for attribute, rest in pairs.items() if attribute in right]
        return self.derivatives.without(before, right) if len(rests) > 1 else self.patterns.choice(rests)

    def accepted(self, step: AttributeStep, value: str, scope: Scope) -> int:
        """The mask of the candidates for which a value is right."""
        accepts = self.strings.accepts
        return sum(
            1 << number for number, one in enumerate(step.candidates) if accepts(one.content, value, scope)
        )

    def closed(self, state: State) -> State:
        """The state after all attributes."""
        if state._closed is None:
            state._closed = self.state(tuple(map(self.derivatives.closed, state.patterns)))
        return state._closed

    def excused(self, state: State) -> State:
        """The state after all attributes, whichever may lack."""
        if state._excused is None:
            state._excused = self.state(tuple(map(self.derivatives.excused, state.patterns)))
        return state._excused

    def texted(self, state: State) -> State:
        """The state after a text between elements."""
        if state._texted is None:
            state._texted = self.state(tuple(map(self.derivatives.texted, state.patterns)))
        return state._texted

    def held(self, state: State, text: str, scope: Scope = NOWHERE) -> int:
        """The mask of the patterns that are satisfied by a text which is all that the element holds."""
        accepts = self.strings.accepts
        return sum(
            1 << number for number, pattern in enumerate(state.patterns) if accepts(pattern, text, scope)
        )


class _Missing:
    """What stands for an answer not yet known, where None is an answer."""


_MISSING = _Missing()


def _names_in(program: Program) -> tuple[frozenset[str], frozenset[str]]:
    """All names that name classes list, exceptions too, and all namespaces that they speak of."""
    names: set[str] = set()
    spaces: set[str] = set()
    waiting: list[NameClass] = [names_ for names_, _ in program.elements]
    waiting.extend(row[1] for row in program.rows if row[0] == "attribute")
    while waiting:
        one = waiting.pop()
        match one[0]:
            case "name":
                names.add(clark(one[1], one[2]))
                spaces.add(one[1])
            case "choice":
                waiting.extend(one[1])
            case "nsName":
                spaces.add(one[1])
                if one[2] is not None:
                    waiting.append(one[2])
            case "anyName":
                if one[1] is not None:
                    waiting.append(one[1])
    return frozenset(names), frozenset(spaces)
