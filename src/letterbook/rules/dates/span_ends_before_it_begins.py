"""A span ends before it begins, or no date lies between its limits

What it does
------------
Compares the beginning (`from`, `notBefore`) with the end (`to`, `notAfter`) of an element, as days, months or years of
any length, and the two ends of an interval in an `-iso` attribute (`1889/1887`).

Why it matters
--------------
Nothing can have lasted so. Usually the two are exchanged, or a figure is mistyped; sorted by either end, the letter comes
to a wrong place, and timelines break.

Example
-------
    <date from="1887-03-05" to="1887-03-02">2nd to 5th March 1887</date>

Use instead
-----------
    <date from="1887-03-02" to="1887-03-05">2nd to 5th March 1887</date>

Fix
---
None: whether the two are exchanged or one is mistyped, the source says.

Source
------
TEI Guidelines, att.datable.w3c: <https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.datable.w3c.html>
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.dates import Day
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import Dated, dated, span

CODE = "D002"
NAME = "span-ends-before-it-begins"
ALIASES = ("from-after-to", "not-before-after-not-after")
SEVERITY = Severity.ERROR
_HELP = "look at the source: if the two are exchanged, write {better}"
MESSAGES = {
    "en": {
        "span": Words("the span ends before it begins: {begin}, {end}", help=_HELP),
        "limits": Words("no date is both {begin} and {end}", help=_HELP),
        "interval": Words("the interval {begin} ends before it begins", help=_HELP),
    }
}


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding an element, at the attribute that says the end."""
    for one in dated(document):
        if len(one.values) > 1:
            yield from _pairs(one)
        for attribute, value in one.values.items():
            if "/" in value and attribute.endswith("-iso"):
                yield from _interval(one, attribute, value)


def _pairs(one: Dated) -> Iterator[Fault]:
    begins = [found for name in ("from", "notBefore") if (found := one.value(name))]
    ends = [found for name in ("to", "notAfter") if (found := one.value(name))]
    for begin, end in zip(begins, ends, strict=False):
        if _ends_before(span(*begin), span(*end)):
            words = "limits" if begin[0].startswith("notBefore") and end[0].startswith("notAfter") else "span"
            better = f'{begin[0]}="{end[1]}" {end[0]}="{begin[1]}"'
            facts = {"begin": one.said(begin[0]), "end": one.said(end[0]), "better": better}
            yield Fault(one.element, words, facts, end[0])


def _interval(one: Dated, attribute: str, value: str) -> Iterator[Fault]:
    first, _, last = value.partition("/")
    if "/" not in last and _ends_before(span(attribute, first), span(attribute, last)):
        facts = {"begin": value, "end": "", "better": f'{attribute}="{last.strip()}/{first.strip()}"'}
        yield Fault(one.element, "interval", facts, attribute)


def _ends_before(
    begin: tuple[Day | None, Day | None] | None, end: tuple[Day | None, Day | None] | None
) -> bool:
    """Whether the last day of the end comes before the first of the beginning."""
    if begin is None or end is None or begin[0] is None or end[1] is None:
        return False
    return end[1] < begin[0]
