"""All texts of a document as one string: one search over it is quicker than one in each of its thousands of texts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from lxml import etree

from letterbook.reading.tei import TEI
from letterbook.rules import Document, Text, TextPlace, once

BETWEEN = "\0"
"""What stands between two texts: a character that XML does not have."""

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_VERBATIM = frozenset(
    TEI + name
    for name in ("att", "code", "eg", "formula", "gi", "ident", "tag", "val", "rendition", "cRefPattern")
)
_EXAMPLES = "{http://www.tei-c.org/ns/Examples}"


class Joined:
    """The texts of a document, one after the other, with ``BETWEEN`` between them."""

    def __init__(self, texts: tuple[Text, ...]) -> None:
        self._texts = texts
        self.string = BETWEEN.join([text.string for text in texts])

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(text.string) + 1 for text in self._texts), initial=0))

    def number(self, at: int) -> int:
        """The number of the text that holds the character at an offset."""
        return bisect_right(self._starts, at, hi=len(self._texts)) - 1

    def place(self, start: int, end: int) -> TextPlace:
        """What stands from one offset to another, which lie in one text."""
        number = self.number(start)
        begins = self._starts[number]
        return self._texts[number].place(start - begins, end - begins)

    def found(self, pattern: re.Pattern[str]) -> Iterator[tuple[TextPlace, re.Match[str]]]:
        """The places of a pattern that does not match ``BETWEEN``."""
        for match in pattern.finditer(self.string):
            yield self.place(match.start(), match.end()), match


@once
def joined(document: Document) -> Joined:
    """The texts of a document as one string."""
    return Joined(document.texts)


def verbatim(element: etree._Element) -> bool:
    """Whether each character in an element counts: code, examples, formulas, white space that is to be kept."""
    node: etree._Element | None = element
    kept: str | None = None
    while node is not None:
        tag = str(node.tag)
        if tag in _VERBATIM or not tag.startswith(TEI):
            return True
        kept = kept or node.get(_SPACE)
        node = node.getparent()
    return kept == "preserve"


_BEFORE = re.compile(r"[^\s\0]*\Z")
_AFTER = re.compile(r"[^\s\0]*")
_LONGEST = 40


def words_round(string: str, start: int, end: int) -> dict[str, str]:
    """The words that stand before a place and behind it, as facts of a message: ``before``, ``after``."""
    before = _BEFORE.search(string[max(start - _LONGEST, 0) : start])
    after = _AFTER.match(string[end : end + _LONGEST])
    return {"before": before[0] if before else "", "after": after[0] if after else ""}
