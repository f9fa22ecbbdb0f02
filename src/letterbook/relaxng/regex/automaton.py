"""Matches text against a pattern in time that grows with the text's length, whatever the pattern.

The states of `nfa.py` are followed all at once, and every combination that comes up is kept as one state
with its transitions by character, so that a warm pattern costs one look into a dictionary a character. What
is kept is bounded: when it grows too large it is dropped and made anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeAlias

from letterbook.relaxng.regex.nfa import END, START, Counter, Nfa, build
from letterbook.relaxng.regex.syntax import parse

MOST_KEPT = 60_000
"""How many transitions, places and characters one pattern remembers before it drops them."""

# A counter's counts: (least count pending, pending counts as bits above that, least count that is enough or -1).
# Of the counts that are enough the least does all that the others do, so it stands for them.
Counts: TypeAlias = tuple[int, int, int]
Key: TypeAlias = tuple[tuple[int, ...], tuple[tuple[int, Counts], ...], bool]

_BARELY_ENTERED: Counts = (0, 1, -1)


class _Stuck(Exception):
    """No way leads on with this character."""


class _State(dict[str, "_State"]):
    """One combination of states; a dictionary of the transitions met so far, by character."""

    __slots__ = ("accepts", "by_sets", "counters", "machine", "places")

    def __init__(self, machine: _Machine, key: Key) -> None:
        super().__init__()
        self.machine = machine
        self.places, self.counters, self.accepts = key
        self.by_sets: dict[int, _State | None] = {}

    def __missing__(self, char: str) -> _State:
        machine = self.machine
        machine.make_room()
        sets = machine.sets_of(char)
        if sets in self.by_sets:
            following = self.by_sets[sets]
        else:
            following = self.by_sets[sets] = machine.step(self, sets)
            machine.kept += 1
        if following is None:
            raise _Stuck
        self[char] = following
        machine.kept += 1
        return following

    def forget(self) -> None:
        """Drops the transitions; they would keep other states alive."""
        self.clear()
        self.by_sets.clear()


class _Machine:
    """The states of a pattern that have been made."""

    def __init__(self, nfa: Nfa) -> None:
        self.nfa = nfa
        self.kept = 0
        self._sets = list(nfa.sets)
        self._met: dict[str, int] = {}
        self._states: dict[Key, _State] = {}
        first = self._state([START], {})
        assert first is not None
        self.first = first

    def make_room(self) -> None:
        """Drops what is remembered when it has grown too large."""
        if self.kept > MOST_KEPT:
            for state in list(self._states.values()):
                state.forget()
            self._met.clear()
            key: Key = (self.first.places, self.first.counters, self.first.accepts)
            self._states = {key: self.first}
            self.kept = 0

    def sets_of(self, char: str) -> int:
        """Which of the pattern's sets hold the character, one bit for each."""
        found = self._met.get(char)
        if found is None:
            found = sum(1 << at for at, members in enumerate(self._sets) if char in members)
            self._met[char] = found
            self.kept += 1
        return found

    def step(self, state: _State, sets: int) -> _State | None:
        """The state after a character that is in these sets; None when there is none."""
        reached: list[int] = []
        counts: dict[int, Counts] = {}
        for place in state.places:
            reached.extend(target for members, target in self.nfa.edges[place] if sets >> members & 1)
        for place, old in state.counters:
            counter = self.nfa.counters[place]
            if sets >> counter.members & 1:
                new = _advance(old, counter)
                if new is not None:
                    counts[place] = new
                    if new[2] >= 0:
                        reached.append(counter.target)
        return self._state(reached, counts)

    def _state(self, reached: Iterable[int], counts: dict[int, Counts]) -> _State | None:
        """The state of these places and all that jumps lead to from them."""
        nfa = self.nfa
        seen = set(
            reached
        )  # each once: what is met twice would be followed twice, and four times with the next character
        work = list(seen)
        places = []
        while work:
            place = work.pop()
            following = nfa.jumps[place]
            counter = nfa.counters.get(place)
            if counter is not None:
                counts[place] = _enter(counts.get(place), counter)
                if counter.low == 0:
                    following = [counter.target]
            elif nfa.edges[place]:
                places.append(place)
            for target in following:
                if target not in seen:
                    seen.add(target)
                    work.append(target)
        accepts = END in seen
        if not (places or counts or accepts):
            return None
        key: Key = (tuple(sorted(places)), tuple(sorted(counts.items())), accepts)
        found = self._states.get(key)
        if found is None:
            found = self._states[key] = _State(self, key)
            self.kept += 8 + len(places) + sum(4 + own[1].bit_length() // 64 for own in counts.values())
        return found


def _enter(old: Counts | None, counter: Counter) -> Counts:
    """The counts with 0 among them."""
    if counter.low == 0:
        return (0, 0, 0)
    if old is None:
        return _BARELY_ENTERED
    least, bits, enough = old
    return (0, bits << least | 1, enough)


def _advance(old: Counts, counter: Counter) -> Counts | None:
    """The counts after one more character; None when none of them may go on."""
    least, bits, enough = old
    low, high = counter.low, counter.high
    if enough >= 0:
        if high is None:
            enough = low
        elif enough < high:
            enough += 1
        else:
            enough = -1
    if bits:
        least += 1
        top = least + bits.bit_length() - 1
        if top >= low:
            bits ^= 1 << (top - least)
            enough = top  # less than any count that was enough before
    if not bits:
        return (0, 0, enough) if enough >= 0 else None
    return least, bits, enough


class Pattern:
    """A pattern that has been read. `source` is its text."""

    __slots__ = ("_machine", "source")

    def __init__(self, source: str) -> None:
        """Reads the pattern.

        Raises:
            RegexError: it is no pattern of XML Schema, or grows too large.
        """
        self.source = source
        self._machine = _Machine(build(parse(source), len(source)))

    def matches(self, text: str) -> bool:
        """Whether the whole text matches."""
        state = self._machine.first
        try:
            for char in text:
                state = state[char]
        except _Stuck:
            return False
        return state.accepts

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"

    def __reduce__(self) -> tuple[type[Pattern], tuple[str]]:
        """Patterns cross process borders as their source."""
        return type(self), (self.source,)


@lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> Pattern:
    """The pattern, ready to match; the same object for the same text as long as it is remembered.

    Raises:
        RegexError: it is no pattern of XML Schema, or grows too large.
    """
    return Pattern(pattern)
