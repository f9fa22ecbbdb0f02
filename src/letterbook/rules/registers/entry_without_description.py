"""An entry of a register has nothing but a name

What it does
------------
Finds entries that say nothing beyond their names: no note, dates, occupation, role, place, identifier, author, no relation
to another entry. A figure or brackets in the name count as a description (`Quill, Anselm, 1840-1911`), and so do
attributes that say something, such as `role`, `type` or `sameAs`. Where more than twenty entries of a file, and most of them,
have only names, that is told once.

Why it matters
--------------
A reader who follows the name in a letter learns nothing, and whoever finds another person of that name cannot tell whether
it is the same one.

Example
-------
    <person xml:id="quill-anselm">
      <persName>Anselm Quill</persName>
    </person>

Use instead
-----------
    <person xml:id="quill-anselm">
      <persName>Anselm Quill</persName>
      <occupation>printer in Foss</occupation>
    </person>

`<note>Not identified</note>` is a description too: it says that somebody has looked.

Fix
---
None: somebody has to know.

Source
------
[TEI Guidelines, Biographical and Prosopographical Data](https://tei-c.org/release/doc/tei-p5-doc/en/html/ND.html#NDPERSE).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.registers import Entry
from letterbook.reading.tei import XML_ID, elements, local, plain
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.registers._entries import entries_in, lists_in

CODE = "A005"
NAME = "entry-without-description"
SEVERITY = Severity.INFO
MESSAGES = {
    "en": {
        "only-name": Words(
            "nothing is said of {name}: the entry has only a name",
            help="say who or what that is: a note, dates, an occupation, the address of an authority file",
        ),
        "most": Words(
            "most entries of this file have only a name, as {name}",
            help="say who or what they are: a note, dates, an occupation, the address of an authority file",
            notes=("{count} of {total}",),
        ),
    }
}

_FEW = 20
"""So many are told one by one, however many there are."""

_NAMES = frozenset(
    (
        "persName",
        "orgName",
        "placeName",
        "geogName",
        "eventName",
        "name",
        "label",
        "head",
        "title",
        "settlement",
        "district",
    )
)
_SAYING = (
    "role",
    "type",
    "subtype",
    "sameAs",
    "ref",
    "corresp",
    "when",
    "from",
    "to",
    "notBefore",
    "notAfter",
)
_IN_NAME = re.compile(r"\d|\(|\[")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Entries of this file that have only names."""
    if not lists_in(document):
        return
    every = list(entries_in(document))
    bare = [(kind, element) for kind, element in every if not _described(element)]
    related = _related(register) if bare else frozenset()
    faults = [
        Fault(
            element, "only-name", {"name": Entry("", kind, id, document.name, element, document.source).name}
        )
        for kind, element in bare
        if (id := element.get(XML_ID, "")) not in related
    ]
    if len(faults) > max(_FEW, len(every) // 2):
        facts = {**faults[0].facts, "count": len(faults), "total": len(every)}
        yield Fault(faults[0].element, "most", facts)
    else:
        yield from faults


def _described(entry: etree._Element) -> bool:
    if any(entry.get(name) for name in _SAYING) or (entry.text or "").strip():
        return True
    names = []
    for child in elements(entry):
        if local(child) not in _NAMES or (child.tail or "").strip():
            return True
        names.append(plain(child))
    parent = entry.getparent()
    inside = parent is not None and not local(parent).startswith("list")
    return inside or not any(names) or any(_IN_NAME.search(name) for name in names)


def _related(register: Entries) -> frozenset[str]:
    """The ids that relations name."""
    return frozenset(
        ref.rpartition("#")[2]
        for relation in register.register.relations
        for ref in (*relation.active, *relation.passive, *relation.mutual)
    )
