"""A tokenizer for XPath 3.1 and match patterns: enough to see what is called and which variables are named.

It never fails. What XPath itself would refuse (a string without end) is read on as if the quotation mark were
a symbol of its own, so that nothing behind it is hidden.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NCNAME = f"[{_START}][{_START}\\-.0-9\u00b7\u0300-\u036f\u203f\u2040]*"

_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    |(?P<string>"(?:[^"]|"")*"|'(?:[^']|'')*')
    |(?P<name>Q\{{[^{{}}]*\}}(?:{NCNAME}|\*)|{NCNAME}(?::{NCNAME})?)
    |(?P<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<symbol>.)""",
    re.VERBOSE | re.DOTALL,
)
_COMMENT = re.compile(r"\(:|:\)")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression: ``string``, ``name`` (also with prefix or URI), ``number`` or ``symbol``."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function that an expression calls or refers to: the name as written, and the tokens around it.

    ``literal`` is the string of a call with one string literal as its only argument, and ``end`` where that
    call ends.
    """

    name: str
    start: int
    end: int
    literal: str | None = None


def tokens(expression: str) -> list[Token]:
    """The tokens of an expression, without white space and comments."""
    return list(_tokens(expression, 0, _comments(expression)))


def _tokens(text: str, position: int, comments: Mapping[int, int]) -> Iterator[Token]:
    """The tokens from a position on; ``comments`` are the ends of comments by their starts."""
    while position < len(text):
        if position in comments:
            position = comments[position]
            continue
        match = _TOKEN.match(text, position)
        assert match is not None and match.lastgroup is not None
        position = match.end()
        if match.lastgroup != "space":
            yield Token(match.lastgroup, match.group(), match.start(), position)


def _comments(text: str) -> dict[int, int]:
    """Where a comment that begins at each place would end, comments within it counted."""
    ends: dict[int, int] = {}
    open_: list[int] = []
    for mark in _COMMENT.finditer(text):
        if mark.group() == "(:":
            open_.append(mark.start())
        elif open_:
            ends[open_.pop()] = mark.end()
    return ends


def calls(expression: str) -> Iterator[Call]:
    """Every function that is called or referred to (``name(``, ``name#``), in order."""
    found = tokens(expression)
    for index, token in enumerate(found[:-1]):
        if token.kind != "name" or (index and found[index - 1].text == "$"):
            continue
        after = found[index + 1 : index + 4]
        if [t.text for t in after[::2]] == ["(", ")"] and after[1].kind == "string":
            yield Call(token.text, token.start, after[2].end, unquoted(after[1].text))
        elif after[0].text in ("(", "#"):
            yield Call(token.text, token.start, token.end)


def unquoted(literal: str) -> str:
    """The value of a string literal."""
    quote = literal[0]
    return literal[1:-1].replace(quote * 2, quote)


def renamed(expression: str, names: Mapping[str, str]) -> str:
    """The expression with variables called differently, where they are bound and where they are used."""
    if not names or "$" not in expression:
        return expression
    found = tokens(expression)
    pieces: list[str] = []
    position = 0
    for before, token in itertools.pairwise(found):
        if before.text == "$" and token.kind == "name" and token.text in names:
            pieces += [expression[position : token.start], names[token.text]]
            position = token.end
    return "".join([*pieces, expression[position:]])


def templates(text: str) -> Iterator[str]:
    """The expressions within braces of a value template; where a closing brace lacks, all that follows."""
    position = 0
    comments = _comments(text)
    while (start := text.find("{", position)) >= 0:
        if text.startswith("{{", start):
            position = start + 2
            continue
        depth, end = 1, len(text)
        for token in _tokens(text, start + 1, comments):
            depth += {"{": 1, "}": -1}.get(token.text, 0)
            if depth == 0:
                end = token.start
                break
        yield text[start + 1 : end]
        position = end + 1
