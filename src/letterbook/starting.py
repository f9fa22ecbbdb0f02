"""A new edition: what ``letterbook init`` writes. It validates and builds at once; what is there stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from letterbook import resources, writing
from letterbook.distribution import ACTION, INSTALL, REPOSITORY, TAG
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.settings import FILE_NAME

_PLACES = {"gitignore": ".gitignore"}
"""Templates with another name in the edition: names that begin with a dot get lost in packages."""

SERVICES = {
    "github": ".github/workflows/letterbook.yml",
    "gitlab": ".gitlab-ci.yml",
    "pre-commit": ".pre-commit-config.yaml",
}
"""What can check an edition at every change, with the file that tells it so."""

DEFAULT_SERVICES = ("github",)

_CHECKS = {
    "github": "On GitHub, the workflow in `{}` does both for every change, and marks\nwhat is wrong at its lines.",
    "gitlab": "At GitLab, `{}` does both for every change, and shows what is wrong at its lines.",
    "pre-commit": "`{}` checks letters before each commit: once, in this folder, `pip install pre-commit`,\n"
    "then `pre-commit install`.",
}
"""What the edition's README says of them."""

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
    repository: Path | None = None
    """The folder of the git repository that the edition is a part of, if it is not the edition's own."""


def start(folder: Path, services: Sequence[str] | None = None) -> Started:
    """Make a folder an edition with one example letter, checked by these of ``SERVICES`` (else the default).

    A folder that has files under ``tei`` already gets no example; one that is an edition already gets only the files of the
    services that are named. Raises StartingError, or Problem when a file cannot be written.
    """
    label = folder.as_posix()
    if folder.exists() and not folder.is_dir():
        raise StartingError(_finding("is a file: an edition is a folder", label))
    if (folder / FILE_NAME).exists():
        if services is None:
            raise StartingError(_finding(f"is an edition already: it has a {FILE_NAME}", label))
        return _laid(folder, _checks(services))
    example = not any((folder / "tei").glob("**/*.xml"))
    made = contents(DEFAULT_SERVICES if services is None else services)
    started = _laid(folder, (one for one in made if example or not one[0].startswith("tei/")))
    for name in ("tei/letters", "tei/registers"):
        folder.joinpath(*name.split("/")).mkdir(parents=True, exist_ok=True)
    return started


def _laid(folder: Path, files: Iterator[tuple[str, bytes]]) -> Started:
    """Write files; those that are there already stay as they are."""
    written, kept = [], []
    for name, data in files:
        target = folder.joinpath(*name.split("/"))
        if target.exists():
            kept.append(name)
        else:
            writing.write(target, data)
            written.append(name)
    return Started(tuple(written), tuple(kept), _around(folder))


def _around(folder: Path) -> Path | None:
    """The nearest folder above that is a git repository; None where there is none, or this one is."""
    here = folder.resolve()
    found = next((one for one in (here, *here.parents) if (one / ".git").exists()), here)
    return None if found == here else found


def contents(services: Sequence[str] = DEFAULT_SERVICES) -> Iterator[tuple[str, bytes]]:
    """The files of a new edition: path relative to its folder, and bytes. letterbook.toml comes last."""
    last = b""
    for path, name in _below(resources.templates("edition")):
        if name.startswith("ci/"):
            continue
        data = _filled(path, services)
        if name == FILE_NAME:
            last = data
        else:
            yield _PLACES.get(name, name), data
    yield from _checks(services)
    for path, name in _below(resources.schema()):
        if name not in _OWN:
            yield f"schema/{name}", path.read_bytes()
    yield FILE_NAME, last


def _checks(services: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The files of some services."""
    for service, name in SERVICES.items():
        if service in services:
            yield name, _filled(resources.templates("edition", "ci", f"{service}.yml"), services)


def _filled(path: Path, services: Sequence[str]) -> bytes:
    """A template with what differs from version to version, and from edition to edition."""
    checks = "".join(f"\n{said.format(SERVICES[one])}\n" for one, said in _CHECKS.items() if one in services)
    data = path.read_bytes().replace(b"\r\n", b"\n")
    for mark, value in (
        ("@INSTALL@", INSTALL),
        ("@ACTION@", ACTION),
        ("@REPOSITORY@", REPOSITORY),
        ("@VERSION@", TAG),
        ("@CHECKS@", checks),
    ):
        data = data.replace(mark.encode(), value.encode())
    return data


def _below(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files below a folder in a stable order, with their paths relative to it."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(names):
        if "__pycache__" not in name:
            yield names[name], name


def _finding(message: str, label: str) -> Finding:
    return Finding("E006", Severity.ERROR, message, Span(label), name="no-place-for-edition")
