"""A name is tagged in one place of a letter and not in another

What it does
------------
Looks in the running text of each letter for the names of persons, places and organisations that are tagged in it and point to
an entry: names of two words or more, and surnames that only one person of the registers has. Where the same words stand
untagged, that is told once for each name, with the places. Headings, addresses, notes, bibliography and what is tagged as
something else are left out, and so are other single words: they may mean somebody else.

Why it matters
--------------
Indexes, links and counts know only what is tagged. A reader who follows a name through a letter finds half of its places; and
a person who is named in one sentence only seems to be named nowhere.

Example
-------
    <p><persName ref="#quill-anselm">Anselm Quill</persName> came at noon.</p>
    <p>At night Anselm Quill left.</p>

Use instead
-----------
    <p><persName ref="#quill-anselm">Anselm Quill</persName> came at noon.</p>
    <p>At night <persName ref="#quill-anselm">Anselm Quill</persName> left.</p>

Fix
---
None: the words may be part of a longer name, or mean somebody else.

Source
------
TEI Guidelines, section 3.6.1, Referring Strings:
<https://tei-c.org/release/doc/tei-p5-doc/en/html/CO.html#CONARS>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.tei import TEI, plain
from letterbook.reading.titles import fold
from letterbook.rules import Beside, Document, Entries, Fault, LetterView, Text, Words, once

CODE = "N004"
NAME = "name-tagged-once-only"
SEVERITY = Severity.INFO
MESSAGES = {
    "en": {
        "untagged": Words(
            "{name} is not tagged here, but elsewhere in this letter it is",
            help="tag it here too, if it means the same",
            notes=("it is untagged in {count} places",),
            labels={"tagged": "here it is tagged", "more": "here it is not tagged either"},
        ),
    }
}

_NAMES = ("persName", "placeName", "orgName", "geogName", "name", "rs")
_TAGGED = frozenset(TEI + name for name in _NAMES)
_GENERAL = (TEI + "rs", TEI + "name")
_ASIDE = frozenset(
    TEI + name
    for name in (
        *_NAMES, "note", "bibl", "biblStruct", "listBibl", "cit", "title", "head", "ref", "fw", "figure", "del", "sic", "orig",
        "abbr", "index", "term", "address", "addrLine", "front", "back", "roleName", "stamp", "postmark", "listPerson", "opener",
    )
)  # fmt: skip
_IN_WORD = "[\\w\N{SOFT HYPHEN}-]"
_SHORTEST, _LONGEST = 5, 100
"""So many characters the names have that are looked for."""
_MOST_NAMES = 200
"""So many names of one letter are looked for: each is a search through its text."""
_MOST = 4
"""So many further places are told at most."""


def check_letter(view: LetterView, register: Entries) -> Iterator[Fault]:
    """Each full name that is tagged and untagged in the text of a letter."""
    tagged = _tagged(view)
    if not tagged:
        return
    texts = _texts(view)
    whole = " ".join("|".join([text.string for text in texts]).split())
    for name, places in tagged.items():
        if whole.count(name) > len(places) and _means_one(name, places[0], register):
            found = list(_untagged(view, texts, name))
            if found:
                text, start, end = found[0]
                further = [Beside(other.element, "more") for other, _, _ in found[1 : 1 + _MOST]]
                facts: dict[str, str | int] = {"name": name, "count": len(found) if len(found) > 1 else ""}
                beside = (Beside(places[0], "tagged"), *further)
                yield Fault(text.element, "untagged", facts, text=text.place(start, end), beside=beside)


def _texts(view: LetterView) -> list[Text]:
    """The texts of a letter's ``text``."""
    document = view.document
    if view.element is document.root:
        return [text for text in document.texts if text.region == "text"]
    return _by_letter(document).get(view.element, [])


@once
def _by_letter(document: Document) -> dict[etree._Element, list[Text]]:
    """The texts of the letters of a corpus."""
    found: dict[etree._Element, list[Text]] = {}
    letters = {view.element for view in document.letters}
    for text in document.texts:
        if text.region == "text":
            letter = next((above for above in text.element.iterancestors() if above in letters), None)
            if letter is not None:
                found.setdefault(letter, []).append(text)
    return found


def _tagged(view: LetterView) -> dict[str, list[etree._Element]]:
    """The names that are tagged in the running text and point somewhere, each with its places."""
    found: dict[str, list[etree._Element]] = {}
    for element in view.in_text(*_NAMES):
        if element.get("ref") or element.get("corresp") or element.get("key"):
            name = plain(element)
            if _SHORTEST <= len(name) <= _LONGEST and (name in found or len(found) < _MOST_NAMES):
                found.setdefault(name, []).append(element)
    return found


def _means_one(name: str, element: etree._Element, register: Entries) -> bool:
    """Whether the words, wherever they stand, can hardly mean anything else."""
    full = _is_full(name) if " " in name else _is_rare(name, element, register)
    return full and not _is_work(element, register)


def _is_work(element: etree._Element, register: Entries) -> bool:
    """Whether a name is that of a work, whose words may stand in any sentence, or nothing says what it names."""
    if element.tag not in _GENERAL:
        return False
    entries = register.of(element)
    return not entries or any(entry.kind in ("bibl", "event") for entry in entries)


def _is_rare(name: str, element: etree._Element, register: Entries) -> bool:
    """Whether a single word is the surname of one person only, the one that it points to, and of no place."""
    if not name[0].isupper() or not name[1:].islower():
        return False
    entries = register.of(element)
    if len(entries) != 1 or entries[0].kind != "person":
        return False
    for held in (register.own, register.edition):
        known = held.names.name(entries[0])
        if known is not None:
            word = fold(name)
            return word in known.surnames and held.names.only(word) is known
    return False


_ARTICLES = frozenset(
    ("the", "der", "die", "das", "den", "dem", "des", "le", "la", "les", "un", "une", "ein", "eine")
)
_FULL = re.compile(r"[^\W\d_]\S*(?: \S+)* [^\W\d_]\S+")


def _is_full(name: str) -> bool:
    """Whether it has two words that begin with capital letters, are no initials and no article, and ends in a letter."""
    if fold(name.split()[0]) in _ARTICLES:
        return False
    words = [word for word in name.split() if word[0].isupper() and len(word.rstrip(".")) > 2]
    return len(words) > 1 and _FULL.fullmatch(name) is not None and name[-1].isalpha()


def _untagged(view: LetterView, texts: list[Text], name: str) -> Iterator[tuple[Text, int, int]]:
    pattern = re.compile(
        rf"(?<!{_IN_WORD})" + r"\s+".join(map(re.escape, name.split())) + rf"(?!{_IN_WORD}|['’]sch)"
    )
    for text in texts:
        if text.element.tag in _TAGGED:
            continue
        for match in pattern.finditer(text.string):
            if _runs(view, text.element):
                yield text, match.start(), match.end()


def _runs(view: LetterView, element: etree._Element) -> bool:
    """Whether an element is part of the running text of the letter."""
    within = False
    for above in (element, *element.iterancestors()):
        if above.tag in _ASIDE:
            return False
        if above is view.letter.text:
            within = True
    return within
