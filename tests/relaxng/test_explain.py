"""Mistakes that people make in letters: one finding each, at the thing itself, in words that need no knowledge of grammars."""

from __future__ import annotations

import re
import tomllib

import pytest
from tests.relaxng.explaining import FOLDER, GRAMMAR, Case, cases, text_of, told
from tests.relaxng.oracle.jing import Jing, Schema

from letterbook.findings import Problem
from letterbook.relaxng import Grammar
from letterbook.sources import read

CASES = cases()
UNREADABLE = tomllib.loads((FOLDER / "unreadable" / "cases.toml").read_text(encoding="utf-8"))

JARGON = re.compile(
    r"pattern|derivative|schema|grammar|relax|content model|datatype|token|facet|illegal|expect|invalid", re.I
)
"""What only people who write schemas say, and what only blames."""

NAMES = re.compile(r"<[\w.:-]+|(?<=or )[\w:-]+$|[\w:-]+(?=,| or )")

a_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    """The grammar for letters."""
    return Grammar.load(GRAMMAR)


@pytest.fixture(scope="module")
def judged(jing: Jing) -> Schema:
    """The same grammar as jing reads it."""
    return jing.load(GRAMMAR)


def test_every_letter_is_a_case() -> None:
    """There are at least sixty; none is forgotten, and no text is left over from one that went."""
    names = {case.name for case in CASES}
    assert len(CASES) >= 60
    assert {path.stem for path in FOLDER.glob("*.xml")} == names
    assert {path.stem for path in FOLDER.glob("*.txt")} == names
    assert {path.stem for path in (FOLDER / "unreadable").glob("*.xml")} == set(UNREADABLE)


@a_case
def test_a_letter_has_its_one_mistake_and_no_other(case: Case, judged: Schema) -> None:
    """jing refuses the letter, and takes it when the mistake alone is repaired."""
    assert judged.check(case.path.read_bytes())
    assert judged.check(case.repaired()) == []


@a_case
def test_a_mistake_is_told_once_at_its_place(case: Case, grammar: Grammar) -> None:
    """One mistake, one finding: at the attribute, the element, the text, or the element that lacks something."""
    found = list(told(grammar, case.path.read_bytes(), case.path.name))
    assert [(one.line, one.column) for one in found] == [(case.line, case.column)], list(map(str, found))
    assert list(told(grammar, case.repaired(), case.path.name)) == []


@a_case
def test_the_words_are_those_that_were_agreed(case: Case, grammar: Grammar) -> None:
    """The whole text; to change one: ``python -m tests.relaxng.explaining``, and read the difference."""
    assert case.text.is_file(), "python -m tests.relaxng.explaining writes the text"
    assert text_of(grammar, case) == case.text.read_text(encoding="utf-8")


@a_case
def test_the_words_are_plain(case: Case, grammar: Grammar) -> None:
    """Whoever never heard of RELAX NG can act on them, and is not buried in names."""
    for one in told(grammar, case.path.read_bytes(), case.path.name):
        own = case.place(200)
        for sentence in filter(None, (one.message, one.help)):
            assert not JARGON.search(sentence), sentence
            assert re.match(r"[a-z<\"'“]|\w+[:=]", sentence) or sentence.split("=")[0] in own, sentence
            assert not sentence.endswith((".", "!")), sentence
            assert len(set(NAMES.findall(sentence))) <= 6, sentence
            assert "://" not in sentence or "namespace" in case.name or "html" in case.name, sentence
        assert "  " not in one.message + one.help and "\n" not in one.message + one.help
        assert len(one.message) <= 160, one.message


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_xml_is_told_by_the_reader(name: str) -> None:
    """Two roots, a quotation mark or a tag left open never come to the grammar."""
    with pytest.raises(Problem) as caught:
        read(FOLDER / "unreadable" / f"{name}.xml")
    finding = caught.value.finding
    assert finding.name == "not-well-formed"
    assert (finding.span.line, finding.span.column) == (UNREADABLE[name]["line"], UNREADABLE[name]["column"])
    assert finding.help
