"""Where patterns are read otherwise than jing reads them, each with its reason."""

from __future__ import annotations

import pytest

from letterbook.relaxng.regex import compile_pattern


@pytest.mark.parametrize(
    ("pattern", "valid", "invalid"),
    [
        ("[a-]+", "a-", "b"),
        ("[-a]+", "a-", "b"),
        ("[0-9-]+", "1890-05", "a"),
        ("[^-]", "a", "-"),
        ("[-]", "-", "a"),
        ("[\\d-]+", "1-2", "a"),
        ("[a-z--[b]]", "-", "b"),
        ("[a--[b]]", "-", "b"),
    ],
)
def test_a_hyphen_at_an_end_of_a_class_is_itself(pattern: str, valid: str, invalid: str) -> None:
    """The second edition allows an unescaped hyphen at the start and the end of a class; jing refuses such a schema."""
    assert compile_pattern(pattern).matches(valid)
    assert not compile_pattern(pattern).matches(invalid)


def test_a_negated_class_of_several_properties_keeps_all_of_them_out() -> None:
    """Java 9 changed what `[^x&&y]` means, and jing still writes it: TEI's words then hold control and private characters.

    libxml2 reads the class as it is read here, and so does jing when the translation is put right.
    """
    pattern = compile_pattern(r"[^\p{C}\p{Z}]+")
    assert pattern.matches("wörd")
    assert [text for text in ("\t", "\n", "\x85", "\ue000", " ", "\u2028") if pattern.matches(text)] == []
    assert not compile_pattern(r"[^\p{L}\p{N}]").matches("a")


@pytest.mark.parametrize(
    ("name", "char"),
    [
        ("GreekandCoptic", "α"),
        ("CyrillicSupplement", "\u0500"),
        ("Emoticons", "\U0001f600"),
        ("PrivateUseArea", "\ue000"),
    ],
)
def test_blocks_of_later_versions_are_known(name: str, char: str) -> None:
    """jing knows the blocks of Unicode 3.1 only."""
    assert compile_pattern(f"\\p{{Is{name}}}").matches(char)


def test_an_initial_quotation_mark_of_unicode_4_is_one() -> None:
    """jing's list of Pi and Pf ends with Unicode 4.0."""
    assert compile_pattern(r"\p{Pi}").matches("\u2e02")
    assert compile_pattern(r"\p{Pf}").matches("\u2e03")
