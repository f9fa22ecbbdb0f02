"""The letter is signed by somebody who is not its sender

What it does
------------
Compares the names in the letter's `signed` with the senders in `correspDesc`: by the entries that both point to, and
where a signature is not tagged, by a name that an entry of the register surely has. Nothing is told as long as any
sender signs, anybody could be meant (first names, initials, a sender that no entry identifies), an organisation or a
group is the sender, or the signature says that somebody signs for another (`for`, `p. p.`, `i. A.`, a secretary).

Why it matters
--------------
Either the signature is tagged with the wrong person, or the header has the wrong sender, or one sender too few.

Example
-------
    <correspAction type="sent">
      <persName ref="persons.xml#quill-anselm">Anselm Quill</persName>
    </correspAction>
    …
    <signed><persName ref="persons.xml#marbury-ada">A. Marbury</persName></signed>

Use instead
-----------
    <correspAction type="sent">
      <persName ref="persons.xml#marbury-ada">Ada Marbury</persName>
    </correspAction>
    …
    <signed><persName ref="persons.xml#marbury-ada">A. Marbury</persName></signed>

Fix
---
None: who wrote and who signed, the source tells.

Source
------
TEI Guidelines, `signed`: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-signed.html>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.tei import plain
from letterbook.rules import Beside, Entries, Fault, LetterView, Words
from letterbook.rules.correspondence._actions import of_type
from letterbook.rules.correspondence._opening import own, persons
from letterbook.rules.correspondence._parties import Verdict, party

CODE = "C011"
NAME = "signer-against-sender"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "differs": Words(
            "{signer} signs the letter, but correspAction names {sender} as the sender",
            help="see who wrote the letter: correct the name here or there, or add the signer to the senders",
            labels={"sender": "the sender"},
        ),
    }
}

_FOR = re.compile(
    r"\b(?:for|per|pp|secretar\w*|sekret\w*|secr[ée]taire|clerk|attest\w*|witness\w*|copy|copie|abschrift|kopie|pour|durch"
    r"|im auftrag|in vertretung|за|секретар\w*|копия)\b|\bp\. ?p\.|\bi\. ?[av]\.",
    re.IGNORECASE,
)


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """Signatures that are all of others: one finding, at the first."""
    lines = own(letter, "signed")
    sent = of_type(letter, "sent") if lines else []
    senders = party(sent, register) if sent else None
    if senders is None or any(_FOR.search(plain(line)) for line in lines):
        return
    found = []
    for line in lines:
        names = persons(line)
        if not plain(line) and not names:
            continue
        judged = [(name, *senders.judge(name, register)) for name in names] or [
            (line, *senders.judge_words(plain(line), register))
        ]
        for element, verdict, who in judged:
            if verdict is not Verdict.ANOTHER:
                return
            found.append((element, who))
    if found:
        element, who = found[0]
        beside = Beside(sent[0].element, "sender")
        yield Fault(element, "differs", {"signer": who, "sender": senders.shown}, beside=(beside,))
