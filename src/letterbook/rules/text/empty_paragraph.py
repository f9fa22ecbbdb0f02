"""A paragraph, heading or line of verse is empty

What it does
------------
Finds `p`, `ab`, `head`, `l`, `item`, `salute` and `signed` in a text that hold nothing but white space: no words, no
element, no comment. One that has an `xml:id` or a number, or points somewhere (`corresp`, `facs`, `copyOf`, `next`, `prev`,
`sameAs`), is left alone, and so is a text without any words, as an index of correspondence (CMIF) has it.

Why it matters
--------------
It shows as a gap that the source does not have, and counts as a paragraph. Often it is what a text program left where
somebody pressed Enter twice, or the place of words that were forgotten.

Example
-------
    <div><p>Dear you,</p><p></p><p>I had your letter.</p></div>

Use instead
-----------
    <div><p>Dear you,</p><p>I had your letter.</p></div>

Where the source leaves a space that means something, `<space/>` says so; where words are lost, `<gap/>`.

Fix
---
None: a person looks whether something was forgotten.

Source
------
[TEI Guidelines, p](https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-p.html).
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.tei import TEI, XML_ID, local
from letterbook.rules import Document, Entries, Fault, Words

CODE = "T013"
NAME = "empty-paragraph"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "empty": Words(
            "this {element} is empty",
            help="take it away, or write what belongs there: words, <gap/> or <space/>",
        )
    }
}

_MEANT = (XML_ID, "corresp", "facs", "copyOf", "next", "prev", "sameAs", "select", "n")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Blocks of a text without anything in them."""
    if not any(text.region == "text" for text in document.texts):
        return  # a file of a header alone has to have a body with something in it
    for element in document.all("p", "ab", "head", "l", "item", "salute", "signed"):
        if len(element) or (element.text or "").strip() or any(name in element.attrib for name in _MEANT):
            continue
        if any(True for _ in element.iterancestors(TEI + "text")):
            yield Fault(element, "empty", {"element": local(element)})
