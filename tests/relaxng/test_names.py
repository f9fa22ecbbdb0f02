"""Name classes: which names they hold, whatever they are made of."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.relaxng.reference import covers

from letterbook.relaxng.names import NameClass, clark, split

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMES = [clark(uri, local) for uri in ("", "urn:x", "urn:y") for local in ("a", "b", "c")]

_names = st.tuples(st.just("name"), st.sampled_from(("", "urn:x")), st.sampled_from(("a", "b")))
_listed = st.one_of(_names, st.tuples(st.just("choice"), st.tuples(_names, _names)))
_spaces = st.tuples(st.just("nsName"), st.sampled_from(("", "urn:x")), st.one_of(st.none(), _listed))
_any = st.tuples(
    st.just("anyName"),
    st.one_of(st.none(), _listed, _spaces, st.tuples(st.just("choice"), st.tuples(_spaces, _names))),
)
_flat = st.one_of(_names, _spaces, _any)
classes = st.one_of(_flat, st.tuples(st.just("choice"), st.lists(_flat, min_size=2, max_size=4).map(tuple)))


@given(classes)
def test_a_class_holds_what_section_6_says(row: Any) -> None:
    """For every kind of class and exception, asked twice, as the second answer is a remembered one."""
    made = NameClass(row)
    for _ in range(2):
        assert [name for name in NAMES if name in made] == [name for name in NAMES if covers(row, name)]


@given(classes)
def test_listed_names_are_those_outside_of_exceptions(row: Any) -> None:
    """A class without wildcard is its list; what a wildcard leaves out is not listed, unless another part lists it."""
    made = NameClass(row)
    assert all(name in made for name in made.names)
    assert len(set(made.names)) == len(made.names)
    if not made.wild:
        assert set(made.names) == {name for name in NAMES if covers(row, name)}


def test_listed_names_stand_in_the_order_of_the_grammar() -> None:
    """Messages show them in that order."""
    row = (
        "choice",
        (("name", "", "z"), ("choice", (("name", "", "b"), ("name", "", "z"))), ("name", "", "a")),
    )
    assert NameClass(row).names == ("z", "b", "a")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("a", ("", "a")),
        ("{urn:x}a", ("urn:x", "a")),
        (XML_LANG, ("http://www.w3.org/XML/1998/namespace", "lang")),
        ("{urn:{odd}}a", ("urn:{odd}", "a")),
    ],
)
def test_names_in_clark_notation(name: str, parts: tuple[str, str]) -> None:
    """Taken apart and put together again; a namespace may hold braces."""
    assert split(name) == parts
    assert clark(*parts) == name


def test_a_class_of_many_choices_is_no_matter() -> None:
    """20,000 choices inside each other: nothing recurses."""
    row: Any = ("name", "", "end")
    for number in range(20_000):
        row = ("choice", (("name", "", f"n{number}"), row))
    made = NameClass(row)
    assert len(made.names) == 20_001
    assert "end" in made
    wild = NameClass(("choice", (row, ("nsName", "urn:x", None))))
    assert "end" in wild and "{urn:x}q" in wild and "q" not in wild


def test_a_wildcard_remembers_a_bounded_number_of_names() -> None:
    """A document with 50,000 names of its own does not stay in memory."""
    made = NameClass(("anyName", ("name", "", "a")))
    assert all(f"n{number}" in made for number in range(50_000))
    assert "a" not in made
    assert len(made._known) <= 10_001
