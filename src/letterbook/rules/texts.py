"""The texts of a document, and places in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from letterbook.reading.tei import TEI

_REGIONS = {
    TEI + "teiHeader": "header",
    TEI + "standOff": "register",
    TEI + "facsimile": "facsimile",
    TEI + "sourceDoc": "facsimile",
}
_WHOLES = frozenset((TEI + "TEI", TEI + "teiCorpus"))


@dataclass(frozen=True, slots=True)
class Text:
    """One text node that is more than white space."""

    node: etree._Element
    """The element that the text begins, or the node that it follows."""
    follows: bool
    string: str
    region: str
    """``text``, ``header``, ``register`` or ``facsimile``: which part of the document it stands in."""

    @property
    def element(self) -> etree._Element:
        """The element that holds it."""
        if not self.follows:
            return self.node
        parent = self.node.getparent()
        assert parent is not None
        return parent

    @property
    def slot(self) -> int:
        """How many elements, comments and instructions stand before it in its element."""
        return _slots(self.element)[self.node] if self.follows else 0

    def place(self, start: int, end: int | None = None) -> TextPlace:
        """A part of it, in code points from its beginning."""
        return TextPlace(self, start, len(self.string) if end is None else end)


@lru_cache(maxsize=64)
def _slots(element: etree._Element) -> dict[etree._Element, int]:
    """The numbers of the nodes in an element, from 1: it may have very many, and a fault behind each."""
    return {node: number for number, node in enumerate(element, 1)}


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A part of a text: code points ``start`` up to ``end``."""

    text: Text
    start: int
    end: int

    @property
    def string(self) -> str:
        """The characters themselves."""
        return self.text.string[self.start : self.end]


def regions(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The parts of a document with their kinds, in document order; a root that is no TEI is one part."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.tag in _WHOLES:
            waiting.extend(child for child in reversed(node) if isinstance(child.tag, str))
        else:
            yield _REGIONS.get(str(node.tag), "text"), node
