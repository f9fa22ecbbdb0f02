"""The Markdown that pages are written in, taken apart: paragraphs, lists, tables and code; no more than that."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

_FENCE = re.compile(r"\s{0,3}(```+|~~~+)")
_ITEM = re.compile(r"(\s*)([-*]|\d+\.)(\s+)(?=\S)")
_RULE_OF_TABLE = re.compile(r"[\s|:-]*-[\s|:-]*\Z")
_SUBHEADING = re.compile(r"#{1,6}\s+(.*)")
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading below those of the page."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Lines that stay as they are, without the indentation that all share."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: its mark (``-`` or ``1.``), how deep it stands, its text on one line."""

    mark: str
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the head."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Subheading | Code | Item | Table


def blocks(markdown: str) -> Iterator[Block]:
    """The blocks of a text, in their order."""
    lines = markdown.expandtabs(4).splitlines()
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif fence := _FENCE.match(line):
            end = _next(lines, at + 1, partial(_closes, fence.group(1)))
            yield Code(textwrap.dedent("\n".join(lines[at + 1 : end])))
            at = end + 1
        elif line.startswith("    "):
            end = _next(lines, at, lambda one: bool(one.strip()) and not one.startswith("    "))
            yield Code(textwrap.dedent("\n".join(lines[at:end]).rstrip()))
            at = end
        elif line.lstrip().startswith("|"):
            end = _next(lines, at, lambda one: not one.lstrip().startswith("|"))
            yield _table(lines[at:end])
            at = end
        elif heading := _SUBHEADING.match(line):
            yield Subheading(heading.group(1).strip())
            at += 1
        else:
            end = _next(lines, at + 1, _begins)
            yield _said(lines[at:end])
            at = end


def _begins(line: str) -> bool:
    """Whether a line ends the paragraph before it."""
    return not line.strip() or bool(_ITEM.match(line) or _FENCE.match(line) or line.lstrip().startswith("|"))


def _closes(fence: str, line: str) -> bool:
    return line.strip().startswith(fence)


def _next(lines: list[str], at: int, ends: Callable[[str], bool]) -> int:
    """The first line from ``at`` on that ends a block."""
    while at < len(lines) and not ends(lines[at]):
        at += 1
    return at


def _said(lines: list[str]) -> Paragraph | Item:
    item = _ITEM.match(lines[0])
    text = " ".join(line.strip() for line in lines)
    if item is None:
        return Paragraph(text)
    mark = item.group(2)
    return Item("-" if mark == "*" else mark, len(item.group(1)) // 2, text[len(mark) :].strip())


def _table(lines: list[str]) -> Table:
    rows = [line.strip().strip("|") for line in lines if not _RULE_OF_TABLE.match(line)]
    return Table(tuple(tuple(cell.replace("\\|", "|").strip() for cell in _CELL.split(row)) for row in rows))


_INLINE = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)(?!`)"
    r"|\[(?P<label>[^\]]+)\]\((?P<link>[^)\s]+)\)"
    r"|<(?P<address>https?://[^>\s]+)>"
    r"|\*\*(?P<strong>[^*]+)\*\*"
    r"|(?<![\w*])\*(?P<stress>[^*\s][^*]*)\*(?![\w*])"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!|<>~-])"
)


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one style: ``plain``, ``code``, ``strong``, ``stress`` or ``link``."""

    style: str
    text: str


def inline(text: str) -> Iterator[Words]:
    """The stretches of a line of Markdown, without its marks. A link's address stands behind it, in brackets."""
    at = 0
    for match in _INLINE.finditer(text):
        if match.start() > at:
            yield Words("plain", text[at : match.start()])
        at = match.end()
        if match["code"] is not None:
            code = match["code"]
            spaced = code.startswith(" ") and code.endswith(" ") and code.strip()
            yield Words("code", code[1:-1] if spaced else code)
        elif match["label"] is not None:
            yield from inline(match["label"])
            if match["label"] != match["link"]:
                yield Words("plain", " (")
                yield Words("link", match["link"])
                yield Words("plain", ")")
        elif match["address"] is not None:
            yield Words("link", match["address"])
        elif match["escaped"] is not None:
            yield Words("plain", match["escaped"])
        else:
            style = "strong" if match["strong"] is not None else "stress"
            for inner in inline(match[style]):
                yield Words(style, inner.text) if inner.style == "plain" else inner
    if at < len(text):
        yield Words("plain", text[at:])
