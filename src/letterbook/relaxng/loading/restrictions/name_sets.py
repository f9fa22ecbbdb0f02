"""Sets of names, finite or not, that can be joined and compared."""

from __future__ import annotations

from letterbook.relaxng.program import NameClass


class NameSet:
    """A set of names, namespace by namespace; ``rest`` is whether all names of the other namespaces are in it."""

    __slots__ = ("rest", "size", "spaces")

    def __init__(self) -> None:
        self.rest = False
        self.spaces: dict[str, tuple[bool, set[str]]] = {}
        self.size = 0
        """How many names and namespaces are kept, about: what joining and copying it costs."""

    @classmethod
    def of(cls, name: NameClass) -> NameSet:
        """The names of a class. Exceptions hold no wildcard of their own kind, so they are shallow."""
        found = cls()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one[0] == "choice":
                waiting += one[1]
            elif one[0] == "name":
                found._join(one[1], False, {one[2]})
            else:
                found.update(cls._wildcard(one))
        return found

    @classmethod
    def _wildcard(cls, name: NameClass) -> NameSet:
        found = cls()
        excepted = cls.of(name[-1]) if name[-1] is not None else cls()
        if name[0] == "anyName":
            found.rest = not excepted.rest
            found.spaces = {uri: (not every, some) for uri, (every, some) in excepted.spaces.items()}
        else:
            every, some = excepted.spaces.get(name[1], (excepted.rest, set()))
            found.spaces = {name[1]: (not every, some)}
        found.size = excepted.size + 1
        return found

    def copy(self) -> NameSet:
        """A set of its own with the same names."""
        found = NameSet()
        found.rest, found.size = self.rest, self.size
        found.spaces = {uri: (every, set(some)) for uri, (every, some) in self.spaces.items()}
        return found

    def update(self, other: NameSet) -> None:
        """Add all names of the other set."""
        if other.rest:
            for uri in list(self.spaces):
                if uri not in other.spaces:
                    self._join(uri, True, set())
        for uri, (every, some) in other.spaces.items():
            self._join(uri, every, some)
        self.rest = self.rest or other.rest

    def _join(self, uri: str, every: bool, some: set[str]) -> None:
        mine, names = self.spaces.get(uri) or (self.rest, set[str]())
        before = len(names)
        if mine and every:
            names &= some
        elif mine:
            names -= some
        elif every:
            names = some - names
        else:
            names |= some
        self.size += max(len(names) - before, 0) + (uri not in self.spaces)
        self.spaces[uri] = (mine or every, names)

    def overlaps(self, other: NameSet) -> bool:
        """Whether a name is in both."""
        if self.rest and other.rest:
            return True
        few, many = (self, other) if len(self.spaces) <= len(other.spaces) else (other, self)
        if any(
            _common(space, many.spaces.get(uri) or (many.rest, set())) for uri, space in few.spaces.items()
        ):
            return True
        if not few.rest:
            return False
        return any(uri not in few.spaces and (every or some) for uri, (every, some) in many.spaces.items())


def _common(one: tuple[bool, set[str]], other: tuple[bool, set[str]]) -> bool:
    (every, some), (all_, names) = one, other
    if every and all_:
        return True
    if every:
        return not names <= some
    if all_:
        return not some <= names
    return not some.isdisjoint(names)
