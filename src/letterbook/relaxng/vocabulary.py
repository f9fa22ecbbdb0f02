"""What a grammar as a whole knows: its names, which element may hold which, which may have which attribute.

Each question goes over the rows of the grammar once, for all names at the same time, and its answer is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from letterbook.relaxng.automaton import Automaton
from letterbook.relaxng.names import split
from letterbook.relaxng.program import Row

_TEXTS = frozenset({"text", "data", "value", "list"})


class Vocabulary:
    """The names of one grammar, in Clark notation and in the order of the grammar."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._holders: dict[str, frozenset[str]] = {}
        self._contents: dict[str, dict[str, None]] = {}
        self._owners: dict[str, frozenset[str]] = {}

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, (row, _) in enumerate(self._automaton.program.elements):
            for name in self._automaton.names(row).names:
                found.setdefault(name, []).append(number)
        return found

    def numbers(self, name: str) -> list[int]:
        """The numbers of the elements of a listed name."""
        return self._numbers.get(name, [])

    @property
    def elements(self) -> Iterable[str]:
        """The names of all elements that the grammar lists."""
        return self._numbers

    def alike(self, local: str) -> list[str]:
        """The names of elements that have a local name, in whatever namespace."""
        return self._locals.get(local, [])

    def locals(self, namespace: str) -> tuple[str, ...]:
        """The local names of the elements of a namespace."""
        return self._by_namespace.get(namespace, ())

    @cached_property
    def _by_namespace(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for namespace, local in map(split, self._numbers):
            found.setdefault(namespace, []).append(local)
        return {namespace: tuple(names) for namespace, names in found.items()}

    @cached_property
    def _locals(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._numbers:
            found.setdefault(split(name)[1], []).append(name)
        return found

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """The namespaces of all elements that the grammar lists."""
        return frozenset(split(name)[0] for name in self._numbers)

    @cached_property
    def attributes(self) -> dict[str, int]:
        """All attributes that the grammar lists, numbered."""
        return {name: number for number, name in enumerate(self._attribute_names())}

    def _attribute_names(self) -> dict[str, None]:
        found: dict[str, None] = {}
        for row in self._automaton.program.rows:
            if row[0] == "attribute":
                found.update(dict.fromkeys(self._automaton.names(row[1]).names))
        return found

    def holders(self, name: str) -> frozenset[str]:
        """The elements that may hold an element of a name."""
        if not self.numbers(name):
            return frozenset()
        found = self._holders.get(name)
        if found is None:
            wanted = sum(1 << number for number in self.numbers(name))
            found = frozenset(self._having(lambda number: bool(self._held[number] & wanted)))
            self._holders[name] = found
        return found

    def held(self, name: str) -> Iterable[str]:
        """The elements that an element of a name may hold."""
        if not self.numbers(name):
            return ()
        if name not in self._contents:
            self._contents[name] = self._held_by(name)
        return self._contents[name]

    def _held_by(self, name: str) -> dict[str, None]:
        mask = 0
        for number in self.numbers(name):
            mask |= self._held[self._automaton.program.elements[number][1]]
        found: dict[str, None] = {}
        for number, (row, _) in enumerate(self._automaton.program.elements):
            if mask >> number & 1:
                found.update(dict.fromkeys(self._automaton.names(row).names))
        return found

    def owners(self, attribute: str) -> frozenset[str]:
        """The elements that may have an attribute of a listed name."""
        number = self.attributes.get(attribute)
        if number is None:
            return frozenset()
        if attribute not in self._owners:
            found = self._having(lambda row: bool(self._owned[row] >> number & 1))
            self._owners[attribute] = frozenset(found)
        return self._owners[attribute]

    @cached_property
    def textual(self) -> frozenset[str]:
        """The elements that may hold text of their own."""
        return frozenset(self._having(lambda number: bool(self._texts[number])))

    def _having(self, wanted: Callable[[int], bool]) -> Iterable[str]:
        for row, content in self._automaton.program.elements:
            if wanted(content):
                yield from self._automaton.names(row).names

    @cached_property
    def _held(self) -> list[int]:
        """For each row, which elements stand in it."""
        return self._masks(lambda row: 1 << row[1] if row[0] == "element" else 0)

    @cached_property
    def _texts(self) -> list[int]:
        return self._masks(lambda row: int(row[0] in _TEXTS))

    @cached_property
    def _owned(self) -> list[int]:
        """For each row, which attributes stand in it."""

        def own(row: Row) -> int:
            if row[0] != "attribute":
                return 0
            return sum(1 << self.attributes[name] for name in self._automaton.names(row[1]).names)

        return self._masks(own)

    def _masks(self, own: Callable[[Row], int]) -> list[int]:
        """For each row, what it has of its own and what its parts have; what elements and attributes hold is not theirs."""
        rows = self._automaton.program.rows
        masks = [0] * len(rows)
        for number, row in enumerate(rows):
            mask = own(row)
            match row[0]:
                case "choice" | "group" | "interleave":
                    for part in row[1]:
                        mask |= masks[part]
                case "oneOrMore":
                    mask |= masks[row[1]]
            masks[number] = mask
        return masks
