"""A mention points to an entry of another name

What it does
------------
Looks at each tagged name of a person, a place or an organisation that points to an entry of a register, or of a list of names
in the same file, and says where the name is another entry's:

- the name is not that of the entry, and it is the name of another one: `Emil Quill` points to Quill, Anselm, and there is
  a Quill, Emil; `Brackwater` points to Ostholm, and there is a Brackwater;
- the office that stands beside the name is one that the entry does not know of, and another entry of that surname does:
  `President Quill` points to the Attorney General, and another Quill was President;
- an office stands before a word that is only the forename of the entry: `Ambassador Arthur` points to Finch, Arthur,
  Secretary of State.

Spelling, initials, inflection, maiden names and what the entry says in its description are borne in mind. A name that is
only a form of address, a rank or a word for kin (`my brother`, `Lady Quill`) is left alone, and so is every name that fits
no other entry: it may be a nickname. A single word is compared only with entries that have a description, because one that
knows nothing but a name does not know its pseudonyms either.

Why it matters
--------------
Whoever looks a person up is led to letters that speak of somebody else, and does not find those that do speak of them.
Links, indexes and networks repeat the mistake, and nobody sees it in the text.

Example
-------
    <p>I met President <persName ref="#quill-emil">Quill</persName> at noon.</p>

Use instead
-----------
    <p>I met President <persName ref="#quill-anselm">Quill</persName> at noon.</p>

Fix
---
None: whether the text or the pointer is wrong, somebody has to decide who knows the persons.

Source
------
TEI Guidelines, section 14.1.1, Linking Names and Their Referents:
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ND.html#NDATTSnr>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.names import EntryName, Mention, NameIndex, same_word
from letterbook.reading.registers import Entry
from letterbook.reading.tei import plain
from letterbook.reading.titles import fold, group, titles, words_of
from letterbook.rules import Beside, Document, Entries, Fault, Words
from letterbook.rules.names._around import after, before

CODE = "N001"
NAME = "name-of-another-entry"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "name": Words(
            "{name} points to the entry of {entry}, but it is the name of {other}",
            help="let {attribute} point to {id}, or tell the two apart by another name in the register",
            labels={"entry": "it points here", "other": "this entry has the name"},
        ),
        "office": Words(
            "{office} {name} points to the entry of {entry}, which says nothing of such an office; that of {other} does",
            help="let {attribute} point to {id}, or name the office in the entry's description",
            notes=("the entry of {other} says: {said}",),
            labels={"entry": "it points here", "other": "this entry names the office"},
        ),
        "forename": Words(
            "{office} {name} points to the entry of {entry}, of whom {name} is only the forename and who held no such office",
            help="make an entry for the person meant and point to it, or name the office in the entry's description",
            notes=("the entry of {entry} says: {said}",),
            labels={"entry": "it points here"},
        ),
    }
}

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_APART = re.compile(r"[;:!?()“”„\"–—]")
"""What parts an office from the name behind it."""
_MOST = 3
"""So many entries that have the name are told at most."""
_BEHIND = re.compile(r"[^\w,]*,\s*(?:(?:the|der|die|le|la)\s+)?((?:[^\W\d_]+['’\s-]*){1,4})([,;.)]?)")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Each name of a person that points to one entry."""
    indexes = [held.names for held in (register.own, register.edition) if held.entries]
    if not indexes:
        return
    judge = _Judge(indexes)
    for element in document.all("persName", "placeName", "orgName", "settlement", "country", "name", "rs"):
        entries = register.of(element)
        if len(entries) != 1 or entries[0].element is element:
            continue
        if entries[0].kind == "person":
            named = element.tag.endswith("}persName") or element.get("type", "").lower().startswith("pers")
            found = judge.faults(element, entries[0]) if named else iter(())
        else:
            found = judge.elsewhere(element, entries[0])
        yield from found


class _Judge:
    """Compares mentions with the entries of a document's registers."""

    def __init__(self, indexes: list[NameIndex]) -> None:
        self._indexes = indexes

    def faults(self, element: etree._Element, entry: Entry) -> Iterator[Fault]:
        """What is wrong with one mention: at most one thing."""
        text = plain(element)
        name = next((found for index in self._indexes if (found := index.name(entry)) is not None), None)
        mention = self._indexes[0].mention(text)
        if name is None or mention is None or not mention.full:
            return
        fault = self._by_name(element, mention, name) or self._by_office(element, mention, name)
        if fault is not None:
            yield fault

    def elsewhere(self, element: etree._Element, entry: Entry) -> Iterator[Fault]:
        """Whether the name of a place or an organisation is that of another one."""
        if entry.kind in ("place", "org"):
            text = plain(element)
            others = [other for index in self._indexes for other in index.of_another(text, entry)]
            if others:
                yield _fault("name", element, entry, others, {})

    def _others(self, mention: Mention, name: EntryName) -> list[EntryName]:
        found = [other for index in self._indexes for other in index.named(mention)]
        found = [other for other in dict.fromkeys(found) if other is not name]
        tables = titles()
        more = {other: len(other.words - tables.beside) for other in found}
        least = min(more.values(), default=0)
        return [other for other in found if more[other] == least or mention.words == 1]

    def _by_name(self, element: etree._Element, mention: Mention, name: EntryName) -> Fault | None:
        if name.may_be(mention):
            return None
        others = self._others(mention, name)
        if not others:
            return None
        tables = titles()
        address = mention.address.union(words_of(before(element))[-1:])
        doubtful = address & (
            tables.women | tables.kin | (tables.nobles if mention.words == 1 else frozenset())
        )
        others = [other for other in others if doubtful <= other.said]
        if mention.words == 1:
            if not name.entry.description or not name.surnames:
                return None
            others = [other for other in others if mention.full[0].removesuffix("s") in other.clipped]
            others = others if len(others) == 1 else []
        elif any(map(name.may_have, mention.full)) and not mention.initials:
            others = [other for other in others if not other.surnames.issuperset(mention.full)]
        return _fault("name", element, name.entry, [other.entry for other in others], {}) if others else None

    def _by_office(self, element: etree._Element, mention: Mention, name: EntryName) -> Fault | None:
        if not name.entry.description:
            return None
        surname = any(same_word(word, own) for word in mention.full for own in name.surnames)
        others = self._others(mention, name) if surname else []
        others = [other for other in others if other.held]
        if surname and not others:
            return None
        found = _office(element, mention)
        if found is None or any(group(found[0]) == group(known) for known in name.spoken_of):
            return None
        office, written = found
        facts = {"office": written}
        if surname:
            holders = [other for other in others if office in other.held]
            if not holders or any(office in other.spoken_of for other in others if other not in holders):
                return None
            if len(holders) != 1:
                return None
            return _fault(
                "office",
                element,
                name.entry,
                [other.entry for other in holders],
                {**facts, "said": holders[0].entry.description},
            )
        one = len(mention.full) == 1 and not mention.initials
        if not one or not name.held or mention.full[0] not in name.words - name.surnames or not name.surnames:
            return None
        return _fault("forename", element, name.entry, [], {**facts, "said": name.entry.description})


def _office(element: etree._Element, mention: Mention) -> tuple[str, str] | None:
    """The office beside a mention, and how it is written: right before the name, or as an apposition behind it."""
    tables = titles()
    text = plain(element)
    name = next((match.start() for match in _WORD.finditer(text) if fold(match[0]) in mention.full), 0)
    ahead = f"{before(element)} {text[:name]}"
    found = list(_WORD.finditer(ahead))
    while found and fold(found[-1][0]) in tables.men | tables.women | tables.plain | tables.particles:
        found.pop()
    words = [match[0] for match in found]
    office = tables.last_office([fold(word) for word in words])
    if office is not None:
        between = ahead[found[-1].end() :]
        owned = tables.owning.intersection(map(fold, words[-office[1] - 2 : -office[1]]))
        if fold(words[-1]) in tables.abbreviated:
            between = between.removeprefix(".")
        if between.startswith(".") or _APART.search(between) or (owned and "," in between):
            return None
        return office[0], " ".join(words[-office[1] :])
    words = _behind(element)
    office = tables.last_office([fold(word) for word in words])
    return (office[0], " ".join(words)) if office is not None else None


def _behind(element: etree._Element) -> list[str]:
    """The words of an apposition right behind a mention: Quill, President of the Republic."""
    behind = _BEHIND.match(after(element))
    if behind is None:
        return []
    words = _WORD.findall(behind[1])
    for count in (3, 2, 1):
        rest = fold(words[count]) if len(words) > count else ""
        if len(words) >= count and titles().office(" ".join(map(fold, words[:count]))) is not None:
            ends = not rest and bool(behind[2])
            return words[:count] if ends or rest in titles().prepositions else []
    return []


def _fault(
    words: str, element: etree._Element, entry: Entry, others: list[Entry], facts: dict[str, str]
) -> Fault:
    attribute = next(known for known in ("ref", "corresp", "key") if element.get(known))
    beside = [Beside(entry.element, "entry", source=entry.source)]
    for other in others[:_MOST]:
        beside.append(Beside(other.element, "other", source=other.source))
    if others:
        names = " or of ".join(other.sort_name for other in others[:_MOST])
        facts = {**facts, "other": names, "id": " or ".join(other.id for other in others[:_MOST])}
    told = {
        "name": plain(element).rpartition(facts.get("office", "\n"))[2].strip(),
        "entry": entry.sort_name,
        "attribute": attribute,
        **facts,
    }
    return Fault(element, words, told, attribute, beside=tuple(beside))
