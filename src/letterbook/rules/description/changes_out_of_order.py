"""The changes of a file stand in no order

What it does
------------
Reads the dates of the `change` elements of a `revisionDesc`, list by list. They have to go from the newest to the oldest, as the
TEI Guidelines advise, or from the oldest to the newest; changes without a date are passed over. The change that breaks the
order of most is shown. A `listChange` that says `ordered="false"` is left alone.

Why it matters
--------------
Who looks for what was done last takes the first or the last change. In a list without order both are wrong; often a date is
mistyped.

Example
-------
    <revisionDesc>
      <change when="2024-05-02">Proofread.</change>
      <change when="2025-03-01">Encoded.</change>
      <change when="2024-03-01">Transcribed.</change>
    </revisionDesc>

Use instead
-----------
    <revisionDesc>
      <change when="2024-05-02">Proofread.</change>
      <change when="2024-03-01">Encoded.</change>
      <change when="2024-03-01">Transcribed.</change>
    </revisionDesc>

Fix
---
None: whether the order or a date is wrong, a person sees.

Source
------
TEI Guidelines, The Revision Description: the most recent change first.
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-revisionDesc.html>
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.dates import DateValue, date_of
from letterbook.reading.tei import TEI, elements
from letterbook.rules import Beside, Document, Entries, Fault, Words

CODE = "H004"
NAME = "changes-out-of-order"
SEVERITY = Severity.INFO
MESSAGES = {
    "en": {
        key: Words(
            f"this change of {{date}} breaks the order of the changes, which go from the {order}",
            help="look whether its date is right, or put it at its place",
            labels={"before": "the change before it is of {date}"},
        )
        for key, order in {"down": "newest to the oldest", "up": "oldest to the newest"}.items()
    }
}


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding a list: the first change that breaks its order."""
    for revision in document.all("revisionDesc"):
        for holder in (revision, *revision.iter(TEI + "listChange")):
            if holder.get("ordered", "").strip() in ("false", "0"):
                continue
            changes = [(node, date_of(node, "")) for node in elements(holder) if node.tag == TEI + "change"]
            yield from _order([(node, date) for node, date in changes if date.known])


def _order(changes: list[tuple[etree._Element, DateValue]]) -> Iterator[Fault]:
    up = [pair for pair in pairwise(changes) if _later(pair[1][1], pair[0][1])]
    down = [pair for pair in pairwise(changes) if _later(pair[0][1], pair[1][1])]
    if up and down:
        words = "up" if len(up) > len(down) else "down"
        (before, earlier), (node, date) = (down if words == "up" else up)[0]
        beside = (Beside(before, "before", {"date": earlier.written}, _first(before)),)
        yield Fault(node, words, {"date": date.written}, _first(node), beside=beside)


def _later(one: DateValue, other: DateValue) -> bool:
    """Whether the first is certainly later: its earliest day comes after the latest of the other."""
    if one.earliest is None or other.latest is None:
        return False
    return one.earliest > other.latest


def _first(node: etree._Element) -> str | None:
    return next((str(name) for name in node.attrib if str(name) in _DATING), None)


_DATING = ("when", "when-iso", "from", "notBefore", "to", "notAfter")
