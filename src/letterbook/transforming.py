"""Anybody's own stylesheet over letters: in workers, locked in unless the user allows its code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from letterbook import sources
from letterbook.findings import Finding, Problem
from letterbook.reading.identities import free
from letterbook.workers import Pool, default_jobs

XSL = "http://www.w3.org/1999/XSL/Transform"
PREPARE = ("", "")
"""The item on which a worker compiles the stylesheet, so that the time limit covers that too."""

_CRASH = ("X003", "failed-transformation")
_SLOW = "mend the stylesheet, or give it more time with --timeout"
OUTPUT_ENDINGS = {"html": ".html", "xhtml": ".html", "text": ".txt", "json": ".json"}


class StylesheetError(Exception):
    """A stylesheet that cannot be used; the message says why, with file and line."""


class StylesheetProblem(Problem):
    """A stylesheet's file that cannot be read. It is no fault of the letters: the command was used wrongly."""

    wrong_use = True


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """A stylesheet as it is handed to the workers: its file, its text without DOCTYPE, and the ending of its results."""

    path: str
    name: str
    text: str
    ending: str


@dataclass(frozen=True, slots=True)
class Transformed:
    """What became of one file: the result, or findings; ``messages`` is what the stylesheet said."""

    path: Path
    result: str | None
    messages: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def load(path: Path) -> Stylesheet:
    """Read a stylesheet. Raises StylesheetProblem when the file cannot be read, StylesheetError when it is none."""
    try:
        source = sources.read(path)
    except Problem as problem:
        raise StylesheetProblem(problem.finding) from None
    root = source.root
    if not str(root.tag).startswith(f"{{{XSL}}}") and root.get(f"{{{XSL}}}version") is None:
        raise StylesheetError(f"{source.name} is no XSLT stylesheet: its root element is <{root.tag}>")
    output = root.find(f"{{{XSL}}}output")
    method = (
        "html" if root.get(f"{{{XSL}}}version") else (output.get("method") if output is not None else None)
    )
    ending = OUTPUT_ENDINGS.get(method or "xml", ".xml")
    return Stylesheet(str(path.resolve()), source.name, source.markup(), ending)


def run(
    stylesheet: Stylesheet,
    files: Iterable[tuple[Path, str]],
    *,
    parameters: Mapping[str, str] | None = None,
    allow_code: bool = False,
    timeout: float = 60.0,
    jobs: int | None = None,
) -> Iterator[Transformed]:
    """Transform files, given as path and name, in their order.

    ``timeout`` is in seconds a file. ``allow_code`` lets the stylesheet read files, the network and the environment.
    Raises StylesheetError when it does not compile.
    """
    files = list(files)
    arguments = (stylesheet, dict(parameters or {}), allow_code)
    pool = Pool(
        "letterbook.transforming:setup",
        arguments,
        jobs=jobs or default_jobs(len(files), each=16),
        timeout=timeout,
    )
    with pool:
        for outcome in pool.map([PREPARE]):
            wrong = outcome.value
            if outcome.failure is not None:
                wrong = outcome.failure.told(stylesheet.name, "compiling it", crash=_CRASH).message
            if wrong is not None:
                raise StylesheetError(f"{stylesheet.name}: {wrong}")
        for outcome in pool.map((str(path), name) for path, name in files):
            path, name = outcome.item
            if outcome.failure is None:
                result, messages = outcome.value
                yield Transformed(Path(path), result, tuple(messages))
            else:
                told = outcome.failure.told(name, "the transformation", crash=_CRASH, help_=_SLOW)
                yield Transformed(Path(path), None, findings=(told,))


def setup(
    stylesheet: Stylesheet, parameters: Mapping[str, str], allow_code: bool
) -> Callable[[tuple[str, str]], object]:
    """In a worker: compile on ``PREPARE`` or the first file, then transform file after file."""
    from letterbook import saxon

    if allow_code:
        saxon.start(environment=True)
    else:
        saxon.lock()
    compiled: list[object] = []

    def handle(item: tuple[str, str]) -> object:
        path, name = item
        if item == PREPARE:
            try:
                _compile()
            except saxon.SaxonError as error:
                return _placed(str(error))
            return None
        executable = _compile()
        source = sources.read(Path(path), name=name)
        try:
            return saxon.transform(executable, source.markup(), parameters, capture=not allow_code)
        except saxon.SaxonError as error:
            raise saxon.failure(name, error) from None

    def _compile() -> object:
        if not compiled:
            made = (
                saxon.compile_allowed(Path(stylesheet.path))
                if allow_code
                else saxon.compile_text(stylesheet.text)
            )
            compiled.append(made)
        return compiled[0]

    return handle


def _placed(message: str) -> str:
    """Saxon's message with a hint where the lock refused something."""
    if re.search(r"prohibited|disallowed|disabled", message):
        return f"{message}; a stylesheet may not read or write files (--allow-code opens it)"
    return message


def targets(files: Iterable[Path], paths: Iterable[Path]) -> dict[Path, str]:
    """The name of each file's result, without ending: its place below the folder that was given, with ``/``.

    Two that would differ by nothing but case get ``-2``, ``-3`` behind them, in the order of the files.
    """
    folders = [path for path in paths if path.is_dir()]
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for file in files:
        folder = next((folder for folder in folders if file.is_relative_to(folder)), file.parent)
        names[file] = free(file.relative_to(folder).with_suffix("").as_posix(), taken)
        taken.add(names[file].casefold())
    return names
