"""Text of strangers, made harmless for what shows it as it is: terminals, and the logs of services that read commands."""

from __future__ import annotations

import re

STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
"""Control characters, halves of characters, line and paragraph separators, and those that turn the direction of
writing: a line could read as another."""

COMMAND = re.compile(r"#(?=#\w*\[)")
"""What begins a command in a log, wherever it stands: ``##[error]`` for GitHub, ``##vso[…]`` for Azure."""

_BEGINNING = re.compile(r"^(\s*):(?=:)")
"""What does so at the beginning of a line: ``::error::`` for GitHub."""

_SHOWN = "\N{REPLACEMENT CHARACTER}"


def safe(text: str) -> str:
    """The text, to be shown on one line, without what would steer the terminal or a log: it may be a stranger's.

    Each character stays or is replaced by one other, so that columns stay what they are.
    """
    if text.isascii() and text.isprintable() and "::" not in text and "##" not in text:
        return text
    return _BEGINNING.sub(rf"\1{_SHOWN}", COMMAND.sub(_SHOWN, STEERING.sub(_SHOWN, text)))
