"""Pages are found by whatever somebody remembers of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from letterbook import explaining

from ..cli.conftest import SOURCE


@pytest.mark.parametrize(
    "word", ["P003", "p003", "duplicate-id", "Duplicate-ID", "duplicate_id", " duplicate id "]
)
def test_any_way_of_writing_it(word: str) -> None:
    page = explaining.find(word)
    assert page is not None and page.code == "P003"


@pytest.mark.parametrize("word", ["", " ", "..", "../pages/R001", "R001.md", "schema/x", "P0003", "ß" * 1000])
def test_what_is_none(word: str) -> None:
    """No word reaches a file that is no page."""
    assert explaining.find(word) is None


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("duplicate-ids", "duplicate-id"),
        ("pointer", "pointer-without-target"),
        ("missing-fiel", "missing-file"),
        ("R0001", "R001"),
    ],
)
def test_what_was_meant(word: str, first: str) -> None:
    """A slip, or the one word that somebody remembers, leads to the name."""
    assert first in explaining.near(word)


def test_at_most_three_suggestions_and_none_for_nonsense() -> None:
    assert len(explaining.near("file")) <= 3
    assert explaining.near("xyzzy-qwerty") == []
    assert explaining.near("") == []


def test_every_page_is_found_by_its_code_and_its_name() -> None:
    """No word stands for two pages."""
    pages = explaining.all_pages()
    for page in pages:
        assert explaining.find(page.code) == explaining.find(page.name) == page
        for alias in page.aliases:
            assert explaining.find(alias) == page
    words = [word for page in pages for word in {page.code, page.name, *page.aliases}]
    assert len(words) == len(set(words))


def test_the_page_of_a_code_loads_no_rule() -> None:
    """``letterbook explain R001`` answers at once."""
    code = (
        "import sys\nfrom letterbook import explaining\nexplaining.find('R001')\n"
        "print([m for m in sys.modules if m in ('lxml', 'rich', 'letterbook.rules')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "[]\n"
