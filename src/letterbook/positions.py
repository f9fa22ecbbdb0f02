"""Where each start tag of a document stands: one pass of expat, made only when somebody asks.

lxml's ``sourceline`` names the end of a start tag and guesses above line 65,535; expat names its beginning.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from xml.parsers import expat

from letterbook.tags import ATTRIBUTE, BYTE_ORDER_MARKS, codec

Attributes = dict[str, tuple[int, int, int, int]]
"""Line, column, start and end of attributes, by their names as written, with their prefixes."""


@dataclass(frozen=True, slots=True)
class NodePosition:
    """A start tag: line and column from 1 (columns in code points), byte offsets of its first ``<`` and after its ``>``.

    ``start`` and ``end`` are equal for an element that comes out of an entity: it has no tag of its own.
    """

    line: int
    column: int
    start: int
    end: int

    def attributes(self, data: bytes, encoding: str) -> Attributes:
        """Line, column, start and end of each attribute, by its name as written, with its prefix."""
        bare = codec(data, encoding)
        try:
            tag = data[self.start : self.end].decode(bare)
        except (LookupError, UnicodeDecodeError):
            return {}
        found: Attributes = {}
        at, offset, line, column = 0, self.start, self.line, self.column
        for match in ATTRIBUTE.finditer(tag):
            before = tag[at : match.start(1)]
            breaks = before.count("\n")
            line += breaks
            column = len(before) - before.rfind("\n") if breaks else column + len(before)
            offset += len(before.encode(bare))
            written = tag[match.start(1) : match.end()]
            end = offset + len(written.encode(bare))
            found.setdefault(match.group(1), (line, column, offset, end))
            at, offset = match.end(), end
            breaks = written.count("\n")
            line += breaks
            column = len(written) - written.rfind("\n") if breaks else column + len(written)
        return found


Start = tuple[int, int, int]
"""Where a start tag begins: line and column from 1 (columns in code points), byte offset."""


def scan(data: bytes) -> list[Start] | None:
    """Where each start tag begins, in document order; None when expat does not know the encoding."""
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    found: list[Start] = []

    def start(_name: str, _attributes: object) -> None:
        found.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    mark = 1 if data.startswith(BYTE_ORDER_MARKS) else 0  # expat counts it as a column
    if mark:
        found = [(line, column - mark if line == 1 else column, at) for line, column, at in found]
    return found


def position(data: bytes, start: Start) -> NodePosition:
    """The position of the start tag that begins at a place."""
    line, column, at = start
    return NodePosition(line, column, at, _tag_end(data, at))


@dataclass(frozen=True, slots=True)
class TextPosition:
    """The first character of a text that is no white space: line and column from 1, byte offset."""

    line: int
    column: int
    start: int


def scan_texts(data: bytes) -> dict[tuple[int, int], TextPosition]:
    """The places of all texts that are more than white space; empty when expat does not know the encoding.

    A text is known by the number of its element in document order, from 0, and the number of elements, comments and
    processing instructions that come before it in that element.
    """
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    found: dict[tuple[int, int], TextPosition] = {}
    mark = 1 if data.startswith(BYTE_ORDER_MARKS) else 0
    unit = 2 if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:2] else 1
    open_: list[list[int]] = []
    count = 0

    def start(_name: str, _attributes: object) -> None:
        nonlocal count
        aside()
        open_.append([count, 0])
        count += 1

    def end(_name: str) -> None:
        open_.pop()

    def aside(*_: object) -> None:
        if open_:
            open_[-1][1] += 1

    def text(characters: str) -> None:
        bare = characters.lstrip(" \t\r\n")
        place = (open_[-1][0], open_[-1][1])
        if bare and place not in found:
            before = characters[: len(characters) - len(bare)]
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            column -= mark if line == 1 else 0
            if "\n" in before:
                line, column = line + before.count("\n"), len(before) - before.rfind("\n")
            else:
                column += len(before)
            found[place] = TextPosition(line, column, parser.CurrentByteIndex + unit * len(before))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CommentHandler = parser.ProcessingInstructionHandler = aside
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return {}
    return found


Piece = tuple[int, int, int, int, bool]
"""A run of characters as they stand in the file: where it begins in its text (code points), its line and column, its byte
offset, and whether its bytes are its characters (no reference, no line end that was made one).
"""


def scan_pieces(data: bytes) -> dict[tuple[int, int], list[Piece]]:
    """The runs that each text is made of, then an empty one where the text ends.

    Texts are known as in ``scan_texts``; empty when expat does not know the encoding.
    """
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    found: dict[tuple[int, int], list[Piece]] = {}
    mark = 1 if data.startswith(BYTE_ORDER_MARKS) else 0
    open_: list[list[int]] = []
    pieces: list[Piece] = []
    length = count = 0

    def add(plain: bool) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        pieces.append((length, line, column - (mark if line == 1 else 0), parser.CurrentByteIndex, plain))

    def ended() -> None:
        """The text before a tag, comment or instruction is over."""
        nonlocal pieces, length
        if pieces:
            add(True)
            found[open_[-1][0], open_[-1][1]] = pieces
            pieces, length = [], 0

    def aside(*_: object) -> None:
        if open_:
            ended()
            open_[-1][1] += 1

    def start(_name: str, _attributes: object) -> None:
        nonlocal count
        aside()
        open_.append([count, 0])
        count += 1

    def end(_name: str) -> None:
        ended()
        open_.pop()

    def text(characters: str) -> None:
        nonlocal length
        add(data[parser.CurrentByteIndex : parser.CurrentByteIndex + 1] not in (b"&", b"\r"))
        length += len(characters)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CommentHandler = parser.ProcessingInstructionHandler = aside
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return {}
    return found


_QUOTED_OR_END = re.compile(rb"""[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")


def _tag_end(data: bytes, at: int) -> int:
    """The offset after the ``>`` of the start tag at ``at``; ``at`` itself where no tag stands there."""
    if data[at : at + 2].strip(b"\0")[:1] != b"<":
        return at
    match = _QUOTED_OR_END.match(data, at)
    if match is None:
        return at
    end = match.end()
    return end + 1 if data.startswith(codecs.BOM_UTF16_LE) else end
