"""``letterbook explain``: the page of a code or name, in a terminal and for programs."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from letterbook.cli import explain

from .conftest import SOURCE, Letterbook


@pytest.mark.parametrize("word", ["P003", "p003", "duplicate-id", "DUPLICATE_ID"])
def test_a_page(letterbook: Letterbook, word: str) -> None:
    """By code or name, in any case; the same each time, without colours where there is no terminal."""
    ran = letterbook("explain", word)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("P003 duplicate-id\nOne xml:id stands on several elements of a file.\n")
    assert "\x1b" not in ran.out and ran.out.endswith("\n") and not ran.out.endswith("\n\n")


def test_as_wide_as_the_terminal(letterbook: Letterbook) -> None:
    """A narrow window gets short lines."""
    narrow, wide = (letterbook("explain", "R001", COLUMNS=str(n)).out for n in (50, 120))
    assert max(map(len, narrow.splitlines())) <= 50 < max(map(len, wide.splitlines())) <= 100
    assert narrow.split() == wide.split()


def test_another_word_is_wrong_use(letterbook: Letterbook) -> None:
    """With at most three suggestions; without any, where the rules are listed."""
    ran = letterbook("explain", "duplicate")
    assert (ran.code, ran.out) == (2, "")
    assert "nothing is called duplicate" in ran.err
    assert 0 < len(re.findall(r"[a-z]+-[a-z-]+", ran.err.partition("did you mean")[2])) <= 3
    ran = letterbook("explain", "qwertyuiop")
    assert ran.code == 2 and "letterbook rules" in ran.err
    assert letterbook("explain").code == 2


def test_a_word_that_would_steer_the_terminal(letterbook: Letterbook) -> None:
    """It is told without its control characters."""
    ran = letterbook("explain", "\x1b[31mred")
    assert ran.code == 2 and "\x1b" not in ran.err


def test_markdown_and_json(letterbook: Letterbook) -> None:
    """For documents and for programs."""
    markdown = letterbook("explain", "P003", "--format", "markdown").out
    assert markdown.startswith("# P003 duplicate-id\n\n") and "\n## Why it matters\n" in markdown
    made = json.loads(letterbook("explain", "P003", "--format", "json").out)
    assert (made["code"], made["name"], made["severity"]) == ("P003", "duplicate-id", "error")
    assert made["sections"][0]["heading"] == "What it does"
    assert set(explain.FORMS) == {"terminal", "markdown", "json"}


def test_a_check_of_the_edition_s_own(letterbook: Letterbook, folder: Path) -> None:
    """Its rules are read, not run; broken settings do not stand in the way of other pages."""
    (folder / "rule.py").write_text(
        '"""A letter without a stamp"""\nCODE = "OWN001"\nNAME = "no-stamp"\nopen("trace", "w")\n',
        encoding="utf-8",
    )
    settings = folder / "letterbook.toml"
    settings.write_text('[validate]\nrules = "rule.py"\n', encoding="utf-8")
    ran = letterbook("explain", "no-stamp")
    assert ran.code == 0 and ran.out.startswith("OWN001 no-stamp\nA letter without a stamp.\n")
    assert not (folder / "trace").exists()
    settings.write_text("[", encoding="utf-8")
    assert letterbook("explain", "P003").code == 0
    assert letterbook("explain", "no-stamp").code == 2


def test_it_answers_at_once(tmp_path: Path) -> None:
    """A page of a code is one file: it comes in under 0.25 s; ``LETTERBOOK_SLOW`` multiplies that."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "letterbook", "explain", "R001"],
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        times.append(time.perf_counter() - started)
    assert statistics.median(times) < 0.25 * float(os.environ.get("LETTERBOOK_SLOW") or 1)
