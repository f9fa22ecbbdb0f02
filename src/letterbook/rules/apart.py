"""Rules of an edition's own in a process apart: it is ended when a rule never ends, and the run goes on.

The parent loads none of their code. What it wants to know of them it is told as data.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from letterbook.findings import Finding, Problem, Severity
from letterbook.index import Index
from letterbook.reading.registers import Register
from letterbook.rules.catalogue import Rule, all_rules
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
    with Pool(f"{__name__}:setup", (tuple(files), None), timeout=timeout) as pool:
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
    with Pool(f"{__name__}:setup", (tuple(files), _Sent.of(index, paths)), timeout=timeout) as pool:
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


@dataclass(frozen=True)
class _Sent:
    """An index as it goes to another process: the register is read there again, because trees do not cross."""

    index: Index
    registers: tuple[str, ...]
    paths: dict[str, str]

    @classmethod
    def of(cls, index: Index, paths: Mapping[str, Path]) -> _Sent:
        """What has to be sent: of what was gathered, that for rules of the edition's own."""
        shipped = {rule.name for rule in all_rules()}
        gathered = {name: found for name, found in index.gathered.items() if name not in shipped}
        bare = replace(index, register=Register(), gathered=gathered)
        return cls(bare, index.register.files, {name: str(path) for name, path in paths.items()})

    def read(self, name: str) -> Source | None:
        """A file by its name; None where it is not there any more."""
        try:
            return read(Path(self.paths[name]), name=name) if name in self.paths else None
        except Problem:
            return None

    def made(self) -> Index:
        """The index, whole."""
        sources = [source for name in self.registers if (source := self.read(name)) is not None]
        return replace(self.index, register=Register.of(sources))


def setup(files: Sequence[OwnFile], sent: _Sent | None) -> Callable[[str], Any]:
    """The function of a worker: for ``""`` what rules there are, for a code what that rule finds in the edition."""
    from letterbook.rules import running

    @cache
    def rules() -> tuple[Rule, ...]:
        return load(files)

    @cache
    def index() -> Index:
        assert sent is not None
        return sent.made()

    def handle(code: str) -> Any:
        if code == _LIST:
            try:
                found = rules()
            except OwnRuleError as error:
                return (), error.findings, ()
            names = {str(file.path): file.name for file in files}
            return tuple(_described(rule, names) for rule in found), (), tuple(unexplained(found, files))
        assert sent is not None
        chosen = [rule for rule in rules() if rule.code == code]
        return list(running.check_edition(chosen, index(), sent.read))

    return handle


def _described(rule: Rule, names: Mapping[str, str]) -> Described:
    file = names.get(rule.module.__file__ or "", "")
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
