"""Bytes, ends of lines and escapes: what tokens are made of, and the way back to a place in the file."""

from __future__ import annotations

import pytest
from tests.relaxng.loading.compact.shapes import short

from letterbook.relaxng.errors import GrammarError
from letterbook.relaxng.loading.compact import decode, parse
from letterbook.relaxng.loading.compact.characters import ESCAPED_NEWLINE, Characters

TEXT = "element grüße {\n text }"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_the_specification_are_decoded(encoding: str) -> None:
    """UTF-8 with or without byte order mark, UTF-16 with one; the mark is no character."""
    assert decode(TEXT.encode(encoding), "a.rnc") == TEXT


def test_big_endian_is_decoded() -> None:
    """The byte order mark says which way round the bytes are."""
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.rnc") == TEXT


@pytest.mark.parametrize(
    ("data", "line", "column", "encoding"),
    [
        ("ä\r\nbü".encode() + b"\xfc\n", 2, 3, "UTF-8"),
        (b"\xef\xbb\xbfab\xff", 1, 3, "UTF-8"),
        (b"\xff\xfea\x00\n\x00b\x00\x00\xdc", 2, 2, "UTF-16"),
        (b"\xff\xfea\x00b", 1, 2, "UTF-16"),
    ],
)
def test_bytes_of_another_encoding_are_refused_where_they_are(
    data: bytes, line: int, column: int, encoding: str
) -> None:
    """The place is counted in code points, without the byte order mark."""
    with pytest.raises(GrammarError) as caught:
        decode(data, "a.rnc")
    found = caught.value.finding
    assert (found.span.file, found.span.line, found.span.column) == ("a.rnc", line, column)
    assert (found.code, found.name) == ("G003", "incorrect-grammar")
    assert short(caught.value) == f"the bytes from here on are not {encoding} (section A.2.1)"


def test_ends_of_lines_are_one_character() -> None:
    """All three ways to end a line count as one, for tokens and for places."""
    characters = Characters("a\r\nb\rc\n\rd", "a.rnc")
    assert characters.text == "a\nb\nc\n\nd"
    assert [characters.span(at).line for at in range(9)] == [1, 1, 2, 2, 3, 3, 4, 5, 5]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\x{66}\x{6f}o", "foo"),
        (r"\xxx{0000000000041}", "A"),
        (r"\x{5C}x{5C}", r"\x{5C}"),
        (r"\\x{41}", r"\A"),
        (r"\x{1F4dC}", "\U0001f4dc"),
        (r"\x{A}\x{D}", ESCAPED_NEWLINE + "\r"),
        (r"\x \xyz x{41}", r"\x \xyz x{41}"),
    ],
)
def test_escapes_are_replaced_once(written: str, meant: str) -> None:
    """A replacement begins no escape; what is not quite an escape is left."""
    assert Characters(written, "a.rnc").text == meant


def test_places_behind_escapes_are_those_of_the_file() -> None:
    """Columns count what is written, not what it means."""
    characters = Characters("\ufeff" + r"ab\x{41}c" + "\n" + r"\x{42}\x{43}d", "a.rnc")
    assert characters.text == "abAc\nBCd"
    places = [(characters.span(at).line, characters.span(at).column) for at in range(8)]
    assert places == [(1, 1), (1, 2), (1, 3), (1, 9), (1, 10), (2, 1), (2, 7), (2, 13)]


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        (
            r"ab \x{}",
            4,
            r"after \x{ the number of a character and } have to follow, as in \x{41} (section A.2.4)",
        ),
        (
            r"\x{41 }",
            1,
            r"after \x{ the number of a character and } have to follow, as in \x{41} (section A.2.4)",
        ),
        (
            r"\x{41}\xx{",
            7,
            r"after \x{ the number of a character and } have to follow, as in \x{41} (section A.2.4)",
        ),
        (
            r"\x{0}",
            1,
            "the character U+0000 may not stand in a grammar (section A.2.4)",
        ),
        (
            r"\x{fffe}",
            1,
            "the character U+FFFE may not stand in a grammar (section A.2.4)",
        ),
        (
            r"\x{D800}",
            1,
            "the character U+D800 may not stand in a grammar (section A.2.4)",
        ),
        (
            r"\x{110000}",
            1,
            "the character U+110000 may not stand in a grammar (section A.2.4)",
        ),
        (
            r"\x{123456789abc}",
            1,
            "the character U+12345678… may not stand in a grammar (section A.2.4)",
        ),
        ("# a\v", 4, "the character U+000B may not stand in a grammar (section A.2.5)"),
        ("a\0", 2, "the character U+0000 may not stand in a grammar (section A.2.5)"),
        (
            "a\ud800",
            2,
            "the character U+D800 may not stand in a grammar (section A.2.5)",
        ),
    ],
)
def test_what_is_no_character_of_xml_is_refused(text: str, column: int, message: str) -> None:
    """Neither written nor escaped may a grammar hold what no XML document can."""
    with pytest.raises(GrammarError) as caught:
        Characters(text, "a.rnc")
    assert (short(caught.value), caught.value.finding.span.column) == (message, column)


def test_escaped_end_of_line_ends_no_literal() -> None:
    r"""A literal of one line may hold \x{A}; the value has the character."""
    node = parse(r'"a\x{A}b"', name="a.rnc", base="")
    assert (node.kind, node.text) == ("value", "a\nb")
