"""A word has Latin letters, and Cyrillic or Greek ones that look like them

What it does
------------
Finds words that are written with letters of two alphabets, such as `Сhairman` with a Cyrillic С, and names the letters.
Greek and Latin letters in one word are told only where it can be written in one alphabet, for *Δt* and *πr* are formulas.
Roman numbers with an ending, and words with digits, are left alone.

Why it matters
--------------
Nobody sees the difference, and nobody finds the word: for a search, an index or a computer that reads aloud it is
another word.

Example
-------
    <p>Dear Mr. &#x421;hairman,</p>

Use instead
-----------
    <p>Dear Mr. Chairman,</p>

Fix
---
The letters that look like letters of the other alphabet are written in it, where they are at most half of the word and one of the
other letters has none that looks like it, so that the word can be of that alphabet only. Of all else a person decides.

Source
------
[Unicode Technical Standard 39, Unicode Security Mechanisms](https://www.unicode.org/reports/tr39/), Mixed-Script Detection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.text._joined import joined, verbatim
from letterbook.rules.text._scripts import CYRILLIC, FOREIGN, GREEK, LATIN, named, rewritten, script

CODE = "T004"
NAME = "mixed-scripts-in-word"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "one": Words(
            "{word} has letters of two alphabets: {letters}",
            help="write {right}, all in {script} letters",
        ),
        "rather": Words(
            "{word} has letters of two alphabets: {letters}",
            help="if it is one word, write {right}, all in {script} letters",
        ),
        "either": Words(
            "{word} has letters of two alphabets: {letters}",
            help="write it all in Latin letters, {latin}, or all in {script} ones, {right}",
        ),
        "mixed": Words(
            "{word} has letters of two alphabets: {letters}",
            help="write the word in the letters of one alphabet",
        ),
    }
}

_SIGN = re.compile("[\u0370-\u1fff]")
"""One range is looked for faster than several."""
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_ROMAN = re.compile("[IVXLCDM]+[\u0400-\u052f]{1,3}\\Z")
"""A Roman number with an ending in Cyrillic letters."""


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Words of two alphabets."""
    whole = joined(document)
    if not _SIGN.search(whole.string):
        return
    for text in document.texts:
        if not _SIGN.search(text.string):
            continue
        for match in _WORD.finditer(text.string):
            judged = _judged(match[0])
            if judged is not None and not verbatim(text.element):
                words, facts = judged
                place = text.place(match.start(), match.end())
                fix = None
                if words == "one":
                    fix = document.mend_text(place, str(facts["right"]), f"write {facts['right']}")
                yield Fault(text.element, words, facts, text=place, fix=fix)


def _judged(word: str) -> tuple[str, dict[str, str]] | None:
    """How the fault of a word is told and its facts; None where it has none."""
    if not FOREIGN.search(word):
        return None
    scripts = [script(letter) for letter in word]
    latin = scripts.count(LATIN)
    if not latin or _ROMAN.match(word) or any(letter.isdigit() for letter in word):
        return None
    if len(set(filter(None, scripts))) > 2:
        return "mixed", {"word": word, "letters": named(word)}
    other = CYRILLIC if CYRILLIC in scripts else GREEK
    into = {LATIN: rewritten(word, other, LATIN), other: rewritten(word, LATIN, other)}
    possible = [one for one, written in into.items() if written is not None]
    if other == GREEK and (not possible):
        return None
    most = possible[0] if len(possible) == 1 else LATIN if latin * 2 > len(word) else other
    changed = "".join(a for a, b in zip(word, scripts, strict=True) if b and b != most)
    facts = {"word": word, "letters": named(changed), "script": most}
    if len(possible) == 2:
        return "either", {**facts, "script": other, "latin": str(into[LATIN]), "right": str(into[other])}
    if not possible or (len(changed) > 2 and changed.isupper() and not word.isupper()):
        return "mixed", facts
    return "one" if len(changed) * 2 <= len(word) else "rather", {**facts, "right": str(into[most])}
