"""Nothing says who sent the letter

What it does
------------
Finds a `correspDesc` in which no `correspAction` has the type `sent`, and one whose `correspAction` of that type names
nobody. A person, a group, an organisation, a role or an address counts as a name, and so does an empty name of which a
`gap`, a `note` or an attribute (`sameAs`) says more. A `correspDesc` in prose is left alone. Where somebody is named in an
action of a type that TEI does not suggest (`sender`, `written`), this is only a warning.

Why it matters
--------------
The sender is the first thing that readers, catalogues and exports ask of a letter. A letter without one stands in no
correspondence, in no list of senders and in no network. If nobody knows who wrote it, that is knowledge: the file has
to say so, or else everybody will think that it was forgotten.

Example
-------
    <correspDesc>
      <correspAction type="received">
        <persName ref="persons.xml#edgeworth-maria">Maria Edgeworth</persName>
      </correspAction>
    </correspDesc>

Use instead
-----------
    <correspDesc>
      <correspAction type="sent">
        <persName>Unknown</persName>
      </correspAction>
      <correspAction type="received">
        <persName ref="persons.xml#edgeworth-maria">Maria Edgeworth</persName>
      </correspAction>
    </correspDesc>

Fix
---
None: who sent the letter, or that nobody knows it, is for somebody to say who has read it.

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
from letterbook.rules.correspondence._actions import of_type, says_who, structured
from letterbook.rules.correspondence._opening import own, said

CODE = "C001"
NAME = "letter-without-sender"
SEVERITY = Severity.ERROR
ALIASES = ("sender-without-name",)
_TYPES = frozenset(("sent", "received", "transmitted", "redirected", "forwarded"))
_NOTES = ("it is signed: {signed}",)
MESSAGES = {
    "en": {
        "no-action": Words(
            "nothing says who sent the letter: no correspAction has the type sent",
            help='add <correspAction type="sent"> with the sender\'s name; write Unknown if nobody knows it',
            notes=_NOTES,
        ),
        "other": Words(
            "nothing says who sent the letter: {name} is named in a correspAction of the type {type}, and none has the type sent",
            help="write sent in its place, if that is meant; in catalogues the writer of a draft stands as its sender",
            notes=_NOTES,
        ),
        "no-name": Words(
            "nobody is named as the sender",
            help="name the sender; write Unknown if nobody knows the name",
            notes=_NOTES,
        ),
    }
}


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """A ``correspDesc`` without sent action; a sent action without a name, where no other has one."""
    description = letter.description
    if description is None or not structured(letter):
        return
    sent = of_type(letter, "sent")
    if not sent:
        if all(action.type for action in letter.letter.actions):
            signed = said(own(letter, "signed"))
            other = next(
                (each for each in letter.letter.actions if each.names and each.type not in _TYPES), None
            )
            if other is None:
                yield Fault(description, "no-action", {"signed": signed})
            else:
                facts = {"signed": signed, "name": other.names[0].text or "somebody", "type": other.type}
                yield Fault(description, "other", facts, severity=Severity.WARNING)
    elif not any(says_who(action) for action in sent):
        yield Fault(sent[0].element, "no-name", {"signed": said(own(letter, "signed"))})
