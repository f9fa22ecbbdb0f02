"""The date of a product comes from the data."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from letterbook.exports.dates import FIXED, document_date, newest_change, parse_w3c


def tei(*dates: str) -> etree._Element:
    """A TEI element whose revisionDesc has changes at these dates."""
    changes = "".join(f'<change when="{date}"/>' for date in dates)
    header = f"<teiHeader><revisionDesc><listChange>{changes}</listChange></revisionDesc></teiHeader>"
    return etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}</TEI>')


def test_the_newest_change_decides() -> None:
    """Whatever the order of the changes, and whatever the environment says."""
    element = tei("2020-01-02", "2023-05-06", "2021", "soon")
    assert newest_change(element) == datetime(2023, 5, 6, tzinfo=UTC)
    assert document_date(element, {"SOURCE_DATE_EPOCH": "86400"}) == datetime(2023, 5, 6, tzinfo=UTC)


def test_then_the_environment_then_a_fixed_date() -> None:
    """Without a change SOURCE_DATE_EPOCH; without that, or when it is nonsense, the documented date."""
    assert document_date(tei(), {"SOURCE_DATE_EPOCH": "86400"}) == datetime(1970, 1, 2, tzinfo=UTC)
    assert document_date(tei("?"), {}) == FIXED
    assert document_date(tei(), {"SOURCE_DATE_EPOCH": "yesterday"}) == FIXED
    assert document_date(tei(), {"SOURCE_DATE_EPOCH": "9" * 30}) == FIXED


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024", datetime(2024, 1, 1, tzinfo=UTC)),
        (" 2024-03 ", datetime(2024, 3, 1, tzinfo=UTC)),
        ("2024-03-05T23:30:00+02:00", datetime(2024, 3, 5, 21, 30, tzinfo=UTC)),
        ("2024-03-05T23:30:00.5Z", datetime(2024, 3, 5, 23, 30, tzinfo=UTC)),
        ("2024-02-30", None),
        ("0000", None),
        ("-0043", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("٢٠٢٤", None),
        ("", None),
    ],
)
def test_w3c_dates(text: str, moment: datetime | None) -> None:
    """Years, months, days and times in any zone; everything else is no date."""
    assert parse_w3c(text) == moment


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)))
def test_every_moment_is_read_back(moment: datetime) -> None:
    """What isoformat writes is what is read, to the second."""
    moment = moment.replace(microsecond=0)
    assert parse_w3c(moment.isoformat()) == moment.replace(tzinfo=UTC)
