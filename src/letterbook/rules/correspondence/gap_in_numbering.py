"""A number is missing in a numbered series of letters, or two letters have the same

What it does
------------
Looks at the numbers of the letters (`TEI/@n`) where they are clearly a series: at least five letters, four fifths of
them with a whole number, hardly any number missing or given twice. The letters of the whole edition are one series, or
those of a folder, or those of one file. A number with a letter behind it (`12a`) stands beside its number. A series may
begin with any number. Numbers that are taken over from a larger work, so that most are missing, are no series.

Why it matters
--------------
People cite letters by their numbers. A gap may be a letter that was lost on the way into the edition, a number given
twice is a citation that means two letters.

Example
-------
Of the letters of a volume

    <TEI n="11">…</TEI>
    <TEI n="12">…</TEI>
    <TEI n="12">…</TEI>
    <TEI n="14">…</TEI>

Use instead
-----------
    <TEI n="11">…</TEI>
    <TEI n="12">…</TEI>
    <TEI n="13">…</TEI>
    <TEI n="14">…</TEI>

Fix
---
None: the letter may be missing, or a number wrong.

Source
------
Letterbook's own; TEI Guidelines, `att.global`: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.global.html>
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from letterbook.facts import LetterFacts
from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.rules import Beside, Document, Fault, Where, Words

CODE = "C008"
NAME = "gap-in-numbering"
SEVERITY = Severity.WARNING
_HELP = "see whether a letter is missing or a number wrong"
MESSAGES = {
    "en": {
        "one": Words(
            "no letter has the number {first}: this is {number}, and the one before it {previous}",
            help=_HELP,
            labels={"before": "the one before it"},
        ),
        "several": Words(
            "no letters have the numbers {first} to {last}: this is {number}, and the one before it {previous}",
            help=_HELP,
            labels={"before": "the one before it"},
        ),
        "twice": Words(
            "this letter has the number {number}, as {other} has",
            help="give one of them another number, or a letter behind it: {number}a",
            labels={"other": "the other one"},
        ),
    }
}

_NUMBER = re.compile(r"(\d{1,6})\s?([a-z]?)", re.ASCII)
_FEWEST = 5


def gather(document: Document) -> tuple[int, ...] | None:
    """The numbers of the ``TEI`` elements of a file that holds several letters."""
    letters = document.letters
    if not letters or letters[0].element is document.root:
        return None
    return tuple(document.number(letter.element) for letter in letters)


class _Numbered(NamedTuple):
    number: int
    suffix: str
    letter: LetterFacts


def check_edition(index: Index) -> Iterator[Fault]:
    """Gaps and repeated numbers of each series."""
    where = index.gathered.get(NAME, {})
    ordered = sorted(index.letters, key=lambda letter: (letter.file, letter.place))
    for series in _series(ordered, (_folder, _file)):
        yield from _gaps(series, where)


def _folder(letter: LetterFacts) -> str:
    return letter.file.rpartition("/")[0]


def _file(letter: LetterFacts) -> str:
    return letter.file


def _series(
    letters: list[LetterFacts], splits: tuple[Callable[[LetterFacts], str], ...]
) -> Iterator[list[_Numbered]]:
    """The letters as one series; if they are none, those of each folder; then those of each file."""
    numbered = list(_numbered(letters))
    if _is_series(numbered, len(letters)):
        yield numbered
    elif splits and len(numbered) >= _FEWEST:
        split, *others = splits
        groups: dict[str, list[LetterFacts]] = defaultdict(list)
        for letter in letters:
            groups[split(letter)].append(letter)
        for group in groups.values():
            yield from _series(group, (*others,))


def _numbered(letters: Iterable[LetterFacts]) -> Iterator[_Numbered]:
    for letter in letters:
        match = _NUMBER.fullmatch(letter.n.strip())
        if match is not None:
            yield _Numbered(int(match[1]), match[2], letter)


def _is_series(numbered: list[_Numbered], letters: int) -> bool:
    if len(numbered) < max(_FEWEST, letters * 4 / 5):
        return False
    values = {each.number for each in numbered}
    repeated = len(numbered) - len({each[:2] for each in numbered})
    missing = max(values) - min(values) + 1 - len(values)
    return len(values) >= _FEWEST and max(repeated, missing) <= max(1, len(values) // 7)


def _gaps(series: list[_Numbered], places: dict[str, tuple[int, ...]]) -> Iterator[Fault]:
    def where(letter: LetterFacts) -> Where:
        return Where(letter.file, places[letter.file][letter.place] if letter.file in places else 0, "n")

    previous: _Numbered | None = None
    for each in sorted(series, key=lambda each: each[:2]):  # stable: equal numbers stay in the order of files
        if previous is not None:
            missing = each.number - previous.number - 1
            facts: dict[str, str | int] = {"number": f"{each.number}{each.suffix}"}
            if each[:2] == previous[:2]:
                facts["other"] = previous.letter.id
                beside = Beside(where(previous.letter), "other")
                yield Fault(where(each.letter), "twice", facts, beside=(beside,))
            elif missing > 0:
                facts["previous"] = f"{previous.number}{previous.suffix}"
                facts |= {"first": previous.number + 1, "last": each.number - 1}
                words = "one" if missing == 1 else "several"
                beside = Beside(where(previous.letter), "before")
                yield Fault(where(each.letter), words, facts, beside=(beside,))
        previous = each
