"""James Clark's conformance suite: each schema of spectest.xml is taken or refused, each document judged, as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.relaxng.oracle.jing import Jing
from tests.relaxng.suites import Case, spectest

from letterbook import sources
from letterbook.findings import Problem
from letterbook.relaxng import Grammar

CASES = spectest()
SECTION = re.compile(r"\(section [1-9](\.[0-9]+)*\)$")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path) -> None:
    """An incorrect schema is refused at its place, with the section; documents are judged."""
    path = case.write(tmp_path)
    if not case.correct:
        with pytest.raises(Problem) as caught:
            Grammar.load(path)
        finding = caught.value.finding
        assert finding.code == "G003"
        assert finding.span.line > 0 and finding.span.column > 0, finding
        assert SECTION.search(finding.message), finding.message
        return
    grammar = Grammar.load(path)
    for number, (valid, data) in enumerate(case.documents, 1):
        source = sources.parse(data, f"document-{number}.xml")
        assert grammar.valid(source) == valid, data.decode()
        assert (list(grammar.check(source)) == []) == valid, data.decode()


def test_the_suite_is_whole(shared: Path) -> None:
    """385 schemas, 213 of them incorrect, with 580 documents."""
    assert len(CASES) == 385
    assert sum(not case.correct for case in CASES) == 213
    assert sum(len(case.documents) for case in CASES) == 580


def test_jing_passes_the_suite(jing: Jing, tmp_path: Path) -> None:
    """What is the measure of everything else is itself right here."""
    for case in CASES:
        folder = tmp_path / case.name
        folder.mkdir()
        schema = jing.load(case.write(folder))
        assert schema.correct == case.correct, case
        for valid, data in case.documents:
            assert schema.valid(data) == valid, (case, data)
        schema.drop()
