"""The datatype suite of jing-trang, each of its statements through a whole grammar and a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.relaxng.oracle.jing import Jing
from tests.relaxng.suites import Case, xsdtest

from letterbook import sources
from letterbook.relaxng import Grammar

CASES = xsdtest()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, tmp_path: Path) -> None:
    """The values that a datatype has, which of them are equal, which are less or longer."""
    grammar = Grammar.load(case.write(tmp_path), ids=False)
    for valid, data in case.documents:
        assert grammar.valid(sources.parse(data, "document.xml")) == valid, data.decode()


def test_the_suite_is_whole(shared: Path) -> None:
    """All kinds of statements of xsdtest.xml are there."""
    assert len(CASES) == 738
    assert sum(len(case.documents) for case in CASES) == 2754


def test_jing_passes_the_suite(jing: Jing, tmp_path: Path) -> None:
    """What is the measure of everything else is itself right here."""
    for case in CASES:
        schema = jing.load(case.write(tmp_path), ids=False)
        for valid, data in case.documents:
            assert schema.valid(data) == valid, (case, data)
        schema.drop()
