"""Random grammars are read as they were meant; random and damaged files are refused, never more."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.relaxng.loading.compact.printer import patterns, printed
from tests.relaxng.loading.compact.shapes import of_node
from tests.relaxng.loading.compact.test_trang import CASES
from tests.relaxng.oracle.jing import Jing

from letterbook.relaxng.errors import GrammarError
from letterbook.relaxng.loading.compact import decode, parse
from letterbook.relaxng.loading.compact.characters import Characters
from letterbook.relaxng.loading.compact.lexer import KEYWORDS, tokenize
from letterbook.relaxng.loading.tree import Node

PIECES = [
    *sorted(KEYWORDS),
    *("{", "}", "(", ")", "[", "]", "=", ",", "|", "&", "?", "*", "+", "-", "~", ">>", "|=", "&="),
    *(
        '"v"',
        "'w'",
        '"""x"""',
        "x:y",
        "x:*",
        "xsd:int",
        "a:b",
        r"\start",
        "foo",
        "xml:lang",
        "xmlns",
        ":",
        "é",
    ),
    *(
        "## doc\n",
        "# c\n",
        r"\x{61}",
        r"\x{41",
        r"\x{0}",
        r"\x{A}",
        r"\x{D}",
        "\n",
        "\r",
        "\\",
        '"',
        "'",
        '"""',
        "''",
    ),
]


@given(patterns())
def test_random_grammars_are_read_as_they_were_meant(tree: Node) -> None:
    """Whatever the full syntax can say goes through the compact one without loss."""
    read = parse(printed(tree), name="a.rnc", base="")
    assert of_node(read) == of_node(tree)


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes bring anything but a tree or a GrammarError at a place in the file."""
    _read(data)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
def test_random_tokens_are_read_or_refused(text: str) -> None:
    """The same for files that look more like grammars."""
    _read(text.encode())


@given(patterns().map(printed), st.data())
def test_damaged_grammars_are_read_or_refused(text: str, data: st.DataObject) -> None:
    """The same for grammars that lack a piece, or have one too many."""
    begin = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(begin, min(len(text), begin + 20)))
    _read((text[:begin] + data.draw(st.sampled_from(PIECES)) + text[end:]).encode())


def _read(data: bytes) -> bool:
    try:
        parse(decode(data, "a.rnc"), name="a.rnc", base="")
    except GrammarError as error:
        span = error.finding.span
        assert span.line >= 1 and span.column >= 1 and "\n" not in error.finding.message
        return False
    return True


SYNTACTIC = (
    *("syntax error", "undeclared prefix", "parentheses required", "reference to character whose code"),
    *(
        "expected hex digit",
        "incomplete escape sequence",
        "prefix ",
        "namespace URI ",
        "annotation",
        "duplicate annot",
    ),
)


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.corpora) for n in range(2, 12))])
def test_damaged_grammars_are_refused_where_jing_refuses_them(seed: int, jing: Jing, tmp_path: Path) -> None:
    """300 grammars with one token changed: ours and jing's reading agree whether they are in the compact syntax."""
    choose = random.Random(seed)
    path = tmp_path / "damaged.rnc"
    cases = [_pieces(text) for text in CASES.values()]
    for _ in range(300):
        text = _damaged(choose, choose.choice(cases))
        path.write_text(text, encoding="utf-8", newline="")
        schema = jing.load(path)
        said = [message.message for message in schema.errors]
        schema.drop()
        refused = any(message.startswith(SYNTACTIC) for message in said)
        assert _read(text.encode()) != refused, (text, said)


def _pieces(text: str) -> list[str]:
    characters = Characters(text, "a.rnc")
    offsets = tokenize(characters).offsets
    return [characters.text[begin:end] for begin, end in pairwise(offsets)]


def _damaged(choose: random.Random, pieces: list[str]) -> str:
    pieces = list(pieces)
    at, other = choose.randrange(len(pieces)), choose.randrange(len(pieces))
    piece = choose.choice(PIECES) + choose.choice(["", " "])
    match choose.randrange(5):
        case 0:
            del pieces[at]
        case 1:
            pieces.insert(at, piece)
        case 2:
            pieces[at] = piece
        case 3:
            pieces.insert(at, pieces[other])
        case _:
            pieces[at], pieces[other] = pieces[other], pieces[at]
    return "".join(pieces)
