"""Dates of TEI attributes, and the order they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.reading.dates import (
    DateValue,
    Day,
    Shape,
    SortKey,
    natural,
    parse_edtf,
    parse_iso,
    parse_w3c,
    read_date,
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1961", (1961, 1, 1), (1961, 12, 31)),
        ("1961-02", (1961, 2, 1), (1961, 2, 28)),
        ("1960-02", (1960, 2, 1), (1960, 2, 29)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("2000-02-29", (2000, 2, 29), (2000, 2, 29)),
        (" 1961-02-22 ", (1961, 2, 22), (1961, 2, 22)),
        ("1961-02-22T10:00:00Z", (1961, 2, 22), (1961, 2, 22)),
        ("1961-02-22+01:00", (1961, 2, 22), (1961, 2, 22)),
        ("-0044-03-15", (-44, 3, 15), (-44, 3, 15)),
        ("0000", (0, 1, 1), (0, 12, 31)),
        ("12345-01", (12345, 1, 1), (12345, 1, 31)),
    ],
)
def test_w3c_dates_are_read(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    """Years, months, days and moments give their first and last day, before Christ and after 9999 too."""
    assert parse_w3c(text) == (Day(*first), Day(*last))


@pytest.mark.parametrize(
    "text",
    ["1961-02-30", "1961-13", "1961-00-01", "1900-02-29", "22 Feb", "61", "", "1961-2", "٣٣٣٣", "9" * 40],
)
def test_what_is_no_date_is_none(text: str) -> None:
    """Days that no calendar has, and other text, never become a day and never raise."""
    assert parse_w3c(text) is None


def test_iso_dates_and_intervals() -> None:
    """The basic form and intervals of ISO 8601 are understood in -iso attributes."""
    assert parse_iso("19610222") == (Day(1961, 2, 22), Day(1961, 2, 22))
    assert parse_iso("1961-02-01/19610305") == (Day(1961, 2, 1), Day(1961, 3, 5))
    assert parse_iso("1961/nonsense") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1961-02~", Day(1961, 2, 1), Day(1961, 2, 28)),
        ("196X", Day(1960, 1, 1), Day(1969, 12, 31)),
        ("1961-XX", Day(1961, 1, 1), Day(1961, 12, 31)),
        ("1961-02-XX?", Day(1961, 2, 1), Day(1961, 2, 28)),
        ("1961/..", Day(1961, 1, 1), None),
        ("/1962-03", None, Day(1962, 3, 31)),
        ("Y12345", Day(12345, 1, 1), Day(12345, 12, 31)),
    ],
)
def test_edtf_is_read(text: str, first: Day | None, last: Day | None) -> None:
    """The part of EDTF that letters use is understood, open ends included."""
    assert parse_edtf(text) == (first, last)


@pytest.mark.parametrize("text", ["..", "/", "", "1961-X2", "spring 1961", "1961-13?"])
def test_edtf_that_is_not_understood_is_none(text: str) -> None:
    """What is not understood is no date, rather than a wrong one."""
    assert parse_edtf(text) is None


def test_span_and_uncertain_point_are_told_apart() -> None:
    """from/to is a span that lasted, notBefore/notAfter one uncertain moment."""
    span = read_date({"from": "1961-02", "to": "1961-03"})
    point = read_date({"notAfter": "1961-10-17", "cert": "medium"}, "by 17 October")
    assert (span.shape, span.earliest, span.latest) == (Shape.SPAN, Day(1961, 2, 1), Day(1961, 3, 31))
    assert (point.shape, point.earliest, point.latest) == (Shape.UNCERTAIN, None, Day(1961, 10, 17))
    assert (point.cert, point.text, point.written) == ("medium", "by 17 October", "/1961-10-17")


def test_when_decides_and_custom_does_not_count() -> None:
    """``when`` is the date where it stands; ``when-iso`` only without it; ``when-custom`` never."""
    both = read_date({"when": "1961-02-22", "notBefore": "1950", "when-iso": "1999"})
    assert (both.shape, both.earliest) == (Shape.POINT, Day(1961, 2, 22))
    assert read_date({"when-iso": "19610222"}).earliest == Day(1961, 2, 22)
    assert not read_date({"when-custom": "1961"}).known


def test_faults_are_reported_and_ignored() -> None:
    """A value that is no date is told with its attribute; a day without a year is no fault, but says no
    day.
    """
    value = read_date({"when": "1961-02-30", "notBefore": "1961"})
    assert value.faults == (("when", "1961-02-30"),)
    assert value.earliest == Day(1961, 1, 1)
    assert read_date({"when": "--02-22"}) == DateValue()


def test_the_order_of_letters() -> None:
    """Earliest day, then latest, then undated at the end, then number, then id."""
    dates = {
        "a": read_date({"when": "-0044"}),
        "b": read_date({"when": "1961"}),
        "c": read_date({"when": "1961-02-22"}),
        "d": read_date({"from": "1961-02-22", "to": "1961-02-25"}),
        "e": read_date({"notBefore": "1961-02-22"}),
        "f": read_date({"notAfter": "1961-10-17"}),
        "g": read_date({"when": "12345"}),
        "h": None,
    }
    keys = {id: SortKey.of(date, "", id) for id, date in dates.items()}
    assert "".join(sorted(keys, key=keys.__getitem__)) == "abcdefgh"
    day = read_date({"when": "1961"})
    numbered = [SortKey.of(day, n, id) for n, id in (("7", "z"), ("7a", "y"), ("19", "x"), ("19", "y"))]
    assert sorted([numbered[2], numbered[3], numbered[1], numbered[0]]) == numbered


def test_numbers_sort_as_numbers() -> None:
    """7 comes before 19, and mixed numbers never raise."""
    assert sorted(["19", "7", "7b", "A2", "a10", "", "²"], key=natural)[:4] == ["", "7", "7b", "19"]


@given(st.text(max_size=40))
def test_no_text_makes_a_date_raise(text: str) -> None:
    """Whatever stands in an attribute, reading it gives a value."""
    for name in ("when", "when-iso", "from", "notAfter"):
        value = read_date({name: text})
        assert value.known or value.earliest is None
        assert SortKey.of(value, text, text) == SortKey.of(value, text, text)
    parse_edtf(text)
