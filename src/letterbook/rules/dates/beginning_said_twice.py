"""Two attributes say when something began, or when it ended

What it does
------------
Finds `from` beside `notBefore`, and `to` beside `notAfter`, on one element.

Why it matters
--------------
`from` says that something began then, `notBefore` that it cannot have been earlier, but may have been later. Together they
say that the beginning is known and that it is not. Programs take one of them, and not all the same one.

Example
-------
    <residence from="1887" notBefore="1886" to="1889">Vienna</residence>

Use instead
-----------
    <residence from="1887" to="1889">Vienna</residence>

A span whose beginning is not known: `<residence notBefore="1886" to="1889">`.

Fix
---
None: whether the date is known or only its limit, a person decides.

Source
------
TEI Guidelines, att.datable.w3c, whose Schematron rules out `from` beside `notBefore` and `to` beside `notAfter`, as a
warning:
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.datable.w3c.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import dated

CODE = "D007"
NAME = "beginning-said-twice"
ALIASES = ("end-said-twice",)
SEVERITY = Severity.WARNING
INSTEAD_OF_CONSTRAINTS = ("att-datable-w3c-from", "att-datable-w3c-to")
MESSAGES = {
    "en": {
        "beginning": Words(
            "{one} and {other} both say when this began",
            help="keep from where the day is known, notBefore where only the earliest is",
        ),
        "end": Words(
            "{one} and {other} both say when this ended",
            help="keep to where the day is known, notAfter where only the latest is",
        ),
    }
}

_PAIRS = (("beginning", "from", "notBefore"), ("end", "to", "notAfter"))


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding for each end that is said twice, at the attribute that says the limit."""
    for one in dated(document):
        for words, known, limit in _PAIRS:
            for form in ("", "-iso"):
                if known + form in one.values and limit + form in one.values:
                    facts = {"one": one.said(known + form), "other": one.said(limit + form)}
                    yield Fault(one.element, words, facts, limit + form)
