"""Where a page ends must not decide whether a letter can be set."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from letterbook.exports.dates import FIXED
from letterbook.exports.pdf import PdfMaker
from letterbook.sources import read


def test_a_page_may_end_anywhere(sheet: Callable[..., str], maker: PdfMaker, repository: Path) -> None:
    """A long letter with marks of source pages and footnotes, broken in 19 other ways.

    A page mark at the very end of a page once made typst take the footnotes below for parts of the mark.
    """
    source = read(repository / "tei" / "letters" / "1961-10-16-kennedy-khrushchev.xml")
    neutral = sheet(source.markup())
    assert "<pb" in neutral and "<note" in neutral
    for letter in "bcdfghklmnpqrsvwxyz":
        other = re.sub(r"(?<=>)[^<]+", lambda found: re.sub(r"\b[at]", letter, found[0]), neutral)  # noqa: B023
        assert maker.make(other, b"<a/>", "x.xml", date=FIXED).startswith(b"%PDF")
