"""Running the real exports in tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def build(output: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """``letterbook build`` of the shipped edition into a folder, in a process of its own."""
    return letterbook("build", "-o", str(output), *arguments, cwd=REPOSITORY, **environment)


def letterbook(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line, with its output as text."""
    return subprocess.run(
        [sys.executable, "-m", "letterbook", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=100,
    )


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def paths(files: dict[str, bytes], ending: str) -> Sequence[str]:
    """The paths with that ending."""
    return [path for path in files if path.endswith(ending)]
