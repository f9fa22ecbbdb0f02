"""Name classes: which names an element or attribute pattern stands for. Names are in Clark notation: ``{uri}local``."""

from __future__ import annotations

from collections.abc import Mapping

from letterbook.relaxng.program import NameClass as Row

XML = "http://www.w3.org/XML/1998/namespace"


def clark(namespace: str, local: str) -> str:
    """The name in Clark notation."""
    return f"{{{namespace}}}{local}" if namespace else local


def split(name: str) -> tuple[str, str]:
    """Namespace (``""`` for none) and local name of a name in Clark notation."""
    if name.startswith("{"):
        namespace, _, local = name[1:].rpartition("}")
        return namespace, local
    return "", name


class Scope(dict[str, str]):
    """What is declared where a value stands: namespaces by prefix (``""`` for the default one), names of unparsed entities."""

    def __init__(self, namespaces: Mapping[str, str], entities: frozenset[str] = frozenset()) -> None:
        super().__init__(namespaces)
        self.entities = entities


NOWHERE = Scope({})
"""Where nothing is declared."""


class NameClass:
    """A set of names: those of ``names``, and, where it is ``wild``, whatever its wildcards cover."""

    __slots__ = ("_known", "_row", "names", "wild")

    def __init__(self, row: Row) -> None:
        self._row = row
        self._known: dict[str, bool] = {}
        named, wild = _listed(row)
        self.names = tuple(dict.fromkeys(named))
        self.wild = wild

    def __contains__(self, name: str) -> bool:
        if not self.wild:
            return name in self.names
        found = self._known.get(name)
        if found is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            found = self._known[name] = _holds(self._row, *split(name))
        return found


_MOST_KNOWN = 10_000


def _listed(row: Row) -> tuple[list[str], bool]:
    """The names that a class lists outside of exceptions, and whether it has a wildcard."""
    names: list[str] = []
    wild = False
    waiting = [row]
    while waiting:
        one = waiting.pop()
        if one[0] == "name":
            names.append(clark(one[1], one[2]))
        elif one[0] == "choice":
            waiting.extend(reversed(one[1]))
        else:
            wild = True
    return names, wild


def _holds(row: Row, namespace: str, local: str) -> bool:
    """Whether a class covers a name. Exceptions hold no wildcard of their own kind, so they are shallow."""
    waiting = [row]
    while waiting:
        one = waiting.pop()
        if one[0] == "choice":
            waiting.extend(one[1])
        elif one[0] == "name":
            if one[1] == namespace and one[2] == local:
                return True
        else:
            if one[0] == "nsName" and one[1] != namespace:
                continue
            if one[-1] is None or not _holds(one[-1], namespace, local):
                return True
    return False
