"""One word of an attribute is written anew, and nothing else of it."""

from __future__ import annotations

import pytest

from letterbook import editing
from letterbook.rules import Document
from letterbook.sources import parse


def mended(text: str, old: str, new: str, encoding: str = "utf-8") -> str | None:
    """The text after the fix of ``ref`` of its first ``b``; None where there is none."""
    source = parse(text.encode(encoding), "a.xml")
    element = next(source.root.iter("b"))
    fix = Document(source).mend_word(element, "ref", old, new, "write it")
    return None if fix is None else editing.apply(source, fix.edits).data.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_other_words_spaces_and_quotes_are_kept(encoding: str) -> None:
    """Before and behind the word everything stays, in any encoding."""
    text = "<a>\u00e4<b n='1' ref = ' \u00e4x  old\told-2 '/></a>"
    assert mended(text, "old", "n\u00e9w", encoding) == text.replace("old\t", "n\u00e9w\t")


def test_signs_of_xml_are_escaped() -> None:
    """What is looked for may be written with a reference; what is written is."""
    assert mended('<a><b ref="x?a&amp;b y"/></a>', "x?a&b", "z?'c&d\"") == (
        '<a><b ref="z?&apos;c&amp;d&quot; y"/></a>'
    )


@pytest.mark.parametrize("ref", ["old old", "older", "&#111;ld", ""])
def test_a_word_that_does_not_stand_there_once_is_left(ref: str) -> None:
    """No guess where the word is written otherwise, or twice."""
    assert mended(f'<a><b ref="{ref}"/></a>', "old", "new") is None


def test_an_attribute_that_is_not_written_is_left() -> None:
    """No place, no fix."""
    assert mended("<a><b/></a>", "old", "new") is None
