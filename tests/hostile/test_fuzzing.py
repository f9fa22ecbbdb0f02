"""Some letters broken at random, by fixed seeds; ``python -m tests.hostile.fuzz`` goes on for as long as it is told."""

from __future__ import annotations

import pytest
from tests.hostile import fuzz
from tests.hostile.judging import misplaced

from letterbook.sources import parse


@pytest.mark.parametrize("seed", [7, 4011])
def test_broken_letters(seed: int) -> None:
    """All rules and schemas over broken letters and registers: no failure, true places, the same again, fixes that converge."""
    assert fuzz.rounds(60, seed, command=0, most=1) == 0


@pytest.mark.corpora
@pytest.mark.slow
def test_broken_letters_through_the_command() -> None:
    """Every form of report can be read, whatever was broken."""
    assert fuzz.rounds(60, 77, command=1, most=1) == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "UTF-16LE", "UTF-16BE"])
def test_a_text_behind_white_space(encoding: str) -> None:
    """Its place is that of its first character, by bytes too, with and without a byte order mark."""
    declared = "utf-16" if encoding == "utf-16" else encoding
    data = f'<?xml version="1.0" encoding="{declared}"?>\n<a>\n  <b/>\n    t\u00e4xt</a>'.encode(encoding)
    source = parse(data, "a.xml")
    span = source.text_span(source.root, 1)
    assert (span.line, span.column) == (4, 5)
    assert misplaced(span, {"a.xml": data}) == ""
