"""Only what changed is checked again, what is told is what a fresh run tells, and the reasons are right."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from letterbook import cache, validation
from letterbook.rules import running
from letterbook.sources import Tags
from letterbook.validation import Options, Validation

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}">
  <teiHeader><fileDesc><titleStmt><title>{id}</title></titleStmt>
    <publicationStmt><publisher>Nobody</publisher></publicationStmt><sourceDesc><bibl>invented</bibl></sourceDesc></fileDesc>
    <profileDesc><correspDesc><correspAction type="sent"><persName ref="../registers/p.xml#{ref}">Ada</persName>
      <date when="1850-01-01"/></correspAction></correspDesc></profileDesc></teiHeader>
  <text><body><p>{text}</p></body></text>
</TEI>
"""
REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt><publicationStmt><publisher>Nobody</publisher>
    </publicationStmt><sourceDesc><bibl>invented</bibl></sourceDesc></fileDesc></teiHeader>
  <standOff><listPerson><person xml:id="ada"><persName>Ada</persName></person>{more}</listPerson></standOff>
</TEI>
"""


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three letters and a register, judged by all of TEI, with a cache of their own."""
    monkeypatch.setenv("LETTERBOOK_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "edition"
    for number in range(3):
        write(root / f"tei/letters/{number}.xml", LETTER.format(id=f"l{number}", ref="ada", text="Dear"))
    write(root / "tei/registers/p.xml", REGISTER.format(more=""))
    write(root / "letterbook.toml", "[validate]\nschema = 'tei'\n")
    return root


def write(path: Path, text: str) -> None:
    """A file with that text, in a folder that is made for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def run(edition: Path, *paths: str, **options: object) -> Validation:
    """The edition validated; and what is told compared with a run that remembers nothing."""
    chosen = [edition / path for path in paths] or [edition]
    found = validation.validate(chosen, options=Options(**options))  # type: ignore[arg-type]
    if {reason for _, reason in found.why} == {"nothing is remembered of an earlier run"}:
        return found
    fresh = validation.validate(chosen, options=Options(remember=False, **options))  # type: ignore[arg-type]
    assert found.findings == fresh.findings
    assert [f.context for f in found.findings] == [f.context for f in fresh.findings]
    return found


def reasons(found: Validation) -> dict[str, str]:
    """Why files were checked, by their names without folders."""
    return {Path(name).name: reason for name, reason in found.why}


def test_nothing_changed(edition: Path) -> None:
    """The first run checks all, the second nothing."""
    assert set(reasons(run(edition))) == {"0.xml", "1.xml", "2.xml", "p.xml"}
    assert reasons(run(edition)) == {}


def test_one_letter_changed(edition: Path) -> None:
    """Only that one is checked; a file that is touched without being changed is not."""
    run(edition)
    write(edition / "tei/letters/1.xml", LETTER.format(id="l1", ref="nobody", text="Dear"))
    os.utime(edition / "tei/letters/2.xml")
    found = run(edition)
    assert reasons(found) == {"1.xml": "it was changed"}
    assert ("P001", "tei/letters/1.xml") in [(f.code, f.span.file) for f in found.findings]
    write(edition / "tei/letters/1.xml", LETTER.format(id="l0", ref="ada", text="Dear"))
    found = run(edition)
    assert {f.span.file for f in found.findings if f.code == "L003"} >= {
        "tei/letters/0.xml",
        "tei/letters/1.xml",
    }


def test_what_all_files_depend_on(edition: Path) -> None:
    """A register, the schema, the settings, the rules: all is checked again, with the reason."""
    run(edition)
    write(
        edition / "tei/registers/p.xml",
        REGISTER.format(more="<person xml:id='b'><persName>B</persName></person>"),
    )
    assert set(reasons(run(edition)).values()) == {"a register was changed"}
    write(edition / "letterbook.toml", "[validate]\nschema = 'tei'\n[edition]\nlanguage = 'de'\n")
    assert set(reasons(run(edition)).values()) == {"letterbook.toml was changed"}
    write(
        edition / "letterbook.toml",
        "[validate]\nschema = 'tei'\n[edition]\nlanguage = 'de'\n[rules]\nT006 = 'off'\n",
    )
    assert set(reasons(run(edition)).values()) == {"other rules are applied"}
    severity = (
        "[validate]\nschema = 'tei'\n[edition]\nlanguage = 'de'\n[rules]\nT006 = 'off'\nC001 = 'info'\n"
    )
    write(edition / "letterbook.toml", severity)
    assert reasons(run(edition)) == {}, "how bad a finding is does not change what is found"


def test_a_schema_that_includes_another(edition: Path) -> None:
    """The included file counts as the schema itself does."""
    inner = "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><define name='x'><element><anyName/>{}" \
        "<zeroOrMore><choice><text/><ref name='x'/></choice></zeroOrMore></element></define></grammar>"  # fmt: skip
    attributes = "<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>"
    start = "<include href='in.rng'/><start><ref name='x'/></start>"
    outer = f"<grammar xmlns='http://relaxng.org/ns/structure/1.0'>{start}</grammar>"
    write(edition / "s/out.rng", outer)
    write(edition / "s/in.rng", inner.format(attributes))
    write(edition / "letterbook.toml", "[validate]\nschema = 's/out.rng'\n")
    run(edition)
    assert reasons(run(edition)) == {}
    write(edition / "s/in.rng", inner.format(""))
    found = run(edition)
    assert set(reasons(found).values()) == {"the schema in.rng was changed"}
    assert "G001" in {f.code for f in found.findings}


def test_a_schema_that_a_file_names(edition: Path) -> None:
    """It counts for the files that name it, and for no others."""
    write(edition / "letterbook.toml", "")
    named = '<?xml-model href="../../s/any.rng" schematypens="http://relaxng.org/ns/structure/1.0"?>\n'
    write(edition / "tei/letters/2.xml", named + LETTER.format(id="l2", ref="ada", text="Dear"))
    grammar = "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><ref name='x'/></start><define name='x'>" \
        "<element><anyName/><zeroOrMore><attribute><anyName/></attribute></zeroOrMore>" \
        "<zeroOrMore><choice><text/><ref name='x'/></choice></zeroOrMore></element></define></grammar>"  # fmt: skip
    write(edition / "s/any.rng", grammar)
    run(edition)
    assert reasons(run(edition)) == {}
    write(edition / "s/any.rng", grammar + "<!-- -->")
    assert reasons(run(edition)) == {"2.xml": "the schema any.rng was changed"}


def test_files_that_are_no_letters_count_too(edition: Path) -> None:
    """An image that is named, and put there later, is noticed though no letter changed."""
    text = LETTER.format(id="l0", ref="ada", text='Dear<figure><graphic url="../../images/a.png"/></figure>')
    write(edition / "tei/letters/0.xml", text)
    assert "T009" in {f.code for f in run(edition).findings}
    write(edition / "images/a.png", "")
    assert "T009" not in {f.code for f in run(edition).findings}
    (edition / "images/a.png").unlink()
    assert "T009" in {f.code for f in run(edition).findings}


def test_part_of_an_edition(edition: Path) -> None:
    """A run over one letter remembers the others, and is told of them what concerns it."""
    run(edition)
    write(edition / "tei/letters/0.xml", LETTER.format(id="l0", ref="ada", text="Dear Ada"))
    assert reasons(run(edition, "tei/letters/0.xml")) == {"0.xml": "it was changed"}
    assert reasons(run(edition)) == {}
    (edition / "tei/letters/1.xml").unlink()
    assert reasons(run(edition)) == {}
    write(edition / "tei/letters/3.xml", LETTER.format(id="l3", ref="ada", text="Dear"))
    assert reasons(run(edition)) == {"3.xml": "it was not checked before"}


def test_what_the_machine_says_is_not_remembered(edition: Path) -> None:
    """A file that could not be read this time is tried again."""
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("this user may read every file")
    path = edition / "tei/letters/1.xml"
    path.chmod(0)
    assert [f.code for f in run(edition).findings if f.code[0] == "R"] == ["R003"]
    path.chmod(0o644)
    assert reasons(run(edition)) == {"1.xml": "it was not checked before"}


@pytest.mark.parametrize("content", [b"", b"\x80\x04N.", b"not a pickle"])
def test_a_broken_memory_counts_as_none(edition: Path, content: bytes) -> None:
    """Whatever lies in the cache, the findings are the same."""
    run(edition)
    for path in (cache.folder() / "store").rglob("*"):
        if path.is_file() and "validated" in path.parts:
            path.write_bytes(content)
    assert set(reasons(run(edition)).values()) == {"nothing is remembered of an earlier run"}


def test_an_edition_that_moved(edition: Path, tmp_path: Path) -> None:
    """Another folder is another edition: nothing is mixed up."""
    run(edition)
    copy = tmp_path / "copy"
    shutil.copytree(edition, copy)
    write(copy / "tei/letters/0.xml", LETTER.format(id="l1", ref="ada", text="Dear"))
    assert "L003" in {f.code for f in run(copy).findings}
    assert "L003" not in {f.code for f in run(edition).findings}


def test_one_process_and_several(edition: Path) -> None:
    """The same findings in the same order, remembered or not."""
    for number in range(3, 60):
        write(
            edition / f"tei/letters/{number}.xml", LETTER.format(id=f"l{number % 50}", ref="b", text="Dear")
        )
    one = validation.validate([edition], options=Options(jobs=1, remember=False))
    three = validation.validate([edition], options=Options(jobs=3, remember=False))
    assert one.findings == three.findings
    assert len(one.findings) > 50


def test_places_in_files_that_are_as_they_were(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule over the edition is applied anew when any letter changes; files are read for its places only when they changed."""
    first = edition / "tei/letters/0.xml"
    write(first, LETTER.format(id="l0", ref="nobody", text="Dear"))
    assert "P001" in [finding.code for finding in run(edition).findings]
    read: list[str] = []

    class Noted(Tags):
        def __init__(self, data: bytes, name: str) -> None:
            read.append(name)
            super().__init__(data, name)

    monkeypatch.setattr(running, "Tags", Noted)
    write(edition / "tei/letters/1.xml", LETTER.format(id="l1", ref="ada", text="My dear"))
    again = validation.validate([edition]).findings
    assert "P001" in [finding.code for finding in again] and read == ["tei/letters/1.xml"]
    write(first, "\n<!-- moved -->\n" + first.read_text(encoding="utf-8"))
    (moved,) = (finding for finding in run(edition).findings if finding.code == "P001")
    (before,) = (finding for finding in again if finding.code == "P001")
    assert (moved.span.line, moved.context) == (before.span.line + 2, before.context)
