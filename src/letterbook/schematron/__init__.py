"""Schematron: a compiler from ISO Schematron to XSLT 3.0, and the running of what it makes.

``compile_schema`` reads a schema, or the Schematron that a RELAX NG grammar embeds, and gives a stylesheet;
it needs no Saxon. ``compile_executable`` and ``run`` belong into a worker: they call Saxon, after its lock.
"""

from __future__ import annotations

from letterbook.schematron.compiling import compile_schema
from letterbook.schematron.embedded import extract_schematron
from letterbook.schematron.model import Assertion, CompiledSchema, Failure, Origin, SchematronError, code_of
from letterbook.schematron.running import compile_executable, run

__all__ = [
    "Assertion",
    "CompiledSchema",
    "Failure",
    "Origin",
    "SchematronError",
    "code_of",
    "compile_executable",
    "compile_schema",
    "extract_schematron",
    "run",
]
