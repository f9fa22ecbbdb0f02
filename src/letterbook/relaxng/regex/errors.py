"""What is raised when a pattern can not be read."""

from __future__ import annotations

MOST_SHOWN = 40
"""How many characters of a pattern a message repeats."""


def shown(part: str) -> str:
    """A part of a pattern as messages show it: cut short, and characters that can not be seen by their codes."""
    cut = part if len(part) <= MOST_SHOWN else part[:MOST_SHOWN] + "…"
    return "".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in cut)


class RegexError(ValueError):
    """A pattern that is no regular expression of XML Schema, or that would grow too large.

    `message` says in plain words what is wrong; `offset` counts characters (code points) from the
    pattern's start, 0 being the first.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset

    def __reduce__(self) -> tuple[type[RegexError], tuple[str, int]]:
        """Errors cross process borders whole, the offset with them."""
        return type(self), (self.message, self.offset)
