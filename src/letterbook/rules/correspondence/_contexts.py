"""What letters say of the letters before and after them: the ``ref`` and ``ptr`` of ``correspContext``."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import NamedTuple

from letterbook.facts import LetterFacts
from letterbook.index import Index
from letterbook.reading.dates import DateValue
from letterbook.reading.pointers import Target, TargetKind
from letterbook.reading.tei import TEI, elements, local, tokens
from letterbook.rules import Document, Where
from letterbook.rules.correspondence._actions import before


class Link(enum.Enum):
    """What the letter that is pointed to is to the one that points."""

    BEFORE = "before"
    """The letter before it."""
    AFTER = "after"
    """The letter after it."""
    ANSWERED = "answered"
    """The letter that it answers."""
    ANSWERING = "answering"
    """The letter that answers it."""

    @property
    def earlier(self) -> bool:
        """Whether that letter has to be the earlier of the two."""
        return self in (Link.BEFORE, Link.ANSWERED)

    @property
    def answers(self) -> bool:
        """Whether one of the two answers the other."""
        return self in (Link.ANSWERED, Link.ANSWERING)


_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_BEFORE = frozenset(("prev", "previous", "preceding", "vorheriger", "vorhergehender", "precedent"))
_AFTER = frozenset(("next", "following", "succeeding", "nachfolgender", "folgender", "suivant"))
_ANSWERED = frozenset(
    ("answered", "answers", "answerto", "answersto", "replyto", "repliesto", "isanswerto", "isreplyto")
)
_ANSWERING = frozenset(
    ("answering", "answeredby", "isansweredby", "repliedby", "isrepliedby", "reply", "answer")
)
_EVERY = (
    "withincorrespondence",
    "withincollection",
    "correspondence",
    "edition",
    "letter",
    "lettre",
    "brief",
)
"""Words that say nothing of a series, the longest first."""


class Pointer(NamedTuple):
    """One pointer of a letter's ``correspContext``."""

    link: Link
    series: str
    """The words of its type and subtype that say of which series the neighbours are: ``toauthor``; mostly empty."""
    target: str
    number: int
    """The number of the ``ref`` in its file."""


class Said(NamedTuple):
    """What one letter says of its neighbours."""

    place: int
    """Which letter of its file it is."""
    number: int
    """The number of its ``correspContext``, else of its ``correspDesc``."""
    date: int
    """The number of the date of its sending, else that of its ``correspDesc``."""
    pointers: tuple[Pointer, ...]


def read_link(type: str, subtype: str) -> tuple[Link, str] | None:
    """What a type and a subtype say, and what they leave open; None where they say neither before nor after.

    ``prev`` and ``next`` say the direction, in either attribute; that the one answers the other is said by a word.
    """
    words = [word.casefold() for value in (type, subtype) for word in _WORDS.findall(value)]
    whole = ["".join(_WORDS.findall(value)).casefold() for value in (type, subtype)]
    before = any(word in _BEFORE for word in words)
    after = any(word in _AFTER for word in words)
    said = next((value for value in whole if value in _ANSWERED or value in _ANSWERING), "")
    if before and after:
        return None
    if said and (before or after):
        return (Link.ANSWERED if before else Link.ANSWERING), ""
    if said:
        return (Link.ANSWERED if said in _ANSWERED else Link.ANSWERING), ""
    if not before and not after:
        return None
    left = [word for word in words if word not in _BEFORE | _AFTER]
    rest = "".join(left)
    for word in _EVERY:
        rest = rest.replace(word, "")
    return (Link.BEFORE if before else Link.AFTER), rest


def gather(document: Document) -> tuple[Said, ...] | None:
    """What the letters of a file say of their neighbours, and where; None where nobody says anything.

    A file without it still is a neighbour: ``neighbours`` knows its letters from the index.
    """
    if "correspContext" not in document.names:
        return None
    found = []
    for place, view in enumerate(document.letters):
        description = view.description
        if description is None:
            continue
        contexts = description.findall(TEI + "correspContext")
        pointers = tuple(
            Pointer(*link, target, document.number(ref))
            for context in contexts
            for ref in elements(context)
            if local(ref) in ("ref", "ptr")
            and (link := read_link(ref.get("type", ""), ref.get("subtype", ""))) is not None
            for target in tokens(ref.get("target"))
        )
        sent = (action for action in view.letter.actions if action.type == "sent")
        dates = (date for action in sent for date in action.element.iter(TEI + "date"))
        pointers = tuple({pointer[:3]: pointer for pointer in reversed(pointers)}.values())[::-1]
        number = document.number(contexts[0] if contexts else description)
        found.append(Said(place, number, document.number(next(dates, description)), pointers))
    return tuple(found)


class Neighbour(NamedTuple):
    """A letter, one pointer of its context, and where that leads."""

    letter: LetterFacts
    said: Said
    pointer: Pointer
    target: Target
    other: LetterFacts | None
    """The letter that it leads to, if it is one of the edition."""

    @property
    def pair(self) -> frozenset[str]:
        """The two letters, whichever of them points."""
        return frozenset((self.letter.id, self.target.key if self.other is None else self.other.id))

    @property
    def where(self) -> Where:
        """The place of the pointer."""
        return Where(self.letter.file, self.pointer.number)


def neighbours(index: Index, rule: str) -> Iterator[Neighbour]:
    """Every pointer of every context that leads to another letter or to an entry of the register."""
    letters = {(letter.file, letter.place): letter for letter in index.letters}
    by_id: dict[tuple[str, str], LetterFacts] = {}
    for file, facts in index.files.items():
        for place, known in enumerate(facts.letters):
            if (file, place) in letters:
                by_id.setdefault((file, known.id), letters[file, place])
    for file, said in said_by(index, rule):
        letter = letters.get((file, said.place))
        if letter is None:
            continue
        for pointer in said.pointers:
            target = index.resolve(letter, pointer.target, "target")
            other = by_id.get((target.file, target.key)) if target.kind is TargetKind.LETTER else None
            if target.kind is TargetKind.MISSING:  # some editions write the id alone
                other = index.by_id.get(pointer.target.removeprefix("#"))
            if other is not letter and (other is not None or target.kind is TargetKind.ENTRY):
                yield Neighbour(letter, said, pointer, target, other)


def said_by(index: Index, rule: str) -> Iterator[tuple[str, Said]]:
    """What all letters say of their neighbours, file by file."""
    for file, found in index.gathered.get(rule, {}).items():
        for said in found:
            yield file, said


def when(index: Index, neighbour: Neighbour) -> DateValue | None:
    """The date of the letter that a pointer leads to; of a register's entry only if the entry is a letter's."""
    if neighbour.other is not None:
        return sending(neighbour.other)
    entry = index.register.entries.get(neighbour.target.key)
    if entry is None or entry.element.get("type", "").casefold() not in _LETTERS:
        return None
    return entry.dates.get("date") or entry.dates.get("self")


_LETTERS = frozenset(
    ("letter", "telegram", "message", "postcard", "card", "note", "brief", "telegramm", "karte", "lettre")
)


def sending(letter: LetterFacts) -> DateValue | None:
    """When a letter can have been sent at all: the widest stretch of all dates of its sending."""
    dates = [
        date for action in letter.actions if action.type == "sent" for date in action.dates if date.known
    ]
    if len(dates) < 2:
        return letter.date
    first, last = [date.earliest for date in dates], [date.latest for date in dates]
    return DateValue(
        dates[0].shape,
        None if None in first else min(day for day in first if day is not None),
        None if None in last else max(day for day in last if day is not None),
        written=" ".join(date.written for date in dates),
    )


def against_time(index: Index, neighbour: Neighbour) -> tuple[DateValue, DateValue] | None:
    """The dates of the letter and of its neighbour, where the neighbour is surely on the wrong side; else None."""
    own, other = sending(neighbour.letter), when(index, neighbour)
    if own is None or other is None:
        return None
    first, second = (own, other) if neighbour.pointer.link.earlier else (other, own)
    return (own, other) if before(first, second) else None


def place_of(index: Index, rule: str, letter: LetterFacts, what: str = "number") -> Where:
    """Where a letter speaks of its neighbours (or of its date): its file as a whole if it speaks of none."""
    for said in index.gathered.get(rule, {}).get(letter.file, ()):
        if said.place == letter.place:
            return Where(letter.file, said.date if what == "date" else said.number)
    return Where(letter.file)


def name_of(index: Index, neighbour: Neighbour) -> str:
    """What the letter that a pointer leads to is called."""
    if neighbour.other is not None:
        return neighbour.other.id
    return index.register.entries[neighbour.target.key].name
