"""What each letter says: facts of a file, small and picklable, so that they cross processes as trees do not.

Pointers stay as they are written until the index resolves them, because where they lead depends on the other files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from letterbook.findings import Finding, Severity
from letterbook.pickling import by_fields
from letterbook.reading.dates import DateValue, SortKey
from letterbook.reading.layers import MENTIONS
from letterbook.reading.letters import Context, Kind, Letter, Name, classify, letters_of
from letterbook.reading.pointers import FileIds, file_ids
from letterbook.reading.tei import NAMESPACE, local
from letterbook.reading.text import canonical_text
from letterbook.sources import Source

AROUND = 70
"""How many code points of text are kept on each side of a mention."""

_TEI = {"t": NAMESPACE}
_NAMES = " | ".join(
    f"descendant::t:{tag.rpartition('}')[2]}[@ref | @key | @corresp]" for tag in sorted(MENTIONS)
)


def _selecting(path: str) -> Callable[[etree._Element], list[Any]]:
    return cast(Callable[[etree._Element], list[Any]], etree.XPath(path, namespaces=_TEI))


_mentioning = _selecting(_NAMES)
_pointers = _selecting(
    " | ".join(f"descendant::*/@{name}" for name in ("ref", "source", "target", "who", "resp"))
)
_keys = _selecting("descendant::*/@key")
_corresponding = _selecting(_NAMES.replace("@ref | @key | ", ""))


@by_fields
@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One ``correspAction``: who, where and when."""

    type: str
    names: tuple[Name, ...]
    places: tuple[Name, ...]
    dates: tuple[DateValue, ...]


@by_fields
@dataclass(frozen=True, slots=True)
class MentionFacts:
    """A mention that the reading layer shows, with the words around it.

    ``number`` counts the mentions with a pointer in the order of the file, from 1; 0 is one without.
    """

    element: str
    number: int
    refs: tuple[str, ...]
    key: str
    type: str
    cert: str
    surface: str
    before: str
    after: str


@by_fields
@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What one letter says."""

    id: str
    file: str
    place: int
    """Which letter of its file it is, from 0."""
    title: str
    n: str
    language: str
    status: str
    date: DateValue | None
    sort_key: SortKey
    actions: tuple[ActionFacts, ...]
    contexts: tuple[Context, ...]
    mentions: tuple[MentionFacts, ...]
    pointers: tuple[str, ...]
    """Each pointer of its attributes, once, in the order of the file."""
    keys: tuple[str, ...]
    """Each ``@key``, once."""

    def action(self, type: str) -> ActionFacts | None:
        """The first action of that type."""
        return next((action for action in self.actions if action.type == type), None)


@by_fields
@dataclass(frozen=True, slots=True)
class FileFacts:
    """What one file says; ``finding`` says why it says nothing."""

    name: str
    kind: Kind
    ids: FileIds
    digest: str = ""
    """The SHA-256 of its bytes, which all of this follows from."""
    letters: tuple[LetterFacts, ...] = ()
    finding: Finding | None = None


def facts_of(
    source: Source,
    known_as: str | None,
    *,
    mentions: bool = True,
    letters: Sequence[Letter] | None = None,
) -> FileFacts:
    """The facts of one file; ``known_as`` is its letters' id where they have none of their own.

    Without ``mentions``, what exports make pages of is left out: mentions, pointers and keys. ``letters`` are those of
    the file where somebody has looked for them before.
    """
    kind = classify(source)
    letters = letters_of(source, known_as) if letters is None else letters
    found = tuple(_letter_facts(letter, place, mentions) for place, letter in enumerate(letters))
    ids = file_ids(source, letters)
    return FileFacts(source.name, kind, ids, source.digest, found, _no_letter(source, kind, found))


def _no_letter(source: Source, kind: Kind, letters: tuple[LetterFacts, ...]) -> Finding | None:
    if letters:
        return None
    if kind is Kind.COLLECTION:
        return Finding(
            "L002",
            Severity.ERROR,
            "holds many documents in one TEI document: it is checked as TEI, but cannot be exported as a letter",
            source.span(source.root),
            name="many-documents",
            help="make one file of each letter, with a teiHeader and correspDesc of its own",
        )
    if kind is Kind.DOCUMENT:
        what = "is a TEI document without correspDesc: it is no letter, and nothing is made of it"
        return Finding("L001", Severity.WARNING, what, source.span(source.root), name="no-letter")
    if kind in (Kind.FOREIGN, Kind.CORPUS):
        what = "is no TEI document" if kind is Kind.FOREIGN else "is a teiCorpus without a letter"
        return Finding("L001", Severity.ERROR, what, source.span(source.root), name="no-letter")
    return None


def _letter_facts(letter: Letter, place: int, mentions: bool) -> LetterFacts:
    element = letter.element
    actions = tuple(ActionFacts(a.type, a.names, a.places, a.dates) for a in letter.actions)
    pointers: dict[str, None] = {}
    keys: dict[str, None] = {}
    if mentions:
        pointers.update(dict.fromkeys(token for value in _pointers(element) for token in str(value).split()))
        for mention in _corresponding(element):
            pointers.update(dict.fromkeys(mention.get("corresp", "").split()))
        keys.update(dict.fromkeys(str(value).strip() for value in _keys(element)))
    return LetterFacts(
        letter.id,
        letter.source.name,
        place,
        letter.title,
        letter.n,
        letter.language,
        letter.status,
        letter.date,
        letter.sort_key,
        actions,
        letter.contexts,
        tuple(_mentions(letter)) if mentions else (),
        tuple(pointers),
        tuple(key for key in keys if key),
    )


def _mentions(letter: Letter) -> Iterator[MentionFacts]:
    if letter.text is None:
        return
    numbers = {element: number for number, element in enumerate(_mentioning(letter.text), 1)}
    text = canonical_text(letter)
    for mention in text.mentions:
        before, after = around(text.text, mention.start, mention.end)
        yield MentionFacts(
            local(mention.element),
            numbers.get(mention.element, 0),
            mention.refs,
            mention.key,
            mention.type,
            mention.cert,
            text.surface(mention),
            before,
            after,
        )


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a span, of its own paragraph, at most ``AROUND`` code points each."""
    last = text.rfind("\n\n", 0, start)
    begin = 0 if last < 0 else last + 2
    stop = text.find("\n\n", end)
    stop = len(text) if stop < 0 else stop
    before, after = text[max(begin, start - AROUND) : start], text[end : min(stop, end + AROUND)]
    if start - AROUND > begin:
        before = "…" + (before if text[start - AROUND - 1] in " \n" else before.partition(" ")[2])
    if end + AROUND < stop:
        after = (after if text[end + AROUND] in " \n" else after.rpartition(" ")[0]) + "…"
    return before.replace("\n", " "), after.replace("\n", " ")
