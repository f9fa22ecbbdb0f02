"""The bytes of one file, read once: encoding, tree and positions.

Everything that parses an edition's files goes through here, so that what is safe is decided in one place: internal
entities are expanded within libxml2's limits, an external one is an error, no DTD is loaded, nothing is fetched.
"""

from __future__ import annotations

import codecs
import hashlib
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from letterbook.findings import Problem, Span
from letterbook.positions import (
    Attributes,
    NodePosition,
    Piece,
    Start,
    TextPosition,
    position,
    scan,
    scan_pieces,
    scan_texts,
)
from letterbook.syntax import MAX_DEPTH, explained, fault, too_deep
from letterbook.tags import codec

MAX_BYTES = 256 * 1024 * 1024
"""The largest file that is read, in bytes."""

_MOST_PIECED = 64 * 1024 * 1024
"""In a larger file (bytes) places in the middle of texts are not looked up."""

_MOST_SIBLINGS = 256
"""So many lists of children are kept."""

_STEP = re.compile(r"/(@?)(?:Q\{([^}]*)\})?([\w.\-·]+|\*)(\([^)]*\))?(?:\[(\d+)\])?")


class SourceError(Problem):
    """A file that could not be read or is not well-formed; ``finding`` says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a tree named by the element that holds it: the element, and an attribute of it if that is meant."""

    element: etree._Element
    attribute: str | None = None


@dataclass(slots=True)
class _Tag:
    """A start tag that was looked up, kept while the same one is asked for again."""

    element: etree._Element
    position: NodePosition
    attributes: Attributes | None = None


class Source:
    """One file: its bytes, tree and positions.

    ``name`` is what findings call the file: a path with ``/``, relative to the edition where there is one.
    """

    def __init__(self, data: bytes, name: str, path: Path | None, tree: etree._ElementTree) -> None:
        self.data = data
        self.name = name
        self.path = path
        self.tree = tree
        self._last: _Tag | None = None
        self._reached: tuple[int, int, int] = (-1, 0, 0)
        self._siblings: dict[tuple[etree._Element, str], list[etree._Element]] = {}

    @property
    def root(self) -> etree._Element:
        """The document element."""
        return self.tree.getroot()

    @property
    def encoding(self) -> str:
        """The encoding the file is in, as its byte order mark or declaration says."""
        if self.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "UTF-16"
        return self.tree.docinfo.encoding or "UTF-8"

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    def markup(self, element: etree._Element | None = None) -> str:
        """The element (else the root) serialised without document type declaration: what Saxon is given."""
        node = self.root if element is None else element
        return etree.tostring(node, encoding="unicode", with_tail=False)

    @cached_property
    def _starts(self) -> dict[etree._Element, Start]:
        starts = scan(self.data)
        elements = self.root.iter("*")
        if starts is None:
            return {}
        return dict(zip(elements, starts, strict=False))

    def position(self, element: etree._Element) -> NodePosition | None:
        """Where the element's start tag stands, or None where the encoding is one that cannot be scanned."""
        if self._last is None or self._last.element is not element:
            start = self._starts.get(element)
            if start is None:
                return None
            self._last = _Tag(element, position(self.data, start))
        return self._last.position

    def offset(self, element: etree._Element | None) -> int:
        """The byte at which the element's start tag begins, by which elements can be put in order; 0 where it is not known."""
        start = self._starts.get(element) if element is not None else None
        return start[2] if start is not None else 0

    def span(self, element: etree._Element | None, attribute: str | None = None) -> Span:
        """The place of an element, or of one of its attributes (name in Clark notation), for a finding."""
        if element is None:
            return Span(self.name)
        position = self.position(element)
        if position is None:
            line_of_end: Any = element.sourceline
            return Span(self.name, line_of_end or 0, 1)
        if attribute is not None:
            found = self._attributes().get(self._prefixed(element, attribute))
            if found is not None:
                line, column, start, end = found
                return Span(self.name, line, column, start, end)
        return Span(self.name, position.line, position.column, position.start, position.end)

    def _attributes(self) -> Attributes:
        """Where the attributes stand of the element that was asked for last: it may have thousands."""
        assert self._last is not None
        if self._last.attributes is None:
            self._last.attributes = self._last.position.attributes(self.data, self.encoding)
        return self._last.attributes

    @cached_property
    def _texts(self) -> dict[tuple[etree._Element, int], TextPosition]:
        elements = list(self.root.iter("*"))
        found = scan_texts(self.data)
        return {(elements[n], slot): place for (n, slot), place in found.items() if n < len(elements)}

    def text_span(self, element: etree._Element, slot: int) -> Span:
        """The place of a text in an element: ``slot`` counts the elements, comments and instructions before it."""
        place = self._texts.get((element, slot))
        if place is None:
            return self.span(element)
        return Span(self.name, place.line, place.column, place.start, place.start)

    def part_span(self, element: etree._Element, slot: int, start: int, end: int) -> Span:
        """The place of the code points ``start`` up to ``end`` of a text in an element (see ``text_span``).

        A character that is written as a reference is one code point with the bytes of the reference.
        """
        pieces = self._pieces.get((element, slot), [])
        first = self._inside(pieces, start)
        if first is None:
            return self.text_span(element, slot)
        last = self._inside(pieces, end, closing=True) if end > start else first
        stop = first[2] if last is None else last[2]
        return Span(self.name, first[0], first[1], first[2], max(stop, first[2]))

    @cached_property
    def _pieces(self) -> dict[tuple[etree._Element, int], list[Piece]]:
        """The runs of all texts; none for a giant, whose findings then point to the beginnings of its texts."""
        if len(self.data) > _MOST_PIECED:
            return {}
        elements = list(self.root.iter("*"))
        found = scan_pieces(self.data)
        return {(elements[n], slot): pieces for (n, slot), pieces in found.items() if n < len(elements)}

    def _inside(
        self, pieces: list[Piece], offset: int, *, closing: bool = False
    ) -> tuple[int, int, int] | None:
        """Line, column and byte of a code point; with ``closing`` of the end of the one before it."""
        if not pieces:
            return None
        wanted = offset - 1 if closing else offset
        number = max(bisect_right(pieces, wanted, key=lambda piece: piece[0]) - 1, 0)
        begins, line, column, at, plain = pieces[number]
        if not plain:
            _, line, column, at, _ = pieces[number + 1 if closing else number]
            return line, column, at
        within = offset - begins
        # places are asked for one after the other: a long text is not read anew for each
        piece, passed, byte = self._reached
        if piece != at or passed > within:
            passed, byte = 0, at
        try:
            bare = codec(self.data, self.encoding)
            more = within - passed
            byte += len(self.data[byte : byte + 4 * more].decode(bare, "ignore")[:more].encode(bare))
        except LookupError:
            return line, column, at
        self._reached = (at, within, byte)
        return line, column + within, byte

    @staticmethod
    def _prefixed(element: etree._Element, attribute: str) -> str:
        name = etree.QName(attribute)
        if name.namespace is None:
            return name.localname
        if name.namespace == "http://www.w3.org/XML/1998/namespace":
            return f"xml:{name.localname}"
        prefix = next((p for p, uri in element.nsmap.items() if uri == name.namespace and p), "")
        return f"{prefix}:{name.localname}"

    def node_at(self, path: str) -> Place:
        """The node that a path of Saxon's ``path()`` names; the nearest element where it names text or a comment.

        Raises ValueError for a path that names nothing in this tree.
        """
        steps = _STEP.findall(path.removeprefix("Q{http://www.w3.org/2005/xpath-functions}root()"))
        node: etree._Element | None = None
        for at, uri, name, test, number in steps:
            if at:
                return Place(_some(node, path), f"{{{uri}}}{name}" if uri else name)
            if test:
                break
            tag = f"{{{uri}}}{name}" if uri else name
            if node is None:
                node = self.root if self.root.tag == tag else None
            else:
                siblings = self._children(node, tag)
                wanted = int(number or 1)
                node = siblings[wanted - 1] if 0 < wanted <= len(siblings) else None
            _some(node, path)
        return Place(self.root if node is None else node)

    def _children(self, element: etree._Element, tag: str) -> list[etree._Element]:
        """The children of that name, kept while paths through them are asked for: a parent may have very many."""
        if (element, tag) not in self._siblings:
            if len(self._siblings) > _MOST_SIBLINGS:
                self._siblings.clear()
            self._siblings[element, tag] = list(element.iterchildren(tag))
        return self._siblings[element, tag]

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a source never crosses processes: send its bytes")


def _some(node: etree._Element | None, path: str) -> etree._Element:
    if node is None:
        raise ValueError(f"nothing at {path}")
    return node


class Tags:
    """Where the start tags of a file stand, known by their numbers: found without a tree, for many files at once."""

    def __init__(self, data: bytes, name: str) -> None:
        self.data = data
        self.name = name
        declared = _DECLARED.match(data)
        self.encoding = declared[1].decode("ascii") if declared is not None else "UTF-8"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self.encoding = "UTF-16"
        self._starts = scan(data) or []

    def span(self, number: int, attribute: str | None = None) -> Span | None:
        """The place of the element of that number, or of one of its attributes; None where a tree has to say it."""
        if number >= len(self._starts) or (attribute is not None and attribute.startswith("{")):
            return None
        place = position(self.data, self._starts[number])
        if attribute is not None:
            found = place.attributes(self.data, self.encoding).get(attribute)
            if found is not None:
                line, column, start, end = found
                return Span(self.name, line, column, start, end)
        return Span(self.name, place.line, place.column, place.start, place.end)


_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.\-]*)["']""")


def read(path: Path, *, name: str | None = None) -> Source:
    """Read and parse a file. Raises SourceError with a finding for anything that stands in the way."""
    label = name if name is not None else path.as_posix()
    return parse(read_bytes(path, name=label), label, path=path)


def read_bytes(path: Path, *, name: str) -> bytes:
    """The bytes of a file; SourceError for a missing file, a folder, a file that may not be read or is too large."""
    try:
        status = path.stat()
        mode = status.st_mode
        if stat.S_ISDIR(mode):
            raise SourceError(fault("R002", "not-a-file", name, "is a folder, not a file"))
        if not stat.S_ISREG(mode):  # reading a pipe may never end
            raise SourceError(fault("R002", "not-a-file", name, "is a device or a pipe, not a file"))
        with path.open("rb") as stream:
            data = stream.read(
                min(status.st_size, MAX_BYTES) + 1
            )  # room for the largest file is not made for each
            if len(data) > status.st_size:
                data += stream.read(MAX_BYTES + 1 - len(data))
    except FileNotFoundError:
        raise SourceError(fault("R001", "missing-file", name, "there is no such file")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(
            fault("R003", "unreadable-file", name, f"cannot be read: {reason.lower()}")
        ) from None
    if len(data) > MAX_BYTES:
        raise SourceError(
            fault(
                "R004", "too-large", name, f"is larger than {MAX_BYTES // 1024 // 1024} MB", "split the file"
            )
        )
    return data


def parse(data: bytes, name: str, *, path: Path | None = None) -> Source:
    """Parse bytes into a source. Raises SourceError when they are not well-formed or not safe."""
    if not data.strip():
        raise SourceError(fault("R005", "empty-file", name, "the file is empty"))
    try:
        tree = _tree(data, huge=False)
    except etree.XMLSyntaxError as error:
        if not (_refused_for_size(error) and not _has_doctype(data)):
            raise SourceError(explained(error, name, data)) from None
        try:
            tree = _tree(data, huge=True)
        except etree.XMLSyntaxError as second:
            raise SourceError(explained(second, name, data)) from None
        if _deeper_than(tree.getroot(), MAX_DEPTH):
            raise SourceError(too_deep(name)) from None
    return Source(data, name, path, tree)


def _tree(data: bytes, *, huge: bool) -> etree._ElementTree:
    internal: Any = "internal"  # expands what the file itself declares; lxml's stubs know only yes and no
    parser = etree.XMLParser(
        resolve_entities=internal, no_network=True, load_dtd=False, collect_ids=False, huge_tree=huge
    )
    return etree.fromstring(data, parser).getroottree()


def _refused_for_size(error: etree.XMLSyntaxError) -> bool:
    text = error.msg or ""
    return "XML_PARSE_HUGE" in text or "huge text node" in text or "Excessive depth" in text


def _has_doctype(data: bytes) -> bool:
    return (
        b"<!DOCTYPE" in data
        or "<!DOCTYPE".encode("utf-16-le") in data
        or "<!DOCTYPE".encode("utf-16-be") in data
    )


def _deeper_than(root: etree._Element, limit: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False
