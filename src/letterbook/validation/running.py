"""Files through their checks, in workers.

They need one even for few files: Saxon runs in workers only, and a stranger's schema may never end. The parent does
not load what judges. Many files go to a worker a few at a time; where one of them brings it down, they go alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letterbook.findings import Finding, Severity, Span
from letterbook.validation.plan import PREPARE, TIMEOUT, Checked, Files, Item, Plan, SchemaProblem
from letterbook.workers import Outcome, Pool, WorkerError, default_jobs

FEW = 40
"""So many files are not worth one more worker."""

_TOGETHER = 8
"""So many files go to a worker at once, where there are very many."""


class Run:
    """The checks of some files. ``schemas`` has the files of the plan's schemas once the first file is done."""

    def __init__(self, plan: Plan, *, jobs: int | None = None, timeout: float = TIMEOUT) -> None:
        self.schemas: Files = ()
        self._plan = plan
        self._jobs = jobs
        self._timeout = timeout

    def over(self, items: Sequence[Item]) -> Iterator[tuple[Item, Checked]]:
        """Each file with what is found in it, in the order of the files.

        Raises SchemaProblem when a schema turns out to be of no use.
        """
        if not items:
            return
        wanted = self._jobs if self._jobs is not None else default_jobs(len(items), each=FEW)
        size = max(1, min(_TOGETHER, len(items) // (wanted * 16)))
        chunks = [list(items[at : at + size]) for at in range(0, len(items), size)]
        setup = "letterbook.validation.checking:setup"
        with Pool(setup, (self._plan,), jobs=wanted, timeout=self._timeout) as pool:
            for outcome in pool.map([[PREPARE]]):
                self.schemas = self._prepared(outcome).schemas
            for outcome in pool.map(chunks):
                if outcome.failure is not None and len(outcome.item) > 1:
                    for alone in pool.map([[item] for item in outcome.item]):
                        yield from _answers(alone)
                else:
                    yield from _answers(outcome)

    def _prepared(self, outcome: Outcome) -> Checked:
        """Whether the schemas could be loaded in the time that a file is given."""
        if outcome.failure is None:
            return _usable(outcome.value[0])
        if outcome.failure.kind == "error":
            raise WorkerError(outcome.failure.detail)
        plan = self._plan
        names = [*(name for _, name in plan.grammars), *(s.name for s in (*plan.schematrons, *plan.added))]
        if outcome.failure.kind == "timeout":
            code, label, text = "X004", "time-limit", f"loading it {outcome.failure.detail}"
        else:
            code, label, text = "G003", "incorrect-grammar", f"it cannot be loaded: {outcome.failure.detail}"
        raise SchemaProblem(Finding(code, Severity.ERROR, text, Span(", ".join(names)), name=label))


def _usable(checked: Checked) -> Checked:
    if checked.broken is not None:
        raise SchemaProblem(checked.broken)
    return checked


def _answers(outcome: Outcome) -> Iterator[tuple[Item, Checked]]:
    if outcome.failure is None:
        for item, checked in zip(outcome.item, outcome.value, strict=True):
            yield item, _usable(checked)
        return
    (item,) = outcome.item
    help_ = "look for a rule of the schema that never ends, or give more time with --timeout"
    told = outcome.failure.told(item.name, "checking it", crash=("X007", "failed-check"), help_=help_)
    yield item, Checked((told,), lasting=False)
