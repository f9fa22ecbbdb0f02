"""A new edition: what ``letterbook init`` writes. It validates and builds at once; what is there stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from letterbook import resources, writing
from letterbook.distribution import INSTALL
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.settings import FILE_NAME

_PLACES = {"gitignore": ".gitignore", "workflows/letterbook.yml": ".github/workflows/letterbook.yml"}
"""Templates with another name in the edition: names that begin with a dot get lost in packages."""

_OWN = frozenset({"xslt-style.sch"})
"""Schemas that are for Letterbook's own files."""


class StartingError(Problem):
    """The folder cannot become an edition."""

    wrong_use = True


@dataclass(frozen=True, slots=True)
class Started:
    """What was done, in paths relative to the folder: files written, and files that were there already."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def start(folder: Path) -> Started:
    """Make a folder an edition with one example letter.

    Raises StartingError, or Problem when a file cannot be written.

    A folder that has files under ``tei`` already gets no example.
    """
    label = folder.as_posix()
    if folder.exists() and not folder.is_dir():
        raise StartingError(_finding("is a file: an edition is a folder", label))
    if (folder / FILE_NAME).exists():
        raise StartingError(_finding(f"is an edition already: it has a {FILE_NAME}", label))
    example = not any((folder / "tei").glob("**/*.xml"))
    written, kept = [], []
    for name, data in contents():
        if name.startswith("tei/") and not example:
            continue
        target = folder.joinpath(*name.split("/"))
        if target.exists():
            kept.append(name)
        else:
            writing.write(target, data)
            written.append(name)
    for name in ("tei/letters", "tei/registers"):
        folder.joinpath(*name.split("/")).mkdir(parents=True, exist_ok=True)
    return Started(tuple(written), tuple(kept))


def contents() -> Iterator[tuple[str, bytes]]:
    """The files of a new edition: path relative to its folder, and bytes. letterbook.toml comes last."""
    last = b""
    for path, name in _below(resources.templates("edition")):
        data = path.read_bytes().replace(b"\r\n", b"\n").replace(b"@INSTALL@", INSTALL.encode())
        if name == FILE_NAME:
            last = data
        else:
            yield _PLACES.get(name, name), data
    for path, name in _below(resources.schema()):
        if name not in _OWN:
            yield f"schema/{name}", path.read_bytes()
    yield FILE_NAME, last


def _below(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files below a folder in a stable order, with their paths relative to it."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(names):
        if "__pycache__" not in name:
            yield names[name], name


def _finding(message: str, label: str) -> Finding:
    return Finding("E006", Severity.ERROR, message, Span(label), name="no-place-for-edition")
