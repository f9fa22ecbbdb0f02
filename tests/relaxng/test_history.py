"""What a grammar says of a document does not depend on what it has judged before: processes share documents as it comes."""

from __future__ import annotations

import random

import pytest
from tests.relaxng.explaining import GRAMMAR, cases, text_of

from letterbook.relaxng import Grammar
from letterbook.relaxng.loading.reading import load_program


@pytest.mark.parametrize("seed", range(3))
def test_words_do_not_depend_on_earlier_documents(seed: int) -> None:
    """The letters with mistakes in any order: names and values are told in the grammar's order, not as they were met."""
    program, _ = load_program(GRAMMAR)
    grammar = Grammar(program, "letters")
    shuffled = cases()
    random.Random(seed).shuffle(shuffled)
    for case in shuffled:
        assert text_of(grammar, case) == case.text.read_text(encoding="utf-8")


def test_words_of_the_first_document() -> None:
    """A grammar that has judged nothing says the same."""
    program, _ = load_program(GRAMMAR)
    for case in cases()[::8]:
        assert text_of(Grammar(program, "letters"), case) == case.text.read_text(encoding="utf-8")
