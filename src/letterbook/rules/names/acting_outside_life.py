"""Somebody acts before birth or after death

What it does
------------
Compares dates with the `birth` and `death` of the entries that names point to; where an entry has neither, with the years at
the end of its name (`Quill, Anselm, 1840-1911`):

- the sender of a letter was not yet born, or dead, on the day of the letter;
- the addressee was not yet born, or had been dead for three months (a letter may reach a house of mourning);
- whoever forwarded a letter on a day that is said was not yet born, or dead;
- an entry gives its person an occupation, a residence or an education wholly before birth or after death;
- a dated relation of the living (spouse, friend, teacher, employer …) lies wholly outside the life of one of them.

A letter gives one finding, for a wrong date contradicts all its persons. The earliest and the latest day that a date can mean
are compared, so `1911` and `1911-05-03` never contradict each other. A date that is said to be uncertain (`cert`), or is open
on the side that counts, is not used; where another calendar than the Gregorian is named, thirteen days are allowed for. A letter
without a date in `correspAction` is dated by its `dateline`.

Why it matters
--------------
One of them is wrong: the date of the letter, the dates of the person, or, most often, the pointer: father and son, aunt and
niece had one name.

Example
-------
    <correspAction type="sent">
      <persName ref="../registers/persons.xml#quill-anselm">Quill</persName>
      <date when="1913-03-03"/>
    </correspAction>

where the entry has `<death when="1911"/>`.

Use instead
-----------
    <correspAction type="sent">
      <persName ref="../registers/persons.xml#quill-anselm-jr">Quill</persName>
      <date when="1913-03-03"/>
    </correspAction>

Fix
---
None: a person finds out which of the dates is wrong, or who is meant.

Source
------
[TEI Guidelines, Dates and Times](https://tei-c.org/release/doc/tei-p5-doc/en/html/ND.html#NDDATE).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.dates import date_of
from letterbook.reading.registers import Entry
from letterbook.reading.tei import TEI, elements, local, tokens
from letterbook.rules import Beside, Document, Entries, Fault, LetterView, Words
from letterbook.rules.names._lives import Life, Span, life_of, lives_of, span_of
from letterbook.rules.registers._entries import entries_in
from letterbook.rules.registers._relations import BOTH_WAYS, meaning

CODE = "N007"
NAME = "acting-outside-life"
SEVERITY = Severity.WARNING
_HELP = "look whether this is the right person, and whether both dates are right"
_LABELS = {"life": "the dates of this life are here"}
MESSAGES = {
    "en": {
        "died": Words("{name} died {life}, but {does} {date}", help=_HELP, labels=_LABELS),
        "unborn": Words("{name} was born {life}, but {does} {date}", help=_HELP, labels=_LABELS),
    }
}

_MOURNING = 93
_NAMES = (TEI + "persName", TEI + "name", TEI + "rs")
_OWN = {
    "occupation": "has an occupation",
    "residence": "has a residence",
    "education": "has an education",
}
_LIVING = BOTH_WAYS | {"teacher", "employer", "guardian"}


class _Act(NamedTuple):
    """What is said of somebody: where, of whom, what, when; so many days after death may pass."""

    element: etree._Element
    who: tuple[Entry, ...]
    does: str
    when: Span
    grace: int = 0
    letter: etree._Element | None = None


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """What persons do when they do not live: in letters, in their own entries, in relations."""
    lives = lives_of(register.edition) | lives_of(register.own)
    if not lives and not document.all("birth", "death"):
        return
    told: set[etree._Element] = set()
    for act in _acts(document, register):
        for entry in act.who:
            life = lives.get(entry.element) or life_of(entry)
            words = life.contradiction(act.when, act.grace)
            if words and act.letter not in told:
                told.update(() if act.letter is None else (act.letter,))
                yield _fault(act, entry, life, words)


def _fault(act: _Act, entry: Entry, life: Life, words: str) -> Fault:
    said, place = (life.death, life.death_at) if words == "died" else (life.birth, life.birth_at)
    assert said is not None and place is not None
    facts = {"name": entry.name, "life": said.shown, "does": act.does, "date": act.when.shown}
    return Fault(act.element, words, facts, beside=(Beside(place, "life", source=entry.source),))


def _acts(document: Document, register: Entries) -> Iterator[_Act]:
    for view in document.letters:
        yield from _in_letter(view, register)
    if document.all("person"):
        for kind, element in entries_in(document):
            if kind == "person":
                yield from _in_entry(Entry("", kind, "", document.name, element, document.source))
    for element in document.all("relation"):
        known, when = meaning(element.get("name", "")), span_of([date_of(element, "")])
        if known is not None and known[0] in _LIVING and when is not None:
            refs = tokens(" ".join(element.get(name, "") for name in ("active", "passive", "mutual")))
            does = f"is in the relation {element.get('name')}"
            yield _Act(element, register.of_refs(refs), does, when)


def _in_letter(view: LetterView, register: Entries) -> Iterator[_Act]:
    sent = view.letter.action("sent")
    dates = sent.dates if sent is not None else ()
    written = span_of(dates or ([view.letter.date] if view.letter.date is not None else []))
    for action in view.letter.actions:
        when, does, grace = written, "wrote this letter", 0
        if action.type == "received":
            does, grace = "is the addressee of this letter, written", _MOURNING
        elif action.type != "sent":
            when, does = span_of(action.dates), "forwarded this letter"
        if when is not None:
            for element in action.element.iter(*_NAMES):
                who = register.of(element)
                if len(who) == 1 and element.get("cert", "") in ("", "high"):
                    yield _Act(element, who, does, when, grace, view.element)


def _in_entry(entry: Entry) -> Iterator[_Act]:
    """What an entry says of its own person."""
    for child in elements(entry.element):
        when = span_of([date_of(child)]) if local(child) in _OWN else None
        if when is not None:
            yield _Act(child, (entry,), _OWN[local(child)], when)
