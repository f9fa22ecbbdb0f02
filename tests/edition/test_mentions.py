"""Names, dates and descriptions in the letters: those of the table, all of them, no others."""

from __future__ import annotations

import pytest
from tests.edition.witness import (
    LETTERS,
    MENTIONS,
    TEI,
    XML_ID,
    Witnesses,
    local,
    register_pointers,
    table,
)

KINDS = {row["id"]: row["kind"] for row in table("entities")}


def _said(row: dict[str, str]) -> dict[str, str]:
    said = dict(pair.split("=") for pair in row["attributes"].split())
    if row["type"]:
        said["type"] = row["type"]
    if row["target"]:
        said["ref"] = register_pointers(row["target"], KINDS)
    if row["cert"]:
        said["cert"] = row["cert"]
    return said


def _name(row: dict[str, str]) -> str:
    return f"{row['letter']}, {row['n']}: {row['text'][:30]}"


@pytest.mark.parametrize("row", table("mentions"), ids=_name)
def test_mention(letters: dict[str, Witnesses], row: dict[str, str]) -> None:
    """The nth occurrence of the text is tagged with element, type, pointers, dates, certainty of its row."""
    letter = letters[row["letter"]]
    element = letter.element(letter.find(row["text"], row["occurrence"]), *MENTIONS)
    assert element is not None
    assert local(element) == row["element"]
    assert {str(k): v for k, v in element.attrib.items() if k != XML_ID} == _said(row)


@pytest.mark.parametrize("number", LETTERS)
def test_no_other_mention(letters: dict[str, Witnesses], number: str) -> None:
    """Nothing is tagged that the table lacks, in the notes neither; order and nesting are the table's."""
    letter = letters[number]
    rows = [row for row in table("mentions") if row["letter"] == number]
    text = letter.root.find(f"{TEI}text")
    assert text is not None
    tagged = [e for e in text.iter(f"{TEI}*") if local(e) in MENTIONS | {"title", "name", "bibl"}]
    have = [(letter.copy[slice(*letter.span(e))], local(e)) for e in tagged]
    assert have == [(row["text"], row["element"]) for row in rows]
    assert [row["n"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]


def test_uncertain_mentions_have_a_note(letters: dict[str, Witnesses]) -> None:
    """Whoever meets @cert finds the reason in a note that names the place."""
    for letter in letters.values():
        named = {t for note in letter.root.iter(f"{TEI}note") for t in (note.get("target") or "").split()}
        for element in letter.ranges:
            if element.get("cert"):
                assert element.get("cert") in ("medium", "low")
                assert f"#{element.get(XML_ID)}" in named
