"""Timing: whole processes with their memory, and calls in this one."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
CORPORA = REPOSITORY.parent / "shared" / "corpora"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a process: seconds of wall and of CPU, and the memory of its largest process in MB."""

    wall: float
    cpu: float
    memory: float


def command(*arguments: str, cwd: Path = REPOSITORY, cache: str | None = None) -> Run:
    """Run ``letterbook`` with arguments. The cache is an empty folder, so that nothing is found done, unless one is given."""
    with tempfile.TemporaryDirectory() as empty:
        environment = {
            **os.environ,
            "LETTERBOOK_CACHE_DIR": cache or empty,
            "PYTHONPATH": str(REPOSITORY / "src"),
        }
        return run([sys.executable, "-m", "letterbook", *arguments], cwd=cwd, environment=environment)


def run(line: Sequence[str], *, cwd: Path = REPOSITORY, environment: dict[str, str] | None = None) -> Run:
    """Run a process and those that it starts; it may end with 0 or 1."""
    started = time.perf_counter()
    with subprocess.Popen(
        line, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(line[:5])} ended with {process.returncode}:\n{said.decode()}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def median(runs: Sequence[Run]) -> Run:
    """The median of each figure."""
    return Run(
        statistics.median(run.wall for run in runs),
        statistics.median(run.cpu for run in runs),
        max(run.memory for run in runs),
    )


def warm(work: Callable[[], object], rounds: int = 7) -> float:
    """Seconds of a call in this process, median of some rounds after one that does not count."""
    work()
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def say(what: str, figure: str, aim: str = "") -> None:
    """One line of the report."""
    print(f"{what:<58} {figure:>22}{'   aim: ' + aim if aim else ''}", flush=True)
