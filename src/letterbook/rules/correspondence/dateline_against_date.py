"""The dateline and the header give the letter different dates

What it does
------------
Compares the dates of the letter's `dateline`s with those of sending in `correspDesc`, or where it has none, with those
in the heading of `msDesc`, in `origDate` and in `creation`: by the attributes of a tagged `date`, else by the words
(English, German, French and Russian, and figures). Only what cannot be reconciled is told: no
day is meant by both. Dates of several senders and datelines of several days count together, and words may be of the
Julian calendar. Letters that are quoted or enclosed are left out.

Why it matters
--------------
Letters are put in order by the header, and people cite them by what they read in the letter. A difference is mostly a
slip of a figure. If it is meant (a letter that went out days after it was written), the header can say both.

Example
-------
    <correspAction type="sent">
      <date when="1961-02-21"/>
    </correspAction>
    …
    <dateline>Brackwater, <date when="1961-02-22">February 22, 1961</date></dateline>

Use instead
-----------
    <correspAction type="sent">
      <date when="1961-02-22"/>
    </correspAction>
    …
    <dateline>Brackwater, <date when="1961-02-22">February 22, 1961</date></dateline>

or, of a letter that was sent later than it was written,

    <date from="1961-02-21" to="1961-02-22"/>

Fix
---
None: which of the two dates is right, the source tells.

Source
------
TEI Guidelines, `dateline`: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-dateline.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.dates import DateValue, date_of
from letterbook.reading.tei import TEI, plain
from letterbook.rules import Beside, Entries, Fault, LetterView, Words
from letterbook.rules.correspondence._actions import apart, dated, described, of_type, shown, where
from letterbook.rules.correspondence._opening import own
from letterbook.rules.correspondence._worded import first_date, words_agree

CODE = "C009"
NAME = "dateline-against-date"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "differs": Words(
            "the dateline says {said}, but correspAction says that the letter was sent {sent}",
            help="look at the source, and correct one of the two; a letter that was sent later than it was written can say both",
            labels={"sent": "the date of sending"},
        ),
        "described": Words(
            "the dateline says {said}, but {place} says {sent}",
            help="look at the source, and correct one of the two",
            labels={"described": "the other date"},
        ),
    }
}


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """Datelines of which none can be of a day of sending: one finding, at the first."""
    lines = own(letter, "dateline")
    if not lines:
        return
    sent = [found for action in of_type(letter, "sent") for found in dated(action)]
    header = sent or list(described(letter))
    found = _against(lines, [value for _, value in header]) if header else None
    if found is not None:
        facts = {"said": found[1], "sent": shown(header[0][1]), "place": where(header[0][0])}
        beside = Beside(header[0][0], "sent" if sent else "described")
        yield Fault(found[0], "differs" if sent else "described", facts, beside=(beside,))


def _against(lines: list[etree._Element], dates: list[DateValue]) -> tuple[etree._Element, str] | None:
    """The first date of datelines that are all of other days, and what it says."""
    tagged = [
        (element, value)
        for line in lines
        for element in line.iter(TEI + "date")
        if (value := date_of(element)).known
    ]
    if tagged:
        agree = _reconciled([value for _, value in tagged], dates)
        if agree or any(words_agree(element, dates, alone=True) for element, _ in tagged):
            return None
        return tagged[0][0], _told(*tagged[0])
    if any(words_agree(line, dates, alone=False) in (None, True) for line in lines):
        return None
    return lines[0], first_date(lines[0])


def _told(element: etree._Element, value: DateValue) -> str:
    """What a tagged date says: its value, with its words where it has some."""
    words = plain(element)
    return f"{words} ({shown(value)})" if 0 < len(words) <= 40 else shown(value)


def _reconciled(datelines: list[DateValue], sent: list[DateValue]) -> bool:
    """Whether a date of sending may be that of a dateline, or lies between those of several."""
    if any(not apart(line, date) for line in datelines for date in sent):
        return True
    starts = [line.earliest for line in datelines if line.earliest is not None]
    ends = [line.latest for line in datelines if line.latest is not None]
    if len(datelines) < 2 or not starts or not ends:
        return False
    return any(
        date.earliest is not None
        and date.latest is not None
        and min(starts) <= date.earliest <= date.latest <= max(ends)
        for date in sent
    )
