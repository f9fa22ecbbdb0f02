"""Schematron that editions bring and files name: run in a worker, as when files are judged."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letterbook.schematron import CompiledSchema
from letterbook.validation.plan import SchemaProblem
from letterbook.validation.schematrons import MAX_BYTES, compiled, own_schematrons
from letterbook.workers import Outcome, Pool

SCH = "http://purl.oclc.org/dsdl/schematron"
RNG = "http://relaxng.org/ns/structure/1.0"

Judge = Callable[..., Any]


def schema(*asserts: str, top: str = "", context: str = "p") -> str:
    """A schema with one pattern for each of these: id, then test, then perhaps a role."""
    patterns = ""
    for written in asserts:
        name, test, *role = written.split("|")
        roles = f' role="{role[0]}"' if role else ""
        patterns += (
            f'<pattern id="{name}-pattern"><rule context="{context}"><assert id="{name}" test="{test}"{roles}>'
            f"no {name}</assert></rule></pattern>"
        )
    return f'<schema xmlns="{SCH}" queryBinding="xslt3">{top}{patterns}</schema>'


class Edition:
    """A folder with a letter and schemas."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def letter(self, *pseudo: str) -> Path:
        """A letter that names these schemas; its p stands in line 2."""
        return self.write(
            "letters/a.xml", "".join(f"<?xml-model {one}?>" for one in pseudo) + "<a>\n<p n='1'/></a>"
        )

    def judged(self, path: Path, given: CompiledSchema | None = None, timeout: float = 60) -> Any:
        """What the Schematron says about a letter; the failure where the worker has none."""
        with Pool("tests.validation.worker:setup", (self.root,), timeout=timeout) as pool:
            (outcome,) = pool.map([(str(path), given)])
        assert isinstance(outcome, Outcome)
        return outcome.value if outcome.failure is None else outcome.failure


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return Edition(tmp_path / "edition")


def test_schematron_that_a_file_names(edition: Edition) -> None:
    """The failures have id, severity by role, and the line of the node; the phase is respected."""
    edition.write(
        "schema/a.sch",
        schema(
            "one|b",
            "two|c|warning",
            top='<phase id="few"><active pattern="two-pattern"/></phase>',
        ),
    )
    failures, findings, settled = edition.judged(edition.letter('href="../schema/a.sch"'))
    assert failures == [("one", "error", 2), ("two", "warning", 2)] and findings == [] and settled
    failures, _, _ = edition.judged(edition.letter('href="../schema/a.sch" phase="few"'))
    assert failures == [("two", "warning", 2)]
    both = edition.letter('href="../schema/a.sch" phase="few"', 'href="../schema/a.sch" phase="#ALL"')
    assert len(edition.judged(both)[0]) == 3


def test_a_phase_that_is_not_there(edition: Edition) -> None:
    """It is told at the instruction; nothing of the schema is applied."""
    edition.write("schema/a.sch", schema("one|b"))
    failures, findings, settled = edition.judged(edition.letter('href="../schema/a.sch" phase="none"'))
    assert failures == [] and not settled
    assert findings == ["S001 the schema ../schema/a.sch cannot be used: there is no phase none"]


def test_schematron_in_a_grammar(edition: Edition) -> None:
    """A grammar that is named as Schematron gives the rules that it embeds; named as a grammar it does not."""
    rule = f'<s:rule xmlns:s="{SCH}" context="p"><s:assert id="inside" test="b">no b</s:assert></s:rule>'
    edition.write(
        "schema/a.rng",
        f'<element name="a" xmlns="{RNG}"><element name="p"><attribute name="n"/>{rule}<empty/></element></element>',
    )
    letter = edition.letter(
        f'href="../schema/a.rng" schematypens="{RNG}"', f'href="../schema/a.rng" schematypens="{SCH}"'
    )
    failures, findings, _ = edition.judged(letter)
    assert failures == [("inside", "error", 2)] and findings == []


def test_a_schema_may_have_files_of_its_edition(edition: Edition) -> None:
    """What it includes and the documents that it names are read below the edition, and nowhere else, nor hidden ones."""
    edition.write("registers/persons.xml", "<persons><person id='1'/></persons>")
    edition.write(
        "schema/parts/a.sch",
        f'<pattern xmlns="{SCH}"><rule context="p"><assert id="part" test="b"/></rule></pattern>',
    )
    include = '<include href="parts/a.sch"/>'
    edition.write(
        "schema/a.sch", schema("known|doc('../registers/persons.xml')//person[@id = '2']", top=include)
    )
    failures, findings, _ = edition.judged(edition.letter('href="../schema/a.sch"'))
    assert findings == [] and sorted(one for one, _, _ in failures) == ["known", "part"]
    (edition.root.parent / "secret.xml").write_text("<secret/>", encoding="utf-8")
    edition.write(".git/config.xml", "<secret/>")
    for address in (
        "../../secret.xml",
        "../.git/config.xml",
        "file:///etc/passwd",
        "https://example.org/a.xml",
    ):
        edition.write("schema/b.sch", schema(f"known|doc('{address}')//person"))
        failures, findings, _ = edition.judged(edition.letter('href="../schema/b.sch"'))
        assert failures == [] or failures[0][0] != "known" or failures[0][1] == "error"
        assert findings and findings[0].startswith("S001 the schema ../schema/b.sch cannot be used")


def test_broken_schematron_is_a_finding(edition: Edition) -> None:
    """Wrong XML, a wrong test and a wrong kind of file are told; the file is judged by the others."""
    edition.write("schema/a.sch", "<schema")
    edition.write("schema/b.sch", schema("one|b ="))
    edition.write("schema/c.sch", "<x/>")
    edition.write("schema/d.sch", schema("one|b"))
    letter = edition.letter(*(f'href="../schema/{name}.sch"' for name in "abcd"))
    failures, findings, settled = edition.judged(letter)
    assert failures == [("one", "error", 2)] and not settled
    assert [one.partition(" ")[0] for one in findings] == ["S001"] * 3


def test_schematron_that_never_ends(edition: Edition) -> None:
    """The time limit of the file ends it."""
    edition.write(
        "schema/a.sch", schema("one|count((1 to 2000000000)[. mod 3 = 1][. mod 5 = 1][. mod 7 = 1]) gt 5")
    )
    failure = edition.judged(edition.letter('href="../schema/a.sch"'), timeout=1)
    assert failure.kind == "timeout"


def test_schematron_of_the_edition(edition: Edition) -> None:
    """Files and patterns are compiled in their order, each once, and judge beside what the file names."""
    edition.write("schema/b.sch", schema("two|c"))
    edition.write("schema/a.sch", schema("one|b|info"))
    edition.write("schema/notes.txt", "")
    found = own_schematrons(edition.root, ["schema/b.sch", "schema/*.sch", "schema"])
    assert [one.name for one in found] == ["schema/b.sch", "schema/a.sch"]
    assert edition.judged(edition.letter(), found[1])[0] == [("one", "info", 2)]


@pytest.mark.parametrize("pattern", ["schema/none.sch", "schema/*.sch", "none", "../outside.sch"])
def test_patterns_that_stand_for_nothing(edition: Edition, pattern: str) -> None:
    """A schema that was asked for and is not there is wrong use."""
    edition.letter()
    edition.root.parent.joinpath("outside.sch").write_text(schema(), encoding="utf-8")
    with pytest.raises(SchemaProblem) as caught:
        own_schematrons(edition.root, [pattern])
    assert caught.value.finding.code == "R001" and caught.value.finding.span.file == pattern


def test_own_schematron_that_is_broken(edition: Edition) -> None:
    """It is wrong use, told at its place."""
    edition.write("schema/a.sch", "<x/>")
    with pytest.raises(SchemaProblem) as caught:
        own_schematrons(edition.root, ["schema/a.sch"])
    assert caught.value.finding.code == "S001" and caught.value.finding.span.file == "schema/a.sch"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_no_schematron_from_outside(edition: Edition) -> None:
    """A link out of the edition is no schema of it."""
    edition.write("schema/a.sch", schema())
    edition.root.parent.joinpath("outside.sch").write_text(schema(), encoding="utf-8")
    (edition.root / "schema" / "b.sch").symlink_to(edition.root.parent / "outside.sch")
    assert [one.name for one in own_schematrons(edition.root, ["schema/*.sch"])] == ["schema/a.sch"]
    with pytest.raises(SchemaProblem):
        own_schematrons(edition.root, ["schema/b.sch"])


def test_hostile_schemas_are_bounded(edition: Edition) -> None:
    """Huge ones, deep ones and those that include themselves are refused in a moment."""
    from letterbook.findings import Problem

    huge = edition.write("schema/huge.sch", "")
    with huge.open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    edition.write("schema/loop.sch", schema(top='<include href="loop.sch"/>'))
    edition.write("schema/deep.sch", schema(top="<title>" + "<emph>" * 2000 + "</emph>" * 2000 + "</title>"))
    for name in ("huge", "loop"):
        with pytest.raises(Problem):
            compiled(edition.root / "schema" / f"{name}.sch", name)
    try:
        compiled(edition.root / "schema" / "deep.sch", "deep")
    except Problem as problem:
        assert problem.finding.code == "S001"


def test_the_page_about_own_schematron(edition: Edition, repository: Path) -> None:
    """What docs/how-to/own-schematron.md shows is a schema that finds what it says."""
    page = (repository / "docs" / "how-to" / "own-schematron.md").read_text(encoding="utf-8")
    first = re.findall(r"^```xml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)[0]
    edition.write("schema/own.sch", first)
    (found,) = own_schematrons(edition.root, ["schema/own.sch"])
    letter = edition.write(
        "letters/b.xml",
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<msIdentifier/>\n<signed>O. M.</signed></TEI>',
    )
    assert edition.judged(letter, found)[0] == [
        ("source-without-shelfmark", "error", 2),
        ("signature-without-name", "warning", 3),
    ]
    assert 'warning: the signature "O. M." has no persName [signature-without-name]' in page
