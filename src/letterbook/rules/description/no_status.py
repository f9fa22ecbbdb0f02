"""Nothing says how far the work on a letter is

What it does
------------
Looks for `status` on the `revisionDesc` of a letter or document, or on one of its changes. The header of a `teiCorpus` speaks
for its letters. Where most of the edition do not say it, that is one finding. A letter that is only described, without text,
needs no status. Which words are used, the edition decides: TEI's are only suggestions.

Why it matters
--------------
Whether a transcription is a draft, approved or published nobody sees from the text. Readers, and those who go on with the
work, take a draft for the finished letter; programs that follow TEI take a finished letter without a status for a draft.

Example
-------
    <revisionDesc>
      <change when="2026-03-02">Transcribed.</change>
    </revisionDesc>

Use instead
-----------
    <revisionDesc status="draft">
      <change when="2026-03-02">Transcribed.</change>
    </revisionDesc>

Fix
---
None: who works on it knows.

Source
------
TEI Guidelines, The Revision Description, and att.docStatus:
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.docStatus.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.kinds import Kind
from letterbook.reading.tei import TEI, first
from letterbook.rules import Document, Fault
from letterbook.rules.description._headers import Lacking, lacking, says_words, told, words

CODE = "H005"
NAME = "no-status"
SEVERITY = Severity.INFO
_HELP = "write status on revisionDesc, such as draft, approved or published"
MESSAGES = words(
    "nothing says how far the work on this text is",
    "no text of the edition says how far the work on it is",
    "most texts of the edition do not say how far the work on them is",
    _HELP,
)


def gather(document: Document) -> Lacking | None:
    """The headers of letters and documents without a status."""
    if document.kind not in (Kind.LETTER, Kind.DOCUMENT, Kind.CORPUS):
        return None
    return lacking(document, _says, "revisionDesc", letters=document.kind is not Kind.DOCUMENT)


def check_edition(index: Index) -> Iterator[Fault]:
    """One finding a text, or one for all."""
    yield from told(index, NAME)


def _says(header: etree._Element) -> bool:
    revision = first(header, "revisionDesc")
    if revision is not None:
        for node in (revision, *revision.iter(TEI + "listChange", TEI + "change")):
            if node.get("status", "").strip():
                return True
    whole = header.getparent()
    return whole is not None and whole.tag == TEI + "TEI" and not says_words(first(whole, "text"))
