"""Files that mean harm among good ones: ``letterbook validate`` tells each once, in little time, and checks the others."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from lxml import etree

from letterbook.findings import Finding, Severity, Span
from letterbook.sources import parse
from letterbook.validation.ignoring import Excuses, ignores_in

from .conftest import Run
from .letters import BOMB, declared, letter, nested

GOOD = letter(id="x")
PARAMETERS = "".join(f'<!ENTITY % x{n} "&#37;x{n - 1};&#37;x{n - 1};">' for n in range(1, 25))
FILES: dict[str, tuple[str | bytes, str]] = {
    "bomb": (declared(BOMB, "<p>&a9;</p>"), "R008"),
    "bomb in an attribute": (declared(BOMB, '<p n="&a9;">x</p>'), "R008"),
    "long entity often": (declared(f'<!ENTITY a "{"x" * 50_000}">', f"<p>{'&a;' * 20_000}</p>"), "R008"),
    "long default often": (declared(f'<!ATTLIST p n CDATA "{"x" * 100_000}">', "<p>x</p>" * 3000), "R008"),
    "parameter entities": (declared(f'<!ENTITY % x0 "<!ENTITY y \'z\'>">{PARAMETERS}%x24;', "<p>x</p>"), "R006"),
    "external entity": (declared('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">', "<p>&x;</p>"), "R009"),
    "deep": (letter(f"<p>{nested('hi', 10_000)}</p>"), "R010"),
    "nul": (b"\0" * 100_000, "R006"),
    "nul within": (GOOD.encode().replace(b"Dear", b"D\0ar"), "R006"),
    "byte order mark": (b"\xef\xbb\xbf", "R006"),
    "half a mark": (b"\xff\xfe", "R006"),
    "declared UTF-16": (b'<?xml version="1.0" encoding="UTF-16"?>' + GOOD.encode(), "R006"),
    "declared klingon": (b'<?xml version="1.0" encoding="klingon"?>' + GOOD.encode(), "R007"),
    "declared hex": (b'<?xml version="1.0" encoding="hex"?>' + GOOD.encode(), "R007"),
    "not UTF-8": (GOOD.encode().replace(b"Dear", b"D\xe9ar"), "R007"),
    "UTF-32": (('<?xml version="1.0" encoding="UTF-32"?>' + GOOD).encode("utf-32"), ""),
    "UTF-16 without mark": (('<?xml version="1.0" encoding="UTF-16LE"?>' + GOOD).encode("utf-16-le"), ""),
    "outer DTD": ('<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/x.dtd">' + GOOD, ""),
    "many schemas": ("".join(f'<?xml-model href="http://x/{n}.rng"?>' for n in range(20_000)) + GOOD, "G004"),
    "schema outside": ('<?xml-model href="../../../../../../etc/passwd"?>' + GOOD, "G005"),
    "schema elsewhere": ('<?xml-model href="//127.0.0.1:9/x.rng"?>' + GOOD, "G004"),
    "itself as schema": ('<?xml-model href="x.xml"?>' + GOOD, "G006"),
    "long numbers": (letter(f'<p><pb n="{"9" * 5000}"/></p>', date=f'<date when="{"1" * 5000}"/>'), "G001"),
    "long language": (letter(f'<p xml:lang="{"de-" * 300_000}">x</p>'), ""),
    "long coordinates": (letter(f"<p><placeName><geo>{'9' * 100_000} 1e999</geo></placeName></p>"), ""),
    "long name": (letter(f"<p><{'n' * 1_000_000}/></p>"), ""),
    "long instruction": (letter(f"<?letterbook ignore {'n' * 1_000_000} why?><p>x</p>"), "U002"),
    "instruction in a doctype": (f"<!DOCTYPE TEI [<?letterbook ignore all x?>]>{GOOD}", ""),
    "instructions": (letter("<p>" + '<?letterbook ignore P001 x?><rs ref="#z">x</rs>' * 5000 + "</p>"), ""),
    "marks": (letter(f"<p><persName>{'&#x301;&#x323;' * 20_000}</persName></p>"), ""),
}  # fmt: skip


def edition(here: Path) -> Path:
    """An edition with a good letter at each end."""
    (here / "letters").mkdir(parents=True)
    (here / "letterbook.toml").write_text('[paths]\nletters = "letters"\n', encoding="utf-8")
    for name in ("a", "z"):
        (here / "letters" / f"{name}.xml").write_text(letter("<bad/>", id=name), encoding="utf-8")
    return here / "letters" / "x.xml"


def codes(out: str, name: str = "x.xml") -> set[str]:
    """The codes that the JSON report has for a file."""
    return {one["code"] for one in json.loads(out)["findings"] if one["file"].endswith(name)}


@pytest.mark.parametrize("what", FILES)
def test_among_good_ones(run: Run, tmp_path: Path, what: str) -> None:
    """Told by its code; the letters before and after it are checked; no message is as long as what it speaks of."""
    content, code = FILES[what]
    edition(tmp_path).write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = run("validate", "--select", "all", "--format", "json", cwd=tmp_path, within=40)
    assert ran.code == 1
    assert "G001" in codes(ran.out, "a.xml") and "G001" in codes(ran.out, "z.xml")
    found = codes(ran.out)
    assert not found & {"X004", "X007", "X008"}
    if code:
        assert code in found, found
    if code.startswith("R"):
        assert found == {code}
    assert "root:x:" not in ran.out


LONG = ("concise", "narrated", "json", "junit", "github", "gitlab", "csv")
"""What is left to the long tests: these forms differ little from the two others."""


@pytest.mark.parametrize(
    "form", ["terminal", "sarif", *(pytest.param(form, marks=pytest.mark.corpora) for form in LONG)]
)
def test_very_many_findings(run: Run, tmp_path: Path, form: str) -> None:
    """Twenty thousand in one file, in every form, in a few seconds."""
    edition(tmp_path).write_text(letter('<p bad="1">x</p>' * 20_000), encoding="utf-8")
    ran = run("validate", "--format", form, cwd=tmp_path, within=60)
    assert ran.code == 1 and ran.err.count("\n") < 10
    if form in ("json", "sarif", "gitlab"):
        json.loads(ran.out)
    elif form == "junit":
        etree.fromstring(ran.out.encode())


@pytest.mark.corpora
@pytest.mark.parametrize("line", ["word ", "word\n"])
def test_a_hundred_megabytes_of_text(run: Run, tmp_path: Path, line: str) -> None:
    """One text as long as that takes seconds."""
    edition(tmp_path).write_text(letter(f"<p>{line * 20_000_000}</p>"), encoding="utf-8")
    ran = run("validate", "--format", "json", cwd=tmp_path, within=100)
    assert ran.code == 1 and not codes(ran.out) & {"X004", "X007", "X008"}
    assert "G001" in codes(ran.out, "z.xml")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names and files")
def test_names_links_and_pipes(run: Run, tmp_path: Path) -> None:
    """Loops, pipes, devices and names that steer: the run goes on, and no line of the report is forged."""
    edition(tmp_path).write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "letters"
    (folder / "loop.xml").symlink_to("loop.xml")
    (folder / "out.xml").symlink_to("/etc/passwd")
    (folder / "zero.xml").symlink_to("/dev/zero")
    (folder / "round").symlink_to(".")
    os.mkfifo(folder / "pipe.xml")
    turned, long = "\u202elmx.xml".encode(), b"n" * 251 + b".xml"
    for name in (b"a\nb: error.xml", b"\x1b[31m.xml", turned, b"\xff.xml", b"::error::.xml", long):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text("<a>", encoding="utf-8")
    for form in ("concise", "github", "json", "sarif", "junit", "csv", "terminal", "narrated", "gitlab"):
        ran = run("validate", "--format", form, cwd=tmp_path, within=40)
        assert ran.code == 1, ran
        assert not {"\x1b", "\u202e", "\ud83d"} & set(ran.out + ran.err)
        assert "root:x:" not in ran.out
        assert not [line for line in ran.out.splitlines() if line.startswith(("b: error", "::error::.xml"))]


def test_a_schematron_without_end_keeps_no_other_file(run: Run, tmp_path: Path) -> None:
    """A schema that a file names ends with the time limit of that file; the others are checked."""
    slow = "count((1 to 2000000000)[. mod 3 = 1][. mod 5 = 1][. mod 7 = 1]) gt 5"
    schema = (
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern><rule context="/">'
        f'<assert test="{slow}">m</assert></rule></pattern></schema>'
    )
    path = edition(tmp_path)
    (tmp_path / "letters" / "s.sch").write_text(schema, encoding="utf-8")
    path.write_text(f'<?xml-model href="s.sch"?>{GOOD}', encoding="utf-8")
    ran = run("validate", "--timeout", "3", "--format", "json", cwd=tmp_path, within=60)
    assert ran.code == 1
    assert codes(ran.out) == {"X004"}
    assert "G001" in codes(ran.out, "z.xml") and "G001" in codes(ran.out, "a.xml")


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"version": 1, "files": {"a": ' + "[" * 100_000, '{"version": 1, "files": []}', "[]", "null", "1" * 10_000,
     '{"version": 1' + "0" * 5000 + "}",
     '{"version": 1, "files": {"a": [{"code": 1}]}}', "\0", "\ufeff", '{"version": "\\ud800"}'],
)  # fmt: skip
def test_a_baseline_that_is_none(run: Run, tmp_path: Path, text: str) -> None:
    """Wrong use, said with its name."""
    edition(tmp_path).write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    ran = run("validate", "--baseline", "b.json", cwd=tmp_path, within=30)
    assert (ran.code, ran.out) == (2, "") and ran.err.startswith("b.json")


def test_instructions_and_findings_by_the_ten_thousand() -> None:
    """Which instruction holds for a finding is found at once, however they lie in each other."""
    inner = '<?letterbook ignore P001 x?><p n="1"/>' * 10_000
    outer = "<?letterbook ignore D002 x?>" * 10_000
    source = parse(f"<?letterbook ignore D001 x?><a>{outer}<b>{inner}</b></a>".encode(), "a.xml")
    ignores = ignores_in(source)
    excuses = Excuses([("a.xml", ignores)])
    made = [
        Finding(code, Severity.WARNING, "m", source.span(element))
        for element in source.root.iter("p", "b")
        for code in ("P001", "D001", "D002", "D003")
    ]
    left = list(excuses.left(made, lambda code, name: False))
    assert len(left) == 10_001 + 1  # D003 everywhere, and P001 at the element round them
    assert {one.code for one in left} == {"D003", "P001"}
    assert not list(excuses.vain(["a.xml"], lambda word: "on"))
    assert (
        list(excuses.left([Finding("D001", Severity.WARNING, "m", Span("a.xml"))], lambda code, name: False))
        == []
    )
