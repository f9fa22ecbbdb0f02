"""What the types and subtypes of a correspContext say, in the forms that editions use."""

from __future__ import annotations

import pytest

from letterbook.rules.correspondence._contexts import Link, read_link


@pytest.mark.parametrize(
    ("type", "subtype", "link", "series"),
    [
        ("prev", "", Link.BEFORE, ""),
        ("next", "", Link.AFTER, ""),
        ("prev", "answered", Link.ANSWERED, ""),
        ("next", "answering", Link.ANSWERING, ""),
        ("answered", "", Link.ANSWERED, ""),
        ("isAnsweredBy", "", Link.ANSWERING, ""),
        ("reply-to", "", Link.ANSWERED, ""),
        ("withinCollection", "previous_letter", Link.BEFORE, ""),
        ("withinCorrespondence", "next_letter", Link.AFTER, ""),
        ("next", "toAuthor", Link.AFTER, "toauthor"),
        ("previousLetterFromSender", "", Link.BEFORE, "fromsender"),
    ],
)
def test_a_neighbour_is_understood(type: str, subtype: str, link: Link, series: str) -> None:
    """The direction, whether the one answers the other, and which letters are counted."""
    assert read_link(type, subtype) == (link, series)


@pytest.mark.parametrize(
    ("type", "subtype"), [("", ""), ("sameDay", ""), ("prev", "next"), ("enclosure", "")]
)
def test_what_says_neither_is_left_alone(type: str, subtype: str) -> None:
    """A pointer that does not say whether the other letter comes before or after is no neighbour."""
    assert read_link(type, subtype) is None
