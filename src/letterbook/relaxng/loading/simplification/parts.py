"""What a node becomes on the way from the full syntax to rows, and the limit on how many there may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from letterbook.relaxng.errors import refused
from letterbook.relaxng.loading.tree import Origin

MAX_PARTS = 1_000_000
"""The most parts that a grammar may have once its references to files are followed."""


@dataclass(slots=True, eq=False, repr=False)
class Part:
    """A pattern, or a ``grammar`` with its ``start`` and ``define``; ``div`` and ``include`` are gone, names are classes.

    ``fact`` is what the kind needs to know: the name class of ``element`` and ``attribute``; the name of ``ref`` and
    ``parentRef``; (name, combine) of ``define`` and ``start``, the name of which is None; the row without exception of ``data``
    and ``value``. The only part of an ``externalRef`` is the outermost one of its file, shared by all that ask for it.
    """

    kind: str
    origin: Origin
    parts: list[Part] = field(default_factory=list)
    fact: Any = None


class Budget:
    """Counts the parts of a grammar that refers to files over and over again, before they fill the memory."""

    def __init__(self) -> None:
        self.left = MAX_PARTS

    def take(self, count: int, origin: Origin) -> None:
        """Take so many; GrammarError when there are not as many left."""
        self.left -= count
        if self.left < 0:
            raise refused("too-large", origin.span, limit=f"{MAX_PARTS:,}")
