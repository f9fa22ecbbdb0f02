"""A soft hyphen stands where a word is divided

What it does
------------
Finds `U+00AD`, the soft hyphen, which most editors do not show:

- before `lb`, `pb`, `cb` or `gb`, where nothing says that the word goes on behind the break: the break has no
  `break="no"`, and no `w` stands round the word;
- before a break with `break="no"`, which says it already (told once for a file, with the number of places);
- at the end of a line of the file, or inside a word, where no break is.

Words that a `w` holds together are left alone.

Why it matters
--------------
Whoever searches for *Vorteil* does not find a word that has an invisible character in it, or that falls in two at the
end of a line.

Example
-------
    <p>Es wäre doch auch sein Vor&#xAD;<lb/>teil.</p>

Use instead
-----------
    <p>Es wäre doch auch sein Vor<lb break="no"/>teil.</p>

Fix
---
Where a small letter stands behind the break, the soft hyphen is taken away and the break gets `break="no"`. It is left
where a capital or a word such as *und* follows, for there the hyphen may belong to the word: *Friedrichstraßen-Bahnhof*,
*Vor- und Nachteil*. Before a break with `break="no"` it is taken away too.

Source
------
[TEI Guidelines, Hyphenation](https://tei-c.org/release/doc/tei-p5-doc/en/html/CO.html#COPU-2); the Unicode Standard,
section 6.2, General Punctuation: <https://www.unicode.org/versions/latest/>.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from lxml import etree

from letterbook.findings import Fix, Severity
from letterbook.reading.tei import TEI
from letterbook.rules import Document, Entries, Fault, TextPlace, Words
from letterbook.rules.text._joined import BETWEEN, joined

CODE = "T001"
NAME = "soft-hyphen-at-break"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "open": Words(
            "a soft hyphen, which is invisible, divides {before}-{after} at a break, and nothing says that the word goes on",
            help='leave the soft hyphen out, and write break="no" on the break: {before}<lb break="no"/>{after}',
        ),
        "unsure": Words(
            "a soft hyphen, which is invisible, stands at a break between {before} and {after}",
            help='write the hyphen that the source has, or write break="no" on the break if it is inside a word',
        ),
        "said": Words(
            "a soft hyphen, which is invisible, stands in {before}-{after} before a break that is inside the word anyway",
            help="leave the soft hyphen out",
            notes=("so it is at {count} breaks of this file",),
        ),
        "line": Words(
            "a line of the file ends with a soft hyphen, which is invisible: {before}-{after}",
            help='write the word in one, or mark the line of the source with <lb break="no"/>',
        ),
        "inside": Words(
            "a soft hyphen, which is invisible, stands inside the line in {before}-{after}",
            help="leave it out, or write the hyphen that the source has",
        ),
    }
}

_SOFT = "\N{SOFT HYPHEN}"
_HYPHEN = re.compile(rf"{_SOFT}+([ \t\r\n]*)")
_BEFORE = re.compile(rf"[^\s{_SOFT}{BETWEEN}]*\Z")
_AFTER = re.compile(rf"{BETWEEN}?[ \t\r\n]*([^\s{BETWEEN}]{{0,60}})")
_LONGEST = 60
_BREAKS = frozenset(TEI + name for name in ("lb", "pb", "cb", "gb"))
_AND = re.compile(r"(?:und|u|oder|bis|and|or|to|et|ou|e|ed|o|y|en|of|och|og|i|и|или)\b")
_CALLED = "take the soft hyphen away"


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Soft hyphens, by what stands behind them."""
    whole = joined(document)
    if _SOFT not in whole.string:
        return
    said: list[tuple[Fault, Fix | None]] = []
    for match in _HYPHEN.finditer(whole.string):
        hyphen = match.start()
        place = whole.place(hyphen, match.start(1))
        before, after = _round(whole.string, hyphen, match.end())
        facts = {"before": before, "after": after}
        fault = Fault(place.text.element, "inside", facts, text=place)
        last = match.end() == len(whole.string) or whole.string[match.end()] == BETWEEN
        number = whole.number(hyphen)
        breaks = _breaks(document, number) if last else []
        if any(one.get("break") == "no" for one in breaks):
            said.append((fault, document.mend_text(place, "", _CALLED)))
        elif _in_word(place.text.element):
            continue
        elif breaks:
            certain = _small(before[-1:]) and _small(after[:1]) and not _AND.match(after)
            fix = _joining(document, place, breaks) if certain else None
            yield Fault(place.text.element, "open" if certain else "unsure", facts, text=place, fix=fix)
        elif match[1] and not last:
            yield Fault(place.text.element, "line", facts, text=place)
        elif not last:
            yield Fault(place.text.element, "inside", facts, text=place, severity=Severity.INFO)
    if said:
        yield _together(said)


def _round(string: str, start: int, end: int) -> tuple[str, str]:
    """What stands before a soft hyphen and behind it, up to white space; behind it, in the next text too."""
    before = _BEFORE.search(string[max(start - _LONGEST, 0) : start])
    after = _AFTER.match(string, end)
    return before[0] if before else "", after[1] if after else ""


def _together(said: list[tuple[Fault, Fix | None]]) -> Fault:
    """One fault for all breaks of a file that say themselves that they are in words."""
    first = said[0][0]
    edits = tuple(chain.from_iterable(fix.edits for _, fix in said if fix is not None))
    fix = Fix("take the soft hyphens away", edits, certain=True) if edits else None
    facts = {**first.facts, "count": len(said) if len(said) > 1 else 0}
    return Fault(first.element, "said", facts, text=first.text, fix=fix, severity=Severity.INFO)


def _breaks(document: Document, number: int) -> list[etree._Element]:
    """The breaks between a text and the next one, the last first."""
    if number + 1 == len(document.texts):
        return []
    following = document.texts[number + 1]
    node: etree._Element | None = following.node
    if not following.follows and node is not None:
        node = node.getprevious()
    found = []
    while node is not None and node.tag in _BREAKS:
        found.append(node)
        previous = node.getprevious()
        space = (previous.tail if previous is not None else None) or ""
        node = previous if not space.strip() else None
    return found


def _small(letter: str) -> bool:
    """Whether it is a small letter, or one of a script that has no capitals."""
    return letter.isalpha() and not letter.isupper()


def _in_word(element: etree._Element) -> bool:
    return element.tag == TEI + "w" or any(True for _ in element.iterancestors(TEI + "w"))


def _joining(document: Document, place: TextPlace, breaks: list[etree._Element]) -> Fix | None:
    """The fix that takes the hyphen away and says of the breaks that they are inside a word."""
    taken = document.mend_text(place, "", _CALLED)
    said = [document.add_attribute(one, "break", "no", _CALLED) for one in breaks]
    if taken is None or None in said:
        return None
    edits = (*taken.edits, *(edit for fix in said if fix is not None for edit in fix.edits))
    return Fix('take the soft hyphen away and write break="no"', edits, certain=True)
