"""What every explanation is made from, and what it gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from letterbook.relaxng.automaton import Automaton
from letterbook.relaxng.explanations.document import Document
from letterbook.relaxng.explanations.words import FEW, MOST_NAMES
from letterbook.relaxng.possible import Possible
from letterbook.relaxng.recovery import Recovery
from letterbook.relaxng.vocabulary import Vocabulary

_SPECIAL = 2
"""An element that so few elements may hold is made for them."""


@dataclass(frozen=True, slots=True)
class Told:
    """A message, and what to do."""

    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The grammar and the document."""

    automaton: Automaton
    recovery: Recovery
    document: Document

    @property
    def possible(self) -> Possible:
        """What may stand where."""
        return self.recovery.possible

    @property
    def vocabulary(self) -> Vocabulary:
        """What the grammar as a whole knows."""
        return self.recovery.vocabulary

    def tag(self, name: str, near: Any) -> str:
        """An element as it is written near another."""
        return f"<{self.document.shown(name, near)}>"

    def some(self, names: Iterable[str], near: Any, *, within: str = "", round_: str = "") -> list[str]:
        """A few elements to propose, written: see ``best``."""
        best = self.best(names, within=within, round_=round_)
        return list(dict.fromkeys(self.tag(name, near) for name in best))

    def fitting(self, names: Iterable[str], *, within: str = "", round_: str = "") -> list[str]:
        """Those of some elements that the document uses so already, and those that are made for such a place."""
        document, all_ = self.document, list(names)
        used, others = document.ranked(all_, within=within, round_=round_)
        so = [n for n in used if document.has_within(n, round_) or document.has_within(within, n)]
        made = [n for n in (*used, *others) if len(self.vocabulary.holders(n)) <= _SPECIAL]
        return list(dict.fromkeys((*so, *made)))

    def best(self, names: Iterable[str], *, within: str = "", round_: str = "") -> list[str]:
        """A few elements to propose: those that fit, else others that the document uses, else any; among what is used as
        often, what more elements may hold comes first.
        """
        common = sorted(names, key=lambda name: -len(self.vocabulary.holders(name)))
        fitting = self.fitting(common, within=within, round_=round_)
        used, others = self.document.ranked(common)
        return (fitting or used or others)[:FEW]

    def up_to_six(self, names: Iterable[str], near: Any) -> list[str]:
        """Elements as they are written, those that the document uses first."""
        used, others = self.document.ranked(names)
        return list(dict.fromkeys(self.tag(name, near) for name in (*used, *others)))[:MOST_NAMES]
