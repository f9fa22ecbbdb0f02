"""A folder of letters may hold anything: nothing of it is run because somebody checks the letters."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from letterbook import starting

SOURCE = Path(__file__).resolve().parents[2] / "src"

MODULES = (
    "multiprocessing",
    "re",
    "json",
    "threading",
    "click",
    "lxml",
    "pip",
    "sitecustomize",
    "usercustomize",
)
"""Names that Python would find in the current folder before its own."""


def lay(folder: Path) -> Path:
    """Modules that leave a trace when they are imported; the trace's path is given back."""
    trace = folder.parent / "trace"
    for name in MODULES:
        text = (
            f"import os\nos.close(os.open({str(trace)!r}, os.O_CREAT | os.O_WRONLY))\nraise SystemExit(7)\n"
        )
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return trace


def test_workers_import_nothing_of_the_folder(tmp_path: Path) -> None:
    """A process that is started would look into the current folder first; the command itself does not."""
    folder = tmp_path / "edition"
    starting.start(folder)
    trace = lay(folder)
    script = tmp_path / "script.py"
    script.write_text(
        "from letterbook.cli import main\nif __name__ == '__main__':\n    main()\n", encoding="utf-8"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "LETTERBOOK_CACHE_DIR": str(tmp_path / "cache")}
    environment.pop("PYTHONSAFEPATH", None)
    for verb in (["validate"], ["export", "text"]):
        done = subprocess.run(
            [sys.executable, str(script), *verb],
            cwd=folder,
            env=environment,
            capture_output=True,
            check=False,
            timeout=110,
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        assert not trace.exists()
