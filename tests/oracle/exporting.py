"""The text export in a worker, as tests call it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from letterbook import saxon


def setup(stylesheet: str, unmatched: str) -> Callable[[tuple[str, str]], str]:
    """What a worker does: compile a text stylesheet, then make the body's text of (markup, layer)."""
    executable = saxon.compile_file(Path(stylesheet), static={"unmatched": unmatched})

    def text(item: tuple[str, str]) -> str:
        markup, layer = item
        settings = {"layer": layer, "body-only": True, "wrap": 0}
        return saxon.transform(executable, markup, {"settings": settings})[0]

    return text
