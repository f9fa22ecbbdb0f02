"""What stands beside a mention in the running text: the words of its line of thought, names and notes left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.reading.tei import TEI, plain, squeeze

_ENOUGH = 60
_NAMES = frozenset(
    TEI + name for name in ("persName", "placeName", "orgName", "geogName", "rs", "name", "date")
)
_ASIDE = frozenset(
    TEI + name for name in ("note", "del", "gap", "pb", "lb", "cb", "fw", "anchor", "milestone")
)
_INLINE = frozenset(
    TEI + name
    for name in (
        "hi", "emph", "q", "quote", "said", "soCalled", "foreign", "title", "rs", "name", "persName", "seg", "add", "corr",
        "supplied", "unclear", "reg", "expan", "choice", "orig", "sic", "abbr", "w", "term", "gloss", "ref", "salute",
    )
)  # fmt: skip


def before(mention: etree._Element) -> str:
    """The text right before it, back to another name or the beginning of its block."""
    found = ""
    for piece in _backwards(mention):
        found = piece + found
        if len(found) >= _ENOUGH:
            break
    return squeeze(found)


def _backwards(node: etree._Element) -> Iterator[str]:
    while True:
        sibling = node.getprevious()
        while sibling is not None:
            yield sibling.tail or ""
            if sibling.tag in _NAMES:
                return
            if isinstance(sibling.tag, str) and sibling.tag not in _ASIDE:
                yield plain(sibling)
            elif sibling.tag == TEI + "lb" and sibling.get("break") != "no":
                yield " "
            sibling = sibling.getprevious()
        above = node.getparent()
        if above is None:
            return
        yield above.text or ""
        if above.tag not in _INLINE:
            return
        node = above


def after(mention: etree._Element) -> str:
    """The text right behind it, up to the next element."""
    return squeeze((mention.tail or "")[:_ENOUGH])
