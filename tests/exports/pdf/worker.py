"""What the tests do in a worker, where Saxon is: a letter as neutral XML, and how long that took."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from letterbook import saxon

Job = tuple[str, dict[str, Any], str]
"""Markup of a TEI element, settings, index; the last may be empty."""
Neutral = tuple[str, list[str], float]
"""Neutral XML, messages, seconds."""


def setting_up(main: str, unmatched: str) -> Callable[[Job], Neutral]:
    """Runs the stylesheet ``main``; ``unmatched`` is what becomes of elements without a template."""
    executable = saxon.compile_file(Path(main), static={"unmatched": unmatched})

    def handle(job: Job) -> Neutral:
        markup, settings, index = job
        parameters: dict[str, Any] = {"settings": settings}
        if index:
            parameters["index"] = saxon.Tree(index)
        started = time.perf_counter()
        neutral, messages = saxon.transform(executable, markup, parameters)
        return neutral, messages, time.perf_counter() - started

    return handle
