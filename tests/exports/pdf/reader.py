"""Reads a tagged PDF as a screen reader does: the text in the order of the structure tree.

Poppler's `pdfinfo -struct-text` loses what follows a glyph with an ActualText of its own, so the tests
read by themselves.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

Marks = dict[int, str]


def told(pdf: bytes) -> str:
    """All text in the order of the tags, a line for each block; the numbers of notes are left out."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        marks = {page.objgen: _marks(page) for page in document.pages}
        pieces = list(_walk(document.Root.StructTreeRoot.K, None, marks))
    return "".join(pieces).replace("\u00ad", "")


def tags(pdf: bytes) -> set[str]:
    """The types of all elements of the structure tree."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return set(_types(document.Root.StructTreeRoot.K))


def _types(node: Any) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _types(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S).removeprefix("/")
        if "/K" in node:
            yield from _types(node.K)


def _walk(node: Any, page: Any, marks: dict[tuple[int, int], Marks]) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child, page, marks)
    elif isinstance(node, int):
        yield marks[page.objgen].get(node, "")
    elif isinstance(node, pikepdf.Dictionary):
        here = node.get("/Pg", page)
        if "/MCID" in node:
            yield marks[here.objgen].get(int(node.MCID), "")
        elif "/K" in node and not _is_number(node):
            block = str(node.get("/S", "")) not in ("/Span", "/Link", "/Em", "/Strong")
            yield "\n" if block else ""
            yield from _walk(node.K, here, marks)
            yield "\n" if block else ""


def _is_number(node: Any) -> bool:
    """Whether an element is the number of a note: a label that holds a link."""
    children = node.K if isinstance(node.K, pikepdf.Array) else [node.K]
    links = [
        child for child in children if isinstance(child, pikepdf.Dictionary) and child.get("/S") == "/Link"
    ]
    return bool(node.get("/S") == "/Lbl" and links)


def _marks(page: Any) -> Marks:
    """The text of each marked content of a page."""
    fonts = {name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    font: dict[int, str] = {}
    open_marks: list[tuple[int | None, bool]] = []
    found: Marks = {}

    def say(text: str) -> None:
        for mark, _ in reversed(open_marks):
            if mark is not None:
                found[mark] = found.get(mark, "") + text
                return

    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                font = fonts[str(operands[0])]
            case "BMC":
                open_marks.append((None, False))
            case "BDC":
                given = operands[1]
                actual = given.get("/ActualText")
                if actual is not None:
                    say(str(actual))
                mark = given.get("/MCID")
                open_marks.append((None if mark is None else int(mark), actual is not None))
            case "EMC":
                open_marks.pop()
            case "Tj" | "TJ" if not any(actual for _, actual in open_marks):
                shown = operands[0] if str(operator) == "TJ" else [operands[0]]
                say("".join(_decode(bytes(part), font) for part in shown if isinstance(part, pikepdf.String)))
    return found


def _decode(codes: bytes, font: dict[int, str]) -> str:
    return "".join(font[int.from_bytes(codes[place : place + 2], "big")] for place in range(0, len(codes), 2))


def _unicode(font: Any) -> dict[int, str]:
    """What each glyph of a font stands for, by its ToUnicode map."""
    text = font.ToUnicode.read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
        for code, value in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", section):
            found[int(code, 16)] = bytes.fromhex(value).decode("utf-16-be")
    for section in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
        for first, last, value in re.findall(
            r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", section
        ):
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = chr(int(value, 16) + code - int(first, 16))
    return found
