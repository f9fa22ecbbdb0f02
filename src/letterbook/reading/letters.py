"""Letters: what a header says of who wrote to whom, where and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from letterbook.pickling import by_fields
from letterbook.reading.dates import DateValue, SortKey, date_of
from letterbook.reading.identities import UNSAFE, identify
from letterbook.reading.kinds import LISTS, Kind, classify
from letterbook.reading.tei import (
    TEI,
    XML_ID,
    XML_LANG,
    elements,
    first,
    local,
    plain,
    tokens,
)
from letterbook.sources import Source

_NAMES = {
    "persName": "person",
    "orgName": "org",
    "name": "",
    "rs": "",
    "roleName": "person",
    "forename": "person",
}
_PLACES = frozenset(("placeName", "settlement", "country", "region", "district", "geogName", "bloc"))
_RS_KINDS = {"person": "person", "place": "place", "org": "org", "organisation": "org", "organization": "org"}


@by_fields
@dataclass(frozen=True, slots=True)
class Name:
    """A name in the header: its text, what kind of thing it names and where it points."""

    text: str
    kind: str
    """``person``, ``org``, ``place``, or empty where the encoding does not say."""
    refs: tuple[str, ...] = ()
    key: str = ""
    cert: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One ``correspAction``, such as sent or received; names, places and dates as the file orders them."""

    type: str
    names: tuple[Name, ...]
    places: tuple[Name, ...]
    dates: tuple[DateValue, ...]
    element: etree._Element


@by_fields
@dataclass(frozen=True, slots=True)
class Context:
    """One ``ref`` of ``correspContext``: ``type`` is prev or next, ``subtype`` answered or answering."""

    type: str
    subtype: str
    targets: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Letter:
    """One letter of a source. It belongs to the tree it was read from and stays in this process."""

    source: Source
    element: etree._Element
    """The ``TEI`` element."""
    id: str

    @cached_property
    def header(self) -> etree._Element | None:
        """The ``teiHeader``."""
        return first(self.element, "teiHeader")

    @cached_property
    def text(self) -> etree._Element | None:
        """The ``text`` element; None for a letter that is only described."""
        return first(self.element, "text")

    @cached_property
    def title(self) -> str:
        """The main title, else the first, else the id."""
        titles = _all(self.header, "fileDesc", "titleStmt", "title")
        main = [title for title in titles if title.get("type") in ("main", None)] or titles
        return next((text for text in map(plain, main) if text), self.id)

    @cached_property
    def n(self) -> str:
        """The letter's number: ``TEI/@n``."""
        return self.element.get("n", "")

    @cached_property
    def _description(self) -> etree._Element | None:
        return None if self.header is None else next(self.header.iter(TEI + "correspDesc"), None)

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions in the order of the file."""
        return tuple(_action(element) for element in _all(self._description, "correspAction"))

    @cached_property
    def contexts(self) -> tuple[Context, ...]:
        """The letters that this one says it belongs to."""
        return tuple(
            Context(ref.get("type", ""), ref.get("subtype", ""), tokens(ref.get("target")), plain(ref))
            for context in _all(self._description, "correspContext")
            for ref in elements(context)
            if local(ref) in ("ref", "ptr")
        )

    def action(self, type: str) -> Action | None:
        """The first action of that type, or None."""
        return next((action for action in self.actions if action.type == type), None)

    @cached_property
    def date(self) -> DateValue | None:
        """When it was sent: the first date of the sent action that says when, else the first of a dateline.

        A date of receipt is not taken for it. None when nothing says when.
        """
        sent = (
            date for action in self.actions if action.type == "sent" for date in action.dates if date.known
        )
        return next(sent, None) or next(self._datelines(), None)

    def _datelines(self) -> Iterator[DateValue]:
        for line in () if self.text is None else self.text.iter(TEI + "dateline"):
            for element in line.iter(TEI + "date"):
                found = date_of(element)
                if found.known:
                    yield found

    @cached_property
    def sort_key(self) -> SortKey:
        """Where it stands among the letters of its edition."""
        return SortKey.of(self.date, self.n, self.id)

    @cached_property
    def language(self) -> str:
        """Its language: of the text, the document, or the first in ``langUsage``; empty when none is said."""
        for element in (self.text, self.element):
            if element is not None and element.get(XML_LANG):
                return element.get(XML_LANG, "")
        used = _all(self.header, "profileDesc", "langUsage", "language")
        return next((language.get("ident", "") for language in used if language.get("ident")), "")

    @cached_property
    def status(self) -> str:
        """How far the encoding is: ``revisionDesc/@status``, else of its first change that says so."""
        revision = first(self.header, "revisionDesc")
        if revision is None:
            return ""
        return revision.get("status", "") or next(
            (change.get("status", "") for change in revision.iter(TEI + "change") if change.get("status")), ""
        )


def _all(parent: etree._Element | None, *path: str) -> list[etree._Element]:
    return [] if parent is None else parent.findall("/".join(TEI + step for step in path))


def _name(element: etree._Element, kind: str) -> Name:
    refs = tokens(element.get("ref")) or tokens(element.get("corresp"))
    return Name(plain(element), kind, refs, element.get("key", ""), element.get("cert", ""))


def _action(element: etree._Element) -> Action:
    names: list[Name] = []
    places: list[Name] = []
    dates: list[DateValue] = []
    walker = etree.iterwalk(element, events=("start",))
    for _, node in walker:
        tag = local(node)
        if node is element:
            continue
        if tag == "date":
            dates.append(date_of(node))
        elif tag in _PLACES:
            places.append(_name(node, "place"))
        elif tag in _NAMES:
            kind = _NAMES[tag] or _RS_KINDS.get(node.get("type", "").lower(), "")
            (places if kind == "place" else names).append(_name(node, kind))
        elif tag != "note":
            continue
        walker.skip_subtree()
    return Action(element.get("type", ""), _said(names), _said(places), tuple(dates), element)


def _said(names: list[Name]) -> tuple[Name, ...]:
    return tuple(name for name in names if name.text or name.refs or name.key)


def letters_of(source: Source, id: str | None = None) -> list[Letter]:
    """The letters of a source, in its order: one of a LETTER, several of a CORPUS, none of any other kind.

    ``id`` is what the file is known by (``identify``); its stem when not given. A letter of a corpus without
    ``@xml:id`` is known by that and its ``@n``, else by that and its place in the corpus.
    """
    known = id if id is not None else identify([source.name])[source.name]
    kind = classify(source)
    if kind is Kind.LETTER:
        return [Letter(source, source.root, source.root.get(XML_ID) or known)]
    if kind is not Kind.CORPUS:
        return []
    members = [node for node in source.root.iter(TEI + "TEI") if _described(node)]
    numbers = Counter(node.get("n", "") for node in members)
    return [
        Letter(source, node, node.get(XML_ID) or f"{known}-{_number(node, place, numbers)}")
        for place, node in enumerate(members, 1)
    ]


def _described(element: etree._Element) -> bool:
    header = first(element, "teiHeader")
    return header is not None and next(header.iter(TEI + "correspDesc"), None) is not None


def _number(element: etree._Element, place: int, numbers: Counter[str]) -> str:
    n = UNSAFE.sub("-", element.get("n", "").strip())
    return n if n and numbers[element.get("n", "")] == 1 else str(place)


__all__ = ["LISTS", "Action", "Context", "Kind", "Letter", "Name", "classify", "identify", "letters_of"]
