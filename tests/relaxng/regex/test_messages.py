"""A pattern that can not be read is explained in plain words, with the place."""

from __future__ import annotations

import pickle

import pytest

from letterbook.relaxng.regex import RegexError, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "offset", "message"),
    [
        ("x[z-a]", 2, "a range [z-a] goes backwards"),
        ("a**", 2, "* follows another quantifier; a plain * is written \\*"),
        ("a|?", 2, "? has nothing before it to repeat; a plain ? is written \\?"),
        ("(ab", 0, "this ( is not closed; a plain ( is written \\("),
        ("a)", 1, "this ) closes nothing; a plain ) is written \\)"),
        ("a}", 1, "this } closes nothing; a plain } is written \\}"),
        ("a{3,2}", 1, "{3,2} has the greater number first"),
        ("a{x}", 1, "a { is followed by a number, as in {2} or {2,5}; a plain { is written \\{"),
        ("a{2x}", 1, "the { of a quantifier holds one number or two with a comma, and ends with }"),
        ("[]", 0, "a class has nothing in it; a plain ] is written \\]"),
        ("ab[c", 2, "the class that starts with this [ is not closed"),
        ("ab[c-", 2, "the class that starts with this [ is not closed"),
        ("[a[b]", 2, "a [ inside a class is written \\["),
        ("[a-\\d]", 3, "\\d is not one character, so no range can end with it"),
        ("[a-z-[b]c]", 8, "after a class that is taken away only ] may follow"),
        ("\\q", 0, "\\q is no escape of schema patterns"),
        ("\\\x01", 0, "\\U+0001 is no escape of schema patterns"),
        ("(a)\\1", 3, "\\1 would look back at a group, which patterns of schemas can not"),
        ("a\\", 1, "a \\ at the end escapes nothing; a plain \\ is written \\\\"),
        ("\\p{Foo}", 0, "\\p{Foo} names no category of Unicode"),
        ("\\P{IsFoo}", 0, "Unicode has no block that is written \\P{IsFoo}"),
        ("\\pL", 0, "\\p needs the name of a category or block in braces, as in \\p{L}"),
        (
            "(ab){9999999}",
            4,
            "the pattern grows too large when its repetitions are written out (more than 10,000 steps)",
        ),
    ],
)
def test_message_and_offset(pattern: str, offset: int, message: str) -> None:
    """Each mistake has its own sentence and points at itself."""
    with pytest.raises(RegexError) as caught:
        compile_pattern(pattern)
    assert (caught.value.offset, caught.value.message) == (offset, message)
    assert str(caught.value) == message


def test_a_message_stays_short() -> None:
    """A hostile name or number is not repeated whole."""
    for pattern in ("\\p{" + "x" * 10_000 + "}", "a{" + "9" * 10_000 + ",1}"):
        with pytest.raises(RegexError) as caught:
            compile_pattern(pattern)
        assert len(caught.value.message) < 200


def test_errors_and_patterns_cross_process_borders() -> None:
    """Workers hand both back."""
    error = pickle.loads(pickle.dumps(RegexError("x", 3)))
    assert (error.message, error.offset) == ("x", 3)
    assert pickle.loads(pickle.dumps(compile_pattern("a+"))).matches("aa")
    assert compile_pattern("a+").source == "a+"
