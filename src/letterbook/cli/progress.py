"""Progress: one line on stderr that overwrites itself, only where stderr is a terminal."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import TextIO

_EVERY = 0.1
"""Seconds between two changes of the line."""


def coloured(stream: TextIO) -> bool:
    """Whether colours are wanted on a stream: a terminal, and neither ``NO_COLOR`` nor a dumb one."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Progress:
    """Counts what is done. Used as a context; ``step`` after each piece of work."""

    def __init__(self, what: str, total: int | None = None, stream: TextIO | None = None) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._shown = self._stream.isatty() and os.environ.get("TERM") != "dumb"
        self._what = what
        self.total = total
        self._done = 0
        self._last = 0.0
        self._width = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()

    def step(self, name: str = "") -> None:
        """One piece of work is done; ``name`` says which."""
        self._done += 1
        now = time.monotonic()
        if not self._shown or now - self._last < _EVERY:
            return
        self._last = now
        of = f"/{self.total}" if self.total else ""
        line = f"{self._what} {self._done}{of} {name}"[:78]
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = max(self._width, len(line))
