"""letterbook.xsd is never stricter than letterbook.rng, and laxer only where its head says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.schema.grammar import Grammar
from tests.schema.inclusion import attributes_beyond, beyond
from tests.schema.instances import Maker
from tests.schema.xsd_patterns import Schema


@pytest.fixture(scope="module")
def patterns(schemas: Path) -> Schema:
    """letterbook.xsd as patterns."""
    return Schema(schemas / "letterbook.xsd")


@pytest.fixture(scope="module")
def engine(schemas: Path) -> Any:
    """letterbook.xsd as xmlschema has it."""
    import xmlschema

    return xmlschema.XMLSchema10(str(schemas / "letterbook.xsd"), allow="sandbox", defuse="always")


def _errors(engine: Any, element: etree._Element) -> list[str]:
    import xmlschema

    return [str(error) for error in engine.iter_errors(xmlschema.XMLResource(element, allow="none"))]


def test_never_stricter(letterbook: Grammar, patterns: Schema) -> None:
    """Every content model and attribute of the grammar is within that of the schema."""
    assert letterbook.names == patterns.names
    assert beyond(letterbook, patterns) == []


def test_laxer_as_its_head_says(letterbook: Grammar, patterns: Schema, schemas: Path) -> None:
    """The schema allows more in two places only, and its head names both."""
    found = beyond(patterns, letterbook)
    assert {fault.split(":")[0].split(" with ")[0] for fault in found} == {"<relation>", "begins"}
    assert all("do not go together" in fault for fault in found if fault.startswith("<"))
    head = (schemas / "letterbook.xsd").read_text(encoding="utf-8").partition("-->")[0]
    assert "outermost" in head and "active, passive and mutual" in head
    assert head.count("\n  - ") == 2


def test_the_comparison_sees_a_stricter_schema(letterbook: Grammar, schemas: Path, tmp_path: Path) -> None:
    """One element less in the schema, one attribute less, and the comparison names both."""
    text = (schemas / "letterbook.xsd").read_text(encoding="utf-8")
    without = text.replace(
        '<xs:element name="lb" substitutionGroup="tei:class.anywhere"', '<xs:element name="lb"'
    )
    without = without.replace('<xs:attribute name="mainLang" type="tei:data.language"/>', "")
    (tmp_path / "letterbook.xsd").write_text(without, encoding="utf-8")
    (tmp_path / "xml.xsd").write_bytes((schemas / "xml.xsd").read_bytes())
    stricter = Schema(tmp_path / "letterbook.xsd")
    assert any(fault.startswith("<p>: lb") for fault in beyond(letterbook, stricter))
    assert list(attributes_beyond(letterbook.content("textLang"), stricter.content("textLang"))) == [
        "@mainLang is not there"
    ]


def test_libxml2_reads_it_too(schemas: Path) -> None:
    """A second processor finds the content models deterministic."""
    assert etree.XMLSchema(etree.parse(schemas / "letterbook.xsd")) is not None


def test_random_elements(letterbook: Grammar, engine: Any) -> None:
    """Random instances of every element, which the grammar allows, are valid by the schema."""
    maker = Maker(letterbook, 3)
    for name in letterbook.names:
        element = etree.fromstring(etree.tostring(maker.element(name, depth=3)))
        assert _errors(engine, element) == [], etree.tostring(element, encoding="unicode")[:2000]


def test_shipped_edition(engine: Any, repository: Path) -> None:
    """The letters and registers that ship are valid, and so is the example of a new edition."""
    files = [
        *repository.glob("tei/*/*.xml"),
        *repository.glob("src/letterbook/templates/edition/tei/*/*.xml"),
    ]
    assert len(files) >= 8
    for file in files:
        assert _errors(engine, etree.parse(file).getroot()) == [], file.name


def test_refuses(engine: Any) -> None:
    """It does refuse: an unknown element, a missing child, a value of the wrong form."""
    tei = 'xmlns="http://www.tei-c.org/ns/1.0"'
    for bad in (
        f"<p {tei}><br/></p>",
        f"<list {tei}/>",
        f'<date {tei} when="22.2.1961"/>',
        f"<choice {tei}><sic/></choice>",
    ):
        assert _errors(engine, etree.fromstring(bad)), bad
