"""What may stand at a place, what has to, and one of what."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.relaxng.small import grammar

from letterbook.relaxng import Grammar
from letterbook.relaxng.automaton import State


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Grammar:
    """A grammar of a few elements."""
    return grammar(tmp_path_factory.mktemp("letter"))


def inside(of: Grammar, *names: str) -> State:
    """The state at the beginning of an element, by the names of those round it and its own."""
    state = of.automaton.start
    for name in names:
        for before in {"p": ("head",)}.get(name, ()):
            state = after(of, state, before)
        opened = of.automaton.open(state, name)
        assert opened is not None
        state = of.automaton.closed(opened.child)
    return state


def after(of: Grammar, state: State, *names: str) -> State:
    """The state after children."""
    for name in names:
        opened = of.automaton.open(state, name)
        assert opened is not None, name
        state = of.automaton.close(opened, 1)
    return state


def test_the_three_questions_are_kept_apart(letter: Grammar) -> None:
    """Required, one of, possible."""
    possible, state = letter.possible, inside(letter, "letter")
    assert possible.required_elements(state) == ("head", "p")
    assert possible.elements(state).listed == ("head",)
    assert possible.later(state).listed == ("head", "opener", "p", "closer")
    state = after(letter, state, "head")
    assert possible.required_elements(state) == ("p",)
    assert possible.elements(state).listed == ("opener", "p")
    state = after(letter, state, "p")
    assert possible.required_elements(state) == ()
    assert possible.elements(state).listed == ("p", "closer")


def test_what_makes_complete(tmp_path: Path) -> None:
    """Each of a choice, where one is enough."""
    of = grammar(
        tmp_path, "start = element a { element x { empty } | (element y { empty }, element z { empty }) }"
    )
    state = inside(of, "a")
    assert of.possible.elements(state).listed == ("x", "y")
    assert of.possible.completing_elements(state) == ("x",)
    assert of.possible.required_elements(state) == ()
    assert of.possible.completing_elements(after(of, state, "y")) == ("z",)


def test_attributes(letter: Grammar) -> None:
    """Those that may be added, those that have to be, those of which one would do."""
    opened = letter.automaton.open(letter.automaton.start, "letter")
    assert opened is not None
    assert set(letter.possible.attributes(opened.child).listed) == {"kind", "when", "n"}
    assert letter.possible.required_attributes(opened.child) == ()


def test_attributes_that_have_to_be(tmp_path: Path) -> None:
    """A choice of attributes requires none by name."""
    of = grammar(
        tmp_path, "start = element a { attribute k { text }, (attribute x { text } | attribute y { text }) }"
    )
    opened = of.automaton.open(of.automaton.start, "a")
    assert opened is not None
    assert of.possible.required_attributes(opened.child) == ("k",)
    step = of.automaton.attribute(opened.child, "k")
    assert step is not None
    state = of.automaton.after(step, 1)
    assert of.possible.required_attributes(state) == ()
    assert of.possible.alternative_attributes(state) == ("x", "y")


def test_values(letter: Grammar) -> None:
    """Listed values in the order of the grammar, datatypes, or anything."""
    opened = letter.automaton.open(letter.automaton.start, "letter")
    assert opened is not None
    values = letter.possible.attribute_values(opened.child, "kind")
    assert (values.listed, values.datatypes, values.free) == (("card", "note"), (), False)
    dates = letter.possible.attribute_values(opened.child, "when")
    assert [datatype.name for datatype in dates.datatypes] == ["date", "gYearMonth", "gYear"]
    assert letter.possible.attribute_values(opened.child, "n").free
    assert letter.possible.attribute_values(opened.child, "none").listed == ()


def test_a_place(letter: Grammar) -> None:
    """All of it at once."""
    place = letter.possible.at(inside(letter, "letter", "p"))
    assert place.elements.listed == ("hi", "name", "lb", "list")
    assert not place.elements.wild
    assert place.text
    assert place.end
    assert not letter.possible.at(inside(letter, "letter")).text


def test_wildcards(tmp_path: Path) -> None:
    """What may have any name is not listed, and said to be there."""
    of = grammar(
        tmp_path,
        "start = element a { attribute * - id { text }*, any* } any = element * - x { attribute * { text }*, text }",
    )
    assert of.possible.elements(inside(of, "a")).wild
    assert of.possible.elements(inside(of, "a")).listed == ()


def test_the_grammar_as_a_whole(letter: Grammar) -> None:
    """Holders, owners, names."""
    vocabulary = letter.possible.vocabulary
    assert vocabulary.holders("item") == {"list"}
    assert vocabulary.holders("lb") >= {"p", "hi", "item", "closer"}
    assert "name" not in vocabulary.holders("lb")
    assert vocabulary.owners("ref") == {"name"}
    assert "list" in vocabulary.owners("when")
    assert vocabulary.owners("none") == frozenset()
    assert set(vocabulary.held("list")) == {"item"}
    assert "name" in vocabulary.textual
    assert {"list", "letter", "lb"}.isdisjoint(vocabulary.textual)
    assert set(vocabulary.attributes) == {"when", "n", "kind", "ref"}
    assert vocabulary.alike("hi") == ["hi"]
    assert vocabulary.namespaces == {""}
