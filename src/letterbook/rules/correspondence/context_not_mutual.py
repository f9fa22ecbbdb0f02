"""A letter names its neighbour, and the neighbour does not name it

What it does
------------
Follows the pointers of `correspContext` to other letters of the edition. If a letter names another as the one after it
(`next`), that other has to name it as one before it (`prev`), and the other way round; so do a letter and its answer.
Pointers of one direction only are left alone where the whole edition has no others, and so are those whose subtype says
that they count one writer's letters only (`fromAuthor`, `toAuthor`): these need not be mutual. Where the dates show
which pointer leads the wrong way, neighbours-out-of-order or answers-later-letter speaks.

Why it matters
--------------
Readers go forward and back through a correspondence. Where the way back is missing, or leads to a third letter, a
letter was mostly put in between, renamed or removed, and one of its neighbours was forgotten.

Example
-------
In `first.xml`

    <correspContext>
      <ref type="next" target="second.xml">The second letter</ref>
    </correspContext>

and in `second.xml`

    <correspContext>
      <ref type="next" target="third.xml">The third letter</ref>
    </correspContext>

Use instead
-----------
In `second.xml`

    <correspContext>
      <ref type="prev" target="first.xml">The first letter</ref>
      <ref type="next" target="third.xml">The third letter</ref>
    </correspContext>

Fix
---
None: which of the two letters is right, their dates and the edition's order tell.

Source
------
TEI Guidelines, `correspContext`: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-correspContext.html>
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.rules import Beside, Fault, Words
from letterbook.rules.correspondence._contexts import (
    Link,
    Neighbour,
    against_time,
    name_of,
    neighbours,
    place_of,
    said_by,
)
from letterbook.rules.correspondence._contexts import gather as gather  # the facts of this rule

CODE = "C007"
NAME = "context-not-mutual"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "silent": Words(
            "this letter names {other} as {what}, but {other} does not name this one as {back}",
            help='add <ref type="{type}" target="…"> to {other}, or correct this pointer',
            labels={"there": "the pointer back is missing here"},
        ),
        "third": Words(
            "this letter names {other} as {what}, but {other} names {third} as {back}",
            help="correct one of the two pointers",
            labels={"there": "here {third} is named"},
        ),
        "same": Words(
            "this letter and {other} each name the other as {what}",
            help="correct one of the two pointers",
            labels={"there": "here the other one says so"},
        ),
    }
}

_BACK = {
    Link.BEFORE: Link.AFTER,
    Link.AFTER: Link.BEFORE,
    Link.ANSWERED: Link.ANSWERING,
    Link.ANSWERING: Link.ANSWERED,
}
_WHAT = {
    Link.BEFORE: "the one before it",
    Link.AFTER: "the one after it",
    Link.ANSWERED: "the one that it answers",
    Link.ANSWERING: "its answer",
}


def check_edition(index: Index) -> Iterator[Fault]:
    """Pointers to letters that do not point back; where both say the same of each other, once."""
    used = {pointer.link for _, said in said_by(index, NAME) for pointer in said.pointers}
    by_letter: dict[str, list[Neighbour]] = defaultdict(list)
    for found in neighbours(index, NAME):
        by_letter[found.letter.id].append(found)
    told: set[object] = set()
    for found in (each for links in by_letter.values() for each in links):
        if found.other is None or found.pointer.series or found.where in told:
            continue
        link, other = found.pointer.link, found.other
        theirs = by_letter.get(other.id, [])
        returning = [each for each in theirs if each.other is not None and each.other.id == found.letter.id]
        if any(each.pointer.link.earlier != link.earlier for each in returning):
            continue
        if any(against_time(index, each) for each in (found, *returning)):
            continue
        facts = {
            "other": other.id,
            "what": _WHAT[link],
            "back": _WHAT[_BACK[link]],
            "type": _type(_BACK[link]),
        }
        if returning:
            pair = frozenset((found.letter.id, other.id))
            if pair not in told:
                told.add(pair)
                yield Fault(found.where, "same", facts, beside=(Beside(returning[0].where, "there"),))
            continue
        third = next((each for each in theirs if each.pointer[:2] == (_BACK[link], "")), None)
        if third is not None and not link.answers:
            told.add(third.where)  # it is wrong itself, or this one is: one fault either way
            facts["third"] = name_of(index, third)
            yield Fault(found.where, "third", facts, beside=(Beside(third.where, "there", facts),))
        elif _BACK[link] in used:
            there = Beside(place_of(index, NAME, other), "there")
            yield Fault(found.where, "silent", facts, beside=(there,))


def _type(link: Link) -> str:
    """How the missing pointer is written."""
    direction = "prev" if link.earlier else "next"
    return f'{direction}" subtype="{link.value}' if link.answers else direction
