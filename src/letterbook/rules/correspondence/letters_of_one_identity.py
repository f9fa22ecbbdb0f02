"""Two files hold what seems to be the same letter

What it does
------------
Finds letters with the same senders, the same addressees and the same date of sending (or none), that also begin with
the same words. Where one of the two has no text yet, the same number (`TEI/@n`) or a shelfmark that no third letter has
counts instead. Two letters that somebody wrote on one day are no fault: they begin differently. Letters whose type or
form differs (`TEI/@type`, `correspDesc/@type`, `objectDesc/@form`: a draft and a letter) are left alone, and letters of
one `xml:id` are told by duplicate-letter-id. A letter that was only begun (`revisionDesc/@status` is `draft`, and its
paragraphs stand in square brackets, to be filled in) has no text yet.

Why it matters
--------------
The same letter was transcribed twice, or a file was copied and not yet changed. Searches find it twice, statistics
count it twice, and corrections go into one of the two only. It may also be a draft, a copy or a carbon: then the files
have to say which is which.

Example
-------
    edgeworth-1816-06-11.xml         Maria Edgeworth to Francis Beaufort, 11 June 1816: “My dear Francis, I am glad …”
    edgeworth-fb1243-1816-06-11.xml  Maria Edgeworth to Francis Beaufort, 11 June 1816: “My dear Francis, I am glad …”

Use instead
-----------
One file; or, of a letter and its draft,

    <correspDesc type="letter">…</correspDesc>

and

    <correspDesc type="draft">…</correspDesc>

Fix
---
None: which of two transcriptions is to stay, somebody has to see.

Source
------
Letterbook's own. Sender, addressee and date are what the Correspondence Metadata Interchange Format knows a letter by:
<https://encoding-correspondence.bbaw.de/v1/CMIF.html>
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from letterbook.facts import LetterFacts
from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.letters import Name
from letterbook.reading.tei import plain, squeeze
from letterbook.rules import Beside, Document, Fault, LetterView, Where, Words
from letterbook.rules.correspondence import _seen
from letterbook.rules.correspondence._seen import Seen

CODE = "C005"
NAME = "letters-of-one-identity"
SEVERITY = Severity.WARNING
_HELP = "keep one of the two; if one is a draft or a copy, say so in the type of its correspDesc"
_LABELS = {"other": "the other letter"}
_NOTES = ("the shelfmarks differ: here {mark}, there {other_mark}",)
_SAME = "this letter and {other} have the same sender and addressee, {date}, and "
MESSAGES = {
    "en": {
        "words": Words(_SAME + "begin with the same words", help=_HELP, notes=_NOTES, labels=_LABELS),
        "number": Words(_SAME + "share the number, {value}", help=_HELP, labels=_LABELS),
        "shelfmark": Words(_SAME + "share the shelfmark, {value}", help=_HELP, labels=_LABELS),
        "many": Words(
            "{count} letters of this file seem to be in other files too: sender, addressee, date and first words are the same",
            help="keep the letters in one place: in this file, or in files of their own",
            labels={"here": "{letter}, here as {other}"},
        ),
    }
}


class _Known(NamedTuple):
    letter: LetterFacts
    seen: Seen
    id: str


class _Pair(NamedTuple):
    """A letter, the one before it that it is one with, and by what that is seen."""

    first: _Known
    second: _Known
    how: str


def gather(document: Document) -> tuple[Seen, ...] | None:
    """What is compared of each letter of a file."""
    seen = _seen.gather(document)
    if seen is None:
        return None
    return tuple(
        each._replace(words="") if _only_begun(view) else each
        for view, each in zip(document.letters, seen, strict=True)
    )


def _only_begun(view: LetterView) -> bool:
    """Whether a draft has nothing but paragraphs that are to be filled in."""
    if view.letter.status != "draft":
        return False
    paragraphs = [plain(paragraph).strip() for paragraph in view.in_text("p")]
    return bool(paragraphs) and all(text[:1] == "[" and text[-1:] == "]" for text in paragraphs)


def check_edition(index: Index) -> Iterator[Fault]:
    """Letters of one identity: each but the first, with the first beside it.

    Where a file of several letters repeats those of other files, that is one fault of the file.
    """
    pairs = list(_pairs(index))
    holding = Counter(file for pair in pairs for file in {pair.first.letter.file, pair.second.letter.file})
    whole = {
        file for file, count in holding.items() if count >= _MANY and len(index.files[file].letters) >= _MANY
    }
    repeated: dict[str, list[_Pair]] = defaultdict(list)
    for pair in pairs:
        files = [each.letter.file for each in (pair.second, pair.first) if each.letter.file in whole]
        if files:
            repeated[files[0]].append(pair)
        else:
            yield _fault(pair)
    for file, found in repeated.items():
        yield Fault(
            Where(file), "many", {"count": len(found)}, beside=tuple(_here(file, each) for each in found[:3])
        )


_MANY = 5


def _here(file: str, pair: _Pair) -> Beside:
    own, other = (pair.first, pair.second) if pair.first.letter.file == file else (pair.second, pair.first)
    place = Where(other.letter.file, other.seen.number)
    return Beside(place, "here", {"letter": other.letter.id, "other": own.letter.id})


def _fault(pair: _Pair) -> Fault:
    first, second = pair.first, pair.second
    differ = len({first.seen.shelfmark, second.seen.shelfmark} - {""}) == 2
    facts = {
        "other": first.letter.id,
        "date": "the same date" if _day(first.letter) else "no date",
        "value": squeeze(second.letter.n) if pair.how == "number" else second.seen.shelfmark,
        "mark": second.seen.shelfmark if differ else "",
        "other_mark": first.seen.shelfmark if differ else "",
    }
    beside = Beside(Where(first.letter.file, first.seen.number), "other")
    return Fault(Where(second.letter.file, second.seen.number), pair.how, facts, beside=(beside,))


def _pairs(index: Index) -> Iterator[_Pair]:
    known = list(_known(index))
    told: set[str] = set()
    for how, key in (("words", _by_words), ("number", _by_number), ("shelfmark", _by_shelfmark)):
        groups: dict[object, list[_Known]] = defaultdict(list)
        for each in known:
            value = key(each)
            if value:
                groups[value, how == "shelfmark" or _day(each.letter)].append(each)
        for group in groups.values():
            if len(group) > 1 and (how == "words" or len(group) == 2):
                yield from _alike(index, how, group, told)


def _known(index: Index) -> Iterator[_Known]:
    letters = {(letter.file, letter.place): letter for letter in index.letters}
    for file, seen in index.gathered.get(NAME, {}).items():
        for place, (each, facts) in enumerate(zip(seen, index.files[file].letters, strict=False)):
            if (file, place) in letters:
                yield _Known(letters[file, place], each, facts.id.casefold())


def _by_words(known: _Known) -> str:
    return known.seen.words


def _by_number(known: _Known) -> str:
    return squeeze(known.letter.n)


def _by_shelfmark(known: _Known) -> str:
    return known.seen.shelfmark


def _day(letter: LetterFacts) -> object:
    return None if letter.date is None else (letter.date.earliest, letter.date.latest)


def _alike(index: Index, how: str, group: list[_Known], told: set[str]) -> Iterator[_Pair]:
    """The letters of a group that are one with a letter before them."""
    firsts: dict[object, _Known] = {}
    for each in group:
        people = (_people(index, each.letter, "sent"), _people(index, each.letter, "received"))
        first = firsts.setdefault((people, _day(each.letter), each.seen.form), each)
        if first is each or first.id == each.id or each.letter.id in told:
            continue
        if how != "words" and (not any(people) or (first.seen.words and each.seen.words)):
            continue
        told.add(each.letter.id)
        yield _Pair(first, each, how)


def _people(index: Index, letter: LetterFacts, type: str) -> frozenset[str]:
    action = letter.action(type)
    return frozenset() if action is None else frozenset(_person(index, letter, name) for name in action.names)


def _person(index: Index, letter: LetterFacts, name: Name) -> str:
    entries = index.entries_of(letter, name.refs, name.key)
    return " ".join(entries) or " ".join(name.refs) or name.key or name.text.casefold()
