"""The tokenizer: what it sees as a call, a variable, a template."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.schematron.xpath import calls, renamed, templates, tokens, unquoted

SPACES = st.lists(
    st.sampled_from([" ", "\n", "\t", "(: c :)", "(: ' :)", "(: (: doc( :) :)"]), max_size=3
).map("".join)
BEFORE = st.sampled_from(
    ["", "a, ", "'it''s' , ", '"(:" , ', "$x/", "a[1]/b | ", "-", "1 + ", "(: x :)", "x!", "=>"]
)


def names(expression: str) -> list[str]:
    """The names of what is called."""
    return [call.name for call in calls(expression)]


@given(
    before=BEFORE,
    between=SPACES,
    name=st.sampled_from(["doc", "fn:doc", "Q{urn:x}doc"]),
    end=st.sampled_from("(#"),
)
def test_a_call_is_seen_whatever_stands_round_it(before: str, between: str, name: str, end: str) -> None:
    assert name in names(f"{before}{name}{between}{end}")


@given(text=st.text(alphabet="doc'\"(:)#$Q{} ", max_size=30))
def test_a_string_literal_hides_what_it_holds_and_nothing_behind_it(text: str) -> None:
    literal = "'" + text.replace("'", "''") + "'"
    assert names(f"{literal}, doc(1)") == ["doc"]
    assert unquoted(literal) == text


@given(text=st.text(max_size=40))
def test_every_character_is_read_once(text: str) -> None:
    """Whatever stands there, tokens follow each other and none is empty."""
    position = 0
    for token in tokens(text):
        assert token.start >= position and token.end > token.start
        assert token.text == text[token.start : token.end]
        position = token.end


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("doc", []),
        ("a/doc/b(1)", ["b"]),
        ("$doc(1), $ doc (1)", []),
        ("child::doc, doc:x(1)", ["doc:x"]),
        ("'unterminated doc(1)", ["doc"]),
        ("(: without end doc(1)", ["doc"]),
        ("a-doc(1), a.doc(1), é(1), d\u0301oc(1)", ["a-doc", "a.doc", "é", "d\u0301oc"]),
        ("1doc(2)", ["doc"]),
        ("1e3doc(2)", ["doc"]),
        ("Q{ it's }f(1)", ["Q{ it's }f"]),
        ("map{'a':doc(1)}", ["doc"]),
        ("f(g(h#1))", ["f", "g", "h"]),
    ],
)
def test_names_of_calls(expression: str, expected: list[str]) -> None:
    assert names(expression) == expected


def test_the_only_argument_of_a_call_is_known_when_it_is_a_string() -> None:
    found = list(calls("doc ( 'a''b' ), doc('x', 1), doc(\"y\")"))
    assert [call.literal for call in found] == ["a'b", None, "y"]
    assert found[0].end == len("doc ( 'a''b' )")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("$x + $xx + $ x", "$y + $xx + $ y"),
        ("'$x' || x || @x || $p:x", "'$x' || x || @x || $p:x"),
        ("for $x in $z return $x (: $x :)", "for $y in $z return $y (: $x :)"),
        ("$x", "$y"),
        ("$", "$"),
    ],
)
def test_variables_are_renamed(expression: str, expected: str) -> None:
    assert renamed(expression, {"x": "y"}) == expected


@pytest.mark.parametrize("piece", ["(:", ":)", "{(::)}", "{a}", "'", "\"'", "Q{", "f(", "$x", "{{", "(:'"])
def test_long_expressions_take_no_longer_than_they_are_long(piece: str) -> None:
    """A stranger's schema is compiled where no time limit ends the work: 300,000 characters, in a moment."""
    text = piece * (300_000 // len(piece))
    began = time.process_time()
    list(calls(text))
    list(templates(text))
    renamed(text, {"x": "y"})
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", []),
        ("a {b} c {d}", ["b", "d"]),
        ("{{a}} {b}", ["b"]),
        ("{'}'}{c}", ["'}'", "c"]),
        ("{map{'a': 1}?a}", ["map{'a': 1}?a"]),
        ("{(: } :) a}", ["(: } :) a"]),
        ("it's {a}", ["a"]),
        ("{a", ["a"]),
        ("{Q{u}f()}", ["Q{u}f()"]),
    ],
)
def test_templates(text: str, expected: list[str]) -> None:
    assert list(templates(text)) == expected
