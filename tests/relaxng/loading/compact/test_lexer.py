"""Tokens: the longest that fits, each of its kind."""

from __future__ import annotations

import pytest
from tests.relaxng.loading.compact.shapes import short

from letterbook.relaxng.errors import GrammarError
from letterbook.relaxng.loading.compact.characters import Characters
from letterbook.relaxng.loading.compact.lexer import (
    CNAME,
    DOCUMENTATION,
    END,
    IDENTIFIER,
    KEYWORDS,
    LITERAL,
    NSNAME,
    tokenize,
)


def tokens(text: str) -> list[tuple[str, str]]:
    """Kind and value of each token but the last."""
    found = tokenize(Characters(text, "a.rnc"))
    assert found.kinds[-1] == END
    return list(zip(found.kinds, found.values, strict=True))[:-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a-b.c", [(IDENTIFIER, "a-b.c")]),
        ("a -b", [(IDENTIFIER, "a"), ("-", "-"), (IDENTIFIER, "b")]),
        ("élan_1·", [(IDENTIFIER, "élan_1·")]),
        ("elements", [(IDENTIFIER, "elements")]),
        (r"\start", [(IDENTIFIER, "start")]),
        ("a:b", [(CNAME, "a:b")]),
        ("text:string", [(CNAME, "text:string")]),
        ("a:* b:c*", [(NSNAME, "a"), (CNAME, "b:c"), ("*", "*")]),
        ("a|=b", [(IDENTIFIER, "a"), ("|=", "|="), (IDENTIFIER, "b")]),
        ("&& =|", [("&", "&"), ("&", "&"), ("=", "="), ("|", "|")]),
        (">>", [(">>", ">>")]),
        ("a#b\nc", [(IDENTIFIER, "a"), (IDENTIFIER, "c")]),
        ("#", []),
        ("# a ## b\n", []),
    ],
)
def test_tokens_are_the_longest(text: str, expected: list[tuple[str, str]]) -> None:
    """Names reach as far as they can, signs too; comments and blanks separate."""
    assert tokens(text) == expected


def test_keywords_are_their_own_kind() -> None:
    """Nineteen words, each only where it stands alone."""
    assert len(KEYWORDS) == 19
    assert all(tokens(word) == [(word, word)] for word in KEYWORDS)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ('""', [""]),
        ("'a\"b'", ['a"b']),
        ('"""a"b""c"""', ['a"b""c']),
        ('""""""', [""]),
        ("'''a\nb'''", ["a\nb"]),
        ("'''''''", None),
        ('"""a"', ["", "a"]),
        ('"a#b"', ["a#b"]),
        ('"\\"', ["\\"]),
    ],
)
def test_literals_end_where_they_began(text: str, values: list[str] | None) -> None:
    """Only the same quotation marks end a literal, and only three of them let it go over lines."""
    if values is None:
        with pytest.raises(GrammarError):
            tokens(text)
    else:
        assert tokens(text) == [(LITERAL, value) for value in values]


def test_documentation_of_adjacent_lines_is_one() -> None:
    """Lines of ## without a blank one between are one token; a comment is none."""
    assert [kind for kind, _ in tokens("## a\n  ## b\n\n## c\n# d\n## e")] == [DOCUMENTATION] * 3


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("a : b", 3, '":" may not stand here (section A.2.5)'),
        ("a:b:c", 4, '":" may not stand here (section A.2.5)'),
        ("1", 1, '"1" may not stand here (section A.2.5)'),
        (">", 1, '">" may not stand here (section A.2.5)'),
        ("a\u0301 \u0301", 4, '"\u0301" may not stand here (section A.2.5)'),
        ("\\1", 1, r"after \ a name has to follow, as in \start (section A.2.5)"),
        (r"\x{D}", 1, "the character U+000D may not stand here (section A.2.5)"),
        (
            'a "b\n"',
            3,
            "this quotation mark is not closed: on the same line, or by three of them where there are three (section A.2.5)",
        ),
    ],
)
def test_what_begins_no_token_is_named(text: str, column: int, message: str) -> None:
    """The first place that cannot be read is told, and what stands there."""
    with pytest.raises(GrammarError) as caught:
        tokens(text)
    assert (short(caught.value), caught.value.finding.span.column) == (message, column)
