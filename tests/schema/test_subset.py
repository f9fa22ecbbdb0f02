"""letterbook.rng allows nothing that TEI All forbids: proven for every element, and tried with random documents."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from tests.schema.conftest import Validator
from tests.schema.grammar import RNG, Grammar
from tests.schema.inclusion import beyond
from tests.schema.instances import Maker

ROUNDS = 3


def test_subset_of_the_tei_that_ships(letterbook: Grammar, tei_all: Grammar) -> None:
    """Every content model and attribute of letterbook.rng is within that of TEI All 4.12.0."""
    assert beyond(letterbook, tei_all) == []


def test_subset_of_an_older_tei(letterbook: Grammar, shared: Path) -> None:
    """The same for TEI All 4.9.0: who validates with an older TEI finds no fault either."""
    assert beyond(letterbook, Grammar(shared / "schemas" / "tei_all-4.9.0.rng")) == []


def test_strict_subset(letterbook: Grammar, tei_all: Grammar) -> None:
    """The other way round there is a difference, and a large one: the proof is no tautology."""
    assert len(letterbook.names) < len(tei_all.names) / 2
    assert len(beyond(tei_all, letterbook)) > 500


def test_one_definition_for_an_element(letterbook: Grammar, tei_all: Grammar) -> None:
    """Elements have one content wherever they stand, which the proof takes for granted."""
    assert [
        name for name in letterbook.names if letterbook.declared(name) != 1 or tei_all.declared(name) != 1
    ] == []


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("dateline", "<ref name='quote'/>", "<dateline>: quote is not allowed inside"),
        ("lb", "<text/>", "<lb>: #text is not allowed inside"),
        ("p", "<optional><attribute name='type'/></optional>", "<p>: @type is not there"),
        ("note", "<optional><attribute name='seq'/></optional>", "<note>: @seq is not there"),
        (
            "revisionDesc",
            "<optional><ref name='p'/></optional>",
            "<revisionDesc>: change p is not allowed inside",
        ),
    ],
)
def test_the_proof_sees_what_is_too_much(
    schemas: Path, tei_all: Grammar, tmp_path: Path, name: str, change: str, fault: str
) -> None:
    """One thing more in the grammar, and the proof names it."""
    document = etree.parse(schemas / "letterbook.rng")
    (element,) = document.getroot().iterfind(f".//{RNG}element[@name='{name}']")
    element.append(etree.fromstring(f"<x xmlns='{RNG[1:-1]}'>{change}</x>")[0])
    document.write(tmp_path / "changed.rng")
    assert beyond(Grammar(tmp_path / "changed.rng"), tei_all) == [fault]


def test_the_proof_sees_a_wider_value(schemas: Path, tei_all: Grammar, tmp_path: Path) -> None:
    """A date that may be any text, and the proof names the attribute of each dated element."""
    text = (schemas / "letterbook.rng").read_text(encoding="utf-8")
    wider = text.replace('<attribute name="when"><ref name="data.w3c"/>', '<attribute name="when"><text/>')
    assert wider != text
    (tmp_path / "changed.rng").write_text(wider, encoding="utf-8")
    found = beyond(Grammar(tmp_path / "changed.rng"), tei_all)
    assert len(found) > 20 and all("@when takes" in fault for fault in found)


def test_loads_quickly(schemas: Path) -> None:
    """libxml2 has the grammar in well under a second; TEI All takes it several."""
    before = time.process_time()
    etree.RelaxNG(etree.parse(schemas / "letterbook.rng"))
    assert time.process_time() - before < 1


def _random_elements(letterbook: Grammar, seed: int) -> list[etree._Element]:
    """Some instances of every element."""
    maker = Maker(letterbook, seed)
    return [maker.element(name, depth=4) for name in letterbook.names for _ in range(ROUNDS)]


@pytest.mark.corpora
@pytest.mark.slow
def test_random_elements_are_tei(
    letterbook: Grammar, schemas: Path, any_element: Callable[[Path], Validator]
) -> None:
    """Random instances of every element are valid by letterbook.rng and by TEI All, as libxml2 judges both."""
    ours, theirs = any_element(schemas / "letterbook.rng"), any_element(schemas / "tei" / "tei_all.rng")
    for element in _random_elements(letterbook, 1):
        text = etree.tostring(element, encoding="unicode")
        again = etree.fromstring(text)
        assert ours.validate(again), f"{ours.error_log.last_error}: {text[:2000]}"
        assert theirs.validate(again), f"{theirs.error_log.last_error}: {text[:2000]}"


def test_random_documents(letterbook: Grammar, validator: Validator) -> None:
    """What the walk through the patterns makes is a document by libxml2 too: both read the grammar alike."""
    maker = Maker(letterbook, 2)
    for _ in range(20):
        document = etree.fromstring(etree.tostring(maker.element("TEI", depth=9)))
        assert validator.validate(document), validator.error_log.last_error
