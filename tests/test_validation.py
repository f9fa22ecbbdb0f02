"""Which schemas judge which files, and that one process and several say the same."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from letterbook import validation
from letterbook.findings import Finding, Problem, Severity
from letterbook.settings import Settings, discover
from letterbook.validation import SchemaProblem, plan_for, plan_of
from letterbook.validation.plan import Item
from letterbook.validation.running import FEW
from letterbook.workers import WorkerError

GRAMMAR = """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0">
  <optional><attribute name="n"/></optional><zeroOrMore><element name="b"><text/></element></zeroOrMore>
</element>"""
XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="a"><xs:complexType><xs:sequence>
    <xs:element name="b" type="xs:int" minOccurs="0" maxOccurs="unbounded"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
  <pattern><rule context="b"><assert id="short" test="string-length(.) lt 3">too long: <value-of select="."/></assert>
  </rule></pattern></schema>"""


@pytest.fixture
def schemas(tmp_path: Path) -> dict[str, Path]:
    """A small schema of each kind."""
    made = {}
    for name, text in (("rng", GRAMMAR), ("xsd", XSD), ("sch", RULES)):
        made[name] = tmp_path / f"s.{name}"
        made[name].write_text(text, encoding="utf-8")
    return made


def files(folder: Path, *texts: str) -> list[Path]:
    """Files with these texts."""
    made = []
    for number, text in enumerate(texts):
        made.append(folder / f"f{number:03}.xml")
        made[-1].write_text(text, encoding="utf-8")
    return made


def told(found: tuple[Finding, ...]) -> list[tuple[str, int, str]]:
    """File, column and code of findings."""
    return [(Path(f.span.file).name, f.span.column, f.code) for f in found]


def test_what_judges_an_edition(repository: Path, tmp_path: Path) -> None:
    """letterbook.toml chooses; outside an edition all of TEI judges, and the XML Schema only when asked for."""
    edition = discover(repository)
    plan = plan_for(edition)
    assert [name for _, name in plan.grammars] == ["letterbook.rng"]
    assert [schema.name for schema in plan.schematrons] == ["letterbook.sch"]
    assert plan.xsds == ()
    assert [name for _, name in plan_for(edition, xsd=True).xsds] == ["letterbook.xsd"]
    outside = plan_for(Settings())
    assert [name for _, name in outside.grammars] == ["tei_all.rng"]
    assert outside.schematrons == ()
    (tmp_path / "letterbook.toml").write_text("[validate]\nschema = 'tei'", encoding="utf-8")
    chosen = plan_for(discover(tmp_path))
    assert [name for _, name in (*chosen.grammars, *chosen.xsds)] == ["tei_all.rng"]


def test_the_xml_schema_is_for_what_letterbooks_own_schema_judges(tmp_path: Path) -> None:
    """It is a subset of TEI: elsewhere it would report faults that are none."""
    with pytest.raises(SchemaProblem, match="goes with Letterbook's own schema") as outside:
        plan_for(Settings(), xsd=True)
    assert "--xsd" in outside.value.finding.help
    (tmp_path / "letterbook.toml").write_text("[validate]\nschema = 'tei'\nxsd = true", encoding="utf-8")
    with pytest.raises(SchemaProblem) as inside:
        plan_for(discover(tmp_path))
    assert "letterbook.toml" in inside.value.finding.help


def test_an_editions_own_schema(tmp_path: Path, schemas: dict[str, Path]) -> None:
    """A path in letterbook.toml is relative to it; a stranger's schema is run in a worker."""
    (tmp_path / "letterbook.toml").write_text("[validate]\nschema = 's.sch'", encoding="utf-8")
    plan = plan_for(discover(tmp_path))
    assert [schema.name for schema in plan.schematrons] == ["s.sch"]
    (tmp_path / "letterbook.toml").write_text("[validate]\nschema = 's.rng'", encoding="utf-8")
    plan = plan_for(discover(tmp_path))
    assert plan.grammars == ((str(schemas["rng"].resolve()), "s.rng"),)


def test_plans_cross_processes(schemas: dict[str, Path]) -> None:
    """Workers are given the plan."""
    plan = plan_of(list(schemas.values()))
    assert pickle.loads(pickle.dumps(plan)) == plan


def test_schemas_together(tmp_path: Path, schemas: dict[str, Path]) -> None:
    """All schemas speak, in the order of the file; where the grammar blames an element, the XML Schema is silent."""
    paths = files(
        tmp_path, "<a>\n<b>1</b></a>", "<a>\n<b>1234</b><b>x</b></a>", "<a>\n<c/></a>", "<a n='1'/>"
    )
    found = validation.validate(paths, schemas=list(schemas.values()))
    assert found.files == 4 and found.failed
    assert told(found.findings) == [
        ("f001.xml", 1, "short"),
        ("f001.xml", 12, "G002"),
        ("f002.xml", 1, "G001"),
        ("f003.xml", 1, "G002"),
    ]


def test_many_files_in_several_processes(tmp_path: Path, schemas: dict[str, Path]) -> None:
    """One process or three: the same findings in the same order, each file heard of once, in order."""
    texts = ["<a>", "", "<a><b>1</b></a>", "<a><c/></a>", "<a><b>1234</b></a>"] * (FEW // 4)
    paths = files(tmp_path, *texts)
    runs = []
    for jobs in (1, 3):
        heard: list[str] = []
        options = validation.Options(jobs=jobs, on_file=heard.append, remember=False)
        found = validation.validate(paths, schemas=list(schemas.values()), options=options)
        assert heard == [path.as_posix() for path in paths]
        runs.append((found, [finding.context for finding in found.findings]))
    assert runs[0] == runs[1]
    assert len(runs[0][0].findings) == 4 * (FEW // 4)


def test_schemas_of_no_use_are_no_findings(tmp_path: Path, schemas: dict[str, Path]) -> None:
    """Whether it is noticed here or in a worker: the schema is told, never each file."""
    paths = files(tmp_path, "<a/>", "<a/>")
    for name, text in (
        ("rng", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'/>"),
        ("xsd", XSD.replace("xs:int", "xs:number")),
        ("sch", RULES.replace("lt 3", "lt (")),
        ("sch", RULES.replace("schema>", "schemas>")),
        ("sch", RULES.replace("string-length(.)", "system-property('x') = unparsed-text('/etc/passwd')")),
    ):
        schemas[name].write_text(text, encoding="utf-8")
        with pytest.raises(SchemaProblem) as caught:
            validation.validate(paths, schemas=[schemas[name]])
        assert Path(caught.value.finding.span.file).name == f"s.{name}"


def test_a_schema_that_never_loads(tmp_path: Path, schemas: dict[str, Path]) -> None:
    """The time limit holds for loading schemas too."""
    endless = "every $a in 1 to 99999999, $b in 1 to 99999999 satisfies $a + $b gt 0"
    schemas["sch"].write_text(RULES.replace("string-length(.) lt 3", endless), encoding="utf-8")
    paths = files(tmp_path, "<a><b/></a>")
    try:
        found = validation.validate(paths, schemas=[schemas["sch"]], options=validation.Options(timeout=1.5))
    except SchemaProblem as problem:
        assert problem.finding.code == "X004"
    else:
        assert [finding.code for finding in found.findings] == ["X004"]


def test_a_fault_of_our_own_is_not_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in Letterbook is told as such, with the worker's traceback."""
    from letterbook.validation import running

    paths = files(tmp_path, *["<a/>"] * (FEW + 1))
    monkeypatch.setattr(running, "PREPARE", ("no item",))
    with pytest.raises(WorkerError, match="AttributeError"):
        list(running.Run(validation.Plan()).over([Item(str(path), path.name) for path in paths]))


def test_a_register_that_cannot_be_read(tmp_path: Path) -> None:
    """One broken register: its own finding; nobody who points into it is blamed, and everything else is checked."""
    (tmp_path / "letterbook.toml").write_text("[validate]\nschema = 's.rng'", encoding="utf-8")
    grammar = "<grammar xmlns='http://relaxng.org/ns/structure/1.0'><start><ref name='x'/></start><define name='x'>" \
        "<element><anyName/><zeroOrMore><attribute><anyName/></attribute></zeroOrMore>" \
        "<zeroOrMore><choice><text/><ref name='x'/></choice></zeroOrMore></element></define></grammar>"  # fmt: skip
    (tmp_path / "s.rng").write_text(grammar, encoding="utf-8")
    for name, text in (
        ("registers/p.xml", "<TEI><standOff>"),
        ("letters/a.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"><rs ref="../registers/p.xml#x"/></TEI>'),
        ("letters/b.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'),
    ):
        path = tmp_path / "tei" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = validation.validate([tmp_path])
    assert [(f.span.file, f.code) for f in found.findings] == [("tei/registers/p.xml", "R006")]


def test_the_shipped_edition_is_valid(repository: Path) -> None:
    """By grammar, rules, XML Schema and pointers: no finding of any severity."""
    found = validation.validate([repository], xsd=True)
    assert found.files == 8
    assert found.findings == ()


def test_real_letters(shared: Path) -> None:
    """A corpus outside an edition is judged by all of TEI, which its files name: one known fault among 342 files.

    They name a Schematron on the web too, which is told of each, and not fetched.
    """
    options = validation.Options(jobs=1, rules=False)
    found = validation.validate([shared / "corpora" / "edgeworth"], options=options)
    assert found.files == 342
    errors = tuple(finding for finding in found.findings if finding.severity is Severity.ERROR)
    assert told(errors) == [("Edgeworth_Princeton_1813-08-25.xml", 18, "G001")]
    assert {finding.code for finding in found.findings} == {"G001", "G004"}


def test_paths_that_stand_for_nothing(tmp_path: Path) -> None:
    """Missing, empty, and none at all: wrong use."""
    for paths in ([tmp_path / "none"], [tmp_path]):
        with pytest.raises(Problem) as caught:
            validation.validate(paths)
        assert getattr(caught.value, "wrong_use", False)
