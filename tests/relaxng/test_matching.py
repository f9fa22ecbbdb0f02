"""The matcher alone, on made events: facts about what is wrong, without a document."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.relaxng.small import grammar

from letterbook.relaxng import Grammar
from letterbook.relaxng.matching import Matcher
from letterbook.relaxng.recovery import Recovery
from letterbook.relaxng.troubles import KINDS, Trouble


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    """A grammar of a few elements."""
    return grammar(tmp_path_factory.mktemp("letter"))


def played(of: Grammar, events: str) -> list[Trouble]:
    """The troubles of events: ``+name`` a start tag, ``-`` an end tag, anything else a text."""
    matcher = Matcher(of.automaton, Recovery(of.automaton))
    for event in events.split():
        if event.startswith("+"):
            name, *attributes = event[1:].split("@")
            pairs = [(one, value) for one, _, value in (text.partition("=") for text in attributes)]
            matcher.start(name, name, pairs)
        elif event == "-":
            matcher.end()
        else:
            matcher.text(event)
    return matcher.troubles


def test_right_events_are_no_trouble(letter: Grammar) -> None:
    """Attributes, text and children where they may stand."""
    assert played(letter, "+letter@kind=card +head x - +p@when=1887-03 y +lb - z - -") == []


@pytest.mark.parametrize(
    ("events", "kind", "name", "facts"),
    [
        ("+letter +head - +p +opener - - -", "misplaced", "opener", {"path": ("letter", "p")}),
        ("+letter +head - +p +xx - - -", "unknown", "xx", {"before": None}),
        ("+letter +p - -", "missing-before", "letter", {"child": "p"}),
        ("+letter +head - -", "incomplete", "letter", {"before": "head"}),
        ("+letter +head - +p - words -", "text", "letter", {"text": "words", "slot": 2}),
        ("+letter@kind=x +head - +p - -", "attribute-value", "letter", {"attribute": "kind", "text": "x"}),
        ("+letter@to=x +head - +p - -", "attribute-unknown", "letter", {"attribute": "to"}),
    ],
)
def test_what_is_noted(letter: Grammar, events: str, kind: str, name: str, facts: dict[str, object]) -> None:
    """Each trouble with the facts that words are made of."""
    (trouble,) = played(letter, events)
    assert trouble.kind in KINDS
    assert (trouble.kind, trouble.name) == (kind, name)
    assert {fact: getattr(trouble, fact) for fact in facts} == facts


def test_kinds_of_attributes_and_values(tmp_path: Path) -> None:
    """Attributes that exclude each other, that lack, and the content of an element of data."""
    of = grammar(
        tmp_path,
        "start = element a { (attribute x { text } | attribute y { text }), element d { xsd:integer } }",
    )
    assert [one.kind for one in played(of, "+a@x=1@y=2 +d 3 - -")] == ["attribute-together"]
    assert [one.kind for one in played(of, "+a +d 3 - -")] == ["attribute-missing"]
    assert [one.kind for one in played(of, "+a@x=1 +d three - -")] == ["value"]


def test_ten_thousand_levels(tmp_path: Path) -> None:
    """Depth is no matter, right or wrong."""
    of = grammar(tmp_path, "start = a a = element a { a? }")
    assert played(of, "+a " * 10_000 + "- " * 10_000) == []
    (trouble,) = played(of, "+a " * 10_000 + "+b - " + "- " * 10_000)
    assert trouble.kind == "unknown"
    assert len(trouble.path) <= 32


def test_what_a_sibling_may_be_is_decided_by_what_it_holds(tmp_path: Path) -> None:
    """Where a name begins elements of several kinds, a fault in one leaves the others."""
    of = grammar(
        tmp_path,
        "start = element a { (element b { element x { empty } }, element c { empty }) |"
        " (element b { element y { empty } }, element d { empty }) }",
    )
    assert played(of, "+a +b +x - - +c - -") == []
    assert played(of, "+a +b +y - - +d - -") == []
    assert [(one.kind, one.name) for one in played(of, "+a +b +x - - +d - -")] == [("misplaced", "d")]
