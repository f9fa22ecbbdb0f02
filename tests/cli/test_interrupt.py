"""Ctrl-C at any moment: the code for it, no traceback, nothing half written, no process left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.processes import all_gone

from .conftest import SOURCE, Letterbook

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to consoles, not to processes")


@pytest.mark.parametrize(
    "moment", [pytest.param(n, marks=() if n % 3 == 1 else pytest.mark.corpora) for n in range(10)]
)
def test_ctrl_c(letterbook: Letterbook, folder: Path, tmp_path: Path, moment: int) -> None:
    """Ten moments between the first import and the last file; the place of each is drawn anew, by a fixed seed."""
    assert letterbook("init", ".").code == 0
    letter = next((folder / "tei" / "letters").iterdir())
    text = letter.read_text(encoding="utf-8")
    for number in range(12):
        copy = text.replace('xml:id="marbury-quill-1887-03-03"', f'xml:id="copy-{number}"')
        (letter.parent / f"copy-{number}.xml").write_text(copy, encoding="utf-8")
    delay = 0.08 + (moment + random.Random(moment).random()) * 0.12
    process = subprocess.Popen(
        [sys.executable, "-m", "letterbook", "build"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "LETTERBOOK_CACHE_DIR": str(tmp_path / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 130, -signal.SIGINT), err
    if process.returncode != -signal.SIGINT:  # Python itself was not yet up
        assert b"Traceback" not in err
    assert all_gone(process.pid)
    assert not list(folder.rglob("*.part"))
    if process.returncode == 130:
        for made in (folder / "build").rglob("*.html"):
            assert made.read_text(encoding="utf-8").rstrip().endswith("</html>")
