"""Patterns: equal ones are one object in a normal form, and the constructors change no language."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.relaxng.datatypes import datatype
from letterbook.relaxng.derivatives import Derivatives
from letterbook.relaxng.names import NameClass
from letterbook.relaxng.patterns import (
    Choice,
    Element,
    Empty,
    Group,
    Interleave,
    NotAllowed,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
)

TEXT = "words"
LETTERS = ("a", "b", TEXT)
WORDS = [word for length in range(5) for word in product(LETTERS, repeat=length)]


class Made:
    """A place for patterns with two elements in it."""

    def __init__(self) -> None:
        self.make = Patterns()
        self.a = self.make.element(NameClass(("name", "", "a")), 0)
        self.b = self.make.element(NameClass(("name", "", "b")), 1)
        self.c = self.make.element(NameClass(("name", "", "c")), 2)

    def build(self, tree: Any) -> Pattern:
        """The pattern of a tree, by the constructors."""
        make = self.make
        match tree:
            case ("choice", *members):
                return make.choice(map(self.build, members))
            case ("interleave", *members):
                return make.interleave(map(self.build, members))
            case ("group", left, right):
                return make.group(self.build(left), self.build(right))
            case ("oneOrMore", member):
                return make.one_or_more(self.build(member))
            case ("optional", member):
                return make.optional(self.build(member))
        leaves = {"empty": make.empty, "text": make.text, "notAllowed": make.not_allowed}
        return leaves.get(tree) or {"a": self.a, "b": self.b}[tree]


@pytest.fixture
def made() -> Made:
    """A place for patterns."""
    return Made()


def tree_of(pattern: Pattern) -> Any:
    """A pattern as a tree again."""
    match pattern:
        case Choice(members=members):
            return ("choice", *map(tree_of, members))
        case Interleave(members=members):
            return ("interleave", *map(tree_of, members))
        case Group(left=left, right=right):
            return ("group", tree_of(left), tree_of(right))
        case OneOrMore(member=member):
            return ("oneOrMore", tree_of(member))
        case Element(names=names):
            return names.names[0]
        case Empty():
            return "empty"
        case Text():
            return "text"
        case NotAllowed():
            return "notAllowed"
    raise AssertionError(pattern)


@cache
def matches(tree: Any, word: tuple[str, ...]) -> bool:
    """Whether a word is in the language of a tree: all ways are tried."""
    match tree:
        case ("choice", *members):
            return any(matches(one, word) for one in members)
        case ("optional", member):
            return not word or matches(member, word)
        case ("group", left, right):
            return any(matches(left, word[:at]) and matches(right, word[at:]) for at in range(len(word) + 1))
        case ("interleave", only):
            return matches(only, word)
        case ("interleave", first, *others):
            rest = ("interleave", *others)
            return any(
                matches(first, tuple(one for one, taken in zip(word, picked, strict=True) if taken))
                and matches(rest, tuple(one for one, taken in zip(word, picked, strict=True) if not taken))
                for picked in product((True, False), repeat=len(word))
            )
        case ("oneOrMore", member):
            return matches(member, word) or any(
                matches(member, word[:at]) and matches(tree, word[at:]) for at in range(1, len(word))
            )
        case "empty":
            return not word
        case "text":
            return all(one == TEXT for one in word)
        case "notAllowed":
            return False
    return word == (tree,)


def _composed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.tuples(st.just("group"), inner, inner),
        st.tuples(st.sampled_from(("choice", "interleave")), inner, inner),
        st.tuples(st.just("choice"), inner, inner, inner),
        st.tuples(st.sampled_from(("oneOrMore", "optional")), inner),
    )


TREES = st.recursive(
    st.sampled_from(("a", "b", "text", "empty", "notAllowed", "a", "b")), _composed, max_leaves=6
)


@settings(max_examples=200)
@given(TREES)
def test_constructors_keep_the_language(tree: Any) -> None:
    """What is left out, sorted and flattened changes nothing that a pattern allows, or whether it allows nothing."""
    pattern = Made().build(tree)
    again = tree_of(pattern)
    for word in WORDS:
        assert matches(tree, word) == matches(again, word), (again, word)
    assert pattern.nullable == matches(tree, ())
    assert pattern.has_text == ("text" in str(again))


@settings(max_examples=200)
@given(TREES)
def test_a_derivative_is_what_is_left(tree: Any) -> None:
    """A word is in the language if what is left after its first letter has the others; texts come one after the other."""
    made = Made()
    pattern = made.build(tree)
    derivatives = Derivatives(made.make)
    left = {name: tuple(rest for _, rest in derivatives.starts(pattern, name)) for name in ("a", "b")}
    left[TEXT] = (derivatives.texted(pattern),)
    after = {name: [tree_of(one) for one in rests] for name, rests in left.items()}
    for word in WORDS:
        if word and word[:2] != (TEXT, TEXT):
            found = any(matches(one, word[1:]) for one in after[word[0]])
            assert found == matches(tree, word), (after, word)


@settings(max_examples=200)
@given(TREES)
def test_normal_form(tree: Any) -> None:
    """No choice in a choice, no notAllowed in anything, nothing empty in group or interleave; none twice."""
    waiting = [Made().build(tree)]
    while waiting:
        one = waiting.pop()
        waiting.extend(one.parts)
        assert not (one.parts and any(isinstance(part, NotAllowed) for part in one.parts))
        numbers = [part.number for part in one.parts]
        match one:
            case Choice(members=members):
                assert not any(isinstance(part, Choice) for part in members)
                assert len(set(numbers)) == len(numbers) > 1
                if any(isinstance(part, Empty) for part in members):
                    assert not any(part.nullable for part in members if not isinstance(part, Empty))
            case Interleave(members=members):
                assert not any(isinstance(part, Interleave | Empty) for part in members)
                assert len(numbers) > 1
            case Group(left=left, right=right):
                assert not isinstance(left, Empty) and not isinstance(right, Empty)
            case OneOrMore(member=member):
                assert not isinstance(member, OneOrMore | Empty | Text)


@settings(max_examples=200)
@given(TREES)
def test_equal_patterns_are_one(tree: Any) -> None:
    """A pattern built twice is the same object, so that what was found out about it is there."""
    made = Made()
    assert made.build(tree) is made.build(tree)


def test_choice(made: Made) -> None:
    """Flat, without notAllowed and duplicates, the same in whatever order; jing #168 had notAllowed in one."""
    make, a, b, c = made.make, made.a, made.b, made.c
    chosen = make.choice((a, b, c))
    assert make.choice((c, make.choice((b, a)))) is chosen
    assert make.choice((a, make.not_allowed, b, a, c, chosen)) is chosen
    assert make.choice(()) is make.choice((make.not_allowed,)) is make.not_allowed
    assert make.choice((a, make.not_allowed)) is make.choice((a, a)) is a
    assert make.choice((make.empty, make.text)) is make.text
    assert make.choice((make.empty, make.empty)) is make.empty


def test_optional(made: Made) -> None:
    """What may be nothing already stays as it is."""
    make, a = made.make, made.a
    maybe = make.optional(a)
    assert make.optional(maybe) is maybe
    assert make.optional(make.text) is make.text
    assert make.one_or_more(a).more is make.optional(make.one_or_more(a))
    assert make.one_or_more(maybe).more is make.one_or_more(maybe)


def test_group(made: Made) -> None:
    """Empty is nothing in it, notAllowed is all of it, and its order counts."""
    make, a, b = made.make, made.a, made.b
    assert make.group(make.empty, a) is make.group(a, make.empty) is a
    assert make.group(a, make.not_allowed) is make.group(make.not_allowed, a) is make.not_allowed
    assert make.group(a, b) is make.group(a, b)
    assert make.group(a, b) is not make.group(b, a)


def test_text_before_mixed_content_is_no_new_state(made: Made) -> None:
    """(text | a)* after a text is what it was, so that a paragraph has one state however long it is."""
    make, a, b = made.make, made.a, made.b
    mixed = make.optional(make.one_or_more(make.choice((make.text, a))))
    assert make.group(make.text, mixed) is mixed
    assert Derivatives(make).texted(mixed) is mixed
    other = make.one_or_more(make.choice((a, b)))
    assert isinstance(make.group(make.text, other), Group)


def test_interleave(made: Made) -> None:
    """Flat, in whatever order, without empty; duplicates stay, as they are wanted twice."""
    make, a, b, c = made.make, made.a, made.b, made.c
    mingled = make.interleave((a, b, c))
    assert make.interleave((c, make.interleave((b, make.empty, a)))) is mingled
    assert make.interleave((a, make.not_allowed)) is make.not_allowed
    assert make.interleave((make.empty, make.empty)) is make.interleave(()) is make.empty
    assert make.interleave((make.empty, b)) is b
    twice = make.interleave((a, a))
    assert isinstance(twice, Interleave) and len(twice.members) == 2


def test_repetitions(made: Made) -> None:
    """Of a repetition, of nothing, of text: no new pattern."""
    make, a = made.make, made.a
    many = make.one_or_more(a)
    assert make.one_or_more(many) is many
    for same in (make.empty, make.not_allowed, make.text):
        assert make.one_or_more(same) is same


def test_flags_say_what_stands_outside_of_elements(made: Made) -> None:
    """Attributes, texts, strings: also deep in a pattern; what an element holds is not meant."""
    make = made.make
    word = make.data(datatype("", "token"), None)
    attribute = make.attribute(NameClass(("name", "", "p")), word)
    assert attribute.has_attributes and not attribute.has_strings
    deep = make.one_or_more(make.choice((made.b, make.group(made.a, make.optional(word)))))
    assert deep.has_strings and not deep.has_attributes and not deep.has_text
    assert make.group(attribute, deep).has_attributes
    assert make.list(word).has_strings
    assert not made.a.has_text and not made.a.has_strings
    assert make.attribute(NameClass(("name", "", "p")), make.not_allowed) is make.not_allowed


def test_values_depend_on_prefixes_where_their_type_does(made: Made) -> None:
    """Only then is it looked up what is declared where a value stands."""
    make = made.make
    library = "http://www.w3.org/2001/XMLSchema-datatypes"
    name = make.data(datatype(library, "QName"), None)
    assert name.needs_scope and make.list(make.one_or_more(name)).needs_scope
    assert make.data(datatype("", "token"), name).needs_scope
    assert not make.data(datatype(library, "NCName"), None).needs_scope
