"""The letter before is later, or the letter after is earlier

What it does
------------
Compares the dates of a letter and of those that its `correspContext` names as the one before (`prev`) and the one after
(`next`). Only what cannot be is told: every possible day of the letter before is later than every possible day of this
one. Letters that answer each other are told by answers-later-letter.

Why it matters
--------------
Readers follow these pointers through a correspondence. One that leads the wrong way is often a sign that one of the two
dates is wrong, or that a letter was put in later and its neighbours still name each other.

Example
-------
In a letter of 5 March,

    <correspContext>
      <ref type="prev" target="letter-1887-05-05.xml">Letter of 5 May 1887</ref>
    </correspContext>

Use instead
-----------
    <correspContext>
      <ref type="next" target="letter-1887-05-05.xml">Letter of 5 May 1887</ref>
    </correspContext>

Fix
---
None: the date may be wrong, or the pointer.

Source
------
TEI Guidelines, `correspContext`: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-correspContext.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.rules import Beside, Fault, Words
from letterbook.rules.correspondence._actions import shown
from letterbook.rules.correspondence._contexts import against_time, name_of, neighbours, place_of
from letterbook.rules.correspondence._contexts import gather as gather  # the facts of this rule

CODE = "C014"
NAME = "neighbours-out-of-order"
SEVERITY = Severity.WARNING
_HELP = "see whether one of the dates is wrong, or the pointer leads to another letter than it should"
_LABELS = {"date": "that letter"}
MESSAGES = {
    "en": {
        "before": Words(
            "{other} is named as a letter before that of {date}, but it is later ({other_date})",
            help=_HELP,
            labels=_LABELS,
        ),
        "after": Words(
            "{other} is named as a letter after that of {date}, but it is earlier ({other_date})",
            help=_HELP,
            labels=_LABELS,
        ),
    }
}


def check_edition(index: Index) -> Iterator[Fault]:
    """Neighbours whose every possible day is on the wrong side; each pair of letters once."""
    links = list(neighbours(index, NAME))
    told = {link.pair for link in links if link.pointer.link.answers}
    for found in links:
        dates = against_time(index, found)
        if dates is None or found.pair in told:
            continue
        told.add(found.pair)
        facts = {"date": shown(dates[0]), "other": name_of(index, found), "other_date": shown(dates[1])}
        beside = () if found.other is None else (Beside(place_of(index, NAME, found.other, "date"), "date"),)
        yield Fault(found.where, "before" if found.pointer.link.earlier else "after", facts, beside=beside)
