"""Files that name their schemas, through the whole of a validation."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.validation import Options, running, validate
from letterbook.validation.selection import Selection

RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
GRAMMAR = f'<element name="TEI" ns="http://www.tei-c.org/ns/1.0" xmlns="{RNG}"><text/></element>'
RULES = f'<schema xmlns="{SCH}" queryBinding="xslt3"><include href="part.sch"/></schema>'
PART = f'<pattern xmlns="{SCH}"><rule context="*:TEI"><assert id="one" test="*">no child</assert></rule></pattern>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that names two schemas, and a cache of its own."""
    monkeypatch.setenv("LETTERBOOK_CACHE_DIR", str(tmp_path / "cache"))
    here = tmp_path / "files"
    (here / "schema").mkdir(parents=True)
    text = '<?xml-model href="schema/a.rng"?><?xml-model href="schema/a.sch"?><TEI xmlns="http://www.tei-c.org/ns/1.0"/>'
    (here / "a.xml").write_text(text, encoding="utf-8")
    return here


def told(folder: Path, **more: int) -> list[str]:
    """Codes and messages about the schemas of the file, and what they find."""
    options = Options(selection=Selection(ignore=tuple("CDNAHT")), jobs=1, **more)
    return [f"{one.code} {one.message}" for one in validate([folder / "a.xml"], options=options).findings]


def test_what_is_remembered_of_schemas_that_files_name(folder: Path) -> None:
    """A schema that appears, or is changed or mended, also one that is included, is noticed in the next run."""
    schema = folder / "schema"
    assert told(folder)[:2] == [
        'G005 there is no schema "schema/a.rng"',
        'G005 there is no schema "schema/a.sch"',
    ]
    (schema / "a.rng").write_text(GRAMMAR, encoding="utf-8")
    (schema / "a.sch").write_text(RULES, encoding="utf-8")
    (found,) = told(folder)
    assert found.startswith("S001 the schema") and "include asks for part.sch" in found
    (schema / "part.sch").write_text(PART, encoding="utf-8")
    assert told(folder) == told(folder) == ["one no child"]
    (schema / "part.sch").write_text(PART.replace("no child", "none"), encoding="utf-8")
    assert told(folder) == ["one none"]
    (schema / "a.rng").write_text(
        GRAMMAR.replace("<text/>", '<element name="p"><empty/></element>'), encoding="utf-8"
    )
    assert [one.partition(" ")[0] for one in told(folder)] == ["G001", "one"]


def test_the_grammar_of_a_setting_goes_before(folder: Path) -> None:
    """With a schema in letterbook.toml, nothing that the file names is looked at."""
    (folder / "own.rng").write_text(GRAMMAR, encoding="utf-8")
    (folder / "letterbook.toml").write_text(
        'config-version = 1\n[paths]\nletters = "a.xml"\n[validate]\nschema = "own.rng"\n', encoding="utf-8"
    )
    assert told(folder) == []


def never_ending(folder: Path) -> None:
    """The schemas that a.xml names: one of them never ends."""
    slow = "count((1 to 2000000000)[. mod 3 = 1][. mod 5 = 1][. mod 7 = 1]) gt 5"
    (folder / "schema" / "a.rng").write_text(GRAMMAR, encoding="utf-8")
    (folder / "schema" / "part.sch").write_text(PART.replace('test="*"', f'test="{slow}"'), encoding="utf-8")
    (folder / "schema" / "a.sch").write_text(RULES, encoding="utf-8")


def quick(folder: Path, name: str) -> None:
    """A file that does not name the one that never ends."""
    text = '<?xml-model href="schema/a.rng"?><TEI xmlns="http://www.tei-c.org/ns/1.0"/>'
    (folder / name).write_text(text, encoding="utf-8")


def test_a_schema_that_never_ends_is_no_end_of_the_run(folder: Path) -> None:
    """Its file is over the time limit; other files are judged."""
    never_ending(folder)
    quick(folder, "b.xml")
    options = Options(selection=Selection(ignore=tuple("CDNAHT")), jobs=1, timeout=2)
    found = validate([folder], options=options)
    assert [(one.span.file.rpartition("/")[2], one.code) for one in found.findings] == [("a.xml", "X004")]
    assert found.files == 2


@pytest.mark.corpora
def test_a_schema_that_never_ends_for_many_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After some files the others have less time, after many in a row the rest is not checked; each is told."""
    never_ending(folder)
    for name in "bcdefg":
        (folder / f"{name}.xml").write_bytes((folder / "a.xml").read_bytes())
    monkeypatch.setattr(running, "LATE", 1)
    monkeypatch.setattr(running, "LEAST", 1.0)
    monkeypatch.setattr(running, "MOST_LATE", 3)
    options = Options(selection=Selection(ignore=tuple("CDNAHT")), jobs=1, timeout=3)
    found = validate([folder], options=options).findings
    assert [(one.span.file.rpartition("/")[2], one.code) for one in found] == [
        (f"{name}.xml", "X004") for name in "abcdefg"
    ]
    assert [one.message for one in found[:2]] == [
        "checking it took longer than 3 seconds",
        "checking it took longer than 1 seconds",
    ]
    assert not found[0].notes and "1 files before it took longer than 3 seconds" in found[1].notes[0]
    assert found[-1].message.startswith(
        "was not checked, because checking took too long for 3 files in a row"
    )


@pytest.mark.corpora
def test_files_that_went_together_with_one_that_never_ends(folder: Path) -> None:
    """Many files go to a worker a few at a time: each is judged all the same, once."""
    never_ending(folder)
    names = [f"b{number:02}.xml" for number in range(48)]
    for name in names:
        quick(folder, name)
    heard: list[str] = []
    options = Options(
        selection=Selection(ignore=tuple("CDNAHT")), jobs=1, timeout=2, remember=False, on_file=heard.append
    )
    (found,) = validate([folder], options=options).findings
    assert (found.span.file.rpartition("/")[2], found.code) == ("a.xml", "X004")
    assert sorted(Path(name).name for name in heard) == sorted([*names, "a.xml"])
