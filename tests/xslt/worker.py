"""What the tests do in a worker, where Saxon is: run a shipped stylesheet, or hold one to the house style."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from letterbook import saxon

Job = tuple[str, str, dict[str, Any], str, str]
"""Stylesheet, markup, settings, index, registers; the last two may be empty."""


def transforming(unmatched: str) -> Callable[[Job], tuple[str, list[str]]]:
    """Runs jobs; stylesheets are compiled once. ``unmatched`` is what becomes of elements without a template."""
    compiled: dict[str, Any] = {}

    def handle(job: Job) -> tuple[str, list[str]]:
        path, markup, settings, index, registers = job
        if path not in compiled:
            compiled[path] = saxon.compile_file(Path(path), static={"unmatched": unmatched})
        parameters: dict[str, Any] = {"settings": settings}
        if index:
            parameters["index"] = saxon.Tree(index)
        if registers:
            parameters["registers"] = saxon.Tree(registers)
        return saxon.transform(compiled[path], markup, parameters)

    return handle


def judging(schema: str) -> Callable[[str], list[str]]:
    """Judges files by a Schematron; what is found, as ``id: text``."""
    from letterbook.schematron import compile_executable, compile_schema, run
    from letterbook.sources import parse, read

    saxon.lock()
    compiled = compile_schema(Path(schema).read_bytes(), name=Path(schema).name)
    executable = compile_executable(compiled)

    def handle(item: str) -> list[str]:
        source = (
            parse(item.encode(), "bad.xsl")
            if item.startswith("<")
            else read(Path(item), name=Path(item).name)
        )
        return [
            f"{failure.assertion_id}: {' '.join(failure.text.split())}"
            for failure in run(compiled, executable, source)
        ]

    return handle
