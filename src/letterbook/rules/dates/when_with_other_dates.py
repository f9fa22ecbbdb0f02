"""when says one date, and other attributes beside it say another

What it does
------------
Finds elements that have `when` together with `from`, `to`, `notBefore` or `notAfter`. A `when` without a year
(`--12-11`) beside the limits of the year says no second date, and is left alone.

Why it matters
--------------
`when` names one date; `from` and `to` a time that lasted; `notBefore` and `notAfter` the limits of a date that is not
known. An element that has several of them says several things, and each program picks another: one sorts the letter by
`when`, the next by `notBefore`.

Example
-------
    <date when="1887-03" notBefore="1887-03-03" notAfter="1887-03-09">early in March</date>

Use instead
-----------
    <date notBefore="1887-03-03" notAfter="1887-03-09">early in March</date>

Fix
---
None: which of the two is meant, the source or the editor has to say.

Source
------
TEI Guidelines, att.datable.w3c, whose Schematron rules out `when` beside the others, as a warning:
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.datable.w3c.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import dated

CODE = "D001"
NAME = "when-with-other-dates"
SEVERITY = Severity.WARNING
INSTEAD_OF_CONSTRAINTS = ("att-datable-w3c-when",)
MESSAGES = {
    "en": {
        "both": Words(
            "{when} says one date, {others} another",
            help="keep when for one date, from and to for a time that lasted, notBefore and notAfter for a date between two",
        ),
    }
}

_OTHERS = ("from", "to", "notBefore", "notAfter")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding an element, at its ``when``."""
    for one in dated(document):
        for form in ("", "-iso"):
            others = [name + form for name in _OTHERS if name + form in one.values]
            if others and not one.values.get(f"when{form}", "--").strip().startswith("--"):
                facts = {"when": one.said(f"when{form}"), "others": one.said(*others)}
                yield Fault(one.element, "both", facts, f"when{form}")
