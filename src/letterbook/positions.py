"""Where each start tag of a document stands: one pass of expat, made only when somebody asks.

lxml's ``sourceline`` names the end of a start tag and guesses above line 65,535; expat names its beginning.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
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


Slot = tuple[int, int]
"""A text: the number of its element in document order, from 0, and the number of elements, comments and processing
instructions that come before it in that element.
"""


def _read_texts(
    parser: expat.XMLParserType,
    data: bytes,
    text: Callable[[Slot, str], None],
    ended: Callable[[Slot], None] | None = None,
) -> bool:
    """Read a document: ``text`` hears of each run of characters, ``ended`` of each tag, comment or instruction that may end
    a text. False when expat does not know the encoding.
    """
    open_: list[list[int]] = []
    count = 0

    def aside(*_: object) -> None:
        if open_:
            number, slot = open_[-1]
            if ended is not None:
                ended((number, slot))
            open_[-1][1] = slot + 1

    def start(_name: str, _attributes: object) -> None:
        nonlocal count
        aside()
        open_.append([count, 0])
        count += 1

    def end(_name: str) -> None:
        number, slot = open_.pop()
        if ended is not None:
            ended((number, slot))

    def characters(string: str) -> None:
        number, slot = open_[-1]
        text((number, slot), string)

    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CommentHandler = parser.ProcessingInstructionHandler = aside
    parser.CharacterDataHandler = characters
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def scan_texts(data: bytes) -> dict[Slot, TextPosition]:
    """The places of all texts that are more than white space; empty when expat does not know the encoding."""
    parser = expat.ParserCreate()
    found: dict[Slot, TextPosition] = {}
    mark = 1 if data.startswith(BYTE_ORDER_MARKS) else 0
    unit = 2 if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:2] else 1

    def text(place: Slot, characters: str) -> None:
        bare = characters.lstrip(" \t\r\n")
        if bare and place not in found:
            before = characters[: len(characters) - len(bare)]
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            column -= mark if line == 1 else 0
            if "\n" in before:
                line, column = line + before.count("\n"), len(before) - before.rfind("\n")
            else:
                column += len(before)
            found[place] = TextPosition(line, column, parser.CurrentByteIndex + unit * len(before))

    return found if _read_texts(parser, data, text) else {}


Piece = tuple[int, int, int, int, bool]
"""A run of characters as they stand in the file: where it begins in its text (code points), its line and column, its byte
offset, and whether its bytes are its characters (no reference, no line end that was made one).
"""


def scan_pieces(data: bytes) -> dict[Slot, list[Piece]]:
    """The runs that each text is made of, then an empty one where the text ends; nothing when expat does not know the
    encoding.
    """
    parser = expat.ParserCreate()
    found: dict[Slot, list[Piece]] = {}
    mark = 1 if data.startswith(BYTE_ORDER_MARKS) else 0
    pieces: list[Piece] = []
    length = 0

    def add(plain: bool) -> None:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        pieces.append((length, line, column - (mark if line == 1 else 0), parser.CurrentByteIndex, plain))

    def text(_place: Slot, characters: str) -> None:
        nonlocal length
        add(data[parser.CurrentByteIndex : parser.CurrentByteIndex + 1] not in (b"&", b"\r"))
        length += len(characters)

    def ended(place: Slot) -> None:
        nonlocal pieces, length
        if pieces:
            add(True)
            found[place] = pieces
            pieces, length = [], 0

    return found if _read_texts(parser, data, text, ended) else {}


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
