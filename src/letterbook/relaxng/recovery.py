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

_MOST_KINDS = 16


@dataclass(frozen=True, slots=True)
class Way:
    """How it goes on: as what kind of fault, with which step, and whether its parent goes on as if it had been right.

    ``missing`` has to come before it; ``meant`` is the name it is taken for; ``translated`` are the namespace that the
    elements in it have and the one that they should have.
    """

    kind: str = ""
    opened: Opened | None = None
    counts: bool = True
    missing: tuple[str, ...] = ()
    meant: str = ""
    translated: tuple[str, str] | None = None


class Recovery:
    """Ways on, in one automaton."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self.possible = Possible(automaton)

    def way(self, state: State, name: str, ahead: Callable[[], list[str]]) -> Way:
        """The way on after an element of the name, which may not stand at the state.

        ``ahead`` tells the names of the siblings that follow.
        """
        if self.possible.numbers(name):
            return self._skipping(state, name, ahead) or self._astray("misplaced", name)
        return self._other_namespace(state, name) or self._misspelt(state, name)

    def anywhere(self, name: str) -> Opened | None:
        """A step into an element of the name, wherever the grammar has it; None for a name that it does not list."""
        contents = {
            self._automaton.content(number): None for number in self.possible.numbers(name)[:_MOST_KINDS]
        }
        if not contents:
            return None
        nothing = (self._automaton.nothing,)
        return Opened(self._automaton.state(tuple(contents)), (nothing,) * len(contents))

    def nearly(self, name: str, names: Iterable[str]) -> bool:
        """Whether one of the names is meant by a misspelt one."""
        space, local = split(name)
        alike = [split(one) for one in names]
        return bool(near(local, [other for _, other in alike])) or (space == "" and (space, local) in alike)

    def _astray(self, kind: str, name: str, meant: str = "") -> Way:
        return Way(kind, self.anywhere(meant or name), counts=False, meant=meant)

    def _other_namespace(self, state: State, name: str) -> Way | None:
        """An element of the same local name in another namespace."""
        space, local = split(name)
        here = [one for one in self.possible.later(state).listed if split(one)[1] == local]
        others = here or [one for one in self.possible.names if split(one)[1] == local]
        if not others:
            return None
        meant = others[0]
        translated = (space, split(meant)[0])
        opened = self._automaton.open(state, meant)
        if opened is not None:
            return Way("namespace", opened, meant=meant, translated=translated)
        return Way("namespace", self.anywhere(meant), counts=False, meant=meant, translated=translated)

    def _misspelt(self, state: State, name: str) -> Way:
        """An element that looks like one that may stand here, or like any other."""
        space, local = split(name)
        for names in (self.possible.elements(state).listed, tuple(self.possible.names)):
            found = near(local, [split(one)[1] for one in names if split(one)[0] == space])
            if found:
                meant = clark(space, found[0])
                opened = self._automaton.open(state, meant)
                if opened is not None:
                    return Way("unknown", opened, meant=meant)
                return self._astray("unknown", name, meant)
        return Way("unknown", None, counts=False)

    def _skipping(self, state: State, name: str, ahead: Callable[[], list[str]]) -> Way | None:
        """The way on if something is missing before the element and does not come later."""
        starts = tuple(self._skipped(pattern, name) for pattern in state.patterns)
        opened = self._automaton.opened(starts)
        if opened is None:
            return None
        after = self._automaton.close(opened, (1 << len(opened.rests)) - 1)
        still = set(self.possible.required_elements(after))
        missing = tuple(
            one for one in self.possible.required_elements(state) if one != name and one not in still
        )
        if set(ahead()) & set(missing or self.possible.elements(state).listed):
            return None
        return Way("missing-before", opened, missing=missing)

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
