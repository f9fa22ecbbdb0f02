"""A running header or a page number stands in the text

What it does
------------
Looks at the first line after each page break, up to the next `lb` or the end of the paragraph. It tells

- a number that is the number of the page (`n` of the `pb`), alone on the line, or any number between dashes: `- 2 -`;
- words that are the first line of three pages or more of one text, apart from numbers in them.

Each is told once for a file, at the first place. What stands in `fw` is in its place, and headings (`head`) are left alone.

Why it matters
--------------
The page number and the title at the top of a page become part of a sentence, are read aloud, found by searches and counted.

Example
-------
    <p>I had your letter yester<pb n="2"/><lb/>- 2 -<lb/>day morning.</p>

Use instead
-----------
    <p>I had your letter yester<pb n="2" break="no"/><fw type="pageNum">- 2 -</fw><lb break="no"/>day morning.</p>

Fix
---
None: a person looks what belongs to the top of the page.

Source
------
[TEI Guidelines, fw](https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-fw.html).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.tei import TEI, squeeze
from letterbook.rules import Document, Entries, Fault, Words

CODE = "T002"
NAME = "running-header-in-text"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "number": Words(
            "the page number {said} stands in the text",
            help='write <fw type="pageNum">{said}</fw>',
            notes=("so it is on {count} pages of this file",),
        ),
        "header": Words(
            "{said} is the first line of {count} pages: a running header, it seems, stands in the text",
            help='write <fw type="header">{said}</fw>',
        ),
    }
}

_LONGEST = 70
_FEWEST = 3
"""On so many pages a line has to be the first one to be a header."""
_BREAKS = frozenset(TEI + name for name in ("lb", "cb", "gb"))
_ENDS = _BREAKS | {TEI + "pb", TEI + "p", TEI + "ab", TEI + "div"}
_LINES = frozenset((TEI + "p", TEI + "ab"))
_DASHED = re.compile(r"[-–—]\s*[0-9]{1,4}\s*[-–—]")
_BARE = re.compile(r"[\[(]?\s*([0-9]{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})\s*[\])]?[.]?")
_NUMBERS = re.compile(r"[\W\d_]+")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """First lines of pages: numbers, told together, and words that come again."""
    numbers: list[tuple[etree._Element, str]] = []
    lines: dict[tuple[etree._Element | None, str], list[tuple[etree._Element, str]]] = defaultdict(list)
    begun: etree._Element | None = None
    for page in document.all("pb"):
        text = next(page.iterancestors(TEI + "text"), None)
        opening, begun = text is not begun, text
        line = _first_line(page)
        if not line:
            continue
        bare = _BARE.fullmatch(line)
        if _DASHED.fullmatch(line) or (bare is not None and bare[1] == (page.get("n") or "").strip("[]() .")):
            numbers.append((page, line))
        elif opening:
            continue  # many letters of one file begin alike
        elif (words := _NUMBERS.sub(" ", line).strip().casefold()) and len(words) > 3:
            lines[text, words].append((page, line))
    if numbers:
        page, said = numbers[0]
        yield Fault(page, "number", {"said": said, "count": len(numbers) if len(numbers) > 1 else 0})
    for pages in lines.values():
        if len(pages) >= _FEWEST:
            page, said = pages[0]
            yield Fault(page, "header", {"said": said, "count": len(pages)})


def _first_line(page: etree._Element) -> str:
    """The first line of a page, where it is short and has no markup; else empty."""
    node = page
    while not (node.tail or "").strip():
        following = node.getnext()
        if following is None or following.tag not in _BREAKS:
            return _paragraph(following)
        node = following
    following = node.getnext()
    text = node.tail or ""
    if len(text) > _LONGEST * 4 or (following is not None and following.tag not in _ENDS):
        return ""
    line = squeeze(text)
    return line if len(line) <= _LONGEST else ""


def _paragraph(node: etree._Element | None) -> str:
    """A paragraph that is one short line; else empty."""
    if node is None or node.tag not in _LINES or len(node) or len(node.text or "") > _LONGEST:
        return ""
    return squeeze(node.text)
