"""A finding's excerpt (excerpts.py), taken apart for the forms: the line, and which part of it is marked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from letterbook.findings import Span
from letterbook.reports._safe import safe


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What stands before the place, in it and after it, harmless to show; ``length`` counts what is marked."""

    before: str
    marked: str
    after: str
    length: int

    @property
    def line(self) -> str:
        """All of it."""
        return self.before + self.marked + self.after

    def marks(self, mark: str) -> str:
        """The line below it: blanks and marks, as wide as terminals show what stands above them."""
        return " " * width(self.before) + mark * max(width(self.marked), 1)


def excerpt(context: str) -> Excerpt | None:
    """The excerpt that a context holds; None where it holds none."""
    line, cut, marks = context.partition("\n")
    if not cut:
        return None
    start = len(marks) - len(marks.lstrip(" "))
    shown = safe(line).replace("\N{SOFT HYPHEN}", "\N{HYPHENATION POINT}")  # else nobody sees what is meant
    end = len(marks)
    return Excerpt(shown[:start], shown[start:end], shown[end:], end - start)


def marked(context: str) -> str:
    """What is marked, as the file has it: for programs."""
    line, _, marks = context.partition("\n")
    return line[len(marks) - len(marks.lstrip(" ")) : len(marks)]


def end_column(span: Span, context: str) -> int:
    """The column after the last marked character of the place's line: as far as the excerpt shows it, else one."""
    marks = context.partition("\n")[2]
    return span.column + max(len(marks.lstrip(" ")), 1)


def width(text: str) -> int:
    """How many columns a terminal takes for the text."""
    if text.isascii():
        return len(text)
    return sum(map(_width, text))


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
