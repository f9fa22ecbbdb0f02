"""``--changed-since``: which files of an edition git says are changed, and whose findings are told therefore.

What counts is the disk against the commit at which the branch left the one that is named; files that git does not keep
count as changed. Where a file that says how others are judged was changed, or a file is gone, all are looked at again.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from letterbook.findings import Finding
from letterbook.reading.edition import Edition, EditionFile
from letterbook.reading.listing import SUFFIX, covering
from letterbook.settings import FILE_NAME, Settings
from letterbook.validation.git import ChangesError, Repository

__all__ = ["Changes", "ChangesError", "changed_since"]

_SCHEMAS = (".rng", ".rnc", ".sch", ".xsd", ".dtd")


@dataclass(frozen=True, slots=True)
class Changes:
    """What was changed since ``since``, as names of files of the edition.

    ``reason`` says why everything counts as changed; it is empty when only ``names`` do.
    """

    since: str
    names: frozenset[str]
    reason: str = ""

    def includes(self, name: str) -> bool:
        """Whether a file counts as changed."""
        return bool(self.reason) or name in self.names

    def shows(self, finding: Finding) -> bool:
        """Whether a finding is told: its file, or one it speaks of, was changed."""
        return self.includes(finding.span.file) or any(self.includes(r.span.file) for r in finding.related)

    def note(self, checked: int, files: int) -> str:
        """What is said of it when so many of the files were checked."""
        if self.reason:
            return f"changed since {self.since}: {self.reason}, so everything is checked"
        return f"changed since {self.since}: {checked:,} of {files:,} {'file' if files == 1 else 'files'}"


def changed_since(revision: str, edition: Edition) -> Changes:
    """What was changed in an edition since a commit, branch or tag.

    Raises ChangesError when there is no git, no repository, or no such commit in it.
    """
    root = edition.root if edition.root is not None else _common(edition.selected)
    repository = Repository.around(root)
    changed = repository.changed_since(revision)
    kept = repository.kept()
    files = {file.name: file for file in (*edition.letter_files, *edition.register_files, *edition.selected)}
    names = {
        name for name, place in _places(files.values(), root).items() if _is_changed(place, changed, kept)
    }
    reason = _reason(edition, names, changed, root) if edition.root is not None else ""
    return Changes(revision, frozenset(names), reason)


def _is_changed(place: str, changed: Collection[str], kept: Collection[str]) -> bool:
    """Whether a file was changed, or a folder round it that git keeps as one thing (a submodule); or git keeps no such."""
    if place in changed or place not in kept:
        return True
    return any(parent.as_posix() in changed for parent in PurePosixPath(place).parents)


def _places(files: Iterable[EditionFile], root: Path) -> dict[str, str]:
    """Where each file really lies, relative to the root, by name: git follows no links."""
    base = os.path.realpath(root)
    folders: dict[Path, str] = {}
    places = {}
    for file in files:
        real = folders.get(file.path.parent)
        if real is None:
            real = folders[file.path.parent] = os.path.realpath(file.path.parent)
        path = os.path.realpath(file.path) if file.path.is_symlink() else str(Path(real, file.path.name))
        try:
            places[file.name] = Path(os.path.relpath(path, base)).as_posix()
        except ValueError:  # another disk
            places[file.name] = path
    return places


def _reason(edition: Edition, names: Collection[str], changed: Iterable[str], root: Path) -> str:
    """Why everything has to be looked at: the first changed file that says how others are judged, or one that is gone."""
    settings = edition.settings
    registers = {file.name for file in edition.register_files}
    judging = _judging(settings)
    listed = [covering(pattern) for pattern in (*settings.paths.letters, *settings.paths.registers)]
    for name in sorted({*changed, *(registers & set(names))}):
        if name in registers or judging(name):
            return f"{name} was changed"
        place = root.joinpath(*PurePosixPath(name).parts)
        if place.suffix.lower() == SUFFIX and any(covers(name) for covers in listed) and not place.exists():
            return f"{name} is gone"
    return ""


class _judging:
    """Whether a file says how others are judged: the settings, schemas, catalogs, rules."""

    def __init__(self, settings: Settings) -> None:
        chosen = settings.validate
        paths = [
            *chosen.schematron,
            *chosen.rules,
            *(path for path in (chosen.schema, chosen.catalog) if path),
        ]
        self._covers = [covering(path) for path in paths]

    def __call__(self, name: str) -> bool:
        return (
            name == FILE_NAME
            or PurePosixPath(name).suffix.lower() in _SCHEMAS
            or any(covers(name) for covers in self._covers)
        )


def _common(files: Sequence[EditionFile]) -> Path:
    """The folder that holds all the files."""
    return Path(os.path.commonpath([file.path.absolute().parent for file in files]))
