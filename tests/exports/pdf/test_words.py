"""No word of a letter gets lost on the way to paper: hand-made cases in both layers, against a walk that shares no code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.exports.pdf.words import neutral_words
from tests.oracle.cases import CASES, Case, document
from tests.oracle.walk import expected_words

from letterbook.sources import parse


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("layer", ["reading", "diplomatic"])
def test_cases_of_the_oracle(sheet: Callable[..., str], case: Case, layer: str) -> None:
    """Every hand-made case of the oracle keeps its words."""
    markup = document(case.body)
    root = parse(markup.encode(), "x.xml").root
    assert neutral_words(sheet(markup, {"layer": layer})) == expected_words(root, layer)
