"""A page break skips a number, or says the one before again

What it does
------------
Follows the numbers of page breaks (`pb` with `n`) of a text: `3`, `p. 3`, `xiv`, `12r`, `12a`. It tells where one to five
pages are missing that the text has nowhere else, where two breaks that follow each other have one number, and where a
number stands between two that leave room for another one.

A letter may go on at any place of its paper: pages in another order, and a page to which the writer came back, are left
alone. So are the sides of leaves that are left out, texts with a `gap` in between, and a series that begins anew.

Why it matters
--------------
A page may have been forgotten in the transcription. Where only the number is wrong, citations lead to the wrong image.

Example
-------
    <p><pb n="1"/>I had your letter, <pb n="2"/>and the box too. <pb n="4"/>The rest is well.</p>

Use instead
-----------
    <p><pb n="1"/>I had your letter, <pb n="2"/>and the box too. <pb n="3"/><pb n="4"/>The rest is well.</p>

Fix
---
None: a person looks whether a page was forgotten, is blank, or has the wrong number.

Source
------
[TEI Guidelines, pb](https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-pb.html).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.tei import TEI
from letterbook.rules import Beside, Document, Entries, Fault, Words
from letterbook.rules.text._pages import Page, page

CODE = "T008"
NAME = "page-number-skipped"
SEVERITY = Severity.WARNING
_BEFORE = {"before": "the page before it is {before}"}
_LOOK = "look whether a page was forgotten, or has the wrong number; a blank page gets a pb too"
MESSAGES = {
    "en": {
        "skipped": Words(
            "the page after {before} is {here}: {missing} is missing", help=_LOOK, labels=_BEFORE
        ),
        "several": Words(
            "the page after {before} is {here}: {missing} to {last} are missing", help=_LOOK, labels=_BEFORE
        ),
        "twice": Words(
            "two pages that follow each other are {here}", help="give one of them its number", labels=_BEFORE
        ),
        "wrong": Words(
            "the page between {before} and {after} is {here}",
            help="write {missing}, if it is that page",
            labels=_BEFORE,
        ),
    }
}

_MOST = 5
"""More missing pages than this were left out on purpose."""
Break = tuple[etree._Element, Page | None]


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Each text's page breaks, by the edition whose pages they are."""
    series: dict[tuple[etree._Element | None, str | None, str | None], list[Break]] = defaultdict(list)
    for element in document.all("pb"):
        said = element.get("n")
        text = next(element.iterancestors(TEI + "text"), None)
        series[text, element.get("ed"), element.get("edRef")].append((element, page(said) if said else None))
    gaps = bool(document.all("gap"))
    for breaks in series.values():
        yield from _judged(document, breaks, gaps)


def _judged(document: Document, breaks: list[Break], gaps: bool) -> Iterator[Fault]:
    there = {(one.series, one.number) for _, one in breaks if one is not None}
    told: etree._Element | None = None
    for number, (element, here) in enumerate(breaks[1:], 1):
        earlier, before = breaks[number - 1]
        if here is None or before is None or here.series != before.series:
            continue
        after = breaks[number + 1][1] if number + 1 < len(breaks) else None
        beside = (Beside(earlier, "before", {"before": before.said}, "n"),)
        facts = {"before": before.said, "here": here.said, "after": "" if after is None else after.said}
        missing = [one for one in range(before.number + 1, here.number) if (here.series, one) not in there]
        if _between(before, here, after) and (here.series, before.number + 1) not in there:
            told = element
            yield Fault(
                element, "wrong", {**facts, "missing": here.shown(before.number + 1)}, "n", beside=beside
            )
        elif here.said == before.said:
            yield Fault(element, "twice", facts, "n", beside=beside)
        elif (
            len(missing) == here.number - before.number - 1
            and 0 < len(missing) <= _MOST
            and told is not earlier
        ):
            if gaps and _gap_between(document, earlier, element):
                continue
            facts |= {"missing": here.shown(missing[0]), "last": here.shown(missing[-1])}
            yield Fault(element, "skipped" if len(missing) == 1 else "several", facts, "n", beside=beside)


def _between(before: Page, here: Page, after: Page | None) -> bool:
    """Whether one page stands between two others that leave room for one, and is another."""
    if after is None or after.series != here.series or after.number != before.number + 2:
        return False
    return not before.number <= here.number <= after.number or (
        here.said in (before.said, after.said) and not here.side
    )


def _gap_between(document: Document, earlier: etree._Element, later: etree._Element) -> bool:
    start, end = document.number(earlier), document.number(later)
    return any(start < document.number(gap) < end for gap in document.all("gap"))
