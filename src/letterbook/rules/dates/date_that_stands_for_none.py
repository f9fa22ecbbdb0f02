"""A made-up date stands where none is known

What it does
------------
Finds values that are written to fill the attribute: `1111-01-01`, `1111-11-11`, the year `9999`, `0000` or `0001-01-01`, where
the text does not say that year.

Why it matters
--------------
To programs it is a date like any other: the undated letters come first in the edition, in the year 1111, and the chronology
begins eight centuries too early.

Example
-------
    <date when="1111-01-01">Undated</date>

Use instead
-----------
    <date>Undated</date>
    <date notBefore="1826" notAfter="1832">Undated</date>

Letters without a value stand at the end. If anything is known (the watermark, a person who is still alive), `notBefore` and
`notAfter` say it.

Fix
---
None: a person says what is known.

Source
------
TEI Guidelines, att.datable.w3c: all these attributes may be left out.
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.datable.w3c.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.tei import plain
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import dated, stands_for_none

CODE = "D009"
NAME = "date-that-stands-for-none"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "made": Words(
            '{attribute}="{value}" is no date that anybody knows: it stands where none is known',
            help="take the attribute away, or say with notBefore and notAfter what is known",
            notes=("{text}",),
        ),
    }
}
_LONGEST = 60


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding an attribute."""
    for one in dated(document):
        for attribute, value in one.values.items():
            if value[:1] in "019" and stands_for_none(value, text := plain(one.element)):
                shown = f"the text says {text}" if text and len(text) <= _LONGEST else ""
                yield Fault(
                    one.element, "made", {"attribute": attribute, "value": value, "text": shown}, attribute
                )
