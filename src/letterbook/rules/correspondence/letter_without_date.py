"""Nothing says when the letter was sent

What it does
------------
Finds a letter that has no date of sending: neither a `date` in its `correspAction` of the type `sent`, nor one with a
value in a `dateline` of its text. A date in words (`<date>undated</date>`) says something, and so does prose.

Why it matters
--------------
Letters are read, listed and compared by date. One without any stands behind all others, and nobody can tell whether its
date is unknown or was never filled in. A date that stands only in the description of the source or of the writing
(`origDate`, `creation`) is not one of sending, and no letter is put in order by it. Even a wide span
(`notBefore="1890" notAfter="1899"`) puts a letter near its neighbours.

Example
-------
    <correspAction type="sent">
      <persName>Ida Dehmel</persName>
    </correspAction>

Use instead
-----------
    <correspAction type="sent">
      <persName>Ida Dehmel</persName>
      <date notBefore="1901-10-22" notAfter="1920-02-08" cert="low">undated</date>
    </correspAction>

Fix
---
None: a date is for somebody to find, or to say that it cannot be found.

Source
------
TEI Guidelines, Correspondence Description: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/HD.html#HD44CD>
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Entries, Fault, LetterView, Words
from letterbook.rules.correspondence._actions import described, of_type, says_when, shown, where
from letterbook.rules.correspondence._opening import own, said

CODE = "C003"
NAME = "letter-without-date"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "undated": Words(
            "nothing says when the letter was sent",
            help="add a date; notBefore and notAfter say between which days it was; write undated if nobody knows",
            notes=("its dateline reads: {dateline}", "{place} says {date}"),
        ),
    }
}


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """A letter whose sent actions have no date, and whose datelines have none with a value."""
    sent = of_type(letter, "sent")
    if sent and not any(says_when(action) for action in sent) and letter.letter.date is None:
        facts = {"dateline": said(own(letter, "dateline")), "date": "", "place": ""}
        for element, value in described(letter):
            facts |= {"date": shown(value), "place": where(element)}
            break
        yield Fault(sent[0].element, "undated", facts)
