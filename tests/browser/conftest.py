"""A browser and pages to look at with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.devtools import Browser
from tests.needs import lacking

from letterbook import build
from letterbook.reading.edition import Edition
from letterbook.settings import discover

PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A running Chromium, or whatever its makers call it."""
    if os.name != "posix":
        pytest.skip("the browser is driven over a pipe of POSIX")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        lacking("chromium is not on this machine")
    with Browser(program) as running:
        yield running


def exported(folder: Path, output: Path) -> Path:
    """The edition in a folder as HTML."""
    edition = build.whole(Edition.open([folder], discover(folder)))
    made = build.export(edition, ["html"], output, flat=True, jobs=1)
    assert not made.failed and not made.unhandled, made.findings
    return output


@pytest.fixture(scope="package")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped edition as HTML."""
    return exported(repository, tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="package")
def letter(site: Path) -> Path:
    """The shipped letter with most notes."""
    pages = sorted((site / "letters").glob("*.html"))
    return max(pages, key=lambda page: page.read_text(encoding="utf-8").count('class="note-mark"'))


@pytest.fixture(scope="package")
def kinds(site: Path, letter: Path) -> dict[str, Path]:
    """A page of each kind; of the entries the longest."""
    entries = sorted((site / "registers").glob("*.html"))
    return {
        "letter": letter,
        "entry": max(entries, key=lambda page: page.stat().st_size),
        "list": site / "persons.html",
        "index": site / "index.html",
    }
