"""The built wheel, installed alone in an empty environment, works from a folder with a space and an umlaut in its name."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from tests.needs import lacking

REPOSITORY = Path(__file__).resolve().parent.parent


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command with its output, without this repository on any path."""
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        command,
        cwd=cwd,
        env={**clean, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=280,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip builds it from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    done = run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "-w",
        str(folder),
        str(REPOSITORY),
        cwd=folder,
    )
    if done.returncode and "No matching distribution" in done.stderr:
        lacking("pip cannot fetch the build tool here: no package registry is reachable")
    assert done.returncode == 0, done.stderr
    [built] = folder.glob("*.whl")
    return built


def test_the_wheel_holds_what_is_read_at_run_time(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in (
        "letterbook/_data/schema/letterbook.rng",
        "letterbook/_data/schema/tei/tei_all.rng",
        "letterbook/_data/xslt/html/main.xsl",
        "letterbook/_data/xslt/html/letterbook.css",
        "letterbook/_data/xslt/pdf/letter.typ",
        "letterbook/py.typed",
    ):
        assert needed in names
    assert any(name.startswith("letterbook/fonts/") and name.endswith(".otf") for name in names)
    assert not [name for name in names if "tests/" in name or name.endswith(".pyc")]


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_installed_alone_it_makes_an_edition_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "empty"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    done = run(str(scripts / "python"), "-m", "pip", "install", "--quiet", str(wheel), cwd=tmp_path)
    if done.returncode and "No matching distribution" in done.stderr:
        lacking("pip cannot fetch the packages here: no package registry is reachable")
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "mein Bücherbrett"
    folder.mkdir()
    letterbook = str(scripts / "letterbook")
    cache = {"LETTERBOOK_CACHE_DIR": str(tmp_path / "cache")}
    begun = run(letterbook, "init", "Briefe für später", cwd=folder, **cache)
    assert begun.returncode == 0, begun.stderr
    built = run(letterbook, "build", cwd=folder / "Briefe für später", **cache)
    assert built.returncode == 0, built.stderr + built.stdout
    output = folder / "Briefe für später" / "build"
    assert (output / "html" / "index.html").is_file()
    assert list((output / "pdf").glob("*.pdf")) and list((output / "text").glob("*.txt"))
