"""Files through their checks, in workers.

They need one even for few files: Saxon runs in workers only, and a stranger's schema may never end. The parent does
not load what judges. Many files go to a worker a few at a time; once a few of them brought it down, files go alone.

A schema that never ends may judge all files, and each would take the whole limit. So after a few late ones a file has less
time, and after many in a row no more are checked.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from letterbook.findings import Finding, Severity, Span
from letterbook.validation.plan import PREPARE, TIMEOUT, Checked, Files, Item, Plan, SchemaProblem
from letterbook.workers import Outcome, Pool, WorkerError, default_jobs

FEW = 40
"""So many files are not worth one more worker."""

LATE = 3
"""After so many files that were over the time limit, the others have a tenth of it, and at least ``LEAST`` seconds."""

LEAST = 2.0

MOST_LATE = 20
"""After so many files in a row that were over their time, no more are checked."""

_TOGETHER = 8
"""So many files go to a worker at once, where there are very many."""

_LARGE = 256 * 1024
"""A file of more bytes than this may take as long as hundreds of letters."""

_HELP = "look for a rule of the schema that never ends, or give more time with --timeout"


class Run:
    """The checks of some files. ``schemas`` has the files of the plan's schemas once the first file is done."""

    def __init__(self, plan: Plan, *, jobs: int | None = None, timeout: float = TIMEOUT) -> None:
        self.schemas: Files = ()
        self._plan = plan
        self._jobs = jobs
        self._timeout = timeout
        self._alone = False
        """Whether a few files together brought a worker down."""
        self._late = 0
        self._in_a_row = 0

    def over(self, items: Sequence[Item]) -> Iterator[tuple[Item, Checked]]:
        """Each file with what is found in it: in the order of the files, but for very large ones, which come first, and
        those that have to be tried again, alone.

        Raises SchemaProblem when a schema turns out to be of no use.
        """
        if not items:
            return
        wanted = self._jobs if self._jobs is not None else default_jobs(len(items), each=FEW)
        size = max(1, min(_TOGETHER, len(items) // (wanted * 16)))
        setup = "letterbook.validation.checking:setup"
        with Pool(setup, (self._plan,), jobs=wanted, timeout=self._timeout) as pool:
            for outcome in pool.map([[PREPARE]] * wanted):  # each worker gets ready, at the same time
                self.schemas = self._prepared(outcome).schemas
            again: list[Item] = []
            waiting = deque(_largest_first(items))
            for outcome in pool.map(self._drawn(waiting, size)):
                if outcome.failure is not None and len(outcome.item) > 1:
                    self._alone = True
                    again += outcome.item
                else:
                    yield from self._answers(outcome, pool)
            waiting.extendleft(reversed(again))
            for outcome in pool.map(self._drawn(waiting, 1)):
                yield from self._answers(outcome, pool)
            for item in waiting:
                yield item, _not_checked(item)

    def _drawn(self, waiting: deque[Item], size: int) -> Iterator[list[Item]]:
        """The files that go to a worker together, taken from those that wait when one has time; all, or until it is no use."""
        while waiting and self._in_a_row < MOST_LATE:
            together = 1 if self._alone else min(size, len(waiting))
            yield [waiting.popleft() for _ in range(together)]

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

    def _answers(self, outcome: Outcome, pool: Pool) -> Iterable[tuple[Item, Checked]]:
        """Each file of an outcome with what is found in it; several only where nothing failed."""
        failure = outcome.failure
        if failure is None:
            self._in_a_row = 0
            return [
                (item, _usable(checked)) for item, checked in zip(outcome.item, outcome.value, strict=True)
            ]
        (item,) = outcome.item
        told = failure.told(item.name, "checking it", crash=("X007", "failed-check"), help_=_HELP)
        if failure.kind == "timeout":
            self._late += 1
            self._in_a_row += 1
            if self._late == LATE:
                pool.timeout = min(self._timeout, max(self._timeout / 10, LEAST))
            if failure.limit < self._timeout:
                why = (
                    f"{LATE} files before it took longer than {self._timeout:g} seconds, so it had less time"
                )
                told = replace(told, notes=(why,))
        return [(item, Checked((told,), lasting=False))]


def _largest_first(items: Sequence[Item]) -> list[Item]:
    """Files that take long are begun first, so that no worker is left alone with one at the end."""

    def weight(item: Item) -> int:
        try:
            size = Path(item.path).stat().st_size
        except (OSError, ValueError):
            return 0
        return -size if size > _LARGE else 0

    return sorted(items, key=weight)


def _usable(checked: Checked) -> Checked:
    if checked.broken is not None:
        raise SchemaProblem(checked.broken)
    return checked


def _not_checked(item: Item) -> Checked:
    text = f"was not checked, because checking took too long for {MOST_LATE} files in a row before it"
    told = Finding("X004", Severity.ERROR, text, Span(item.name), name="time-limit", help=_HELP)
    return Checked((told,), lasting=False)
