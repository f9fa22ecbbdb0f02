"""Files through their checks: in the parent while they are few and no Saxon is needed, else in workers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from letterbook.findings import Finding, Severity, Span
from letterbook.validation.checking import PREPARE, Checked, setup
from letterbook.validation.plan import Plan, SchemaProblem
from letterbook.workers import Failure, Outcome, Pool, WorkerError, default_jobs

FEW = 40
"""So many files are not worth a second process."""

TIMEOUT = 60.0
"""Seconds that the checks of one file may take."""


def run(
    files: Sequence[tuple[Path, str]], plan: Plan, *, jobs: int | None = None, timeout: float = TIMEOUT
) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """The name of each file with what its schemas say about it, in the order of the files.

    Raises SchemaProblem when a schema turns out to be of no use.
    """
    items = [(str(path), name) for path, name in files]
    if not plan.isolated and len(items) < FEW and (jobs or 1) == 1:
        yield from _here(items, plan)
        return
    wanted = jobs if jobs is not None else default_jobs(len(items), each=FEW)
    with Pool("letterbook.validation.checking:setup", (plan,), jobs=wanted, timeout=timeout) as pool:
        for outcome in pool.map([PREPARE]):
            _prepared(outcome, plan)
        for outcome in pool.map(items):
            _, name = outcome.item
            yield name, _findings(outcome, name)


def _here(items: Sequence[tuple[str, str]], plan: Plan) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    handle = setup(plan)
    for item in items:
        yield item[1], _usable(handle(item))


def _usable(checked: Checked) -> tuple[Finding, ...]:
    if checked.broken is not None:
        raise SchemaProblem(checked.broken)
    return checked.findings


def _prepared(outcome: Outcome, plan: Plan) -> None:
    """Whether the schemas could be loaded in the time that a file is given."""
    if outcome.failure is None:
        _usable(outcome.value)
        return
    if outcome.failure.kind == "error":
        raise WorkerError(outcome.failure.detail)
    names = [*(name for _, name in plan.grammars), *(s.name for s in plan.schematrons)]
    text = f"loading it {outcome.failure.detail}" if outcome.failure.detail else "it cannot be loaded"
    code = "X004" if outcome.failure.kind == "timeout" else "G003"
    raise SchemaProblem(Finding(code, Severity.ERROR, text, Span(", ".join(names)), name="time-limit"))


def _findings(outcome: Outcome, name: str) -> tuple[Finding, ...]:
    if outcome.failure is None:
        return _usable(outcome.value)
    return (_failed(outcome.failure, name),)


def _failed(failure: Failure, name: str) -> Finding:
    if failure.kind == "problem" and failure.finding is not None:
        return failure.finding
    if failure.kind == "timeout":
        return Finding(
            "X004",
            Severity.ERROR,
            f"checking it {failure.detail}",
            Span(name),
            name="time-limit",
            help="look for a rule of the schema that never ends, or give more time with --timeout",
        )
    if failure.kind == "crash":
        return Finding(
            "X007", Severity.ERROR, f"checking it failed: {failure.detail}", Span(name), name="failed-check"
        )
    raise WorkerError(failure.detail)
