"""Folders that may not be written to, for a user who is not root, and a disk that is really full."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.needs import lacking

from .conftest import Run
from .letters import letter

pytestmark = pytest.mark.skipif(os.name == "nt", reason="permissions of Windows are of another kind")

COPY = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>'
)
SHEET = "copy.xsl"
WRITING: dict[str, tuple[str, ...]] = {
    "html": ("export", "html", "in", "-o", "OUT"),
    "pdf": ("export", "pdf", "in", "-o", "OUT"),
    "text": ("export", "text", "in", "-o", "OUT"),
    "transform": ("transform", SHEET, "in", "-o", "OUT"),
    "report": ("validate", "in", "--schema", "any.rng", "--output", "OUT/report.txt"),
    "init": ("init", "OUT"),
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with letters, a stylesheet and a schema, which everybody may read."""
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.xml").write_text(
            letter(f"<p>{'word ' * 30_000}</p>", id=f"l{number}"), encoding="utf-8"
        )
    (tmp_path / SHEET).write_text(COPY, encoding="utf-8")
    (tmp_path / "any.rng").write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>', encoding="utf-8"
    )
    return tmp_path


@pytest.fixture
def nobody(tmp_path: Path) -> tuple[str, ...]:
    """What makes a command run as a user who owns nothing; nothing where the tests themselves do not run as root."""
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        lacking("permissions do not bind root, and setpriv is not there to become another user")
    folder = tmp_path
    while folder != folder.parent and folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o001:
        folder.chmod(folder.stat().st_mode | 0o055)
        folder = folder.parent
    # reading and entering every folder is left to that user, who could else not start a Python that lies in root's own folder
    read = "+dac_read_search"
    prefix = (
        setpriv,
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        f"--inh-caps={read}",
        f"--ambient-caps={read}",
    )
    again = "import subprocess, sys; sys.exit(subprocess.call([sys.executable, '-c', 'pass']))"
    tried = subprocess.run(
        [*prefix, sys.executable, "-c", again], cwd=tmp_path, capture_output=True, check=False
    )
    if (
        tried.returncode != 0
    ):  # that user may not enter the folder of this Python: root without root's rights, then
        return (setpriv, "--bounding-set=-dac_override,-dac_read_search")
    return prefix


@pytest.mark.parametrize("command", WRITING)
def test_a_folder_of_somebody_else(run: Run, here: Path, nobody: tuple[str, ...], command: str) -> None:
    """One clear message, and nothing is there afterwards."""
    out = here / "locked"
    out.mkdir(mode=0o555)
    ran = run(*(word.replace("OUT", "locked") for word in WRITING[command]), cwd=here, prefix=nobody)
    assert ran.code == 1
    assert ran.err.count("X005") == 1 and "permission denied" in ran.err
    assert list(out.iterdir()) == []


@pytest.fixture
def full(here: Path) -> Iterator[Path]:
    """A disk of 100 kB."""
    disk = here / "disk"
    disk.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root mounts a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("command", ["html", "pdf", "text", "transform", "init"])
def test_a_full_disk(run: Run, here: Path, full: Path, command: str) -> None:
    """What fits is whole; what does not fit is told once, and no part of it stays."""
    ran = run(*(word.replace("OUT", "disk") for word in WRITING[command]), cwd=here)
    assert ran.code == 1
    assert ran.err.count("X005") == 1 and "no space left" in ran.err
    for made in full.rglob("*.html"):
        assert made.read_text(encoding="utf-8").rstrip().endswith("</html>")
