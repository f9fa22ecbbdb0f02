"""What kind of document a file is. Decided by what it holds, never by its name."""

from __future__ import annotations

import enum

from lxml import etree

from letterbook.reading.tei import TEI, XML_ID, elements, first
from letterbook.sources import Source


class Kind(enum.Enum):
    """What a file is."""

    LETTER = "letter"
    """One TEI document with one ``correspDesc``."""
    DOCUMENT = "document"
    """One TEI document that is no letter."""
    CORPUS = "corpus"
    """A ``teiCorpus``: several TEI documents in one file."""
    REGISTER = "register"
    """Persons, places and what else letters point to."""
    COLLECTION = "collection"
    """One TEI document that holds or lists many: a printed volume, a CMIF index."""
    FOREIGN = "foreign"
    """No TEI document."""


LISTS = frozenset(TEI + name for name in ("listPerson", "listPlace", "listOrg", "listEvent", "listBibl"))
"""The lists that make a register, as Clark names."""

_PARTS = frozenset(("document", "letter", "telegram", "postcard", "memorandum"))


def classify(source: Source) -> Kind:
    """What kind of file this is."""
    root = source.root
    if root.tag == TEI + "teiCorpus":
        return Kind.CORPUS
    if root.tag in LISTS or root.tag == TEI + "standOff":
        return Kind.REGISTER
    if root.tag != TEI + "TEI":
        return Kind.FOREIGN
    header = first(root, "teiHeader")
    descriptions = 0 if header is None else sum(1 for _ in header.iter(TEI + "correspDesc"))
    if descriptions == 1:
        return Kind.LETTER
    if descriptions > 1:
        return Kind.COLLECTION
    if _is_register(root):
        return Kind.REGISTER
    return Kind.COLLECTION if _holds_many(root) else Kind.DOCUMENT


def _is_register(root: etree._Element) -> bool:
    """Whether it lists persons, places, organisations or events with ids, or is mostly a list of works."""
    tops = [top for top in _tops(root) if any(entry.get(XML_ID) for entry in elements(top))]
    if any(top.tag != TEI + "listBibl" for top in tops):
        return True
    text = first(root, "text")
    inside = sum(_weight(top) for top in _tops(text))
    return bool(tops) and (text is None or _weight(text) - inside < sum(_weight(top) for top in tops))


def _tops(root: etree._Element | None) -> list[etree._Element]:
    """The outermost lists, those of the file's own bibliography left out."""
    found: list[etree._Element] = []
    if root is None:
        return found
    walker = etree.iterwalk(root, events=("start",))
    for _, node in walker:
        if node.tag in LISTS:
            found.append(node)
            walker.skip_subtree()
        elif node.tag == TEI + "fileDesc":
            walker.skip_subtree()
    return found


def _weight(element: etree._Element) -> int:
    """How much an element says: its characters and children."""
    return sum(len(piece.strip()) for piece in element.itertext(tag=None) if isinstance(piece, str)) + len(
        element
    )


def _holds_many(root: etree._Element) -> bool:
    text = first(root, "text")
    if text is None:
        return False
    if len(text.findall(f"{TEI}group/{TEI}text")) > 1:
        return True
    parts = (div for div in text.iter(TEI + "div") if div.get("type", "").lower() in _PARTS)
    return sum(1 for _, _ in zip(parts, range(2), strict=False)) > 1
