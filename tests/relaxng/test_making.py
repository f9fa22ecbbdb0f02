"""From rows to patterns: nothing recurses however deep rows are nested, and what is equal is made once."""

from __future__ import annotations

import time
from typing import Any

import pytest

from letterbook.relaxng import Grammar
from letterbook.relaxng.making import Maker
from letterbook.relaxng.patterns import Choice, Data, Element, Group, Interleave, NotAllowed, OneOrMore
from letterbook.relaxng.program import Program
from letterbook.sources import parse

NAME = ("name", "", "a")
DEEP = 5_000


def program(rows: list[Any], *elements: tuple[Any, int]) -> Program:
    """A program that starts with its last row."""
    return Program(rows, list(elements), len(rows) - 1)


def judged(rows: list[Any], *documents: str) -> list[bool]:
    """Verdicts of a grammar whose one element ``a`` holds the last row."""
    whole = Program([*rows, ("element", 0)], [(NAME, len(rows) - 1)], len(rows))
    grammar = Grammar(whole, "rows.rng")
    return [grammar.valid(parse(one.encode(), "a.xml")) for one in documents]


def test_exceptions_in_exceptions() -> None:
    """5,000 deep: each takes back what the one before allowed. No schema can say so, but rows in a broken cache can."""
    rows: list[Any] = [("value", "", "token", "x", ())]
    for number in range(DEEP):
        rows.append(("data", "", "string", (("note", str(number)),)[:0], number))
    pattern = Maker(program(rows)).start
    assert isinstance(pattern, Data)


@pytest.mark.parametrize("left", [True, False])
@pytest.mark.parametrize("kind", ["group", "choice", "interleave"])
def test_rows_inside_each_other(kind: str, left: bool) -> None:
    """5,000 deep, on either side: a pattern and verdicts in no time."""
    began = time.monotonic()
    rows: list[Any] = [("empty",)]
    elements: list[Any] = [(NAME, 0)]
    inside = 0
    for number in range(1, DEEP + 1):
        elements.append((("name", "", f"b{number}"), 0))
        at = len(rows)
        rows += [("element", number), ("choice", (at, 0))]
        rows.append((kind, (inside, at + 1) if left else (at + 1, inside)))
        inside = at + 2
    elements[0] = (NAME, inside)
    rows.append(("element", 0))
    grammar = Grammar(Program(rows, elements, len(rows) - 1), "deep.rng")
    for document, several in (
        ("<b7/>", True),
        ("", True),
        ("<b1/><b4000/>", kind != "choice"),
        ("<c/>", False),
    ):
        allowed = several if left or kind != "group" or len(document) < 6 else not several
        assert grammar.valid(parse(f"<a>{document}</a>".encode(), "a.xml")) == allowed, document
    assert time.monotonic() - began < 30


def test_repetitions_inside_each_other() -> None:
    """A repetition of a repetition is one."""
    rows: list[Any] = [("element", 0)]
    rows.extend(("oneOrMore", number) for number in range(DEEP))
    maker = Maker(program(rows, (NAME, 0)))
    made = maker.start
    assert isinstance(made, OneOrMore) and isinstance(made.member, Element)


def test_elements_inside_each_other() -> None:
    """20,000 elements, each in the one before: none is made before a document comes to it."""
    count = 20_000
    rows: list[Any] = [("empty",), *(("element", number) for number in range(count))]
    elements = [(NAME, number + 2 if number + 1 < count else 0) for number in range(count)]
    maker = Maker(Program(rows, elements, 1))
    assert isinstance(maker.start, Element)
    before = maker.patterns.count
    assert isinstance(maker.content(0), Element)
    assert maker.patterns.count == before + 1


def test_equal_rows_become_one_pattern() -> None:
    """A row is made once, name classes and datatypes too."""
    token = ("data", "", "token", (), -1)
    rows: list[Any] = [token, ("attribute", NAME, 0), ("element", 0), ("group", (1, 2)), ("choice", (3, 2))]
    maker = Maker(program(rows, (NAME, 0)))
    first = maker.start
    assert maker.start is first
    assert maker.content(0) is maker.content(0)
    assert maker.names(NAME) is maker.names(("name", "", "a"))
    assert maker.names(NAME) is not maker.names(("name", "", "b"))


def test_groups_of_many_keep_their_order() -> None:
    """Three parts are right-nested, and in order."""
    rows: list[Any] = [*(("element", number) for number in range(3)), ("group", (0, 1, 2))]
    made = Maker(program(rows, *(((("name", "", one)), 0) for one in "abc"))).start
    assert isinstance(made, Group) and isinstance(made.right, Group)
    order = [made.left, made.right.left, made.right.right]
    assert [one.names.names for one in order if isinstance(one, Element)] == [("a",), ("b",), ("c",)]


def test_every_kind_of_row() -> None:
    """Each kind, judged: what a program can say, patterns can."""
    token = ("value", "", "token", "x", ())
    assert judged([token, ("list", 0)], "<a>x</a>", "<a>x x</a>") == [True, False]
    assert judged([token, ("data", "", "token", (), 0)], "<a>x</a>", "<a>y</a>") == [False, True]
    assert judged([("text",), ("attribute", NAME, 0)], "<a a='1'/>", "<a/>") == [True, False]
    assert judged([("empty",)], "<a/>", "<a>x</a>") == [True, False]
    assert judged([("notAllowed",)], "<a/>", "<a>x</a>") == [False, False]
    assert judged([("text",)], "<a/>", "<a>x</a>", "<a><a/></a>") == [True, True, False]


def test_forms_that_rows_may_have() -> None:
    """Choices of one, of none that is allowed, and interleaves come out as what they mean."""
    rows: list[Any] = [("notAllowed",), ("element", 0), ("element", 1)]
    elements = [(NAME, 0), (("name", "", "b"), 0)]
    for row, kind in (
        (("choice", (0, 0)), NotAllowed),
        (("choice", (0, 1)), Element),
        (("choice", (1, 2)), Choice),
        (("interleave", (1, 2)), Interleave),
        (("interleave", (1, 0)), NotAllowed),
        (("group", (0, 1)), NotAllowed),
    ):
        assert isinstance(Maker(program([*rows, row], *elements)).start, kind)
