"""Rules of an edition's own in a process apart: it is ended when a rule never ends, and the run goes on.

The parent loads none of their code. What it wants to know of them it is told as data.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from letterbook.findings import Finding, Problem, Severity
from letterbook.index import Index
from letterbook.rules.own import OwnFile, OwnRuleError, load, unexplained
from letterbook.sources import Source, read
from letterbook.workers import Outcome, Pool, WorkerError

_LIST = ""
"""The item that asks which rules there are."""

_HELP = "look for a loop in the rule that never ends, or give more time with --timeout"


@dataclass(frozen=True, slots=True)
class Described:
    """What a rule of an edition's own says of itself; ``page`` is its docstring, ``file`` its name in the edition."""

    code: str
    name: str
    severity: Severity
    default: bool
    aliases: tuple[str, ...]
    kind: str
    page: str
    file: str


def described(
    files: Sequence[OwnFile], *, timeout: float
) -> tuple[tuple[Described, ...], tuple[Finding, ...]]:
    """The rules of these files, by code, and notes on what their pages lack.

    Raises OwnRuleError for files that are no rules, or do not let themselves be loaded in ``timeout`` seconds.
    """
    if not files:
        return (), ()
    with Pool(f"{__name__}:setup", (tuple(files), None, {}), timeout=timeout) as pool:
        (outcome,) = pool.map([_LIST])
    rules, wrong, notes = _answer(outcome, ", ".join(file.name for file in files))
    if wrong:
        raise OwnRuleError(wrong)
    return rules, notes


def check_edition(
    files: Sequence[OwnFile],
    codes: Collection[str],
    index: Index,
    paths: Mapping[str, Path],
    *,
    timeout: float,
) -> Iterator[Finding]:
    """What the rules of these codes that look over the edition say; each has ``timeout`` seconds.

    ``paths`` leads from the names of files to where they are.
    """
    wanted = sorted(codes)
    if not files or not wanted:
        return
    places = {name: str(path) for name, path in paths.items()}
    with Pool(f"{__name__}:setup", (tuple(files), index, places), timeout=timeout) as pool:
        for outcome in pool.map(wanted):
            if outcome.failure is None:
                yield from outcome.value
            elif outcome.failure.kind == "error":
                raise WorkerError(outcome.failure.detail)
            else:
                crash = ("X008", "failed-rule")
                yield outcome.failure.told(
                    "letterbook.toml", f"the rule {outcome.item}", crash=crash, help_=_HELP
                )


def setup(files: Sequence[OwnFile], index: Index | None, paths: Mapping[str, str]) -> Callable[[str], Any]:
    """The function of a worker: for ``""`` what rules there are, for a code what that rule finds in the edition."""
    from letterbook.rules import running

    loaded: list[Any] = []

    def rules() -> Any:
        if not loaded:
            loaded.append(load(files))
        return loaded[0]

    def sources(name: str) -> Source | None:
        try:
            return read(Path(paths[name]), name=name) if name in paths else None
        except Problem:
            return None

    def handle(code: str) -> Any:
        if code == _LIST:
            try:
                found = rules()
            except OwnRuleError as error:
                return (), error.findings, ()
            names = {str(file.path): file.name for file in files}
            return tuple(_described(rule, names) for rule in found), (), tuple(unexplained(found, files))
        chosen = [rule for rule in rules() if rule.code == code]
        return list(running.check_edition(chosen, index, sources)) if index is not None else []

    return handle


def _described(rule: Any, names: Mapping[str, str]) -> Described:
    file = names.get(rule.module.__file__, "")
    page = rule.module.__doc__ or ""
    return Described(rule.code, rule.name, rule.severity, rule.default, rule.aliases, rule.kind, page, file)


def _answer(outcome: Outcome, names: str) -> Any:
    failure = outcome.failure
    if failure is None:
        return outcome.value
    if failure.kind == "error":
        raise WorkerError(failure.detail)
    told = failure.told(names, "loading them", crash=("U021", "incorrect-rule"), help_=_HELP)
    return (), (told,), ()
