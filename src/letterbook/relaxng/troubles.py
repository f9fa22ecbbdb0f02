"""What the matcher notes of a thing that is wrong: facts, of which explanations make words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from letterbook.relaxng.automaton import State
from letterbook.relaxng.names import Scope
from letterbook.relaxng.recovery import NO_WAY, Way

Scoped = Callable[[], Scope]

PATH = 32
"""So many of the elements round a fault are named with it."""


@dataclass(slots=True)
class Trouble:
    """One thing that is wrong: facts only.

    ``kind`` is one of ``KINDS``; ``node`` is the element concerned, ``name`` its name, ``path`` the names of the elements
    round it, from the outermost on. For a child that is out of place or unknown, ``node`` is the child, and the states
    are those of its parent: ``state`` where it was met, ``first`` before the attributes, ``begun`` after them, ``around``
    those at the
    beginning of the nearest elements round the parent, as far as they are known. For all other troubles they are those of the
    element itself. ``names`` are those of the first siblings that share the trouble,
    its own before them; ``count`` says how many share it.
    """

    kind: str
    node: Any
    name: str
    path: tuple[str, ...]
    state: State
    first: State
    begun: State
    around: tuple[State, ...] = ()
    attribute: str | None = None
    text: str = ""
    slot: int | None = None
    before: str | None = None
    child: str = ""
    missing: tuple[str, ...] = ()
    way: Way = NO_WAY
    earlier: tuple[str, ...] = ()
    names: list[str] = field(default_factory=list)
    count: int = 1
    scope: Scoped | None = None


KINDS = (
    "misplaced",
    "unknown",
    "namespace",
    "missing-before",
    "incomplete",
    "text",
    "value",
    "attribute-unknown",
    "attribute-together",
    "attribute-missing",
    "attribute-value",
    "id-twice",
    "idref",
)
"""All kinds of fault."""
