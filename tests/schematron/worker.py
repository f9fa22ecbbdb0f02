"""What the worker of these tests does: Saxon is locked there, as it is when files are judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from letterbook.schematron import CompiledSchema, Failure


def setup() -> Callable[[tuple[CompiledSchema, bytes]], list[Failure]]:
    """The function that runs a schema over a document; stylesheets are compiled once."""
    from letterbook import saxon, sources
    from letterbook.schematron import compile_executable, run

    saxon.lock()
    kept: dict[str, Any] = {}

    def handle(item: tuple[CompiledSchema, bytes]) -> list[Failure]:
        schema, document = item
        if schema.stylesheet not in kept:
            kept[schema.stylesheet] = compile_executable(schema)
        source = sources.parse(document, "document.xml")
        failures = run(schema, kept[schema.stylesheet], source)
        for failure in failures:
            source.node_at(failure.path)
        return failures

    return handle
