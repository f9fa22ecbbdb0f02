"""Letters and their accents, in time that grows with the text: Python sorts a hundred thousand marks on one letter in minutes."""

from __future__ import annotations

import unicodedata

_MOST = 1000
"""A text of so many characters is normalised as it is."""


def without_marks(text: str) -> str:
    """The letters of a text, decomposed and without accents."""
    if len(text) > _MOST:
        text = _bare(text)
    return _bare(unicodedata.normalize("NFKD", text))


def composed(text: str) -> str:
    """A text in NFC; one far too long for a name or an address as it is."""
    return unicodedata.normalize("NFC", text) if len(text) <= _MOST else text


def _bare(text: str) -> str:
    return "".join(char for char in text if not unicodedata.combining(char))
