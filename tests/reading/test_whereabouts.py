"""Where something stands, in words: the part and the document."""

from __future__ import annotations

import pytest
from lxml import etree

from letterbook.reading.whereabouts import Whereabouts
from letterbook.sources import parse

LETTER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"%s><teiHeader><profileDesc><correspDesc><note/></correspDesc></profileDesc>'
    "</teiHeader><text><body><p/></body></text></TEI>"
)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (LETTER % ' xml:id="l-1"', "note", "in the header of letter l-1"),
        (LETTER % ' xml:id="l-1"', "p", "in the text of letter l-1"),
        (LETTER % "", "p", "in the text of letter 1887-02-22"),
        (LETTER % ' xml:id=" "', "p", "in the text of letter 1887-02-22"),
        (LETTER % ' xml:id="l-1"', "TEI", "in letter l-1"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="n"><text><p/></text></TEI>', "p", "in the text of document n"),
        ("<html><p/></html>", "p", ""),
        ('<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:id="all">' + LETTER % ' xml:id="b"' + '</teiCorpus>', "p",
         "in the text of letter b"),
    ],
)  # fmt: skip
def test_whereabouts(text: str, name: str, said: str) -> None:
    """The innermost document counts, and its part."""
    source = parse(text.encode(), "letters/1887-02-22.xml")
    element = next(one for one in source.root.iter("*") if etree.QName(one).localname == name)
    assert Whereabouts(source).of(element) == said
