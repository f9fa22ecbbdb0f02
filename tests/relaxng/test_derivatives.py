"""Derivatives against section 6 itself: no verdict differs on random small grammars and documents."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.relaxng.random_trees import documents, references, tree_of
from tests.relaxng.reference import Document, Reference, Tree, program_of

from letterbook.relaxng import Grammar
from letterbook.relaxng.strings import words
from letterbook.sources import parse

A: Tree = ("name", "", "a")
P: Tree = ("name", "", "p")


def judged(reference: Reference, document: Document) -> bool:
    """What the engine says of a document."""
    data = etree.tostring(tree_of(document))
    return Grammar(program_of(reference), "random.rng").valid(parse(data, "random.xml"))


def alone(content: Tree, *more: tuple[Tree, Tree]) -> Reference:
    """A grammar whose start is an element ``a`` of that content, which is number 0."""
    return Reference([(A, content), *more], ("element", 0))


@settings(max_examples=400, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(data=st.data())
def test_verdicts_are_those_of_section_6(data: st.DataObject) -> None:
    """Every pattern, name class, attribute, list, exception, white space."""
    reference = data.draw(references())
    document = data.draw(documents(reference))
    expected = reference.valid(document)
    event("valid" if expected else "invalid")
    assert judged(reference, document) == expected


@pytest.mark.parametrize(
    ("content", "text", "valid"),
    [
        (("data", "string", None), "", True),
        (("value", "token", ""), "", True),
        (("value", "string", ""), "  ", False),
        (("value", "token", ""), "  ", True),
        (("choice", ("value", "string", "x"), ("empty",)), "  ", True),
        (("data", "token", ("value", "token", "x")), " x ", False),
        (("data", "string", ("value", "string", "x")), " x ", True),
        (("list", ("oneOrMore", ("value", "token", "x"))), " x\n x ", True),
        (("list", ("oneOrMore", ("value", "token", "x"))), "  ", False),
        (("list", ("choice", ("value", "token", "x"), ("empty",))), "  ", True),
        (("list", ("group", ("data", "token", None), ("value", "token", "x"))), "y x", True),
        (("empty",), "  ", True),
        (("text",), "  ", True),
        (("notAllowed",), "", False),
        (("element", 0), "  ", False),
    ],
)
def test_strings_and_white_space(content: Tree, text: str, valid: bool) -> None:
    """The corners where white space counts or does not: engine and reference agree with what is written here."""
    reference = alone(content)
    document: Document = ("a", (), (text,) if text else ())
    assert reference.valid(document) == judged(reference, document) == valid
    if content[0] != "element":
        attribute = alone(("attribute", P, content))
        document = ("a", (("p", text),), ())
        assert attribute.valid(document) == judged(attribute, document) == valid


@example("a\xa0b\x85c\u2003d")
@given(st.text(alphabet=st.sampled_from(" \t\n\rab\xa0\u2003\x85\u2028"), max_size=8))
def test_words_part_at_the_white_space_of_xml_alone(text: str) -> None:
    """No-break spaces and other spaces of Unicode are part of a word, as jing has it."""
    expected = [""]
    for sign in text:
        if sign in " \t\n\r":
            expected.append("")
        else:
            expected[-1] += sign
    assert words(text) == [word for word in expected if word]
