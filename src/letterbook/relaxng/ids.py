"""Ids and what points to them: the DTD compatibility of RELAX NG."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from letterbook.relaxng.strings import words

Ids = list[tuple[Any, str, str, str]]
"""What attributes name and point to: element, attribute, type (``ID``, ``IDREF``, ``IDREFS``), value."""


@dataclass(frozen=True, slots=True)
class Unsound:
    """An id that stands several times, told where it stands for the second time; or, without ``first``, a pointer to none.

    ``first`` is the element that has the id first, ``count`` says how many have it.
    """

    element: Any
    attribute: str
    value: str
    first: Any = None
    count: int = 0


def unsound(ids: Ids) -> list[Unsound]:
    """Each id that stands more than once, and each pointer to none, in the order of ``ids``."""
    names = [value.strip() for _, _, kind, value in ids if kind == "ID"]
    if len(names) == len(ids) == len(set(names)):
        return []
    counts = Counter(names)
    first: dict[str, Any] = {}
    told: set[str] = set()
    found: list[Unsound] = []
    for element, attribute, kind, value in ids:
        if kind != "ID":
            found += [Unsound(element, attribute, name) for name in words(value) if name not in counts]
            continue
        name = value.strip()
        if name not in first:
            first[name] = element
        elif name not in told:
            told.add(name)
            found.append(Unsound(element, attribute, name, first[name], counts[name]))
    return found
