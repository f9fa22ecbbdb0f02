"""Datatypes: laws that hold for any text, and what the types say of themselves."""

from __future__ import annotations

import struct
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.relaxng.datatypes.values import NAMESPACES, POOL, TYPES

from letterbook.relaxng.datatypes import (
    BUILT_IN,
    DTD_COMPATIBILITY,
    W3C,
    DatatypeError,
    datatype,
    describe,
    example,
)
from letterbook.relaxng.datatypes.calendar import day_number, month_length
from letterbook.relaxng.datatypes.numbers import single

ORDERED = [
    *("decimal", "integer", "byte", "float", "double", "duration", "dateTime", "date", "time"),
    *("gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth"),
]
texts = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.text("0123456789.+-eE:TZPYMDHS ", max_size=12),
    st.text("abf:/?#[]@%41 \t\n", max_size=12),
    st.sampled_from(POOL),
)
spaces = st.text(" \t\n\r", max_size=3)


@given(st.sampled_from(TYPES), texts)
def test_any_text_has_an_answer(name: str, text: str) -> None:
    """No text breaks a type; the three questions agree; a value equals itself and hashes."""
    kind = datatype(W3C, name)
    value = kind.value(text, NAMESPACES)
    assert kind.allows(text, NAMESPACES) == (value is not None)
    problem = kind.problem(text, NAMESPACES)
    assert (problem is None) == (value is not None)
    if value is not None:
        again = kind.value(text, NAMESPACES)
        assert value == again and hash(value) == hash(again)
    else:
        assert problem is not None and hash(problem) == hash(kind.problem(text, NAMESPACES))
        assert all(isinstance(fact, str) for fact in problem.facts.values())


@given(st.sampled_from(TYPES), texts, spaces, spaces)
def test_white_space_around(name: str, text: str, before: str, behind: str) -> None:
    """White space round a value changes nothing, except for the types that keep it."""
    kind = datatype(W3C, name)
    if name in ("string", "normalizedString", "untypedAtomic", "anyAtomicType"):
        assert kind.allows(before + text + behind)
    else:
        assert kind.value(before + text + behind, NAMESPACES) == kind.value(text, NAMESPACES)


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000", "\x0b", "\x0c", "\x1c", "\x85", "\u2028"])
@pytest.mark.parametrize(
    "name", ["integer", "date", "boolean", "NCName", "NMTOKENS", "float", "hexBinary", "base64Binary"]
)
def test_only_white_space_of_xml(name: str, space: str) -> None:
    """Unicode's other spaces are characters like any other: no value of these types has them."""
    kind, value = datatype(W3C, name), example(W3C, name)
    assert kind.allows(value)
    assert not kind.allows(value + space)
    assert not kind.allows(space + value)


def two_of_a_kind(name: str) -> st.SearchStrategy[tuple[str, str, str]]:
    """An ordered type and two of its values."""
    values = st.sampled_from([text for text in POOL if datatype(W3C, name).allows(text)])
    return st.tuples(st.just(name), values, values)


@given(st.sampled_from(ORDERED).flatmap(two_of_a_kind))
def test_limits_agree(drawn: tuple[str, str, str]) -> None:
    """Of two values at most one is less; inclusive is exclusive or equal; what is equal is not less."""
    name, one, other = drawn
    kind = datatype(W3C, name)

    def holds(facet: str, limit: str, value: str) -> bool:
        return datatype(W3C, name, ((facet, limit),)).allows(value)

    equal = kind.value(one) == kind.value(other)
    less, more = holds("maxExclusive", other, one), holds("minExclusive", other, one)
    assert not (less and more) and not (equal and (less or more))
    assert holds("maxInclusive", other, one) == (less or equal)
    assert holds("minInclusive", other, one) == (more or equal)
    assert holds("minExclusive", one, other) == less


@given(st.decimals(allow_nan=False, allow_infinity=False), st.decimals(allow_nan=False, allow_infinity=False))
def test_decimals_by_value(one: Decimal, other: Decimal) -> None:
    """Decimals are compared as the numbers that they are, however they are written."""
    first, second = f"{one:f}", f"{other:f}"
    kind = datatype(W3C, "decimal")
    assert (kind.value(first) == kind.value(second)) == (Fraction(first) == Fraction(second))
    assert datatype(W3C, "decimal", (("maxExclusive", second),)).allows(first) == (
        Fraction(first) < Fraction(second)
    )
    assert kind.value(first) == kind.value(("" if first[0] == "-" else "+") + first)


@given(st.integers(0, 0x7F7F_FFFE), st.sampled_from(["", "1", "-1"]))
def test_float_rounds_once(bits: int, nudge: str) -> None:
    """The middle between two numbers of 32 bits, and the smallest step to its sides, go where one rounding puts them."""
    lower, upper = (Fraction(struct.unpack("<f", struct.pack("<I", b))[0]) for b in (bits, bits + 1))
    middle = (lower + upper) / 2
    digits = 400
    scaled = middle.numerator * 10**digits // middle.denominator + int(nudge or "0")
    text = f"{scaled}e-{digits}"
    even = lower if bits % 2 == 0 else upper
    wanted = even if not nudge else upper if nudge == "1" else lower
    assert Fraction(single(text)) == wanted
    assert Fraction(single("-" + text)) == -wanted


@given(st.integers(-9999, 9999), st.integers(1, 12))
def test_calendar(year: int, month: int) -> None:
    """Each month begins when the one before it ends."""
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    assert day_number(*after, 1) - day_number(year, month, 1) == month_length(year, month)


def test_examples() -> None:
    """Each type has a short example that is one of its values, and a key for words."""
    for name in TYPES:
        kind = datatype(W3C, name)
        sample = example(W3C, name)
        assert kind.allows(sample, {}, {sample}), name
        assert len(sample) < 24 and describe(W3C, name)


def test_keys_of_words() -> None:
    """Types that one description fits share a key; the list in the documentation of describe() is complete."""
    keys = {describe(W3C, name) for name in TYPES}
    documented = (describe.__doc__ or "").replace(",", " ").replace(".", " ").split()
    assert len(keys) == 28 and keys - set(documented) == {
        *("dateTime", "date", "time", "gYearMonth", "gYear", "gMonthDay", "gDay", "gMonth"),
    }
    assert describe(W3C, "unsignedByte") == "nonNegativeInteger" and describe(W3C, "byte") == "integer"


def test_the_two_of_relax_ng() -> None:
    """The built-in library has string, which keeps white space, and token, which does not; neither has parameters."""
    assert datatype(BUILT_IN, "string").value(" a  b ") == " a  b "
    assert datatype(BUILT_IN, "token").value("\ta \n b ") == "a b"
    with pytest.raises(DatatypeError, match="takes no parameters"):
        datatype(BUILT_IN, "token", (("pattern", "a"),))
    with pytest.raises(DatatypeError, match="takes no parameters"):
        datatype(DTD_COMPATIBILITY, "ID", (("pattern", "a"),))
    with pytest.raises(DatatypeError, match='has no type "integer"'):
        datatype(BUILT_IN, "integer")


def test_the_end_of_the_calendar() -> None:
    """The last day that there is comes after all others, whatever zone they have."""
    last = datatype(W3C, "date", (("minInclusive", "292278994-08-17"),))
    assert last.allows("292278994-08-17") and not last.allows("1961-02-22Z")
    assert datatype(W3C, "date", (("maxInclusive", "292278994-08-17"),)).allows("1961-02-22Z")


def test_kinds_of_identifiers() -> None:
    """ID, IDREF and IDREFS say what they are, in both libraries that have them; no other type does."""
    for library in (W3C, DTD_COMPATIBILITY):
        assert [datatype(library, name).id_type for name in ("ID", "IDREF", "IDREFS")] == [
            "ID",
            "IDREF",
            "IDREFS",
        ]
    assert {datatype(W3C, name).id_type for name in TYPES} == {"", "ID", "IDREF", "IDREFS"}
    assert [name for name in TYPES if datatype(W3C, name).needs_namespaces] == ["QName", "NOTATION"]
    assert [name for name in TYPES if datatype(W3C, name).needs_entities] == ["ENTITY", "ENTITIES"]


def test_what_is_surely_a_value_is_one() -> None:
    """The quick yes is never wrong; where what is declared decides, there is none."""
    for name in TYPES:
        kind = datatype(W3C, name)
        assert [
            text for text in (*POOL, "a", "_a", "a b") if kind.surely(text) and not kind.allows(text)
        ] == []


def test_namespaces() -> None:
    """A prefix counts for the namespace that it stands for; none for the default one; xml needs no declaration."""
    kind = datatype(W3C, "QName")
    assert kind.value("a", {"": "urn:x"}) == kind.value("p:a", {"p": "urn:x"})
    assert kind.value("a") == kind.value("a", {"p": "urn:x"}) != kind.value("p:a", {"p": "urn:x"})
    assert kind.allows("xml:a") and not kind.allows("p:a") and not kind.allows("p:a", {"p": ""})


@given(st.sampled_from([*ORDERED, "boolean", "language"]), texts)
def test_suggestions_are_values(name: str, text: str) -> None:
    """A value that is suggested is one, of the type itself or of one that tells of dates."""
    problem = datatype(W3C, name).problem(text)
    if problem and "suggestion" in problem.facts:
        suggestion = problem.facts["suggestion"]
        assert any(datatype(W3C, n).allows(suggestion) for n in (name, "date", "gYearMonth", "dateTime")), (
            suggestion
        )


@pytest.mark.parametrize("library", ["", W3C, "urn:nowhere"])
def test_unknown_types(library: str) -> None:
    """A library or a type that does not exist is refused, also where an example is asked for."""
    for ask in (datatype, example, describe):
        with pytest.raises(DatatypeError):
            ask(library, "nothing")
