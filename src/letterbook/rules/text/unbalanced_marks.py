"""A bracket or a quotation mark has no partner

What it does
------------
Follows the brackets ( ), [ ], { } and the quotation marks „ “, “ ”, « » and » « through each division and each note of a
text, over the ends of paragraphs, and tells the first one of each kind that has no partner. Marks may be nested, and a
quotation of several paragraphs or lines may repeat its opening mark at the beginning of each.

A mark that is closed by a straight one (`“pen pal"`) is told as such. Left alone are list markers such as `a)` and `2)`,
emoticons, other straight and single quotation marks (inches and apostrophes look like them), and divisions in which
something is struck out, lost or unclear: the partner may be there.

Why it matters
--------------
A mark was forgotten in the transcription, or read as another one; or the writer forgot it, and then `<sic>` says that it
was seen.

Example
-------
    <p>I came home (on Tuesday and found your letter.</p>

Use instead
-----------
    <p>I came home (on Tuesday) and found your letter.</p>

Fix
---
None: a person looks at the source.

Source
------
[TEI Guidelines, Quotation](https://tei-c.org/release/doc/tei-p5-doc/en/html/CO.html#COHQQ).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Text, Words
from letterbook.rules.text._blocks import Flow, flows
from letterbook.rules.text._joined import joined, verbatim, words_round

CODE = "T005"
NAME = "unbalanced-marks"
SEVERITY = Severity.INFO
_LOOK = "look at the source; if the mark is missing there too, <sic> says that it was seen"
MESSAGES = {
    "en": {
        "open": Words("the mark {mark} before {after} is never closed", help=_LOOK),
        "straight": Words(
            "the mark {mark} before {after} is closed by a straight mark",
            help='write the mark that belongs to it, not "',
        ),
        "close": Words("the mark {mark} after {before} was never opened", help=_LOOK),
    }
}

_BRACKETS = {")": "(", "]": "[", "}": "{"}
_OPENING = frozenset(_BRACKETS.values())
_MARKS = re.compile(r'[()\[\]{}„“”‟«»"]')
_MARKER = re.compile(r"(?:^|[\s(–—;,.])(?:[0-9]{1,3}|[a-zA-Zα-ωа-я]|[ivxIVX]{1,4})[.]?\Z")
_EMOTICON = re.compile(r"[:;=8]-?\Z")
Mark = tuple[str, Text, int]
"""A mark and where it stands."""


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Brackets and quotation marks without a partner, the first of a kind in each part of the text."""
    whole = joined(document).string
    counts = {mark: whole.count(mark) for mark in "()[]{}„“”‟«»"}
    if (
        all(counts[a] == counts[b] for a, b in _BRACKETS.items())
        and counts["«"] == counts["»"]
        and counts["„"] + counts["“"] == counts["”"] + counts["‟"] + (2 * counts["“"] if counts["„"] else 0)
    ):
        return
    for flow in flows(document):
        yield from _judged(flow)


def _judged(flow: Flow) -> Iterator[Fault]:
    open_: dict[str, list[Mark]] = {"(": [], "[": [], "{": [], "„": [], "«": []}
    strays: dict[str, Mark] = {}
    for text, begins in flow.texts:
        found = list(_MARKS.finditer(text.string))
        if not found or verbatim(text.element):
            continue
        for match in found:
            mark: Mark = (match[0], text, match.start())
            first = begins and not text.string[: match.start()].strip()
            _take(mark, first, open_, strays)
    for sign, mark in strays.items():
        yield _fault(mark, "straight" if sign == '"' else "close")
    for marks in open_.values():
        if marks:
            yield _fault(marks[0], "open")


def _take(mark: Mark, first: bool, open_: dict[str, list[Mark]], strays: dict[str, Mark]) -> None:
    """What one mark does to those that are open."""
    sign, text, at = mark
    before = text.string[max(at - 6, 0) : at]
    if sign in _OPENING:
        if not _EMOTICON.search(before):
            open_[sign].append(mark)
    elif sign in _BRACKETS:
        held = open_[_BRACKETS[sign]]
        if held:
            held.pop()
        elif not _MARKER.search(before) and not _EMOTICON.search(before):
            strays.setdefault(sign, mark)
    elif sign in "«»":
        _paired(mark, first, open_["«"], closes={"«": "»", "»": "«"}[sign])
    elif sign != '"':
        _quoted(mark, first, open_["„"], strays)
    elif before[-1:].strip() and open_["„"]:
        strays.setdefault(sign, open_["„"].pop())


def _paired(mark: Mark, first: bool, held: list[Mark], closes: str) -> None:
    if held and held[-1][0] == closes:
        held.pop()
    elif not (first and held):
        held.append(mark)


def _quoted(mark: Mark, first: bool, held: list[Mark], strays: dict[str, Mark]) -> None:
    sign = mark[0]
    if sign == "„" or (sign == "“" and not (held and held[-1][0] == "„")):
        if not (first and held):
            held.append(mark)
    elif held:
        held.pop()
    else:
        strays.setdefault("”", mark)


def _fault(mark: Mark, words: str) -> Fault:
    sign, text, at = mark
    facts = {"mark": sign, **words_round(text.string, at, at + 1)}
    before, after = text.string[max(at - 40, 0) : at].split(), text.string[at + 1 : at + 40].split()
    facts["before"] = facts["before"] or (before[-1] if before else "…")
    facts["after"] = facts["after"] or (after[0] if after else "…")
    return Fault(text.element, words, facts, text=text.place(at, at + 1))
