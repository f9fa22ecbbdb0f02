"""An edition: which files belong to it, what is asked for, and what its registers hold."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from letterbook.findings import Finding, Problems, Severity, Span
from letterbook.reading.letters import Kind, classify, identify
from letterbook.reading.listing import matching, order, walk
from letterbook.reading.registers import Register
from letterbook.settings import Settings, discover, place
from letterbook.sources import Source, SourceError, parse, read, read_bytes


class EditionError(Problems):
    """Paths that stand for nothing; ``findings`` has all of them."""

    wrong_use = True


@dataclass(frozen=True, slots=True)
class EditionFile:
    """One file: where it is, and what findings and pointers call it."""

    path: Path
    name: str


_REGISTER_MARK = re.compile(rb"<(?:[\w.\-]+:)?(?:listPerson|listPlace|listOrg|listEvent|listBibl|standOff)\b")


@dataclass
class Edition:
    """The files of an edition and its settings.

    ``letter_files`` and ``register_files`` are all there are; ``selected`` is what the paths asked for, in
    order. A file that is selected but in neither list (a report, a schema's example) counts among the letter
    files: reading it tells what it is.
    """

    settings: Settings
    root: Path | None
    letter_files: tuple[EditionFile, ...]
    register_files: tuple[EditionFile, ...]
    selected: tuple[EditionFile, ...]
    findings: tuple[Finding, ...] = ()
    """What is odd about the files themselves: names that differ only by case."""

    @classmethod
    def open(
        cls, paths: Sequence[Path] = (), settings: Settings | None = None, *, empty: bool = False
    ) -> Edition:
        """The edition that the paths belong to, or one made of the paths alone where there is no
        letterbook.toml.

        Without paths, or with the edition's own folder, everything in the edition is selected. Without
        settings the letterbook.toml above the first path (or the current folder) holds. Raises EditionError
        when a path does not exist, a folder holds no .xml file or a pattern of the settings matches nothing;
        with ``empty`` an edition that has no files yet will do.
        """
        if settings is None:
            settings = discover(paths[0] if paths else Path())
        root = settings.root
        if root is None:
            return cls._of_paths(list(paths) or [Path()], settings)
        return cls._of_root(root, list(paths), settings, empty)

    @classmethod
    def listed(cls, paths: Sequence[Path]) -> Edition:
        """The files that the paths stand for, without asking what they are. Raises EditionError as ``open`` does."""
        files = _ordered(EditionFile(path, path.as_posix()) for path in _listed(list(paths), None, ()))
        return cls(Settings(), None, files, (), files, _collisions(list(files)))

    @classmethod
    def _of_root(cls, root: Path, paths: list[Path], settings: Settings, empty: bool) -> Edition:
        skip = (settings.output,)
        problems: list[Finding] = []
        found: dict[str, dict[str, EditionFile]] = {"letters": {}, "registers": {}}
        for role, patterns in (("letters", settings.paths.letters), ("registers", settings.paths.registers)):
            for pattern in patterns:
                files = matching(root, pattern, skip=skip)
                if not files and (role == "letters" or patterns != type(settings.paths)().registers):
                    problems.append(_unmatched(settings, root, role, pattern))
                for path in files:
                    name = _name(path, root)
                    found[role].setdefault(name, EditionFile(path, name))
        registers = found["registers"]
        letters = {name: file for name, file in found["letters"].items() if name not in registers}
        whole = not paths or all(path.resolve() == root.resolve() for path in paths)
        if whole and problems and not empty:
            raise EditionError(tuple(problems))
        if whole:
            selected = [*letters.values(), *registers.values()]
        else:
            known = {file.path.resolve(): file for file in (*letters.values(), *registers.values())}
            selected = []
            for path in _listed(paths, root, skip):
                file = known.get(path.resolve()) or EditionFile(path, _name(path, root))
                selected.append(file)
                if file.name not in registers:
                    letters.setdefault(file.name, file)
        return cls(
            settings,
            root,
            _ordered(letters.values()),
            _ordered(registers.values()),
            _ordered(selected),
            _collisions([*letters.values(), *registers.values()]),
        )

    @classmethod
    def _of_paths(cls, paths: list[Path], settings: Settings) -> Edition:
        files = [EditionFile(path, path.as_posix()) for path in _listed(paths, None, ())]
        registers = [file for file in files if _looks_like_register(file)]
        names = {file.name for file in registers}
        letters = [file for file in files if file.name not in names]
        selected = _ordered(files)
        return cls(settings, None, _ordered(letters), _ordered(registers), selected, _collisions(files))

    @cached_property
    def ids(self) -> dict[str, str]:
        """What each letter file is known by where it has no ``@xml:id``, by its name."""
        return identify(file.name for file in self.letter_files)

    @property
    def register(self) -> Register:
        """All entries of the edition. Files that cannot be read are left out and told in ``unreadable``."""
        return self._register[0]

    @property
    def unreadable(self) -> tuple[Finding, ...]:
        """Why some register files could not be read."""
        return self._register[1]

    @cached_property
    def _register(self) -> tuple[Register, tuple[Finding, ...]]:
        sources: list[Source] = []
        refused: list[Finding] = []
        for file in self.register_files:
            try:
                sources.append(read(file.path, name=file.name))
            except SourceError as error:
                refused.append(error.finding)
        return Register.of(sources), tuple(refused)

    @property
    def selected_letters(self) -> tuple[EditionFile, ...]:
        """The selected files that are not registers."""
        names = {file.name for file in self.register_files}
        return tuple(file for file in self.selected if file.name not in names)


def _ordered(files: Iterable[EditionFile]) -> tuple[EditionFile, ...]:
    unique = {file.name: file for file in files}
    return tuple(sorted(unique.values(), key=lambda file: order(file.name)))


def _name(path: Path, root: Path) -> str:
    """The path relative to the root with ``/``; as it was given where it is not inside."""
    for tried, base in ((path, root), (path.absolute(), root.absolute()), (path.resolve(), root.resolve())):
        if tried.is_relative_to(base):
            return tried.relative_to(base).as_posix()
    return path.as_posix()


def _listed(paths: list[Path], within: Path | None, skip: tuple[Path, ...]) -> list[Path]:
    problems: list[Finding] = []
    listed: dict[Path, Path] = {}
    folders: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            inside = (
                within if within is not None and path.resolve().is_relative_to(within.resolve()) else None
            )
            files = list(walk(path, within=inside, skip=skip))
            if not files:
                problems.append(_nothing(path.as_posix(), "holds no .xml file"))
        elif path.exists():
            files = [path]
        else:
            files = []
            problems.append(
                Finding(
                    "R001",
                    Severity.ERROR,
                    "there is no such file or folder",
                    Span(path.as_posix()),
                    name="missing-file",
                )
            )
        for file in files:
            folder = folders.get(file.parent)
            if folder is None:
                folder = folders[file.parent] = file.parent.resolve()
            listed.setdefault(file.resolve() if file.is_symlink() else folder / file.name, file)
    if problems:
        raise EditionError(tuple(problems))
    return list(listed.values())


def _unmatched(settings: Settings, root: Path, role: str, pattern: str) -> Finding:
    """Why a path of the settings stands for nothing, and what may have been meant."""
    help_ = "begin one: letterbook new" if role == "letters" else ""
    target = root.joinpath(*PurePosixPath(pattern).parts)
    there, said = target.exists(), "which holds no .xml file"
    if not there and not re.search(r"[*?\[]", pattern):
        said = "but there is no such file or folder"
        near = _near(root, pattern)
        help_ = f"did you mean {' or '.join(near)}?" if near else help_
    assert settings.file is not None
    line, column = place(settings.file, "paths", role)
    span = Span(settings.file.name, line, column)
    message = f"[paths] {role} names {pattern!r}, {said}"
    return Finding("E002", Severity.ERROR, message, span, name="nothing-to-read", help=help_)


def _near(root: Path, pattern: str) -> list[str]:
    """At most three files or folders that are called nearly as the first part of a path that is not there."""
    here = root
    parts = PurePosixPath(pattern).parts
    for number, part in enumerate(parts):
        if not (here / part).exists():
            try:
                names = sorted(entry.name for entry in here.iterdir() if not entry.name.startswith("."))
            except OSError:
                return []
            folded = {name.casefold(): name for name in names}
            near = difflib.get_close_matches(part.casefold(), folded, n=3, cutoff=0.7)
            return ["/".join((*parts[:number], folded[name], *parts[number + 1 :])) for name in near]
        here = here / part
    return []


def _nothing(name: str, message: str) -> Finding:
    return Finding("E002", Severity.ERROR, message, Span(name), name="nothing-to-read")


def _looks_like_register(file: EditionFile) -> bool:
    """Whether a file found without settings is a register: only those that mention a list are read for it."""
    try:
        data = read_bytes(file.path, name=file.name)
    except SourceError:
        return False
    if not _REGISTER_MARK.search(data) or b"correspDesc" in data:
        return False
    try:
        return classify(parse(data, file.name)) is Kind.REGISTER
    except SourceError:
        return False


def _collisions(files: list[EditionFile]) -> tuple[Finding, ...]:
    """Files whose names differ only by upper and lower case: on some disks they are one."""
    seen: dict[str, str] = {}
    found: list[Finding] = []
    for file in _ordered(files):
        first = seen.setdefault(file.name.casefold(), file.name)
        if first != file.name:
            found.append(
                Finding(
                    "E003",
                    Severity.WARNING,
                    f"differs from {first} only by upper and lower case",
                    Span(file.name),
                    name="names-differ-by-case",
                    notes=("disks of Windows and macOS hold only one of them",),
                )
            )
    return tuple(found)
