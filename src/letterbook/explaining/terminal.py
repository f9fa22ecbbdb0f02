"""A page for a terminal: wrapped to its width, headings set off, code indented, no marks of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letterbook.explaining.markup import Block, Code, Item, Subheading, Table, blocks, inline
from letterbook.explaining.page import Page

WIDEST = 100
"""Longer lines are hard to read, however wide the window is."""

_NARROWEST = 40
_STYLES = {"code": "36", "strong": "1", "stress": "3", "link": "4", "heading": "1", "faint": "2"}
_GAP = "  "


def render(page: Page, width: int = 80, *, colour: bool = False) -> str:
    """The page as text, ending with a line break. ``width`` is in characters."""
    painter = Painter(max(_NARROWEST, min(width, WIDEST)), colour)
    lines = [painter.paint("heading", page.heading), *painter.wrapped(f"{page.title}.")]
    lines += [painter.paint("faint", line) for line in painter.wrapped(page.facts)]
    for heading, text in page.sections:
        lines += ["", painter.paint("heading", heading), ""]
        lines += painter.body(text, "  ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


class Painter:
    """Sets Markdown as lines of a width, in colours or without."""

    def __init__(self, width: int, colour: bool) -> None:
        self._width = width
        self._colour = colour

    def paint(self, style: str, text: str) -> str:
        """The text in a style, where there are colours."""
        code = _STYLES.get(style) if self._colour else None
        return f"\x1b[{code}m{text}\x1b[0m" if code and text else text

    def body(self, markdown: str, indent: str) -> Iterator[str]:
        """The lines of a text of several blocks."""
        before: Block | None = None
        for block in blocks(markdown):
            if before is not None and not (isinstance(before, Item) and isinstance(block, Item)):
                yield ""
            yield from self._block(block, indent)
            before = block

    def _block(self, block: Block, indent: str) -> Iterator[str]:
        if isinstance(block, Code):
            for line in block.text.split("\n"):
                yield f"{indent}    {self.paint('code', line)}" if line.strip() else ""
        elif isinstance(block, Item):
            deeper = indent + _GAP * block.depth
            yield from self.wrapped(
                block.text, f"{deeper}{block.mark} ", deeper + " " * (len(block.mark) + 1)
            )
        elif isinstance(block, Table):
            yield from self._table(block, indent)
        elif isinstance(block, Subheading):
            yield indent + self.paint("heading", plain(block.text))
        else:
            yield from self.wrapped(block.text, indent)

    def _table(self, table: Table, indent: str) -> Iterator[str]:
        """Columns side by side; where the last one gets too narrow, each row as a small list."""
        columns = max(map(len, table.rows))
        rows = [(*row, *[""] * (columns - len(row))) for row in table.rows]
        widths = [max(len(plain(row[at])) for row in rows) for at in range(columns - 1)]
        behind = len(indent) + sum(widths) + len(_GAP) * (columns - 1)
        if self._width - behind < 24:
            yield from self._listed(rows, indent)
            return
        for number, row in enumerate(rows):
            head = "".join(f"{plain(cell):<{width}}{_GAP}" for cell, width in zip(row, widths, strict=False))
            styled = "heading" if number == 0 else "plain"
            cell = plain(row[-1]) if number == 0 else row[-1]
            lines = list(self.wrapped(cell, " " * behind)) or [""]
            yield f"{indent}{self.paint(styled, head)}{self.paint(styled, lines[0][behind:])}"
            yield from lines[1:]

    def _listed(self, rows: list[tuple[str, ...]], indent: str) -> Iterator[str]:
        for row in rows[1:]:
            yield from self.wrapped(row[0], f"{indent}- ", f"{indent}  ")
            for cell in row[1:]:
                yield from self.wrapped(cell, f"{indent}    ")

    def wrapped(self, markdown: str, first: str = "", further: str | None = None) -> Iterator[str]:
        """A paragraph as lines; ``first`` stands before the first one, ``further`` (else the same) before the others."""
        further = first if further is None else further
        line, length = "", 0
        indent = first
        for word, size in self._words(markdown):
            if line and len(indent) + length + 1 + size > self._width:
                yield indent + line
                line, length, indent = "", 0, further
            line = f"{line} {word}" if line else word
            length += size + (1 if length else 0)
        if line:
            yield indent + line

    def _words(self, markdown: str) -> Iterator[tuple[str, int]]:
        """Words with their length in characters, painted; what has no blank between it stays together."""
        word, size = "", 0
        for stretch in inline(markdown):
            for piece in re.findall(r"\s+|\S+", stretch.text):
                if piece.isspace():
                    if word:
                        yield word, size
                    word, size = "", 0
                else:
                    word += self.paint(stretch.style, piece)
                    size += len(piece)
        if word:
            yield word, size


def plain(markdown: str) -> str:
    """A line of Markdown without its marks."""
    return "".join(words.text for words in inline(markdown))
