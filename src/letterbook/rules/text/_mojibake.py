"""Text whose UTF-8 was read as Windows-1252 or Latin-1, and what it was: ``Ã¼`` was ü, ``â€”`` was a dash."""

from __future__ import annotations

import re

_HIGH = {
    number: bytes([number]).decode("cp1252", errors="ignore") or chr(number) for number in range(0x80, 0xC0)
}
"""What stands for each byte that goes on with a character: as Windows-1252 reads it."""
_BYTES = {
    **{chr(number): number for number in range(0x80, 0x100)},
    **{text: number for number, text in _HIGH.items()},
}

_C1 = "".join(chr(number) for number in range(0x80, 0xA0))
_GOING_ON = "".join(dict.fromkeys((*_HIGH.values(), *_C1)))
_QUOTES = "‘’“”‚„…–—‹›«» "
_LETTERS = "".join(letter for letter in _GOING_ON if letter not in _QUOTES) + "\xa0"
"""What is no mark that may well stand behind a capital: a word may end with Ä and a quotation mark."""


def _set(characters: str) -> str:
    return "[" + "".join(re.escape(one) for one in characters) + "]"


_ANY, _SURE = _set(_GOING_ON), _set(_LETTERS)
_LATER = _set("".join(chr(number) for number in range(0xA0, 0xC0) if number != 0xBB))
_ONE = (
    f"(?:Ã{_SURE}|Ã[\xab\xbb‚„…†‡“”•–—](?=[a-z])|Â{_LATER}|(?<![«A-Z])Â»|â[€‚„\x80-\x84†‡ˆ‰Š‹]{_ANY}"
    f"|(?:[ÐÑ]{_ANY}){{2,}}|(?:[ÎÏ]{_ANY}){{2,}}|ðŸ{_ANY}{{2}}|[ÄÅ][\x80-\x9f]|ï»¿)"
)
MOJIBAKE = re.compile(f"{_ONE}(?:[A-Za-z]{{0,40}}{_ONE}){{0,40}}")
"""What was read wrongly."""


def restored(text: str) -> str | None:
    """What the text was before it was read wrongly, once or twice; None where it is no such thing."""
    found: str | None = None
    for _ in range(2):
        try:
            text = bytes(_BYTES[letter] if letter in _BYTES else _ascii(letter) for letter in text).decode(
                "utf-8"
            )
        except (UnicodeDecodeError, KeyError):
            break
        found = text
        if not MOJIBAKE.fullmatch(text):
            break
    return found


def _ascii(letter: str) -> int:
    if letter > "\x7f":
        raise KeyError(letter)
    return ord(letter)
