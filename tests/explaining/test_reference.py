"""docs/reference/rules*.md say what ``letterbook explain`` says."""

from __future__ import annotations

import re

from tests.explaining.reference import FOLDER, made

from letterbook import explaining


def test_the_pages_are_fresh() -> None:
    """Made anew, they are the same: ``python -m tests.explaining.reference`` makes them."""
    files = made()
    assert {path.name for path in FOLDER.glob("rules*.md")} == set(files)
    for name, text in files.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, name


def test_every_link_of_the_list_leads_to_a_heading() -> None:
    """GitHub makes the anchor of a heading from its words."""
    files = made()
    links = re.findall(r"\]\((rules[\w-]*\.md)#([^)]+)\)", files["rules.md"])
    assert len(links) == len(explaining.all_pages())
    for file, anchor in links:
        headings = re.findall(r"^## (.+)$", files[file], re.MULTILINE)
        assert anchor in [heading.lower().replace(" ", "-") for heading in headings]


def test_the_address_of_a_page_is_that_of_its_file() -> None:
    """Reports link to it."""
    for page in explaining.all_pages():
        assert page.address.startswith("https://")
        assert page.address.endswith(f"/docs/reference/{page.file}#{page.anchor}")
