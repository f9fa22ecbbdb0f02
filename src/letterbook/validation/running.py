"""Files through their checks, in workers.

They need one even for few files: Saxon runs in workers only, and a stranger's schema may never end. The parent does
not load what judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from letterbook.findings import Finding, Severity, Span
from letterbook.validation.plan import PREPARE, TIMEOUT, Checked, Plan, SchemaProblem
from letterbook.workers import Outcome, Pool, WorkerError, default_jobs

FEW = 40
"""So many files are not worth one more worker."""


def run(
    files: Sequence[tuple[Path, str]], plan: Plan, *, jobs: int | None = None, timeout: float = TIMEOUT
) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """The name of each file with what its schemas say about it, in the order of the files.

    Raises SchemaProblem when a schema turns out to be of no use.
    """
    items = [(str(path), name) for path, name in files]
    wanted = jobs if jobs is not None else default_jobs(len(items), each=FEW)
    with Pool("letterbook.validation.checking:setup", (plan,), jobs=wanted, timeout=timeout) as pool:
        for outcome in pool.map([PREPARE]):
            _prepared(outcome, plan)
        for outcome in pool.map(items):
            _, name = outcome.item
            yield name, _findings(outcome, name)


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
    if outcome.failure.kind == "timeout":
        code, label, text = "X004", "time-limit", f"loading it {outcome.failure.detail}"
    else:
        code, label, text = "G003", "incorrect-grammar", f"it cannot be loaded: {outcome.failure.detail}"
    raise SchemaProblem(Finding(code, Severity.ERROR, text, Span(", ".join(names)), name=label))


def _findings(outcome: Outcome, name: str) -> tuple[Finding, ...]:
    if outcome.failure is None:
        return _usable(outcome.value)
    help_ = "look for a rule of the schema that never ends, or give more time with --timeout"
    return (outcome.failure.told(name, "checking it", crash=("X007", "failed-check"), help_=help_),)
