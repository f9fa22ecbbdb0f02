"""Letterbook is for any edition: nothing in the program or its stylesheets knows the one that ships."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI = "{http://www.tei-c.org/ns/1.0}"
ENDINGS = {".py", ".xsl", ".typ", ".css", ".sch", ".rng", ".xml", ".toml", ".md", ".yml"}


def known_words() -> set[str]:
    """Ids and surnames of the shipped edition's letters and registers, and its files' names."""
    words: set[str] = set()
    for path in (ROOT / "tei").rglob("*.xml"):
        words.add(path.stem)
        root = etree.parse(str(path)).getroot()
        words.update(str(element.get(XML_ID)) for element in root.iter("*") if "-" in element.get(XML_ID, ""))
        words.update("".join(name.itertext()).strip() for name in root.iter(f"{TEI}surname"))
    return {
        word
        for word in words
        if len(word) > 5 and word not in ("persons", "places", "organisations", "events", "works")
    }


@pytest.mark.parametrize("folder", ["src", "xslt"])
def test_no_word_of_the_shipped_edition_stands_in_the_program(folder: str) -> None:
    words = known_words()
    assert len(words) > 30
    files = [path for path in (ROOT / folder).rglob("*") if path.suffix in ENDINGS]
    assert len(files) > 20
    found = [
        (path.relative_to(ROOT).as_posix(), word)
        for path in files
        for text in [path.read_text(encoding="utf-8").casefold()]
        for word in words
        if word.casefold() in text
    ]
    assert found == []
