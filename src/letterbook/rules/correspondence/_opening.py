"""What a letter's own text says of itself: its datelines, salutations and signatures."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.reading.dates import DateValue, date_of
from letterbook.reading.tei import TEI, local, plain
from letterbook.rules import LetterView
from letterbook.rules.correspondence._actions import dated, of_type

_OTHERS = frozenset(
    TEI + name for name in ("floatingText", "quote", "q", "cit", "note", "egXML", "app", "del")
)
"""What stands in these is of another letter, or of an editor."""
_MOST = 100
"""More of one kind no letter has."""
_PERSONS = frozenset((TEI + "persName", TEI + "rs", TEI + "name"))
_PLACES = frozenset((TEI + "placeName", TEI + "settlement", TEI + "geogName", TEI + "rs", TEI + "name"))


def own(letter: LetterView, name: str) -> list[etree._Element]:
    """The letter's own elements of that name, in document order."""
    found = letter.in_text(name)[:_MOST]
    return [element for element in found if not _within(element, _OTHERS)] if found else found


def salutations(letter: LetterView) -> list[etree._Element]:
    """Its ``salute`` elements but those that close it: *Yours sincerely* is one too."""
    return [
        element for element in own(letter, "salute") if not _within(element, frozenset((TEI + "closer",)))
    ]


def _within(element: etree._Element, names: frozenset[str]) -> bool:
    return any(each.tag in names for each in element.iterancestors())


def persons(element: etree._Element) -> list[etree._Element]:
    """The names of persons in an element, the outermost ones."""
    return list(_outermost(element, _PERSONS, ("person", "persname", "")))


def places(element: etree._Element) -> list[etree._Element]:
    """The names of places in an element, the outermost ones."""
    return list(_outermost(element, _PLACES, ("place", "placename", "city", "settlement")))


def _outermost(top: etree._Element, tags: frozenset[str], types: tuple[str, ...]) -> Iterator[etree._Element]:
    walker = etree.iterwalk(top, events=("start",))
    for _, node in walker:
        if node is not top and (node.tag in _OTHERS or node.tag in tags):
            walker.skip_subtree()
            plain_name = local(node) not in ("rs", "name")
            if node.tag in tags and (plain_name or node.get("type", "").lower() in types):
                yield node


def said(lines: list[etree._Element]) -> str:
    """The words of the first of these that has any, as a note can quote them; empty where they are long."""
    words = next(filter(None, map(plain, lines)), "")
    return words if len(words) <= _LONGEST else ""


_LONGEST = 100


def sending(letter: LetterView) -> list[tuple[etree._Element, DateValue]]:
    """The dates by which a letter is put in order, with their elements: of sending, else those tagged in datelines."""
    sent = [found for action in of_type(letter, "sent") for found in dated(action)]
    if sent:
        return sent
    found = [(each, date_of(each)) for line in own(letter, "dateline") for each in line.iter(TEI + "date")]
    return [(element, value) for element, value in found if value.known]
