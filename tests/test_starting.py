"""What ``init`` writes: valid TEI, and one address that Letterbook is installed from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from letterbook import __version__, resources, starting
from letterbook.distribution import INSTALL, REPOSITORY
from letterbook.relaxng import Grammar
from letterbook.settings import parse
from letterbook.sources import read


def test_the_address_is_pinned() -> None:
    """A workflow that installs whatever is newest breaks one day without a change."""
    assert f"letterbook @ git+{REPOSITORY}@v{__version__}" == INSTALL


def test_every_address_in_the_repository_is_that_one(repository: Path) -> None:
    """README and workflow install from the address that stands in one place."""
    pages = [repository / "README.md", *(repository / "docs").rglob("*.md")]
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    assert INSTALL in text
    found = re.findall(r"git\+https://\S+?(?=[\"'`\s])", text)
    assert set(found) == {INSTALL.removeprefix("letterbook @ ")}


def test_contents_are_the_same_twice_and_portable() -> None:
    """Same version, same edition; names that every disk takes; LF; the settings last, when all else is there."""
    made = list(starting.contents())
    assert made == list(starting.contents())
    names = [name for name, _ in made]
    assert names[-1] == "letterbook.toml" and len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9_./-]+", name) for name in names)
    assert not any(b"\r" in data or b"@INSTALL@" in data for _, data in made)


def test_the_settings_name_every_key_that_a_beginner_needs() -> None:
    """The settings are read without a fault, and their folders are those that are written."""
    text = dict(starting.contents())["letterbook.toml"].decode("utf-8")
    settings = parse(text, "letterbook.toml")
    assert settings.validate.schema == "letterbook"
    assert {"edition", "paths", "validate", "build"} <= set(tomllib.loads(text))


@pytest.mark.parametrize("schema", ["letterbook.rng", "tei/tei_all.rng"])
def test_the_example_is_valid(schema: str) -> None:
    """By Letterbook's own grammar and by all of TEI."""
    grammar = Grammar.load(resources.schema(*schema.split("/")))
    files = sorted(resources.templates("edition", "tei").rglob("*.xml"))
    assert len(files) == 3
    for file in files:
        assert [fault.message for fault in grammar.check(read(file))] == []
