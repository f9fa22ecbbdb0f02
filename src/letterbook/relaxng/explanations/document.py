"""What explanations ask of the document: what it uses most, how its names are written, what stands beside an element."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from lxml import etree

from letterbook.relaxng.automaton import Automaton, State
from letterbook.relaxng.explanations.words import name_shown
from letterbook.relaxng.names import XML, split

_MOST_CHILDREN = 400
_AHEAD = 40
_MOST_KEPT = 32
_MOST_COUNTED = 100_000
_MOST_DAYS = 100
_DAY = re.compile(r"(?<![0-9])[12][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])(?![0-9-])")


class Document:
    """One document; counts are made once, when first asked for."""

    def __init__(self, root: etree._Element, automaton: Automaton) -> None:
        self._root = root
        self._automaton = automaton
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._children: dict[etree._Element, Children] = {}

    @cached_property
    def _used(self) -> tuple[Counter[str], Counter[tuple[str, str]], Counter[str]]:
        elements: Counter[str] = Counter()
        attributes: Counter[tuple[str, str]] = Counter()
        for node in islice(self._root.iter("*"), _MOST_COUNTED):
            tag = str(node.tag)
            elements[tag] += 1
            parent = node.getparent()
            if parent is not None:
                self._pairs[str(parent.tag), tag] += 1
            for name in node.attrib:
                attributes[tag, str(name)] += 1
        everywhere: Counter[str] = Counter()
        for (_, name), number in attributes.items():
            everywhere[name] += number
        return elements, attributes, everywhere

    def count(self, name: str) -> int:
        """How many elements of a name there are."""
        return self._used[0][name]

    def ranked(
        self, names: Iterable[str], *, within: str = "", round_: str = ""
    ) -> tuple[list[str], list[str]]:
        """Those of some elements that the document uses, the most frequent first; and the others as they come.

        Before all others come those that it has round elements of the name ``round_``, then those that it has within
        elements of the name ``within``.
        """
        elements = self._used[0]
        all_ = list(dict.fromkeys(names))
        used = [name for name in all_ if elements[name]]
        used.sort(key=lambda n: (-self._pairs[n, round_], -self._pairs[within, n], -elements[n]))
        return used, [name for name in all_ if not elements[name]]

    def has_within(self, parent: str, name: str) -> bool:
        """Whether the document has an element of one name within one of another."""
        return bool(self._used and self._pairs[parent, name])

    def ranked_attributes(self, element: str, names: Iterable[str]) -> list[str]:
        """Those of some attributes that the document uses, those used on elements of a name first."""
        _, on, everywhere = self._used
        used = [name for name in dict.fromkeys(names) if everywhere[name]]
        return sorted(used, key=lambda name: (-on[element, name], -everywhere[name]))

    def uses_attribute_on(self, element: str, name: str) -> int:
        """How many elements of a name have an attribute."""
        return self._used[1][element, name]

    @cached_property
    def days(self) -> list[str]:
        """The first days that attributes of the document give."""
        found: dict[str, None] = {}
        for node in islice(self._root.iter("*"), _MOST_COUNTED):
            for value in node.values():
                day = _DAY.search(str(value))
                if day:
                    found[day[0]] = None
            if len(found) >= _MOST_DAYS:
                break
        return list(found)

    @property
    def day(self) -> str | None:
        """A day that an attribute of the document gives; None when there is none."""
        return self.days[0] if self.days else None

    def shown(self, name: str, near: Any) -> str:
        """The name of an element as it is written near an element: with a prefix only where one is needed."""
        space, local = split(name)
        prefix = _prefix(space, near)
        return name_shown(f"{prefix}:{local}" if prefix else local)

    @staticmethod
    def shown_attribute(name: str, near: Any) -> str:
        """The name of an attribute as it is written."""
        space, local = split(name)
        if not space:
            return name_shown(local)
        prefix = _prefix(space, near)
        return name_shown(f"{prefix}:{local}" if prefix else local)

    def children(self, parent: etree._Element, begun: State) -> Children:
        """The children of an element, with the states between them; kept for a while."""
        found = self._children.get(parent)
        if found is None:
            if len(self._children) >= _MOST_KEPT:
                self._children.clear()
            found = self._children[parent] = Children(parent, begun, self._automaton)
        return found


class Children:
    """The children of an element, up to some number, and the states between them; those out of place count as not there."""

    def __init__(self, parent: etree._Element, begun: State, automaton: Automaton) -> None:
        self.parent = parent
        self._automaton = automaton
        self.nodes: list[etree._Element] = list(islice(parent.iterchildren("*"), _MOST_CHILDREN))
        self.names = [str(node.tag) for node in self.nodes]
        self.states = [begun]
        self.right: list[bool] = []
        for name in self.names:
            after = self._after(self.states[-1], name)
            self.right.append(after is not None)
            self.states.append(after or self.states[-1])
        self._wrong = self.right.index(False) if False in self.right else len(self.right)
        self._numbers = {node: number for number, node in enumerate(self.nodes)}
        self._counts = Counter(self.names)

    def number(self, node: etree._Element) -> int | None:
        """The number of a child; None for one beyond those that are looked at."""
        return self._numbers.get(node)

    def _after(self, state: State, name: str) -> State | None:
        opened = self._automaton.open(state, name)
        return self._automaton.close(opened, opened.everything) if opened is not None else None

    def takes(
        self, place: int, names: Sequence[str], but: frozenset[int] = frozenset(), *, all_: bool = False
    ) -> bool:
        """Whether elements may stand before the child of a number, those with the numbers ``but`` taken away.

        What follows has to be as right as it was; wholly right, if ``all_``.
        """
        if place >= len(self.states) or (all_ and place > self._wrong):
            return False
        state: State | None = self.states[place]
        for name in names:
            assert state is not None
            state = self._after(state, name)
            if state is None:
                return False
        assert state is not None
        for number in range(place, min(place + _AHEAD, len(self.names))):
            if number in but:
                continue
            if not all_ and state is self.states[number]:
                return True
            after = self._after(state, self.names[number])
            if after is None:
                if all_ or self.right[number]:
                    return False
                continue
            state = after
        return bool(state.mask) or (not all_ and not self.states[-1].mask) or len(self.names) > place + _AHEAD

    def which(self, number: int) -> str:
        """Which of the children of its name a child is: ``only``, ``first``, ``last``, or nothing of these."""
        name = self.names[number]
        if self._counts[name] == 1:
            return "only"
        if name not in self.names[:number]:
            return "first"
        return "last" if name not in self.names[number + 1 :] else ""


def _prefix(space: str, near: Any) -> str:
    if space == XML:
        return "xml"
    found = ""
    for prefix, uri in near.nsmap.items() if near is not None else ():
        if uri == space:
            if prefix is None:
                return ""
            found = prefix
    return found
