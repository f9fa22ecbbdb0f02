"""What the rules of correspondence ask of a letter's ``correspDesc``."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.reading.dates import DateValue, date_of
from letterbook.reading.letters import Action
from letterbook.reading.tei import TEI, elements, local, plain
from letterbook.rules import LetterView

_NAMES = tuple(TEI + name for name in ("persName", "orgName", "name", "rs", "roleName"))
_PLACES = tuple(
    TEI + name
    for name in (
        "placeName",
        "settlement",
        "country",
        "region",
        "district",
        "geogName",
        "bloc",
        "location",
        "geo",
    )
)
_PROSE = tuple(TEI + name for name in ("p", "ab"))
_LINES = tuple(TEI + name for name in ("addrLine", "street", "postCode", "postBox"))
_MEANS_NOTHING = frozenset(("id", "lang", "base", "space", "n", "rend", "rendition", "style"))
_TELLING = frozenset(("gap", "unclear", "space", "note", "supplied", "certainty", "ptr", "ref"))
_INSTEAD = ("copyOf", "sameAs")


def of_type(view: LetterView, type: str) -> list[Action]:
    """The actions of that type, in the order of the file."""
    return [action for action in view.letter.actions if action.type == type]


def structured(view: LetterView) -> bool:
    """Whether ``correspDesc`` says what it says in actions, not in prose: only then something can be missing."""
    description = view.description
    if description is None:
        return False
    return any(
        local(child).startswith("corresp") or local(child) == "note" for child in elements(description)
    )


def says_who(action: Action) -> bool:
    """Whether an action names somebody, or says in any way that nobody can be named."""
    return bool(action.names) or _told(action.element, _NAMES)


def says_where(action: Action) -> bool:
    """Whether an action names a place, or says in any way that none can be named."""
    return bool(action.places) or _told(action.element, _PLACES)


def says_when(action: Action) -> bool:
    """Whether an action has a date with a value, or says in words that there is none.

    A date that is there and has no value is another fault: action-date-without-value.
    """
    return bool(action.dates) or _told(action.element, ())


def _told(element: etree._Element, names: tuple[str, ...]) -> bool:
    """Prose, an address, a pointer to the same action, or an empty element that says why it is empty."""
    if any(element.get(attribute) for attribute in _INSTEAD):
        return True
    if any(plain(each) for each in element.iter(*_PROSE)):
        return True
    if not names:
        return False
    if any(plain(line) for line in element.iter(*_LINES)):
        return True
    return any(_explains(each) for each in element.iter(*names))


def _explains(element: etree._Element) -> bool:
    """Whether an element without words says why it has none: an attribute, a ``gap`` inside."""
    if plain(element) or any(local(each) in _TELLING for each in element.iter("*")):
        return True
    return any(
        str(value).strip() and str(name).rpartition("}")[2] not in _MEANS_NOTHING
        for name, value in element.attrib.items()
    )


def dated(action: Action) -> Iterator[tuple[etree._Element, DateValue]]:
    """The dates of an action that say when, each with its element; those of its notes left out."""
    for element in action.element.iter(TEI + "date"):
        value = date_of(element)
        if value.known and not _inside_note(element, action.element):
            yield element, value


def _inside_note(element: etree._Element, top: etree._Element) -> bool:
    node = element.getparent()
    while node is not None and node is not top:
        if node.tag in (TEI + "note", TEI + "date"):
            return True
        node = node.getparent()
    return False


def apart(one: DateValue, other: DateValue) -> bool:
    """Whether no day can be meant by both."""
    return before(one, other) or before(other, one)


def before(one: DateValue, other: DateValue) -> bool:
    """Whether every day that one can mean is earlier than every day that the other can mean."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def shown(value: DateValue) -> str:
    """A date as a message names it: its attribute's value, else its words."""
    return value.written.strip("/") or value.text or str(value.earliest or value.latest or "")


def described(view: LetterView) -> Iterator[tuple[etree._Element, DateValue]]:
    """The dates with a value by which the header says when the letter was written, beside ``correspDesc``.

    They stand in the heading of ``msDesc``, in ``origDate`` or in ``creation``.
    """
    header = view.letter.header
    for top in () if header is None else header.iter(TEI + "msDesc", TEI + "creation"):
        for element in top.iter(TEI + "origDate", TEI + "date"):
            parent = element.getparent()
            heading = parent is not None and local(parent) in ("head", "creation")
            if (heading or local(element) == "origDate") and (value := date_of(element)).known:
                yield element, value


def where(element: etree._Element) -> str:
    """What one of these dates stands in, as a message names it."""
    parent = element.getparent()
    if local(element) == "origDate" or parent is None:
        return local(element)
    return "the heading of msDesc" if local(parent) == "head" else local(parent)
