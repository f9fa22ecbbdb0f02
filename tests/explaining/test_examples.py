"""The examples of rules' pages are what they say: one gives the finding, what is written instead does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.explaining.examples import edition
from tests.rules.judging import judged, opened, rules_of

from letterbook import explaining
from letterbook.explaining import Page, forms

RULES = [page for page in explaining.all_pages() if page.kind == "rule"]

ELSEWHERE = {
    "A004",
    "A006",
    "C005",
    "C006",
    "C007",
    "C008",
    "C010",
    "C014",
    "L003",
    "N001",
    "N002",
    "N005",
    "N006",
    "N007",
} | {
    "P001",
    "P002",
    "T009",
}
"""Rules that find something only beside what stands in other files, or in words round the example."""


@pytest.mark.parametrize(
    "page", [page for page in RULES if page.code not in ELSEWHERE], ids=lambda page: page.heading
)
def test_the_example_gives_the_finding(page: Page, tmp_path: Path) -> None:
    """Each block of code by itself."""
    for number, snippet in enumerate(forms.code_blocks(page.section("Example"))):
        edition(tmp_path / str(number), snippet)
        assert judged(opened(tmp_path / str(number)), rules_of(page.code)), snippet


@pytest.mark.parametrize("page", RULES, ids=lambda page: page.heading)
def test_what_stands_instead_does_not(page: Page, tmp_path: Path) -> None:
    """Whoever follows the advice is rid of the finding."""
    for number, snippet in enumerate(forms.code_blocks(page.section("Use instead"))):
        edition(tmp_path / str(number), snippet)
        assert [f.message for f in judged(opened(tmp_path / str(number)), rules_of(page.code))] == []


@pytest.mark.parametrize("page", RULES, ids=lambda page: page.heading)
def test_the_page_says_what_fix_does(page: Page, repository: Path) -> None:
    """A rule that mends something has a case that shows it, and its page says what; others say None."""
    assert page.fixable == any((repository / "tests" / "rules" / page.code).glob("fixed*"))
