"""Nothing says where the letter is kept, or from what it was taken

What it does
------------
Looks in the `sourceDesc` of letters for an archive (`msDesc`), an edition that printed the letter (`bibl`), or words. What
stands in square brackets to be filled in counts as nothing, except in a draft. A `sourceDesc` that is missing is the
grammar's matter. Where most letters of the edition do not say it, that is one finding.

Why it matters
--------------
A transcription of which nobody knows the original cannot be checked, and cannot be cited as a source.

Example
-------
    <sourceDesc>
      <msDesc><msIdentifier><repository/><idno/></msIdentifier></msDesc>
    </sourceDesc>

Use instead
-----------
    <sourceDesc>
      <msDesc>
        <msIdentifier>
          <repository>Harbour Archive</repository>
          <idno>HA 12/7</idno>
        </msIdentifier>
      </msDesc>
    </sourceDesc>

Fix
---
None: only who has seen the source can say it.

Source
------
TEI Guidelines, The Source Description: <https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-sourceDesc.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.tei import TEI, elements, first
from letterbook.rules import Document, Fault
from letterbook.rules.description._headers import Lacking, lacking, says_words, told, words

CODE = "H002"
NAME = "no-archival-source"
SEVERITY = Severity.WARNING
_HELP = "write into sourceDesc an msDesc with repository and shelfmark, or a bibl of the printed source"
MESSAGES = words(
    "nothing says where this letter is kept, or from what it was taken",
    "no letter of the edition says where it is kept, or from what it was taken",
    "most letters of the edition do not say where they are kept, or from what they were taken",
    _HELP,
)

_POINTING = ("target", "corresp", "sameAs", "source", "facs", "ref", "key")


def gather(document: Document) -> Lacking | None:
    """The letters whose header names no source."""
    return lacking(document, _says, "fileDesc", "sourceDesc", letters=True)


def check_edition(index: Index) -> Iterator[Fault]:
    """One finding a letter, or one for all."""
    yield from told(index, NAME)


def _says(header: etree._Element) -> bool:
    source = first(header, "fileDesc", "sourceDesc")
    if source is None:
        return True
    revision = first(header, "revisionDesc")
    draft = revision is not None and revision.get("status") == "draft"
    if any(says_words(part, filled=not draft) for part in elements(source)):
        return True
    return any(node.get(name) for node in source.iter(TEI + "*") for name in _POINTING)
