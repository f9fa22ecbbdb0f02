"""What can be wrong with a value or with a datatype, as data: the words are made elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


class DatatypeError(Exception):
    """A datatype that does not exist, or a parameter that it does not take. ``str()`` gives the message."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a text is not a value of a datatype.

    ``kind`` is the name of a facet (``pattern``, ``minLength``, …), ``lexical`` when no more is known than that the text
    does not have the form of the type, or a finer kind of that (``no-such-day``, ``two-digit-month``, ``blank``, …; the
    table in the documentation of the package lists all). ``facts`` holds texts only: ``limit`` and ``found`` for a facet,
    ``suggestion`` for a value that was certainly meant, and what else the kind needs.
    """

    kind: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.kind, tuple(sorted(self.facts.items()))))


LEXICAL = Reason("lexical")
