"""Schematron of editions and strangers: read with what it asks for beside it, compiled, made ready to run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from letterbook import sources
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.reading.listing import matching
from letterbook.validation.plan import SchemaProblem

if TYPE_CHECKING:
    from letterbook.schematron import CompiledSchema

MAX_BYTES = 16 * 1024 * 1024
"""The most bytes that a schema and the files that it asks for may have together."""

Files = tuple[tuple[str, str], ...]
"""Paths with the SHA-256 (hexadecimal) of what they held."""

_NO_PATH = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|[/\\]|.*[\x00-\x1f\\]")


class Beside:
    """Gives the files that a schema asks for: those below ``limit``, by their paths from the schema; hidden ones never."""

    def __init__(self, schema: Path, limit: Path) -> None:
        self._folder = schema.resolve().parent
        self._limit = limit.resolve()
        self._room = MAX_BYTES
        self.files: dict[str, str] = {}
        """The files that it gave, with the SHA-256 of what they held."""

    def __call__(self, address: str) -> bytes | None:
        """The bytes of a file, or None for one that the schema may not have."""
        path = beside(self._folder, self._limit, address)
        try:
            if path is None or path.stat().st_size > self._room:
                return None
            data = sources.read_bytes(path, name=address)
        except (Problem, OSError):
            return None
        self._room -= len(data)
        self.files[str(path)] = hashlib.sha256(data).hexdigest()
        return data


def beside(folder: Path, limit: Path, address: str) -> Path | None:
    """The file that an address leads to from a folder, links followed; None when it leads out of ``limit`` or to no file."""
    if not address or _NO_PATH.match(address):
        return None
    steps = [unquote(step) for step in address.partition("#")[0].split("/")]
    if any(re.search(r"[/\\:\x00-\x1f]", step) for step in steps):
        return None
    try:
        path = folder.joinpath(*steps).resolve()
        if not path.is_relative_to(limit) or not path.is_file():
            return None
    except (OSError, ValueError, RuntimeError):
        return None
    return None if any(part.startswith(".") for part in path.relative_to(limit).parts) else path


def compiled(
    path: Path, name: str, *, phase: str = "", limit: Path | None = None
) -> tuple[CompiledSchema, Files]:
    """A Schematron file, or the Schematron that a grammar embeds, as a stylesheet; and the files that it was made of.

    It may have files of ``limit``, else of its own folder. Raises Problem for one that cannot be used.
    """
    from letterbook.schematron import SchematronError, compile_schema

    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # which reading it says
    if size > MAX_BYTES:
        raise SchematronError.at(Span(name), f"has more than {MAX_BYTES // 1024 // 1024} MB")
    data = sources.read_bytes(path, name=name)
    resolve = Beside(path, limit if limit is not None else path.resolve().parent)
    try:
        schema = compile_schema(data, name=name, phase=phase or None, resolve=resolve)
    except RecursionError:
        raise SchematronError.at(Span(name), "is nested too deep") from None
    own = (str(path.resolve()), hashlib.sha256(data).hexdigest())
    return schema, (own, *resolve.files.items())


def executable(schema: CompiledSchema) -> Any:
    """What Saxon runs: only in a worker. Raises Problem for a schema that Saxon does not take."""
    from letterbook import saxon
    from letterbook.schematron import compile_executable

    saxon.lock()
    return compile_executable(schema)


def own_schematrons(root: Path, patterns: Sequence[str]) -> tuple[CompiledSchema, ...]:
    """The Schematron files that ``[validate] schematron`` of an edition names, each once, in its order.

    Raises SchemaProblem for a path or pattern that leads to nothing, and for a schema that cannot be used.
    """
    found: dict[Path, str] = {}
    limit = root.resolve()
    for pattern in patterns:
        paths = [path for path in matching(root, pattern, suffix=".sch") if path.is_file()]
        if not paths:
            raise SchemaProblem(_nothing(pattern))
        for path in paths:
            found.setdefault(path.resolve(), path.relative_to(root).as_posix())
    try:
        return tuple(compiled(path, name, limit=limit)[0] for path, name in found.items())
    except Problem as problem:
        raise SchemaProblem(problem.finding) from None


def _nothing(pattern: str) -> Finding:
    what = "leads to no Schematron (.sch)" if re.search(r"[*?\[]", pattern) else "is not there"
    return Finding(
        "R001",
        Severity.ERROR,
        f"{what}, but [validate] schematron in letterbook.toml asks for it",
        Span(pattern),
        name="missing-file",
        help="put it there, or take it out of letterbook.toml",
    )
