"""A letter answers one that was written after it

What it does
------------
Compares the dates of two letters of which the `correspContext` says that the one answers the other: `prev` with the
subtype `answered` names the letter that this one answers, `next` with the subtype `answering` the one that answers it.
Types such as `replyTo` and `answeredBy` are understood too; TEI suggests no words for this. Only what cannot be is told:
the last possible day of the answer is earlier than the first possible day of what it answers. The other letter may be
one of the edition or a dated letter in the register of works.

Why it matters
--------------
Either a date is wrong, or the two letters do not belong together. Both change how a correspondence is read.

Example
-------
In a letter of 5 March,

    <correspContext>
      <ref type="prev" subtype="answered" target="letter-1887-05-05.xml">Letter of 5 May 1887</ref>
    </correspContext>

Use instead
-----------
    <correspContext>
      <ref type="next" subtype="answering" target="letter-1887-05-05.xml">Letter of 5 May 1887</ref>
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

CODE = "C006"
NAME = "answers-later-letter"
SEVERITY = Severity.ERROR
_HELP = "see whether the date is wrong, or which of the two letters answers the other"
_LABELS = {"date": "that letter"}
MESSAGES = {
    "en": {
        "answers": Words(
            "the letter of {date} answers {other}, which is later ({other_date})", help=_HELP, labels=_LABELS
        ),
        "answered": Words(
            "the letter of {date} is answered by {other}, which is earlier ({other_date})",
            help=_HELP,
            labels=_LABELS,
        ),
    }
}


def check_edition(index: Index) -> Iterator[Fault]:
    """Answers whose every possible day is earlier than every possible day of what they answer; each pair once."""
    told = set()
    for found in neighbours(index, NAME):
        dates = against_time(index, found) if found.pointer.link.answers else None
        if dates is None or found.pair in told:
            continue
        told.add(found.pair)
        facts = {"date": shown(dates[0]), "other": name_of(index, found), "other_date": shown(dates[1])}
        beside = () if found.other is None else (Beside(place_of(index, NAME, found.other, "date"), "date"),)
        yield Fault(
            found.where, "answers" if found.pointer.link.earlier else "answered", facts, beside=beside
        )
