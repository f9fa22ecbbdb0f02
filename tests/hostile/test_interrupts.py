"""Ctrl-C at ten moments of commands that another test has not: its code, nothing half written, no process left."""

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

from .conftest import environment
from .letters import letter

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to consoles, not to processes"),
    pytest.mark.slow,
]

COPY = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>'
)
COMMANDS = {
    "validate": ("validate", "in", "--output", "report.txt"),
    "pdf": ("export", "pdf", "in", "-o", "out"),
    "transform": ("transform", "copy.xsl", "in", "-o", "out"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "moment", [pytest.param(n, marks=() if n % 3 == 1 else pytest.mark.corpora) for n in range(10)]
)
def test_ctrl_c(tmp_path: Path, command: str, moment: int) -> None:
    """Between the first import and the last file; each moment is drawn by a fixed seed."""
    (tmp_path / "in").mkdir()
    for number in range(12):
        (tmp_path / "in" / f"{number}.xml").write_text(
            letter("<p>word</p>" * 300, id=f"l{number}"), encoding="utf-8"
        )
    (tmp_path / "copy.xsl").write_text(COPY, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "letterbook", *COMMANDS[command]],
        cwd=tmp_path,
        env=environment(tmp_path / "cache"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(0.06 + (moment + random.Random(moment).random()) * 0.1)
    os.killpg(process.pid, signal.SIGINT)  # a terminal sends it to all processes of the command
    _, err = process.communicate(timeout=60)
    assert process.returncode in (0, 1, 130, -signal.SIGINT), err
    if process.returncode != -signal.SIGINT:  # Python itself was not yet up
        assert b"Traceback" not in err
    assert all_gone(process.pid)
    assert not list(tmp_path.rglob("*.part"))
    for made in (tmp_path / "out").rglob("*.pdf"):
        assert made.read_bytes().rstrip().endswith(b"%%EOF")
