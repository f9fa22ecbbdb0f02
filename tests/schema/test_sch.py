"""letterbook.sch: each assertion has a bad and a good case, and is quiet about the edition that ships."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.schema.conftest import Validator

from letterbook.schematron import CompiledSchema, Failure, compile_schema
from letterbook.workers import Pool

CASES = Path(__file__).parent / "letterbook-sch"
IDS = sorted(folder.name for folder in CASES.iterdir())
Judge = Callable[[list[bytes]], list[list[Failure]]]


@pytest.fixture(scope="module")
def compiled(schemas: Path) -> CompiledSchema:
    """letterbook.sch, compiled."""
    return compile_schema((schemas / "letterbook.sch").read_bytes(), name="letterbook.sch")


@pytest.fixture(scope="module")
def judge(compiled: CompiledSchema) -> Iterator[Judge]:
    """What the schema says about each of several documents."""
    with Pool("tests.schema.worker:setup", timeout=60) as pool:

        def judged(documents: list[bytes]) -> list[list[Failure]]:
            outcomes = list(pool.map([(compiled, document) for document in documents]))
            assert [outcome.failure for outcome in outcomes if outcome.failure] == []
            return [list(outcome.value) for outcome in outcomes]

        yield judged


def _case(id: str, name: str) -> bytes:
    return (CASES / id / f"{name}.xml").read_bytes()


def test_every_assertion_has_its_case(compiled: CompiledSchema) -> None:
    """No assertion without a case, no case without an assertion, and none has an id twice."""
    assert sorted(assertion.id for assertion in compiled.assertions.values()) == IDS


@pytest.mark.parametrize("id", IDS)
def test_bad(judge: Judge, compiled: CompiledSchema, id: str) -> None:
    """The bad case has this fault and no other."""
    (failures,) = judge([_case(id, "bad")])
    assert [(failure.assertion_id, failure.kind != "error") for failure in failures] == [(id, True)]
    assert failures[0].properties or id in ("letter-described-twice", "letter-sent-twice"), "no help"
    assert failures[0].role == next(each.severity for each in compiled.assertions.values() if each.id == id)


@pytest.mark.parametrize("id", IDS)
def test_good(judge: Judge, id: str) -> None:
    """The good case has no fault at all."""
    assert judge([_case(id, "good")]) == [[]]


@pytest.mark.parametrize("id", IDS)
def test_the_grammar_cannot_say_it(validator: Validator, id: str) -> None:
    """Both cases are valid by the grammar: otherwise one fault would be told twice."""
    for name in ("bad", "good"):
        assert validator.validate(etree.fromstring(_case(id, name))), validator.error_log.last_error


def test_how_messages_are_worded(judge: Judge, schemas: Path) -> None:
    """In lower case, in one line, without a full stop, without blame; each has a role, and nothing is read from elsewhere."""
    for (failure,) in judge([_case(id, "bad") for id in IDS]):
        text = failure.text
        assert text == " ".join(text.split()) and text[0].islower() and not text.endswith("."), text
        assert not re.search(r"illegal|invalid|expected|must|should|please", text), text
    sch = etree.parse(schemas / "letterbook.sch")
    for check in sch.iter("{*}assert", "{*}report"):
        assert check.get("role") in ("error", "warning")
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", str(check.get("id")))
    outside = r"\b(doc|document|unparsed-text|collection|environment-variable)\("
    assert not re.search(outside, etree.tostring(sch, encoding="unicode"))


def test_a_document_is_no_letter(judge: Judge) -> None:
    """Without correspDesc nobody asks who sent it, or for its text; a register is not asked for one."""
    document = re.sub(
        r"<profileDesc>.*</profileDesc>", "", _case("letter-without-text", "bad").decode(), flags=re.DOTALL
    )
    assert "correspDesc" not in document
    register = document.replace(
        "<head>", "<listPerson><person xml:id='a'><persName>A</persName></person></listPerson><head>"
    )
    told, silent = judge([document.encode(), register.encode()])
    assert [failure.assertion_id for failure in told] == ["document-without-correspdesc"]
    assert silent == []


def test_quiet_about_the_shipped_edition(judge: Judge, repository: Path) -> None:
    """Nothing is said about the letters and registers that ship, nor about the example of a new edition."""
    files = [
        *repository.glob("tei/*/*.xml"),
        *repository.glob("src/letterbook/templates/edition/tei/*/*.xml"),
    ]
    assert len(files) >= 8
    assert [
        failure for failures in judge([file.read_bytes() for file in files]) for failure in failures
    ] == []
