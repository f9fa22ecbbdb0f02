"""Whether a command left processes behind."""

from __future__ import annotations

import os
import time
from pathlib import Path

_PATIENCE = 10.0
"""Seconds that those are given which are just ending."""


def all_gone(group: int) -> bool:
    """Whether no process of the group is alive, after a little patience."""
    until = time.monotonic() + _PATIENCE
    while _alive(group):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _alive(group: int) -> bool:
    """Whether one of them runs. One that ended and that nobody has asked for yet (a zombie) does not."""
    if not Path("/proc/self/stat").exists():
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        return True
    for process in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = process.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(its_group) == group and state not in "ZX":
            return True
    return False
