"""A pointer leads out of the edition

What it does
------------
- `leads out of the edition`: it has more `../` than there are folders up to letterbook.toml, or begins with `/`.
- `is a path of one machine`: it begins with `file:` or a drive such as `C:/`, which means something on one computer only.

Files that belong to no edition are not judged: where they end up, nobody has said. Nor are those whose `xml:base` is an
address on the web.

Why it matters
--------------
On any other computer, and on the web, the pointer leads to nothing, or to something else.

Example
-------
    <graphic url="scan.jpg" corresp="file:///C:/Users/me/scans/scan.jpg"/>

Use instead
-----------
    <graphic url="scan.jpg" corresp="../images/scan.jpg"/>

Put the file into the edition's folder and point to it from there, or give its address on the web.

Fix
---
None: the file has to be put somewhere first.

Source
------
[TEI Guidelines, Pointing Mechanisms](https://tei-c.org/release/doc/tei-p5-doc/en/html/SA.html#SAXP).
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.pointers import TargetKind
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.pointing import based_on_the_web, on_the_web, scanned

CODE = "P002"
NAME = "pointer-outside"
SEVERITY = Severity.ERROR
MESSAGES = {
    "en": {
        "outside": Words(
            '{attribute}="{ref}" {reason}',
            help="pointers lead to files of the edition, or to addresses on the web",
        )
    }
}


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Pointers that leave the edition: only those that go up, name a scheme or begin at the root can."""
    if document.settings.root is None:
        return
    elsewhere = based_on_the_web(document)
    for element, attribute, ref in scanned(document):
        if attribute == "key" or on_the_web(ref) or not (".." in ref or ":" in ref or ref[0] == "/"):
            continue
        if elsewhere and ":" not in ref:
            continue
        target = register.target(ref)
        if target.kind is TargetKind.OUTSIDE:
            facts = {"attribute": attribute, "ref": ref, "reason": target.reason}
            yield Fault(element, "outside", facts, attribute)
