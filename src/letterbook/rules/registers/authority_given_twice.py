"""An entry has two different numbers of one authority file

What it does
------------
Finds entries with two addresses or numbers of one authority that are not the same: two of GND, two of Wikidata. Two ways of
writing one address are no fault of this kind, and groups of persons may have several.

Why it matters
--------------
Mostly one of them belongs to somebody else of the same name. It may be right, where the authority has a record for a
pseudonym, or has not seen yet that two of its records are one; then an ignore says so.

Example
-------
    <person xml:id="quill-anselm">
      <persName>Anselm Quill</persName>
      <idno>https://d-nb.info/gnd/118679236</idno>
      <idno>https://d-nb.info/gnd/118679228</idno>
    </person>

Use instead
-----------
    <person xml:id="quill-anselm">
      <persName>Anselm Quill</persName>
      <idno>https://d-nb.info/gnd/118679236</idno>
    </person>

Fix
---
None: which one is right, a person decides.

Source
------
[TEI Guidelines, idno](https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-idno.html).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.rules import Beside, Document, Entries, Fault, Words
from letterbook.rules.registers._addresses import Stated, stated

CODE = "A007"
NAME = "authority-given-twice"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "twice": Words(
            "the entry has two numbers of {authority}: {first} and {second}",
            help="keep the one that is meant",
            labels={"first": "the first one is here"},
        )
    }
}


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Entries that have two different numbers of one authority."""
    known: dict[tuple[etree._Element, str], Stated] = {}
    for one in stated(document):
        if one.entry is None or one.found.flaw is not None or one.kind == "personGrp":
            continue
        first = known.setdefault((one.entry, one.found.authority.name), one)
        if first.found.id != one.found.id:
            facts = {"authority": one.found.authority.name, "first": first.found.id, "second": one.found.id}
            beside = Beside(first.element, "first", attribute=first.attribute)
            yield Fault(one.element, "twice", facts, one.attribute, one.place, (beside,))
