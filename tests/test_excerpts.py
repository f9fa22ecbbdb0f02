"""The characters round a place: what people see of long lines, in every encoding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.excerpts import AROUND, excerpt
from letterbook.findings import Span
from letterbook.sources import parse


def shown(text: str, encoding: str = "utf-8") -> str:
    """The excerpt of the first <x/> in a text."""
    source = parse(text.encode(encoding), "a.xml")
    return excerpt(source.data, source.encoding, source.span(source.root.find(".//x")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_short_line(encoding: str) -> None:
    """All of the line, with marks below the tag."""
    first, marks = shown("<a>\n  <b>é<x n='1'/>ü</b>\n</a>", encoding).split("\n")
    assert first == "<b>é<x n='1'/>ü</b>"
    assert marks.startswith("    ^")


def test_a_long_line_is_cut_on_both_sides() -> None:
    """Lines of real files are 35,000 characters long."""
    first, marks = shown(f"<a>{'ä' * 20000}<x/>{'ö' * 20000}</a>").split("\n")
    assert first == f"…{'ä' * AROUND}<x/>{'ö' * (2 * AROUND - 4)}…"
    assert marks == " " * (AROUND + 1) + "^^^^"


def test_indentation_is_not_shown_and_is_nothing_left_out() -> None:
    """A deep element looks like any other."""
    first, marks = shown(f"<a>\n{' ' * 90}<b><x/></b>\n{chr(9) * 50}</a>").split("\n")
    assert (first, marks) == ("<b><x/></b>", "   ^^^^")


def test_a_tag_over_several_lines_is_cut_at_the_first() -> None:
    """One line is shown, whatever the tag."""
    assert shown("<a>t<x\n  n='1'/></a>") == "<a>t<x\n    ^^"


def test_the_file_as_a_whole_has_no_excerpt() -> None:
    """A finding without a line has nothing to show."""
    assert excerpt(b"<a/>", "utf-8", Span("a.xml")) == ""
    assert excerpt(b"<a/>", "klingon", Span("a.xml", 1, 1, 0, 4)) == ""
    assert excerpt(b"<a/>", "utf-16", Span("a.xml", 9, 1, 0, 4)) == ""


@given(st.binary(max_size=300), st.integers(0, 300), st.integers(0, 40), st.integers(1, 5))
def test_any_bytes(data: bytes, start: int, length: int, line: int) -> None:
    """Whatever stands in a file, an excerpt is two short lines or nothing."""
    span = Span("a", line, 1, min(start, len(data)), min(start + length, len(data)))
    lines = excerpt(data, "utf-8", span)
    assert lines == "" or lines.count("\n") == 1
    assert all(len(part) <= 4 * AROUND for part in lines.split("\n"))
