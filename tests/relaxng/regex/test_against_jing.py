"""What jing says of patterns (its engine asked directly, under Java 17) is what these say; jing.json holds its answers.

The strings hold no character whose category changed after Unicode 12. Where jing goes another way on purpose or by
a fault of its own is said in test_differences.py; those answers are left out of the table.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from letterbook.relaxng.regex import RegexError, compile_pattern

FACTS: dict[str, Any] = json.loads((Path(__file__).parent / "jing.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fact", FACTS["accepted"], ids=lambda fact: fact["pattern"] or "empty")
def test_matches_what_jing_matches(fact: dict[str, Any]) -> None:
    """The same strings match, and the same do not."""
    pattern = compile_pattern(fact["pattern"])
    assert [text for text in fact["valid"] if not pattern.matches(text)] == []
    assert [text for text in fact["invalid"] if pattern.matches(text)] == []


@pytest.mark.parametrize("pattern", FACTS["refused"])
def test_refuses_what_jing_refuses(pattern: str) -> None:
    """A pattern that jing can not read is refused, with a place inside the pattern."""
    with pytest.raises(RegexError) as caught:
        compile_pattern(pattern)
    assert 0 <= caught.value.offset < max(len(pattern), 1)


def test_the_table_is_whole() -> None:
    """Nobody emptied the table by accident."""
    assert len(FACTS["accepted"]) >= 180
    assert len(FACTS["refused"]) >= 90
