"""The letter greets somebody who is not its addressee

What it does
------------
Compares the names in the letter's salutation (`salute`, not in the `closer`) with the addressees in `correspDesc`: by
the entries that both point to, and where the salutation is not tagged, by a surname behind a form of address (`Dear
Mr. Roscoe`, `Lieber Herr Dehmel`) that an entry of the register surely has and that no addressee can have. Nothing is
told as long as any addressee is greeted, anybody could be meant (`Madame`, `Dear Mr. Chairman`, first names), a
group is written to, or the letter begins with its sender (*Miss Edgeworth presents her compliments*).

Why it matters
--------------
Either the salutation is tagged with the wrong person, or the header has the wrong addressee: a letter in the wrong
correspondence.

Example
-------
    <correspAction type="received">
      <persName ref="persons.xml#edgeworth-maria">Maria Edgeworth</persName>
    </correspAction>
    …
    <salute>My dear <persName ref="persons.xml#miles-mrs">Mrs. Miles</persName></salute>

Use instead
-----------
    <correspAction type="received">
      <persName ref="persons.xml#miles-mrs">Mrs. Miles</persName>
    </correspAction>
    …
    <salute>My dear <persName ref="persons.xml#miles-mrs">Mrs. Miles</persName></salute>

Fix
---
None: to whom the letter went, the source tells.

Source
------
TEI Guidelines, `salute`: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-salute.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.tei import plain
from letterbook.rules import Beside, Entries, Fault, LetterView, Words
from letterbook.rules.correspondence._actions import of_type
from letterbook.rules.correspondence._opening import persons, salutations
from letterbook.rules.correspondence._parties import Verdict, addressed_by_surname, party

CODE = "C012"
NAME = "salutation-against-addressee"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "differs": Words(
            "the salutation greets {greeted}, but correspAction names {addressee} as the addressee",
            help="see to whom the letter was sent: correct the name here or there",
            labels={"addressee": "the addressee"},
        ),
    }
}

_TO = ("received", "redirected", "forwarded")


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """Salutations that are all to others: one finding, at the first."""
    lines = salutations(letter)
    received = [action for type in _TO for action in of_type(letter, type)] if lines else []
    addressees = party(received, register) if received else None
    if addressees is None:
        return
    found = []
    for line in lines:
        names = persons(line)
        judged = [(name, *addressees.judge(name, register)) for name in names]
        if not names:
            text = addressed_by_surname(plain(line))
            if not text:
                continue
            judged = [(line, *addressees.judge_words(text, register))]
        for element, verdict, who in judged:
            if verdict is not Verdict.ANOTHER or _speaks_of_itself(line, element, letter, register):
                return
            found.append((element, who))
    if found:
        element, who = found[0]
        beside = Beside(received[0].element, "addressee")
        yield Fault(element, "differs", {"greeted": who, "addressee": addressees.shown}, beside=(beside,))


def _speaks_of_itself(
    line: etree._Element, name: etree._Element, letter: LetterView, register: Entries
) -> bool:
    """Whether a letter begins with its own sender: *Miss Edgeworth presents her compliments*."""
    if name is line or not plain(line).startswith(plain(name)):
        return False
    senders = party(of_type(letter, "sent"), register)
    return senders is None or senders.judge(name, register)[0] is Verdict.ONE
