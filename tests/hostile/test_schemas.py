"""Schemas and stylesheets of strangers: they read nothing, ask for nothing, and end."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import Run
from .letters import BOMB, letter

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"'
XSD = 'xmlns:x="http://www.w3.org/2001/XMLSchema"'
XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f"'
SLOW = "count((1 to 2000000000)[. mod 3 = 1][. mod 5 = 1][. mod 7 = 1]) gt 5"
NESTED = "<optional>" * 3000 + "<text/>" + "</optional>" * 3000
DOUBLED = "".join(
    f'<define name="d{n}"><choice><ref name="d{n + 1}"/><ref name="d{n + 1}"/></choice></define>'
    for n in range(40)
)
FUNCTION = "<xsl:function name='f:f'><xsl:param name='n'/><xsl:sequence select='{}'/></xsl:function>"
SEQUENCES = "<x:sequence>" * 1500 + "</x:sequence>" * 1500


def schematron(test: str = "true()", top: str = "") -> str:
    """A schema with one rule."""
    return (
        f'<schema {SCH} {XSL}><ns prefix="f" uri="urn:f"/>{top}<pattern><rule context="/">'
        f'<assert test="{test}">m</assert></rule></pattern></schema>'
    )


def stylesheet(select: str = "1", top: str = "") -> str:
    """A stylesheet with one template."""
    template = f'<xsl:template match="/"><o><xsl:value-of select="{select}"/></o></xsl:template>'
    return f'<xsl:stylesheet version="3.0" {XSL}>{top}{template}</xsl:stylesheet>'


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with two letters and something to be read."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_text(letter(id=name), encoding="utf-8")
    (tmp_path / "secret.txt").write_text("SECRET", encoding="utf-8")
    return tmp_path


@pytest.fixture
def address() -> Iterator[str]:
    """An address that nobody may ask for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/x"
        server.shutdown()
    assert asked == []


SCHEMAS: dict[str, tuple[str, int]] = {
    "bomb.rng": (f"<!DOCTYPE g [{BOMB}]><grammar {RNG}><start><value>&a9;</value></start></grammar>", 2),
    "entity.rng": (f"<!DOCTYPE g [<!ENTITY % e SYSTEM '@'> %e;]><grammar {RNG}><start><text/></start></grammar>", 2),
    "include.rng": (f"<grammar {RNG}><include href='@'/></grammar>", 2),
    "itself.rng": (f"<grammar {RNG}><include href='itself.rng'/><start><text/></start></grammar>", 2),
    "cycle.rng": (f"<grammar {RNG}><start><ref name='a'/></start><define name='a'><ref name='a'/></define></grammar>", 2),
    "deep.rng": (f"<grammar {RNG}><start><element name='a'>{NESTED}</element></start></grammar>", 2),
    "doubled.rng": (f"<grammar {RNG}><start><ref name='d0'/></start>{DOUBLED}<define name='d40'><text/></define></grammar>", 2),
    "bomb.sch": (f"<!DOCTYPE s [{BOMB}]>{schematron().replace('>m<', '>&a9;<')}", 2),
    "entity.sch": (f"<!DOCTYPE s [<!ENTITY e SYSTEM 'secret.txt'>]>{schematron().replace('>m<', '>&e;<')}", 2),
    "include.sch": (schematron(top="<include href='@'/>"), 2),
    "doc.sch": (schematron("doc('@')"), 2),
    "doc-by-name.sch": (schematron("(Q{http://www.w3.org/2005/xpath-functions}doc#1)('@')"), 2),
    "endless.sch": (schematron(SLOW), 1),
    "endless-let.sch": (schematron("$x", f"<let name='x' value='{SLOW}'/>"), 1),
    "endless-function.sch": (schematron("f:f(1)", FUNCTION.format(SLOW)), 1),
    "recursion.sch": (schematron("f:f(1) = 1", FUNCTION.format("1 + f:f($n)")), 1),
    "brackets.sch": (schematron("(" * 50_000 + "1" + ")" * 50_000), 2),
    "bomb.xsd": (f"<!DOCTYPE s [{BOMB}]><x:schema {XSD}><x:element name='a' default='&a9;'/></x:schema>", 2),
    "import.xsd": (f"<x:schema {XSD}><x:import namespace='urn:x' schemaLocation='@'/><x:element name='a'/></x:schema>", 1),
    "include.xsd": (f"<x:schema {XSD}><x:include schemaLocation='@'/><x:element name='a'/></x:schema>", 2),
    "deep.xsd": (f"<x:schema {XSD}><x:complexType name='a'>{SEQUENCES}</x:complexType></x:schema>", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_of_a_stranger(run: Run, here: Path, address: str, name: str) -> None:
    """Of no use: told with its name, as wrong use; endless over a letter: a finding on it; nothing is asked for."""
    text, code = SCHEMAS[name]
    (here / name).write_text(text.replace("@", address), encoding="utf-8")
    ran = run("validate", "a.xml", "--schema", name, "--timeout", "1", cwd=here, within=40)
    assert ran.code in (1, 2) if name.startswith("endless") else ran.code == code
    assert "SECRET" not in ran.out + ran.err
    if ran.code == 2:
        assert ran.err.startswith(name) and ran.out == ""


def test_a_schema_of_many_rules_compiles_in_time(run: Run, here: Path) -> None:
    """Time grows with the rules, not with their square."""
    rules = "".join(f'<rule context="x{n}"><assert test="1">m</assert></rule>' for n in range(3000))
    (here / "many.sch").write_text(f"<schema {SCH}><pattern>{rules}</pattern></schema>", encoding="utf-8")
    assert run("validate", "a.xml", "--schema", "many.sch", cwd=here, within=30).code == 0


READS = (
    "unparsed-text('secret.txt')", "doc('@')", "doc('a.xml')", "document('')", "collection('?select=*.xml')",
    "json-doc('@')", "unparsed-text('file:///etc/passwd')", "environment-variable('PATH')",
    "available-environment-variables()", "unparsed-text-available('secret.txt')", "system-property('user.home')",
)  # fmt: skip


def sealed(here: Path, err: str) -> None:
    """Nothing of what was there to be read came out."""
    made = "".join(path.read_text(encoding="utf-8") for path in (here / "out").rglob("*.*"))
    for word in ("SECRET", "root:x:", "/bin"):
        assert word not in made + err


def test_a_stylesheet_reads_nothing_when_it_runs(run: Run, here: Path, address: str) -> None:
    """Each attempt fails by itself, or gets the answer of an empty machine."""
    tries = "".join(
        f'<xsl:try><xsl:value-of select="{read.replace("@", address)}"/><xsl:catch>refused </xsl:catch></xsl:try>'
        for read in READS
    )
    text = stylesheet().replace("<o>", f"<o>{tries}")
    (here / "s.xsl").write_text(text, encoding="utf-8")
    ran = run("transform", "s.xsl", "a.xml", "-o", "out", cwd=here)
    assert ran.code == 0
    sealed(here, ran.err)
    assert (here / "out" / "a.xml").read_text(encoding="utf-8").count("refused") == 7


@pytest.mark.parametrize("read", [READS[0], READS[1], READS[4], READS[7]])
def test_a_stylesheet_reads_nothing_when_it_is_compiled(
    run: Run, here: Path, address: str, read: str
) -> None:
    """A static variable runs then."""
    top = f'<xsl:variable name="v" static="yes" select="{read.replace("@", address)}"/>'
    (here / "s.xsl").write_text(stylesheet("$v", top), encoding="utf-8")
    ran = run("transform", "s.xsl", "a.xml", "-o", "out", cwd=here)
    assert ran.code == (0 if "environment" in read else 2)
    sealed(here, ran.err)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"<!DOCTYPE x [{BOMB}]>{stylesheet('&a9;')}", 2),
        ("<!DOCTYPE x [<!ENTITY e SYSTEM 'secret.txt'>]>" + stylesheet("&e;"), 2),
        ("<xsl:stylesheet", 2),
        ("", 2),
        (stylesheet(SLOW), 1),
        (stylesheet("1", f'<xsl:variable name="v" static="yes" select="{SLOW}"/>'), 2),
        (stylesheet("1", f'<xsl:variable name="v" use-when="{SLOW}" select="1"/>'), 2),
        (stylesheet("1", '<xsl:import href="@"/>'), 2),
        (stylesheet("1", '<xsl:output encoding="UTF-16"/>'), 0),
        (stylesheet("1", '<xsl:output encoding="klingon"/>'), 0),
    ],
)
def test_a_stylesheet_of_a_stranger(run: Run, here: Path, address: str, text: str, code: int) -> None:
    """Bombs, other files, no end at either time; what is made is UTF-8 and says so."""
    (here / "s.xsl").write_text(text.replace("@", address), encoding="utf-8")
    ran = run("transform", "s.xsl", "a.xml", "-o", "out", "--timeout", "1", cwd=here, within=30)
    assert ran.code == code, ran
    assert "SECRET" not in ran.err
    assert (here / "out").exists() == (code == 0)
    if code == 0:
        assert "UTF-8" in (here / "out" / "a.xml").read_text(encoding="utf-8")
