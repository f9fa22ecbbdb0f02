"""What letters are known again by: the words they begin with, their shelfmark, their form."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from lxml import etree

from letterbook.reading.tei import TEI, elements, plain, squeeze
from letterbook.rules import Document, LetterView

_LETTERS = 80
"""So many letters and figures of the beginning are compared."""
_FEWEST = 20
_LONGEST = 200
_SKIPPED = frozenset(TEI + name for name in ("note", "fw", "head", "figDesc", "del", "sic", "orig", "abbr"))


class Seen(NamedTuple):
    """What is compared of a letter, and where it stands."""

    number: int
    words: str
    shelfmark: str
    form: str


def gather(document: Document) -> tuple[Seen, ...] | None:
    """First words, shelfmark and form of each letter of a file."""
    found = tuple(
        Seen(
            document.number(view.element if view.description is None else view.description),
            _first_words(view.letter.text),
            _shelfmark(view.letter.header),
            form(view),
        )
        for view in document.letters
    )
    return found or None


def _first_words(text: etree._Element | None) -> str:
    """The first letters and figures of a text, without case and accents, notes and headings left out."""
    kept: list[str] = []
    if text is None:
        return ""
    walker = etree.iterwalk(text, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start" and node.tag in _SKIPPED:
            walker.skip_subtree()
            continue
        string = node.text if event == "start" else node.tail if node is not text else None
        if string:
            beginning = unicodedata.normalize("NFKD", string[: 3 * _LETTERS].casefold())
            kept.extend(filter(str.isalnum, beginning))
            if len(kept) >= _LETTERS:
                break
    return "".join(kept[:_LETTERS]) if len(kept) >= _FEWEST else ""


def _shelfmark(header: etree._Element | None) -> str:
    for source in () if header is None else header.iter(TEI + "sourceDesc"):
        for element in (*source.iter(TEI + "msIdentifier"), *source.iter(TEI + "idno")):
            mark = squeeze(" ".join(map(plain, elements(element)))) or plain(element)
            if any(char.isdigit() for char in mark):
                return mark[:_LONGEST]
    return ""


def form(view: LetterView) -> str:
    """What types and forms call a letter, in small letters: ``telegram``, ``draft``; mostly empty."""
    said = [view.element.get("type", "")]
    for element in (view.description, view.letter.text):
        said.append("" if element is None else element.get("type", ""))
    if view.letter.header is not None:
        said.extend(each.get("form", "") for each in view.letter.header.iter(TEI + "objectDesc"))
    return " ".join(said).casefold().strip()
