"""Sets of characters are exact."""

from __future__ import annotations

import itertools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from letterbook.relaxng.regex.blocks import block
from letterbook.relaxng.regex.charsets import (
    EVERYTHING,
    LAST,
    NOTHING,
    CharSet,
    Ranges,
    categories,
    complement,
    difference,
    holds,
    intersection,
    ranges,
    union,
)
from letterbook.relaxng.regex.xml_names import name_char, name_start

SMALL = 40
sets = st.lists(st.tuples(st.integers(0, SMALL), st.integers(0, 5)).map(lambda p: (p[0], p[0] + p[1]))).map(
    ranges
)


def members(one: Ranges) -> set[int]:
    """The code points up to a little above what the strategies make."""
    return {code for code in range(SMALL + 8) if holds(one, code)}


@given(sets, sets)
def test_operations_are_those_of_sets(one: Ranges, other: Ranges) -> None:
    """Union, intersection and difference agree with sets of numbers, and keep ranges sorted and apart."""
    assert members(union(one, other)) == members(one) | members(other)
    assert members(intersection(one, other)) == members(one) & members(other)
    assert members(difference(one, other)) == members(one) - members(other)
    assert complement(complement(one)) == one
    for result in (union(one, other), intersection(one, other), complement(one)):
        assert all(first <= last for first, last in result)
        assert all(a[1] + 1 < b[0] for a, b in itertools.pairwise(result))


def test_ends_of_the_range() -> None:
    """The first and the last code point are in everything and in nothing of nothing."""
    assert complement(NOTHING) == EVERYTHING
    assert complement(EVERYTHING) == NOTHING
    assert holds(EVERYTHING, 0) and holds(EVERYTHING, LAST)


@given(st.characters(), st.sampled_from(["Lu", "Ll", "Nd", "Po", "Zs", "Cn", "So"]))
def test_categories_ask_unicodedata(char: str, name: str) -> None:
    """A category's set, its complement and a difference say what `unicodedata` says."""
    own = unicodedata.category(char) == name
    some = categories(name)
    assert (char in some) == own
    assert (char in ~some) == (not own)
    assert (char in some - CharSet.of((0, 0x7F))) == (own and ord(char) > 0x7F)
    assert (char in some & CharSet.of((0, 0x7F))) == (own and ord(char) <= 0x7F)
    assert (char in some | CharSet.of((0x30, 0x39))) == (own or char in "0123456789")


def test_names_follow_the_fourth_edition_of_xml() -> None:
    """The counts are those of Letter and NameChar of XML 1.0's lists, with `_`, `:` and what goes with them."""
    assert sum(last - first + 1 for first, last in name_start().rest) == 34_516
    assert sum(last - first + 1 for first, last in name_char().rest) == 35_122
    assert "\u0f6a" not in name_char()
    assert "\U00010000" not in name_start()


def test_blocks() -> None:
    """Names have their blanks taken out, earlier names are known, private use is three ranges."""
    assert block("Latin-1Supplement") == CharSet.of((0x80, 0xFF))
    assert block("Greek") == block("GreekandCoptic")
    assert block("CombiningMarksforSymbols") == block("CombiningDiacriticalMarksforSymbols")
    private = block("PrivateUse")
    assert private is not None
    assert all(char in private for char in ("\ue000", "\U000f0000", "\U0010fffd"))
    assert block("HighSurrogates") is None
