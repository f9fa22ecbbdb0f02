"""Huge values take their time once, and break no limit."""

from __future__ import annotations

import time

import pytest
from tests.relaxng.datatypes.values import NAMESPACES, TYPES

from letterbook.relaxng.datatypes import W3C, datatype

SIZE = 300_000
HUGE = [
    *(
        "1" * SIZE,
        "0." + "0" * SIZE + "1",
        "a" * SIZE,
        "é" * SIZE,
        "a " * (SIZE // 2),
        " " * SIZE,
        ":" * SIZE,
    ),
    *(
        "P" + "9" * SIZE + "M",
        "PT0." + "1" * SIZE + "S",
        "A" * SIZE,
        "%41" * (SIZE // 3),
        "//[" + "1:" * SIZE + "]",
    ),
    *(
        "1" * SIZE + "e" + "1" * SIZE,
        "1961-02-22T00:00:00." + "1" * SIZE,
        "a-" * SIZE,
        "-" * SIZE,
        "AQ==" * SIZE,
    ),
]


@pytest.mark.parametrize("name", TYPES)
def test_huge_values(name: str) -> None:
    """Values of 300,000 characters take their time once, not once a character, and break no limit of Python."""
    start = time.process_time()
    kind = datatype(W3C, name)
    for text in HUGE:
        value = kind.value(text, NAMESPACES)
        assert kind.allows(text, NAMESPACES) == (value is not None)
        assert (kind.problem(text, NAMESPACES) is None) == (value is not None)
        hash(value)
    assert time.process_time() - start < 10


def test_huge_limits() -> None:
    """Numbers and durations of 300,000 digits are compared exactly."""
    digits = "9" * SIZE
    assert datatype(W3C, "integer", (("maxExclusive", "1" + "0" * SIZE),)).allows(digits)
    assert not datatype(W3C, "integer", (("maxExclusive", digits),)).allows("1" + "0" * SIZE)
    assert datatype(W3C, "duration", (("minExclusive", f"P{digits}M"),)).allows(f"P{digits}MT0.1S")
    assert datatype(W3C, "duration", (("minExclusive", f"P{digits}Y"),)).allows(f"P1{'0' * SIZE}Y")
    assert datatype(W3C, "decimal", (("fractionDigits", "2"),)).allows("0.12" + "0" * SIZE)
