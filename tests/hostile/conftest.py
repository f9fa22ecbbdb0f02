"""Hostile input through the command line: a process, a folder and a cache of its own for each test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def environment(cache: Path) -> dict[str, str]:
    """The variables of a process that runs the checkout, with a cache of its own."""
    return {**os.environ, "PYTHONPATH": str(SOURCE), "LETTERBOOK_CACHE_DIR": str(cache)}


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run ``letterbook`` in a folder. A command that does not end in time is ended with all it started, and fails.

    Whatever is given, Letterbook never fails itself, shows no traceback and leaves nothing half written.
    """
    cache = tmp_path_factory.mktemp("cache")
    cache.chmod(0o777)

    def started(
        *arguments: str | bytes | Path, cwd: Path, within: float = 60, prefix: tuple[str, ...] = ()
    ) -> Ran:
        command = [*prefix, sys.executable, "-m", "letterbook", *arguments]
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment(cache),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=os.name != "nt",
        )
        try:
            out, err = process.communicate(timeout=within)
        except subprocess.TimeoutExpired:
            if os.name == "nt":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            pytest.fail(f"{arguments!r} did not end within {within} s")
        ran = Ran(process.returncode, out.decode("utf-8"), err.decode("utf-8"))
        assert ran.code in (0, 1, 2), ran
        assert "Traceback" not in ran.out + ran.err
        assert not list(cwd.rglob("*.part"))
        return ran

    return started
