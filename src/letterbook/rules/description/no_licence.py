"""Nothing says under which licence a file may be used

What it does
------------
Looks in `publicationStmt` for `availability` with a `licence` or with words about the rights. `status="restricted"` says enough;
`status="free"` alone does not say what may be done. The header of a `teiCorpus` speaks for its letters. Where most
files of the edition do not say it, that is one finding.

Why it matters
--------------
Without a licence nobody may do more than read: no archive takes the file, no portal harvests it, no edition cites it whole. And
in ten years nobody remembers what was agreed.

Example
-------
    <publicationStmt>
      <publisher>Letters from Port Ember</publisher>
    </publicationStmt>

Use instead
-----------
    <publicationStmt>
      <publisher>Letters from Port Ember</publisher>
      <availability>
        <licence target="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution 4.0</licence>
      </availability>
    </publicationStmt>

Fix
---
None: who holds the rights decides.

Source
------
TEI Guidelines, availability:
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-availability.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.tei import TEI
from letterbook.rules import Document, Fault
from letterbook.rules.description._headers import Lacking, lacking, says_words, told, words

CODE = "H001"
NAME = "no-licence"
SEVERITY = Severity.WARNING
_HELP = "write availability with a licence and its address into publicationStmt"
MESSAGES = words(
    "nothing says under which licence this file may be used",
    "no file of the edition says under which licence it may be used",
    "most files of the edition do not say under which licence they may be used",
    _HELP,
)


def gather(document: Document) -> Lacking | None:
    """The headers without a licence."""
    return lacking(document, _says, "fileDesc", "publicationStmt", letters=False)


def check_edition(index: Index) -> Iterator[Fault]:
    """One finding a file, or one for all."""
    yield from told(index, NAME)


def _says(header: etree._Element) -> bool:
    for terms in header.iterfind(f"{TEI}fileDesc/{TEI}publicationStmt//{TEI}availability"):
        if terms.get("status") == "restricted" or says_words(terms):
            return True
        if any(licence.get("target") for licence in terms.iter(TEI + "licence")):
            return True
    return False
