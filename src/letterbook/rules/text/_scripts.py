"""Letters of Latin, Greek and Cyrillic that look alike."""

from __future__ import annotations

import re
import unicodedata

CYRILLIC = "Cyrillic"
GREEK = "Greek"
LATIN = "Latin"

FOREIGN = re.compile(
    "[\u0370-\u0373\u0376-\u037d\u037f-\u03ff\u1f00-\u1fff\u0400-\u052f\u1c80-\u1c8f\ua640-\ua69f]"
)
"""A Greek or Cyrillic letter."""

_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_LATIN = re.compile(
    "[A-Za-z\xaa\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f\u1e00-\u1eff\u2c60-\u2c7f\ua722-\ua7ff\ufb00-\ufb06]"
)

_ALIKE = {
    CYRILLIC: ("ABCEHIJKMOPSTXYaceijopsxyhË", "АВСЕНІЈКМОРЅТХУасеіјорѕхуһЁ"),
    GREEK: ("ABEZHIKMNOPTYXovu", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ"),
}
_TO_LATIN = {script: dict(zip(theirs, ours, strict=True)) for script, (ours, theirs) in _ALIKE.items()}
_FROM_LATIN = {script: dict(zip(ours, theirs, strict=True)) for script, (ours, theirs) in _ALIKE.items()}


def script(letter: str) -> str:
    """Latin, Greek or Cyrillic; empty for others."""
    if FOREIGN.match(letter):
        return GREEK if _GREEK.match(letter) else CYRILLIC
    return LATIN if _LATIN.match(letter) else ""


def rewritten(word: str, of: str, into: str) -> str | None:
    """The word with all letters of one script written in another; None where a letter has none that looks like it.

    One of the two scripts is Latin.
    """
    table = _TO_LATIN[of] if into == LATIN else _FROM_LATIN[into]
    out = []
    for letter in word:
        if script(letter) != of:
            out.append(letter)
            continue
        parts = unicodedata.normalize("NFD", letter)
        base, marks = parts[0], parts[1:]
        like = table.get(letter) or table.get(base)
        if like is None:
            return None
        out.append(like if letter in table else unicodedata.normalize("NFC", like + marks))
    return "".join(out)


def named(letters: str) -> str:
    """Letters with their names in Unicode, each once: ``С (Cyrillic capital letter es)``."""
    return ", ".join(
        f"{letter} ({unicodedata.name(letter, 'no name').capitalize()})" for letter in dict.fromkeys(letters)
    )
