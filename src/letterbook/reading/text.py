"""The canonical text of a letter, one for each layer, with the place of every mention in it.

The rules, which the text export follows too:

- The text is what stands in ``TEI/text``, in the order of the file, then its notes, in the order of their
  marks. A note's mark stands where the note does, or at the element of the letter that its ``@target``
  names.
- Layers. Of a ``choice`` reading shows ``corr reg expan ex``, diplomatic ``sic orig abbr am``; one child of
  each choice shows, the first of the preferred kind, else the first. Outside a choice reading leaves out
  ``del surplus fw`` (a ``del`` inside ``restore`` was cancelled, and shows), diplomatic ``supplied ex corr
  reg``. Of an ``app`` the ``lem`` shows, else the first reading.
- White space is one space, none at the beginning and end of a block. No-break and other spaces of Unicode
  are characters. Inside ``choice subst app`` white space between elements counts for nothing.
- ``lb pb cb gb`` are a space in the reading layer and a line break in the diplomatic one; an ``lb`` of an
  opener, closer or address is a line break in both. In the reading layer such a break between characters of
  one ``w`` or with ``break="no"`` is nothing, and so is the white space round it; hyphens stay as they are
  written, soft hyphens are left out.
- Paragraphs and other blocks are separated by an empty line; lines of verse, of addresses, of lists and the
  rows of tables by a line break, cells by a tab.
- A ``gap`` is ``[…]``, whatever it holds. The description of a figure (``figDesc``) stands in square
  brackets. All other text of all other elements is text, of those too that nobody foresaw.

``text[start:end]`` of a mention is its surface; offsets count code points. The walk is iterative.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from letterbook.reading.layers import (
    ALTERNATIVES,
    BREAKS,
    ELEMENTS_ONLY,
    LINES,
    MENTIONS,
    PARAGRAPHS,
    ROWS,
    Layer,
    dividing_breaks,
    keeps_lines,
    left_out,
)
from letterbook.reading.letters import Letter
from letterbook.reading.tei import TEI, XML_ID, local, tokens

GAP = "[…]"
"""What stands for text that is lost."""

_SPACES = " \t\r\n"
_RUN = re.compile(r"[ \t\r\n]+")
_SOFT_HYPHEN = "\u00ad"
_SEPARATORS = ("", " ", "\t", "\n", "\n\n")
_SPACE, _CELL, _LINE, _PARAGRAPH = 1, 2, 3, 4
_NOTE, _GAP, _FIGDESC, _CELL_TAG, _W = (TEI + name for name in ("note", "gap", "figDesc", "cell", "w"))
_LB = TEI + "lb"
_BLANK = TEI + "space"


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention that the layer shows. ``start`` and ``end`` are code points of the canonical text."""

    name: str
    """The element's name: persName, rs, date …"""
    start: int
    end: int
    refs: tuple[str, ...]
    key: str
    type: str
    cert: str
    element: etree._Element


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """A text, its mentions in the order of the text (an outer one before those inside it), and where its
    notes are.
    """

    text: str
    mentions: tuple[Mention, ...]
    notes: tuple[tuple[int, int], ...]
    """Start and end of each note, in the order of their numbers."""

    def surface(self, mention: Mention) -> str:
        """The words of a mention as this layer has them."""
        return self.text[mention.start : mention.end]

    @property
    def body(self) -> str:
        """The text without the notes."""
        return self.text[: self.notes[0][0]].rstrip("\n") if self.notes else self.text


@dataclass(slots=True)
class _Open:
    """A mention while it is being written."""

    element: etree._Element
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class _Writer:
    """Gathers the text of the letter, or of one note, squeezing white space."""

    note: etree._Element | None = None
    order: int = 0
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pending: int = 0
    glued: bool = False
    kept: bool = False
    mentions: list[_Open] = field(default_factory=list)
    unstarted: list[_Open] = field(default_factory=list)

    def write(self, text: str) -> None:
        body = text.strip(_SPACES)
        if not body:
            if text:
                self.space()
            return
        if text[0] in _SPACES:
            self.space()
        separator = _SEPARATORS[self.pending] if self.length else ""
        self.pending, self.glued, self.kept = 0, False, False
        self.length += len(separator)
        for mention in self.unstarted:
            mention.start = self.length
        self.unstarted.clear()
        body = _RUN.sub(" ", body)
        self.parts += (separator, body)
        self.length += len(body)
        if text[-1] in _SPACES:
            self.space()

    def space(self) -> None:
        if not self.glued and not self.pending:
            self.pending = _SPACE

    def divide(self, level: int) -> None:
        self.pending = max(self.pending, level)
        self.glued = False

    def glue(self) -> None:
        """What is written next stands close, without white space."""
        if self.pending == _SPACE and not self.kept:
            self.pending = 0
        self.glued = True

    def hyphen(self) -> None:
        """A soft hyphen: not written, but white space before it is not that of a break after it."""
        self.kept = self.pending == _SPACE
        self.glued = False

    def begin(self, element: etree._Element) -> _Open:
        mention = _Open(element)
        self.mentions.append(mention)
        self.unstarted.append(mention)
        return mention

    def end(self, mention: _Open) -> None:
        if mention.start < 0:
            self.unstarted.remove(mention)
            mention.start = self.length
        mention.end = self.length


def canonical_text(letter: Letter | etree._Element, layer: Layer = Layer.READING) -> CanonicalText:
    """The text of a letter, or of a ``text`` element, in one layer. Empty for a letter without a text."""
    root = letter.text if isinstance(letter, Letter) else letter
    if root is None:
        return CanonicalText("", (), ())
    return _assembled(*_Walk(layer).over(root))


class _Walk:
    """One pass over a text."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.reading = layer is Layer.READING
        self.writer = _Writer()
        self.stack: list[_Writer] = []
        self.notes: list[_Writer] = []
        self.open: list[_Open] = []
        self.dividing: set[etree._Element] = set()
        self.places: dict[str, int] = {}
        self.number = 0

    def over(self, root: etree._Element) -> tuple[_Writer, list[_Writer]]:
        """The text's writer, and those of its notes in the order of their marks."""
        main = self.writer
        skipped: etree._Element | None = None
        walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        for event, node in walker:
            if event == "start":
                self.number += 1
                if node is not root and left_out(node, self.layer):
                    skipped = node
                    walker.skip_subtree()
                elif node.tag == _GAP:
                    self._divide(node)
                    self.writer.write(GAP)
                    self._divide(node)
                    skipped = node
                    walker.skip_subtree()
                else:
                    self._start(node)
                continue
            if event == "end":
                if node is skipped:
                    skipped = None
                else:
                    self._end(node)
            if node is not root and node.tail:
                self._text(node.getparent(), node.tail)
        ordered = sorted(self.notes, key=lambda note: (self._place(note), note.order))
        return main, ordered

    def _place(self, note: _Writer) -> int:
        targets = tokens(None if note.note is None else note.note.get("target"))
        found = (self.places.get(target[1:]) for target in targets if target.startswith("#"))
        return next((place for place in found if place is not None), note.order)

    def _text(self, parent: etree._Element | None, text: str) -> None:
        if (
            parent is not None
            and parent.tag in ELEMENTS_ONLY
            and (parent.tag in ALTERNATIVES or not text.strip(_SPACES))
        ):
            return
        if self.reading and _SOFT_HYPHEN in text:
            first, *rest = text.split(_SOFT_HYPHEN)
            self.writer.write(first)
            for piece in rest:
                self.writer.hyphen()
                self.writer.write(piece)
        else:
            self.writer.write(text)

    def _start(self, node: etree._Element) -> None:
        tag = node.tag
        self._divide(node)
        if tag == _NOTE:
            self.stack.append(self.writer)
            self.writer = _Writer(node, self.number)
            self.notes.append(self.writer)
        else:
            id = node.get(XML_ID)
            if id:
                self.places.setdefault(id, self.number)
        if tag in MENTIONS:
            self.open.append(self.writer.begin(node))
        elif tag in BREAKS:
            self._break(node)
        elif tag == _FIGDESC:
            self.writer.space()
            if node.text or len(node):
                self.writer.write("[")
                self.writer.glue()
        elif tag == _BLANK:
            self.writer.space()
        elif tag == _W and self.reading:
            self.dividing.update(dividing_breaks(node, self.layer))
        if node.text:
            self._text(node, node.text)

    def _end(self, node: etree._Element) -> None:
        tag = node.tag
        if tag in MENTIONS:
            self.writer.end(self.open.pop())
        elif tag == _FIGDESC:
            if node.text or len(node):
                self.writer.glue()
                self.writer.write("]")
            self.writer.space()
        elif tag == _NOTE:
            self.writer = self.stack.pop()
        self._divide(node)

    def _divide(self, node: etree._Element) -> None:
        """Begin a new block, line or cell where the element is one; at its end as at its beginning."""
        tag = node.tag
        if tag in PARAGRAPHS:
            self.writer.divide(_PARAGRAPH)
        elif tag in LINES:
            self.writer.divide(_LINE)
        elif tag == _CELL_TAG:
            self.writer.divide(_CELL)
        else:
            parent = node.getparent()
            if parent is not None and parent.tag in ROWS and tag not in BREAKS:
                self.writer.divide(_LINE)

    def _break(self, node: etree._Element) -> None:
        if not self.reading:
            self.writer.divide(_LINE)
        elif node.get("break") == "no" or node in self.dividing:
            self.writer.glue()
        elif node.tag == _LB and keeps_lines(node):
            self.writer.divide(_LINE)
        else:
            self.writer.space()


def _assembled(main: _Writer, notes: list[_Writer]) -> CanonicalText:
    parts = list(main.parts)
    length = main.length
    spans: list[tuple[int, int]] = []
    found = [(0, mention) for mention in main.mentions]
    for note in notes:
        if note.length and length:
            parts.append(_SEPARATORS[_PARAGRAPH])
            length += len(_SEPARATORS[_PARAGRAPH])
        found += [(length, mention) for mention in note.mentions]
        parts += note.parts
        spans.append((length, length + note.length))
        length += note.length
    return CanonicalText("".join(parts), tuple(_mention(*pair) for pair in found), tuple(spans))


def _mention(shift: int, mention: _Open) -> Mention:
    element = mention.element
    return Mention(
        local(element),
        mention.start + shift,
        mention.end + shift,
        tokens(element.get("ref")) or tokens(element.get("corresp")),
        element.get("key", ""),
        element.get("type", ""),
        element.get("cert", ""),
        element,
    )
