"""docs/explanation/comparison.md: it says what the three validators say today."""

from __future__ import annotations

import pytest
from tests.relaxng import comparison
from tests.relaxng.comparison import PAGE, Row
from tests.relaxng.oracle.jing import Jing


@pytest.fixture(scope="module")
def rows(jing: Jing) -> list[Row]:
    """What the three say."""
    return comparison.rows(jing)


def test_all_three_find_every_mistake(rows: list[Row]) -> None:
    """The page says that they agree, and Letterbook says one thing of each."""
    for row in rows:
        assert row.jing and row.libxml2, row.case.name
        assert len(row.letterbook) == 1, row.case.name


def test_the_page_is_what_is_said_today(rows: list[Row]) -> None:
    """``python -m tests.relaxng.comparison`` writes it; with another libxml2, its column is left out of the comparison."""
    stored, made = PAGE.read_text(encoding="utf-8"), comparison.page(rows)
    if f"libxml2 {comparison.libxml2()}," in stored:
        assert stored == made
    else:
        assert without_libxml2(stored) == without_libxml2(made)


def without_libxml2(page: str) -> list[list[str]]:
    """The lines of a page without the cells that are libxml2's, and without the line of the versions."""
    lines = [line for line in page.split("\n") if not line.startswith("Made with ")]
    split = [line.split(" | ") for line in lines]
    return [cells[:2] + cells[3:] if len(cells) == 4 else cells for cells in split]


def test_long_messages_are_cut_and_say_so() -> None:
    """What is left out of a list is counted; a short list stays whole."""
    names = ", ".join(f'"{letter}"' for letter in "abcdefg")
    text = f'element "x" not allowed here; expected element {names} or "h"'
    assert comparison.shortened(text) == (
        'element "x" not allowed here; expected element "a", "b", "c" … and 5 more names'
    )
    assert comparison.shortened('must be equal to "a", "b", "c" or "d"') == (
        'must be equal to "a", "b", "c" or "d"'
    )
    assert comparison.shortened("x" * 500).endswith("x…")
    assert len(comparison.shortened("x" * 500)) == comparison.LENGTH
