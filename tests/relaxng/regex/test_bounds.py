"""Hostile patterns and texts end in bounded time; the limits are generous, as machines are slow and shared."""

from __future__ import annotations

import time

import pytest

from letterbook.relaxng.regex import Pattern, RegexError, compile_pattern
from letterbook.relaxng.regex.automaton import MOST_KEPT


@pytest.mark.parametrize(
    ("pattern", "text", "verdict"),
    [
        ("((a+)+)", "a" * 33 + "b", False),
        ("((a+)+)", "a" * 100_000, True),
        ("(a|a)*", "a" * 10_000 + "b", False),
        ("(a|aa)+b", "a" * 10_000, False),
        ("(a?){50}a{50}", "a" * 50, True),
        ("(a?){50}a{50}", "a" * 101, False),
        ("(a*)*" * 100, "a" * 1_000 + "b", False),
        ("(.*a){20}", "a" * 1_000 + "b", False),
        ("((a{0,100}){0,100})", "a" * 1_000, True),
        ("((ab{0,20}){0,20}){0,5}", "ab" * 100, True),
        ("(a|b)*a[ab]{1000}", "ab" * 5_000, False),
        ("(a|b)*a[ab]{1001}", "ab" * 5_000, True),
        ("[0-9]{1,1000000}", "7" * 100_000, True),
        ("[0-9]{2,1000000}", "7", False),
        ("x{99999999999999999999999,}", "x" * 1_000, False),
        ("x{0,99999999999999999999999}", "x" * 1_000, True),
        ("(a|b){1,1000000}", "ab" * 1_000, True),
    ],
)
def test_time_is_bounded(pattern: str, text: str, verdict: bool) -> None:
    """What makes a backtracking matcher run for years is over at once."""
    start = time.perf_counter()
    assert compile_pattern(pattern).matches(text) is verdict
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize("pattern", ["(ab){1,1000000}", "((ab){200}){200}", "(" * 60 + "ab" + "){2}" * 60])
def test_what_would_grow_too_large_is_refused(pattern: str) -> None:
    """Memory stays bounded however repetitions are nested."""
    start = time.perf_counter()
    with pytest.raises(RegexError, match="too large"):
        compile_pattern(pattern)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    "pattern",
    [
        "(" * 10_000 + "a" + ")*" * 10_000,
        "(b" * 10_000 + "|a" + ")?" * 10_000,
        "(" * 49_999 + "a" + ")" * 49_999,
    ],
)
def test_parentheses_nest_deep(pattern: str) -> None:
    """Nothing recurses with the pattern."""
    assert Pattern(pattern).matches("a") == (not pattern.startswith("(b"))


def test_a_long_pattern_is_read_and_a_longer_one_refused() -> None:
    """Memory grows with the pattern, so its length has an end."""
    assert Pattern("a?" * 50_000).matches("a" * 20)
    with pytest.raises(RegexError, match="longer than 100,000 characters"):
        compile_pattern("a" * 100_001)


def test_classes_nest_so_far() -> None:
    """Classes taken away from one another have a limit."""
    assert compile_pattern("[a-z-" * 99 + "[a]" + "]" * 99).matches("b")
    with pytest.raises(RegexError, match="nested"):
        compile_pattern("[a-z-" * 200 + "[a]" + "]" * 200)


def test_what_is_kept_is_bounded() -> None:
    """Many characters and many states drop what was remembered, and the verdicts stay."""
    pattern = Pattern("(\\p{L}|.)*x[^y]{301}z")
    machine = pattern._machine
    everything = "".join(chr(code) for code in range(0x20, 0x20000) if not 0xD800 <= code <= 0xDFFF)
    most = 0
    for text in (everything, "xw" * 5_000 + "z", everything + "x" + "w" * 301 + "z"):
        assert pattern.matches(text) is text.endswith("wz")
        most = max(most, machine.kept)
    assert most < MOST_KEPT + 10_000
    assert len(machine._states) < MOST_KEPT


def test_work_grows_with_the_text_alone() -> None:
    """Steps are made once: a text ten times as long makes no new ones."""
    pattern = Pattern("((a|b)*c?)+")
    machine = pattern._machine
    assert pattern.matches("abc" * 100)
    kept = machine.kept
    assert pattern.matches("abc" * 1_000)
    assert machine.kept == kept


@pytest.mark.parametrize("written", ["(a|a||aa|ab)*", "(a|a|a)*", "((a|a)(a|a)|a|aa)+", "(a|aa|aaa|a?a)*b?"])
def test_ways_that_meet_are_followed_once(written: str) -> None:
    """Alternatives that begin alike lead to the same place: it is kept once, not once more with each character."""
    pattern = compile_pattern(written)
    began = time.process_time()
    assert pattern.matches("a" * 2000)
    assert not pattern.matches("a" * 2000 + "c")
    assert time.process_time() - began < 2
