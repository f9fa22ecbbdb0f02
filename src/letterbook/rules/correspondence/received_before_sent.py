"""The letter arrives before it is sent

What it does
------------
Compares the dates of the `correspAction`s of the types `sent` and `received`. Only what cannot be is told: the last day
on which the letter can have been received is earlier than the first on which it can have been sent. Dates of several
senders or receipts count together. A telegram that goes west may arrive on the day before by the clocks there: of what
`type` or `form` calls a telegram, a cable or an e-mail, one day is let pass.

Why it matters
--------------
One of the two dates is wrong: a slip of a figure, the two turned round, or the date of another letter.

Example
-------
    <correspAction type="sent">
      <persName>Hermann Bahr</persName>
      <date when="1891-12-30"/>
    </correspAction>
    <correspAction type="received">
      <persName>Arthur Schnitzler</persName>
      <date when="1891-01-02"/>
    </correspAction>

Use instead
-----------
    <correspAction type="sent">
      <persName>Hermann Bahr</persName>
      <date when="1891-12-30"/>
    </correspAction>
    <correspAction type="received">
      <persName>Arthur Schnitzler</persName>
      <date when="1892-01-02"/>
    </correspAction>

Fix
---
None: which of the two dates is wrong, the source tells.

Source
------
TEI Guidelines, `correspAction`: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-correspAction.html>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.dates import DateValue
from letterbook.reading.day_numbers import number
from letterbook.rules import Beside, Entries, Fault, LetterView, Words
from letterbook.rules.correspondence._actions import before, dated, of_type, shown
from letterbook.rules.correspondence._seen import form

CODE = "C013"
NAME = "received-before-sent"
SEVERITY = Severity.ERROR
MESSAGES = {
    "en": {
        "earlier": Words(
            "the letter is received ({received}) before it is sent ({sent})",
            help="one of the two dates is wrong: see which",
            labels={"sent": "the date of sending"},
        ),
    }
}

_AT_ONCE = re.compile(r"telegra[mp]|cable|depesche|fernschreib|телеграмм|radiogram|e-?mail")


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """Every date of receipt is earlier than every date of sending."""
    received = [found for action in of_type(letter, "received") for found in dated(action)]
    if not received:
        return
    sent = [found for action in of_type(letter, "sent") for found in dated(action)]
    if not sent or not all(before(arrival, start) for _, arrival in received for _, start in sent):
        return
    nearest = min(_days(arrival, start) for _, arrival in received for _, start in sent)
    if nearest > 1 or not _AT_ONCE.search(form(letter)):
        facts = {"received": shown(received[-1][1]), "sent": shown(sent[0][1])}
        yield Fault(received[-1][0], "earlier", facts, beside=(Beside(sent[0][0], "sent"),))


def _days(arrival: DateValue, start: DateValue) -> int:
    """So many days lie between the last day of the one and the first of the other."""
    assert arrival.latest is not None and start.earliest is not None
    return number(start.earliest) - number(arrival.latest)
