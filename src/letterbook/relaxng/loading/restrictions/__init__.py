"""Section 7: what a grammar in the simple form may not contain."""

from __future__ import annotations

from collections.abc import Callable

from letterbook.relaxng.loading.restrictions.contents import Contents
from letterbook.relaxng.loading.restrictions.contexts import contexts
from letterbook.relaxng.loading.restrictions.overlaps import attributes, infinite, interleaves
from letterbook.relaxng.loading.restrictions.strings import string_sequences
from letterbook.relaxng.loading.restrictions.wrong import Wrong
from letterbook.relaxng.program import Program

__all__ = ["Wrong", "check"]

_ALL: tuple[Callable[[Program, Contents], Wrong | None], ...] = (
    contexts,
    string_sequences,
    attributes,
    infinite,
    interleaves,
)


def check(program: Program) -> Wrong | None:
    """The first thing that section 7 does not allow, of a program in which everything can be reached."""
    contents = Contents(program)
    return next((wrong for restriction in _ALL if (wrong := restriction(program, contents))), None)
