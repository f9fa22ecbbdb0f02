"""Nothing says to whom the letter was sent

What it does
------------
Finds a letter that was sent, but of which no `correspAction` of the type `received` names anybody. Persons, groups,
organisations, roles and addresses count, and so does an empty name of which a `gap`, a `note` or an attribute (`sameAs`)
says more. A `correspDesc` in prose is left alone, and one that names no sending at all (letter-without-sender speaks of
that).

Why it matters
--------------
A letter is half known without its addressee: it is missing in the correspondence of two people, and searches for
letters to somebody do not find it. Often the name was only never filled in.

Example
-------
    <correspAction type="sent">
      <persName ref="persons.xml#edgeworth-maria">Maria Edgeworth</persName>
    </correspAction>
    <correspAction type="received">
      <persName><!-- recipient --></persName>
    </correspAction>

Use instead
-----------
    <correspAction type="sent">
      <persName ref="persons.xml#edgeworth-maria">Maria Edgeworth</persName>
    </correspAction>
    <correspAction type="received">
      <persName>Unknown</persName>
    </correspAction>

Fix
---
None: to whom a letter went is for somebody to say who has read it.

Source
------
TEI Guidelines, Correspondence Description: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/HD.html#HD44CD>. The
Correspondence Metadata Interchange Format asks for a name, and for `Unknown` where there is none:
<https://encoding-correspondence.bbaw.de/v1/CMIF.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Entries, Fault, LetterView, Words
from letterbook.rules.correspondence._actions import of_type, says_who
from letterbook.rules.correspondence._opening import said, salutations

CODE = "C002"
NAME = "letter-without-addressee"
SEVERITY = Severity.WARNING
_NOTES = ("it greets: {greeted}",)
MESSAGES = {
    "en": {
        "no-action": Words(
            "nothing says to whom the letter was sent: no correspAction has the type received",
            help='add <correspAction type="received"> with the name of whom it was meant for; write Unknown if nobody knows it',
            notes=_NOTES,
        ),
        "no-name": Words(
            "nobody is named as the addressee",
            help="name whom the letter was meant for; write Unknown if nobody knows the name",
            notes=_NOTES,
        ),
    }
}


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """A sent letter without received action, or whose received actions name nobody."""
    description = letter.description
    if description is None or not of_type(letter, "sent"):
        return
    received = of_type(letter, "received")
    if not received:
        if all(action.type for action in letter.letter.actions):
            yield Fault(description, "no-action", {"greeted": said(salutations(letter))})
    elif not any(says_who(action) for action in received):
        yield Fault(received[0].element, "no-name", {"greeted": said(salutations(letter))})
