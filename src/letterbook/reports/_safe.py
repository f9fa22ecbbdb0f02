"""Text of strangers, made harmless for what shows it as it is: terminals and logs."""

from __future__ import annotations

import re

STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
"""Control characters, halves of characters, line and paragraph separators, and those that turn the direction of
writing: a line could read as another."""


def safe(text: str) -> str:
    """The text without characters that would steer the terminal: a file and its name may be a stranger's.

    Each is replaced by one other character, so that columns stay what they are.
    """
    if text.isascii() and text.isprintable():
        return text
    return STEERING.sub("\N{REPLACEMENT CHARACTER}", text)
