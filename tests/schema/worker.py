"""What the worker of these tests does: it runs letterbook.sch over a document, with Saxon locked."""

from __future__ import annotations

from collections.abc import Callable

from letterbook.schematron import CompiledSchema, Failure


def setup() -> Callable[[tuple[CompiledSchema, bytes]], list[Failure]]:
    """The function that judges one document; the schema is compiled once."""
    from letterbook import saxon, sources
    from letterbook.schematron import compile_executable, run

    saxon.lock()
    kept: dict[str, object] = {}

    def handle(item: tuple[CompiledSchema, bytes]) -> list[Failure]:
        schema, document = item
        if schema.name not in kept:
            kept[schema.name] = compile_executable(schema)
        return list(run(schema, kept[schema.name], sources.parse(document, "document.xml")))

    return handle
