"""Workers: order, failures of one item, the time limit, and that nothing is left running."""

from __future__ import annotations

import importlib.util
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.workers import Pool, WorkerError, default_jobs


def setup(offset: int) -> Callable[[object], object]:
    """The work of these tests, run in the workers."""

    def handle(item: object) -> object:
        if item == "sleep":
            time.sleep(60)
        if item == "die":
            os._exit(7)
        if item == "problem":
            raise Problem(Finding("T001", Severity.ERROR, "a fault", Span("f.xml")))
        if item == "fault":
            raise KeyError("inside")
        if item == "pid":
            return os.getpid()
        assert isinstance(item, int)
        time.sleep((item % 3) / 500)
        return item + offset

    return handle


def echo() -> Callable[[object], object]:
    """Gives back what it gets."""
    return lambda item: item


def broken() -> Callable[[object], object]:
    """A setup that fails."""
    raise ValueError("no stylesheet here")


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Spawned processes find this module by its name."""
    assert importlib.util.find_spec("letterbook")
    here = str(Path(__file__).parent)
    monkeypatch.syspath_prepend(here)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([here, os.environ.get("PYTHONPATH", "")]))
    yield here


SETUP = "test_workers:setup"


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    with Pool(SETUP, (10,), jobs=jobs) as pool:
        assert [o.value for o in pool.map(range(200))] == [n + 10 for n in range(200)]


def test_one_failure_leaves_the_other_items_done() -> None:
    items = [1, "problem", 2, "die", 3, "fault", 4]
    with Pool(SETUP, (0,), jobs=2) as pool:
        outcomes = list(pool.map(items))
    assert [o.value for o in outcomes] == [1, None, 2, None, 3, None, 4]
    kinds = [o.failure.kind for o in outcomes if o.failure]
    assert kinds == ["problem", "crash", "error"]
    assert outcomes[1].failure and outcomes[1].failure.finding and outcomes[1].failure.finding.code == "T001"


def test_an_item_that_never_ends_is_ended_and_the_rest_goes_on() -> None:
    started = time.monotonic()
    with Pool(SETUP, (0,), jobs=1, timeout=0.5) as pool:
        outcomes = list(pool.map([1, "sleep", 2, 3]))
    assert time.monotonic() - started < 20
    assert [o.failure.kind if o.failure else o.value for o in outcomes] == [1, "timeout", 2, 3]


def test_a_setup_that_fails_is_told_with_its_traceback() -> None:
    with pytest.raises(WorkerError, match="no stylesheet here"), Pool("test_workers:broken", ()) as pool:
        list(pool.map([1]))


def test_interruption_ends_the_workers() -> None:
    """What Ctrl-C does: the exception leaves the pool and no process stays behind."""
    with pytest.raises(KeyboardInterrupt), Pool(SETUP, (0,), jobs=1) as pool:
        for outcome in pool.map(["pid", "sleep", "sleep"]):
            pid = outcome.value
            raise KeyboardInterrupt
    with pytest.raises(OSError):
        os.kill(pid, 0)


def test_items_are_drawn_lazily() -> None:
    """20,000 letters must not all lie in memory: only a window of them is drawn."""
    drawn = 0

    def items() -> Iterator[int]:
        nonlocal drawn
        for n in range(1000):
            drawn += 1
            yield n

    with Pool(SETUP, (0,), jobs=1) as pool:
        results = pool.map(items())
        next(results)
        assert drawn <= 70


def test_large_items_and_large_answers_do_not_block_each_other() -> None:
    """Both pipes are full at once: the parent sends the next item while the worker answers the last."""
    with Pool("test_workers:echo", (), jobs=2, timeout=30) as pool:
        sizes = [len(outcome.value) for outcome in pool.map(["x" * 3_000_000] * 12)]
    assert sizes == [3_000_000] * 12


def test_a_worker_that_never_ends_does_not_block_the_sending_of_a_large_item() -> None:
    with Pool(SETUP, (0,), jobs=1, timeout=0.5) as pool:
        outcomes = list(pool.map(["sleep", "x" * 3_000_000, 1]))
    assert [o.failure.kind if o.failure else o.value for o in outcomes] == ["timeout", "error", 1]


def test_few_items_get_few_workers() -> None:
    assert default_jobs(3, each=8) == 1
    assert default_jobs() >= 1
