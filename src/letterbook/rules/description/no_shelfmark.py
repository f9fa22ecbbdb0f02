"""An archive is named, but not the shelfmark

What it does
------------
Looks at each `msIdentifier` of a letter's `sourceDesc` that names a repository or institution, for an `idno` with a shelfmark.
A name of the manuscript (`msName`), an `altIdentifier`, a collection that has a number, and a collection where there is no
`idno` at all are taken as well: many archives cite by fonds and box. Where most letters of the edition do not say it, that is
one finding.

Why it matters
--------------
Nobody finds one letter in a library by the name of the library.

Example
-------
    <msIdentifier>
      <repository>Harbour Archive</repository>
      <collection/>
      <idno/>
    </msIdentifier>

Use instead
-----------
    <msIdentifier>
      <repository>Harbour Archive</repository>
      <idno>HA 12/7</idno>
    </msIdentifier>

Fix
---
None: the archive knows it.

Source
------
TEI Guidelines, The Manuscript Identifier: <https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-msIdentifier.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.tei import TEI, plain
from letterbook.rules import Document, Fault
from letterbook.rules.description._headers import Lacking, headers, told, words

CODE = "H003"
NAME = "no-shelfmark"
SEVERITY = Severity.INFO
_HELP = "write the shelfmark as idno into msIdentifier"
MESSAGES = words(
    "nothing says under which shelfmark {keeper} keeps this letter",
    "no letter of the edition has a shelfmark",
    "most letters of the edition have no shelfmark",
    _HELP,
)

_KEEPERS = ("repository", "institution")


def gather(document: Document) -> Lacking | None:
    """The identifiers of manuscripts, and which of them lack a shelfmark."""
    found = [
        identifier
        for header in headers(document, letters=True)
        for identifier in header.iterfind(f"{TEI}fileDesc/{TEI}sourceDesc//{TEI}msIdentifier")
        if _keeper(identifier)
    ]
    if not found:
        return None
    places = tuple((document.number(one), {"keeper": _keeper(one)}) for one in found if not _says(one))
    return Lacking(len(found), places)


def check_edition(index: Index) -> Iterator[Fault]:
    """One finding an identifier, or one for all."""
    yield from told(index, NAME)


def _keeper(identifier: etree._Element) -> str:
    names = (plain(node) for name in _KEEPERS for node in identifier.iterfind(TEI + name))
    return next((name for name in names if name), "")


def _says(identifier: etree._Element) -> bool:
    marks = list(identifier.iter(TEI + "idno"))
    if any(plain(mark) for mark in (*marks, *identifier.iter(TEI + "msName", TEI + "objectName"))):
        return True
    collections = "".join(plain(node) for node in identifier.iter(TEI + "collection"))
    return bool(collections) and (not marks or any(sign.isdigit() for sign in collections))
