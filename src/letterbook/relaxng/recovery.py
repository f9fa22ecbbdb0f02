"""Going on after an element that may not stand where it stands.

Three tiers: something is missing before it, and it is right once that is there; it is out of place, and goes by what is
known of its name; it is unknown, and taken for what it looks like, else what it holds is judged piece by piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from letterbook.relaxng.automaton import Automaton, Opened, State
from letterbook.relaxng.names import clark, split
from letterbook.relaxng.patterns import Choice, Element, Group, Interleave, OneOrMore, Pattern
from letterbook.relaxng.possible import Possible
from letterbook.relaxng.spelling import near

Inside = tuple[tuple[str, ...], bool, tuple[str, ...]]
"""What an element has: the names of its children, whether it holds text of its own, the names of its attributes."""

NOTHING: Inside = ((), False, ())

MOST_INSIDE = 40
"""So many children are looked at to find out what an element is."""

_MOST_KINDS = 16
_MOST_LIKE = 2_000
_MOST_TRIED = 300
_MOST_FOLLOWING = 8
_FEW_HOLDERS = 3


@dataclass(frozen=True, slots=True)
class Way:
    """How it goes on: as what kind of fault, with which step, and whether its parent goes on as if it had been right.

    ``missing`` has to come before it; ``meant`` are the names it may be taken for; ``translated`` are the namespace that the
    elements in it have and the one that they should have; ``joins``: siblings that follow may share the fault;
    ``unfit``: it holds text, and more than its name allows, so that its text is not told once more.
    """

    kind: str = ""
    opened: Opened | None = None
    counts: bool = True
    missing: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    translated: tuple[str, str] | None = None
    joins: bool = False
    unfit: bool = False


NO_WAY = Way()


class Recovery:
    """Ways on, in one automaton."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._like: dict[tuple[State, str], tuple[str, ...]] = {}
        self._names: dict[tuple[State, str], tuple[str, ...]] = {}
        self._skips: dict[tuple[State, str], tuple[tuple[str, ...], Opened | None]] = {}
        self._steps: dict[str, Opened | None] = {}
        self.possible = Possible(automaton)
        self.vocabulary = self.possible.vocabulary

    def way(
        self, state: State, name: str, ahead: Callable[[], list[str]], inside: Callable[[], Inside] | None
    ) -> Way:
        """The way on after an element of the name, which may not stand at the state.

        ``ahead`` tells the names of the siblings that follow, ``inside`` what the element holds.
        """
        if not self.vocabulary.numbers(name):
            return self._other_namespace(state, name) or self._misspelt(state, name)
        missing, skipped = self._skipping(state, name, ahead)
        unfit = False
        if inside is not None and not self.fits(self.anywhere(name), held := inside()):
            unfit = held[1]
            meant = self._renamed(state, missing if skipped else (), held, ahead)
            if meant:
                return Way("misplaced", self._automaton.open(state, meant[0]), meant=meant)
        if skipped is not None:
            return Way("missing-before", skipped, missing=missing)
        return Way(
            "misplaced", self.anywhere(name), counts=False, missing=missing, joins=not missing, unfit=unfit
        )

    def anywhere(self, name: str) -> Opened | None:
        """A step into an element of the name, wherever the grammar has it; None for a name that it does not list."""
        if name not in self._steps:
            contents = {
                self._automaton.content(number): None
                for number in self.vocabulary.numbers(name)[:_MOST_KINDS]
            }
            self._steps[name] = (
                Opened(self._automaton.state(tuple(contents)), ({},), ((),) * len(contents))
                if contents
                else None
            )
        return self._steps[name]

    def fits(self, opened: Opened | None, inside: Inside) -> bool:
        """Whether attributes, children and text would be right in an element."""
        if opened is None:
            return False
        names, text, attributes = inside
        state = opened.child
        for attribute in attributes:
            given = self._automaton.attribute(state, attribute)
            if given is None:
                return False
            state = self._automaton.after(given, (1 << len(given.candidates)) - 1)
        state = self._automaton.closed(state)
        if state.dead:
            return False
        if text and not any(pattern.has_text or pattern.has_strings for pattern in state.patterns):
            return False
        for name in names:
            step = self._automaton.open(state, name)
            if step is None:
                return False
            state = self._automaton.close(step, step.everything)
        return bool(state.mask) or not names or len(names) >= MOST_INSIDE

    def together(self, names: tuple[str, ...], state: State) -> bool:
        """Whether elements next to each other belong together: one that may stand there, or one of few, holds them all."""
        holders = [self.vocabulary.holders(name) for name in dict.fromkeys(names)]
        if frozenset.intersection(*holders) and all(len(held) <= _FEW_HOLDERS for held in holders):
            return True
        return any(all(one in held for held in holders) for one in self.possible.elements(state).listed)

    def nearly(self, name: str, names: Iterable[str]) -> bool:
        """Whether one of the names is meant by a misspelt one."""
        space, local = split(name)
        alike = [split(one) for one in names]
        others = tuple(other for _, other in alike)
        return bool(near(local, others)) or (space == "" and local in others)

    def _renamed(
        self, state: State, required: tuple[str, ...], inside: Inside, ahead: Callable[[], list[str]]
    ) -> tuple[str, ...]:
        """The elements that may stand here and would be right with what one of another name has; required ones alone, if
        there are such; of several those that what follows fits best.
        """
        if inside == NOTHING:
            return ()
        possible = self.possible
        first = tuple(dict.fromkeys((*required, *possible.required_elements(state))))
        if not inside[0] and not inside[2]:  # text alone says little
            return tuple(name for name in first if self.fits(self._automaton.open(state, name), inside))
        for names in (first, possible.elements(state).listed[:_MOST_TRIED]):
            found = tuple(name for name in names if self.fits(self._automaton.open(state, name), inside))
            if len(found) > 1:
                following = ahead()[:_MOST_FOLLOWING]
                scores = {name: self._right_after(state, name, following) for name in found}
                return tuple(name for name in found if scores[name] == max(scores.values()))
            if found:
                return found
        return ()

    def _right_after(self, state: State, name: str, following: list[str]) -> int:
        """How many elements are right after one of the name, until the first that is not."""
        for number, one in enumerate((name, *following)):
            opened = self._automaton.open(state, one)
            if opened is None:
                return number
            state = self._automaton.close(opened, opened.everything)
        return len(following) + 1

    def _other_namespace(self, state: State, name: str) -> Way | None:
        """An element of the same local name in another namespace."""
        space, local = split(name)
        here = [one for one in self.possible.elements(state).listed if split(one)[1] == local]
        others = here or self.vocabulary.alike(local)
        if not others:
            return None
        meant = others[0]
        translated = (space, split(meant)[0])
        opened = self._automaton.open(state, meant)
        if opened is not None:
            return Way("namespace", opened, meant=(meant,), translated=translated)
        return Way("namespace", self.anywhere(meant), counts=False, meant=(meant,), translated=translated)

    def _misspelt(self, state: State, name: str) -> Way:
        """An element that looks like one that may stand here, or like any other."""
        for meant in self.like(state, name):
            opened = self._automaton.open(state, meant)
            if opened is not None:
                return Way("unknown", opened, meant=(meant,))
            return Way("unknown", self.anywhere(meant), counts=False, meant=(meant,))
        return Way("unknown", None, counts=False, joins=True)

    def like(self, state: State, name: str) -> tuple[str, ...]:
        """The elements whose name an unknown one comes near to: of those that may stand here, else of all."""
        key = (state, name)
        if key not in self._like:
            if len(self._like) >= _MOST_LIKE:
                self._like.clear()
            self._like[key] = self._like_of(state, name)
        return self._like[key]

    def _like_of(self, state: State, name: str) -> tuple[str, ...]:
        space, local = split(name)
        for found in (near(local, self._locals(state, space)), near(local, self.vocabulary.locals(space))):
            if found:
                return tuple(clark(space, one) for one in found)
        return ()

    def _locals(self, state: State, space: str) -> tuple[str, ...]:
        """The local names of the elements of a namespace that may stand at a state."""
        key = (state, space)
        if key not in self._names:
            if len(self._names) >= _MOST_LIKE:
                self._names.clear()
            names = (split(one) for one in self.possible.elements(state).listed)
            self._names[key] = tuple(local for one, local in names if one == space)
        return self._names[key]

    def _skipping(
        self, state: State, name: str, ahead: Callable[[], list[str]]
    ) -> tuple[tuple[str, ...], Opened | None]:
        """What is missing before an element, with the way on as if it were there; no way on if it comes later."""
        key = (state, name)
        if key not in self._skips:
            if len(self._skips) >= _MOST_LIKE:
                self._skips.clear()
            self._skips[key] = self._skip(state, name)
        missing, opened = self._skips[key]
        if opened is None:
            return (), None
        following = dict.fromkeys(ahead())
        if missing:
            later = tuple(one for one in missing if one in following)
        else:
            wanted = self.possible.elements(state).listed
            later = tuple(one for one in following if one in wanted)
        return (later, None) if later else (missing, opened)

    def _skip(self, state: State, name: str) -> tuple[tuple[str, ...], Opened | None]:
        starts = tuple(self._skipped(pattern, name) for pattern in state.patterns)
        opened = self._automaton.opened(starts)
        if opened is None:
            return (), None
        after = self._automaton.close(opened, opened.everything)
        still = set(self.possible.required_elements(after))
        missing = tuple(
            one for one in self.possible.required_elements(state) if one != name and one not in still
        )
        return missing, opened

    def _skipped(self, pattern: Pattern, name: str) -> dict[Element, Pattern]:
        """Which elements of the name may begin when what comes before them is passed over."""
        make = self._automaton.patterns
        found: dict[Pattern, dict[Element, Pattern]] = {}
        waiting = [pattern]
        while waiting:
            one = waiting[-1]
            needed = [part for part in one.parts if part not in found]
            if needed:
                waiting.extend(needed)
                continue
            waiting.pop()
            pairs: dict[Element, Pattern] = {}
            match one:
                case Element():
                    if name in one.names:
                        pairs[one] = make.empty
                case Choice(members=members):
                    for member in members:
                        pairs |= found[member]
                case OneOrMore(member=member):
                    pairs = {e: make.group(rest, one.more) for e, rest in found[member].items()}
                case Group(left=left, right=right):
                    pairs = {e: make.group(rest, right) for e, rest in found[left].items()} or found[right]
                case Interleave(members=members):
                    for i, member in enumerate(members):
                        for e, rest in found[member].items():
                            pairs[e] = make.interleave((*members[:i], rest, *members[i + 1 :]))
            found[one] = pairs
        return found[pattern]
