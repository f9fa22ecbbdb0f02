"""A character stands in the text that is no letter and no mark

What it does
------------
Finds characters that nobody writes on purpose:

- control characters (`U+007F` to `U+009F`): Windows-1252 has dashes and quotation marks there, and a program that took them
  for Latin-1 made control characters of them;
- `U+FEFF`, a byte order mark, in the middle of the text: two files were put together;
- `U+2028` and `U+2029`, with which page layout programs end lines and paragraphs;
- `U+FFFC`, which stands for a picture that was not copied with its text, and `U+FFF9` to `U+FFFB`;
- characters for private use, which show only in one font, where the header has no `charDecl` that says what they are.

Why it matters
--------------
They show as nothing, as a box, or as another letter, according to the font, and words with them are not found.

Example
-------
    <p>He waited &#x96; and wrote&#xFEFF;.</p>

Use instead
-----------
    <p>He waited – and wrote.</p>

Fix
---
A control character is written as the character that Windows-1252 has in its place, where there is one (but not
`U+0085`, which may be an end of a line). A byte order mark is taken away. For all else a person decides.

Source
------
[W3C, Control codes](https://www.w3.org/International/questions/qa-controls);
[TEI Guidelines, Characters, Glyphs, and Writing Modes](https://tei-c.org/release/doc/tei-p5-doc/en/html/WD.html).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.text._attributes import attributes, possible, shown
from letterbook.rules.text._joined import joined, words_round
from letterbook.rules.text._mojibake import MOJIBAKE

CODE = "T011"
NAME = "control-character"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "windows": Words(
            "{code}, a control character, stands {where}",
            help="write {right}, which Windows-1252 has there",
        ),
        "control": Words(
            "{code}, a control character, stands {where}",
            help="look at the source, and write what stands there",
        ),
        "mark": Words("{code}, a byte order mark, stands {where}", help="leave it out"),
        "line": Words(
            "{code}, which ends lines in page layout programs, stands {where}",
            help="write <lb/>, or a space",
        ),
        "object": Words(
            "{code} stands {where} for something that was not copied with the text",
            help="look at the source",
        ),
        "private": Words(
            "{code}, a character for private use, stands {where}, and nothing says what it is",
            help="write the letter that it stands for, or describe it with charDecl in the header",
        ),
        "attribute": Words(
            "{code} stands in {attribute}, where nobody sees it", help="write the value again"
        ),
    }
}

_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufff9-\ufffc\ue000-\uf8ff\U000f0000-\U0010fffd]")
_SIGNS = (
    re.compile(rb"\xc2[\x80-\x9f]"),
    b"\x7f",
    b"\xee",
    b"\xef\xbb\xbf",
    b"\xef\xbf",
    re.compile(rb"\xef[\x80-\xa3]"),
    b"\xe2\x80\xa8",
    b"\xe2\x80\xa9",
    b"\xf3",
    b"\xf4",
)


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Characters that are no text, in texts and attributes."""
    if not possible(document, *_SIGNS):
        return
    described = bool(document.all("charDecl"))
    for place, match in joined(document).found(_ODD):
        start, end = match.span()
        kind = _kind(match[0])
        if (kind == "private" and described) or _read_wrongly(match.string, start):
            continue
        around = words_round(match.string, start, end)
        word = f"{around['before']}{around['after']}"
        right = _windows(match[0]) if kind == "windows" else ""
        facts = {
            "code": f"U+{ord(match[0]):04X}",
            "where": f"in {word}" if word else "by itself",
            "right": right,
        }
        fix = None
        if kind in ("windows", "mark"):
            fix = document.mend_text(place, right, f"write {right}" if right else "take it away")
        yield Fault(place.text.element, kind, facts, text=place, fix=fix)
    for element, name, value in attributes(document, _ODD):
        found = _ODD.search(value)
        if found and not (_kind(found[0]) == "private" and described) and not MOJIBAKE.search(value):
            facts = {"code": f"U+{ord(found[0]):04X}", "attribute": shown(name)}
            yield Fault(element, "attribute", facts, name)


def _read_wrongly(string: str, at: int) -> bool:
    """Whether a character belongs to letters of another encoding, which another rule speaks of."""
    wrong = MOJIBAKE.search(string[max(at - 3, 0) : at + 4])
    return wrong is not None and string[at] in wrong[0]


def _kind(character: str) -> str:
    if character <= "\x9f":
        return "windows" if _windows(character) and character != "\x85" else "control"
    if character == "\ufeff":
        return "mark"
    if character in "\u2028\u2029":
        return "line"
    return "object" if character in "\ufff9\ufffa\ufffb\ufffc" else "private"


def _windows(character: str) -> str:
    """What Windows-1252 has in the place of a control character; empty where it has nothing."""
    return character.encode("latin-1").decode("cp1252", errors="ignore") if character > "\x7f" else ""
