"""The texts of a document by what they run on in: a division, a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from letterbook.reading.tei import TEI
from letterbook.rules import Document, Text

_WHOLES = frozenset(
    TEI + name for name in ("div", "body", "front", "back", "note", "figDesc", "TEI", "text", "fw", "label")
)
_BEGINNING = """
    p ab head l lg salute signed dateline opener closer postscript item cell row address addrLine lb pb cb quote q said cit
    trailer argument epigraph
"""
_BLOCKS = frozenset(TEI + name for name in _BEGINNING.split())
_ASIDE = frozenset(TEI + name for name in ("sic", "orig", "abbr"))
UNSURE = frozenset(("del", "gap", "unclear", "damage", "surplus", "app", "subst"))
"""Where these are, marks may stand in what is lost or struck out."""


@dataclass(slots=True)
class Flow:
    """What is read in one go: its texts in order, each with whether it begins a line or paragraph."""

    texts: list[tuple[Text, bool]] = field(default_factory=list)


def flows(document: Document) -> Iterator[Flow]:
    """The parts of a text that are read in one go, without those that are unsure; what a ``choice`` corrects is left out."""
    above: dict[etree._Element, tuple[etree._Element | None, bool]] = {}
    present = document.names & UNSURE
    unsure = {_above(element, above)[0] for element in document.all(*present)} if present else set()
    found: dict[etree._Element, Flow] = {}
    for text in document.texts:
        if text.region != "text":
            continue
        element = text.element
        whole, aside = above.get(element) or _above(element, above)
        if whole is not None and not aside and whole not in unsure:
            found.setdefault(whole, Flow()).texts.append((text, text.node.tag in _BLOCKS))
    yield from found.values()


def _above(
    element: etree._Element, known: dict[etree._Element, tuple[etree._Element | None, bool]]
) -> tuple[etree._Element | None, bool]:
    """What an element is read in, and whether it is left out."""
    path = []
    node: etree._Element | None = element
    while node is not None and node not in known:
        path.append(node)
        node = node.getparent()
    for one in reversed(path):
        parent = one.getparent()
        whole, aside = known[parent] if parent is not None else (None, False)
        if one.tag in _WHOLES:
            known[one] = (one, False)
        else:
            left = one.tag in _ASIDE and parent is not None and parent.tag == TEI + "choice"
            known[one] = (whole, aside or left)
    return known[element]
