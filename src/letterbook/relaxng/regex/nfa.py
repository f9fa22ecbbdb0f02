"""A pattern's tree as states: edges by set of characters, jumps that read nothing, and counters.

A counter is a state that reads one set of characters n to m times; it takes one place however great the
numbers are. Other counted repetitions are written out, up to a limit.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from letterbook.relaxng.regex.charsets import CharSet
from letterbook.relaxng.regex.errors import RegexError
from letterbook.relaxng.regex.syntax import Chars, Choice, Empty, Node, Repeat, Sequence

MOST_COPIES = 10_000
"""How many steps the writing out of counted repetitions may add to a pattern."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Reads a character of `members` (index of a set) `low` to `high` times, then goes to `target`."""

    members: int
    low: int
    high: int | None
    target: int


@dataclass(slots=True)
class Nfa:
    """The states, numbered from 0 (start) and 1 (end).

    `edges[state]`: (index in `sets`, state that follows); `jumps[state]`: states reached without reading;
    `counters[state]`: what a counting state counts, for those that count.
    """

    edges: list[list[tuple[int, int]]] = field(default_factory=lambda: [[], []])
    jumps: list[list[int]] = field(default_factory=lambda: [[], []])
    counters: dict[int, Counter] = field(default_factory=dict)
    sets: dict[CharSet, int] = field(default_factory=dict)

    def new(self) -> int:
        """One more state."""
        self.edges.append([])
        self.jumps.append([])
        return len(self.edges) - 1

    def members(self, chars: CharSet) -> int:
        """The index of a set."""
        return self.sets.setdefault(chars, len(self.sets))


START, END = 0, 1


def build(tree: Node, length: int) -> Nfa:
    """The states of a tree; `length` is the pattern's, which the size may grow with.

    Raises:
        RegexError: counted repetitions of more than one character make it too large.
    """
    nfa = Nfa()
    left = MOST_COPIES + 2 * length
    work: list[tuple[Node, int, int]] = [(tree, START, END)]
    offset = 0
    while work:
        node, start, end = work.pop()
        left -= 1
        if isinstance(node, Chars):
            nfa.edges[start].append((nfa.members(node.members), end))
        elif isinstance(node, Empty):
            nfa.jumps[start].append(end)
        elif isinstance(node, Sequence):
            left -= len(node.items)
            last = len(node.items) - 1
            for at, item in enumerate(node.items):
                following = end if at == last else nfa.new()
                work.append((item, start, following))
                start = following
        elif isinstance(node, Choice):
            work.extend((item, start, end) for item in node.items)
        else:
            offset = node.offset
            left -= _repeat(nfa, node, start, end, work, left)
        if left < 0:
            raise _too_large(offset)
    return nfa


def _repeat(
    nfa: Nfa, node: Repeat, start: int, end: int, work: list[tuple[Node, int, int]], left: int
) -> int:
    """Writes out a repetition between two states; how many copies of its body that took."""
    body, low, high = node.body, node.low, node.high
    if (low, high) == (0, 1):
        nfa.jumps[start].append(end)
        work.append((body, start, end))
        return 1
    if isinstance(body, Chars) and (high is not None or low > 1):
        state = nfa.new()
        nfa.jumps[start].append(state)
        nfa.counters[state] = Counter(nfa.members(body.members), low, high, end)
        return 1
    copies = max(low, 1) if high is None else high
    if copies > left:
        raise _too_large(node.offset)
    for _ in range(low if high is not None else low - 1):
        following = nfa.new()
        work.append((body, start, following))
        start = following
    if high is None:
        loop = nfa.new()
        nfa.jumps[start].append(loop)
        back = nfa.new() if low else loop
        if low:
            nfa.jumps[back].append(loop)
        work.append((body, loop, back))
        nfa.jumps[back].append(end)
        return copies
    for _ in range(high - low):
        nfa.jumps[start].append(end)
        following = nfa.new()
        work.append((body, start, following))
        start = following
    nfa.jumps[start].append(end)
    return copies


def _too_large(offset: int) -> RegexError:
    return RegexError(
        f"the pattern grows too large when its repetitions are written out (more than {MOST_COPIES:,} steps)",
        offset,
    )
