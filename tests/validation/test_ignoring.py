"""What ``<?letterbook ignore …?>`` excuses, and what is said of those that are in vain."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook import validation
from letterbook.sources import parse
from letterbook.validation.ignoring import ignores_in

LOST = "\N{REPLACEMENT CHARACTER}"
FILE = """<?xml version="1.0" encoding="UTF-8"?>{before}
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><fileDesc><titleStmt><title>A note</title></titleStmt>
    <publicationStmt><publisher>Nobody</publisher><availability><licence target="https://example.org/">Free</licence>
    </availability></publicationStmt>
    <sourceDesc><bibl>invented</bibl></sourceDesc></fileDesc></teiHeader>
  <text><body>{body}</body></text>
</TEI>
"""


def found(folder: Path, body: str, before: str = "") -> list[tuple[str, int]]:
    """Names and lines of what is found of lost characters, and of instructions."""
    path = folder / "note.xml"
    path.write_text(FILE.format(before=before, body=body), encoding="utf-8")
    told = validation.validate([path]).findings
    return [(f.name, f.span.line) for f in told if f.code[0] in "TUG"]


def test_what_stands_before_an_element_holds_for_it_and_what_is_in_it(tmp_path: Path) -> None:
    """By name or code; not for what comes after."""
    for word in ("replacement-character", "T006"):
        body = f"<?letterbook ignore {word} the source has it?>\n<p n='{LOST}'>{LOST}<hi>{LOST}</hi></p>\n<p>{LOST}</p>"
        assert found(tmp_path, body) == [("replacement-character", 9)]


def test_before_the_outermost_element_it_holds_for_the_whole_file(tmp_path: Path) -> None:
    """Wherever the finding is."""
    before = "\n<?letterbook ignore replacement-character not looked at yet?>"
    assert found(tmp_path, f"<p>{LOST}</p>", before) == []


def test_several_names_and_several_instructions(tmp_path: Path) -> None:
    """Names are separated by commas; comments and white space may stand between; each name has to be of use."""
    body = (
        "<?letterbook ignore T006,invalid-by-grammar as printed?><!-- x -->\n"
        f"<?letterbook ignore T006 twice is once too much?><p>{LOST}<bogus/></p>"
    )
    assert found(tmp_path, body) == []
    body = f"<?letterbook ignore T006,invalid-by-grammar as printed?><p>{LOST}</p>"
    assert found(tmp_path, body) == [("unused-ignore", 7)]


@pytest.mark.parametrize(
    ("instruction", "name"),
    [
        ("ignore T006 because", "unused-ignore"),
        ("ignore nothing-of-that-name because", "ignore-of-unknown-name"),
        ("ignore", "unknown-instruction"),
        ("ignor T006 because", "unknown-instruction"),
        ("", "unknown-instruction"),
    ],
)
def test_what_is_in_vain_is_told(tmp_path: Path, instruction: str, name: str) -> None:
    """An instruction that does nothing hides the next mistake."""
    assert found(tmp_path, f"<?letterbook {instruction}?><p>fine</p>") == [(name, 7)]


def test_a_reason_is_wanted(tmp_path: Path) -> None:
    """It excuses all the same: whoever reads the file later has to know why."""
    assert found(tmp_path, f"<?letterbook ignore T006?><p>{LOST}</p>") == [("ignore-without-reason", 7)]


def test_one_that_no_element_follows(tmp_path: Path) -> None:
    """At the end of a paragraph, or before words, there is nothing that it could hold for."""
    assert found(tmp_path, f"<p>a<?letterbook ignore T006 x?> {LOST}<hi>{LOST}</hi></p>") == [
        ("unused-ignore", 7),
        ("replacement-character", 7),
        ("replacement-character", 7),
    ]


def test_a_file_that_cannot_be_read_is_not_excused(tmp_path: Path) -> None:
    """Nobody can ignore that."""
    path = tmp_path / "a.xml"
    path.write_text("<?letterbook ignore R006,not-well-formed x?><a>", encoding="utf-8")
    assert [f.code for f in validation.validate([path]).findings] == ["R006"]


def test_what_is_switched_off_is_no_use_to_ignore_but_no_fault_either(tmp_path: Path) -> None:
    """An instruction for a rule that this run does not apply is left alone."""
    path = tmp_path / "note.xml"
    body = "<?letterbook ignore T006 x?><p>fine</p>"
    path.write_text(FILE.format(before="", body=body), encoding="utf-8")
    from letterbook.settings import Settings
    from letterbook.validation.selection import selection_of

    selection = selection_of(Settings(), ignore=["T006"])
    options = validation.Options(selection=selection)
    assert [f.code for f in validation.validate([path], options=options).findings if f.code[0] in "TU"] == []


def test_places_are_exact(tmp_path: Path) -> None:
    """In any encoding, with line ends of any kind: line, column, and the bytes of the element."""
    text = '<?xml version="1.0"?>\r\n<a>ä<?letterbook ignore T006 é?>\r\n  <b><c/></b> <b/></a>'
    for encoding in ("utf-8", "utf-16"):
        data = text.encode(encoding)
        (ignore,) = ignores_in(parse(data, "x.xml"))
        assert (ignore.span.line, ignore.span.column) == (2, 5)
        assert ignore.words == ("T006",) and ignore.reason == "é"
        marked = data[ignore.start : ignore.end].decode(
            "utf-16-le" if encoding == "utf-16" else encoding, "ignore"
        )
        assert marked == "<b><c/>"
