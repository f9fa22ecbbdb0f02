"""Python looks for circles among objects less often while thousands of files are checked: facts and findings make none."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator

_RARELY = (50_000, 20, 100)
"""So many new objects are worth a look, so many looks a longer one."""


def settled() -> None:
    """In a worker that has loaded what it needs: that stays, and need not be looked through again and again."""
    gc.freeze()
    gc.set_threshold(*_RARELY)


@contextlib.contextmanager
def rarely() -> Iterator[None]:
    """While this lasts, looks are rare."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
