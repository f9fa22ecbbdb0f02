"""White space as XML has it: blank, tab, line feed and carriage return, and none of Unicode's other spaces."""

from __future__ import annotations

import re

SPACES = " \t\n\r"

_ANY_BUT_SINGLE = re.compile("[\t\n\r]|  ")
_RUN = re.compile("[ \t\n\r]++")
_TO_BLANK = {9: " ", 10: " ", 13: " "}


def replace(text: str) -> str:
    """The text with a blank for each tab and each end of a line."""
    return text.translate(_TO_BLANK) if _ANY_BUT_SINGLE.search(text) else text


def collapse(text: str) -> str:
    """The text without white space at its ends, and with one blank for each run of white space within."""
    text = text.strip(SPACES)
    return _RUN.sub(" ", text) if _ANY_BUT_SINGLE.search(text) else text
