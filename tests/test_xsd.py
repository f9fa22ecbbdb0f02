"""XML Schema: findings at their places, nothing fetched, and the same verdict as the grammar on good letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.findings import Problem
from letterbook.sources import parse, read
from letterbook.xsd import Xsd

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a" xmlns="urn:a"
    elementFormDefault="qualified">%s
  <xs:element name="a"><xs:complexType><xs:sequence>
    <xs:element name="b" type="xs:date"/>
    <xs:element name="c"><xs:complexType mixed="true">
      <xs:attribute name="n" type="xs:int" use="required"/>
    </xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small schema."""
    made = tmp_path / "schema" / "a.xsd"
    made.parent.mkdir()
    made.write_text(SCHEMA % "", encoding="utf-8")
    return made


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        ("<b>1999-01-01</b><c/>", 2, 18, "<c> lacks the attribute n"),
        ("<b>May</b><c n='1'/>", 2, 1, "the content of <b> does not have the right form"),
        ("<b>1999-01-01</b><c n='x'/>", 2, 18, 'n="x" on <c> does not have the right form'),
        ("<b>1999-01-01</b><c n='1' m='2'/>", 2, 18, "the attribute m may not stand on <c>"),
        ("<c n='1'/>", 2, 1, "<c> may not stand in <a> at its place"),
        ("<b>1999-01-01</b>", 1, 1, "something is missing in <a>"),
    ],
)
def test_faults(path: Path, content: str, line: int, column: int, message: str) -> None:
    """One finding an element, at its place, in a sentence."""
    source = parse(f'<a xmlns="urn:a">\n{content}</a>'.encode(), "x.xml")
    (finding,) = Xsd.load(path).check(source)
    assert (finding.code, finding.span.line, finding.span.column) == ("G002", line, column)
    assert finding.message == f"by the XML Schema, {message}"


def test_a_valid_document(path: Path) -> None:
    """Silence, also where the document names schemas of its own: they are not looked at."""
    text = (
        '<a xmlns="urn:a" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" '
        'i:schemaLocation="urn:b http://127.0.0.1:9/x"><b>1999-01-01</b><c n="1"/></a>'
    )
    assert list(Xsd.load(path).check(parse(text.encode(), "x.xml"))) == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/x.xsd", "../x.xsd", "file:///etc/passwd"])
def test_nothing_outside_its_folder_is_read(path: Path, address: str) -> None:
    """A stranger's schema fetches nothing and opens no file beside it."""
    (path.parent.parent / "x.xsd").write_text(SCHEMA % "", encoding="utf-8")
    path.write_text(SCHEMA % f'<xs:include schemaLocation="{address}"/>', encoding="utf-8")
    with pytest.raises(Problem, match="own folder"):
        Xsd.load(path)


def test_what_is_no_schema(path: Path) -> None:
    """Other XML and incorrect schemas are told."""
    path.write_text("<a/>", encoding="utf-8")
    with pytest.raises(Problem, match="is no XML Schema: its outermost element is <a>"):
        Xsd.load(path)
    path.write_text((SCHEMA % "").replace("xs:date", "xs:day"), encoding="utf-8")
    with pytest.raises(Problem, match="the XML Schema is incorrect: unknown type 'xs:day'"):
        Xsd.load(path)


def test_the_shipped_edition(repository: Path) -> None:
    """The XML Schema is never stricter than the grammar: the letters that ship are valid by both."""
    schema = Xsd.load(repository / "schema" / "letterbook.xsd")
    files = sorted((repository / "tei").rglob("*.xml"))
    assert len(files) > 3
    for file in files:
        assert list(schema.check(read(file))) == []
