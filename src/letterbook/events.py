"""A document as a flat list of what expat reads from its bytes, each with the bytes it stands in.

Names carry their namespaces, so that a declaration added above changes everything below it. Text is
divided where an edit begins or ends, and only there, so that what is left of a word can be compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.parsers import expat

from letterbook.tags import ATTRIBUTE

_TAG = re.compile(r"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")


@dataclass(frozen=True, slots=True)
class Event:
    """A tag, run of text, comment, instruction or declaration; ``start`` and ``end`` are byte offsets."""

    start: int
    end: int
    kind: str
    content: str
    attributes: tuple[tuple[int, int, str, str], ...] = ()
    """Start and end in bytes, name and value of each attribute of a start tag."""
    name_end: int = 0
    """Where the name of a start tag ends."""

    def outside(self, spans: Sequence[tuple[int, int]]) -> Iterable[tuple[int, str, str]]:
        """Place, kind and content of what the spans leave alone; everything when there are none."""
        if not spans:
            yield self.start, self.kind, self.content
            yield from ((start, "attribute", f"{name}={value}") for start, _, name, value in self.attributes)
        elif self.kind == "start" and not any(start <= self.start < end for start, end in spans):
            if not _touched(self.start, self.name_end, spans):
                yield self.start, self.kind, self.content
            for start, end, name, value in self.attributes:
                if not _touched(start, end, spans):
                    yield start, "attribute", f"{name}={value}"


def _touched(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a span overlaps these bytes or inserts between them."""
    return any(start < b and a < end if a < b else start < a < end for a, b in spans)


def read_events(data: bytes, encoding: str, cuts: Iterable[int] = ()) -> list[Event] | None:
    """All events of a document in its order; None where expat cannot read the encoding.

    No text event goes on beyond one of the offsets in ``cuts``.
    """
    reader = _Reader(data, encoding, sorted(set(cuts)))
    try:
        reader.run()
    except (expat.ExpatError, ValueError, LookupError):
        return None
    return reader.events


class _Reader:
    def __init__(self, data: bytes, encoding: str, cuts: list[int]) -> None:
        self.data = data
        self.encoding = encoding
        self.cuts = cuts
        self.events: list[Event] = []
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.doctype = 0
        self.empty = False
        """Whether the last start tag was that of an empty element, which has no other."""

    def run(self) -> None:
        parser = self.parser
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.buffer_text = False
        parser.ordered_attributes = True
        parser.namespace_prefixes = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.ProcessingInstructionHandler = self._instruction
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype_start
        parser.EndDoctypeDeclHandler = self._doctype_end
        parser.Parse(self.data, True)

    def _size(self, text: str) -> int:
        return len(self._bytes(text))

    def _bytes(self, text: str) -> bytes:
        """The text in the file's encoding; what that lacks (it came from a reference) as a question mark."""
        return text.encode(self.encoding, errors="replace")

    def _until(self, mark: str, start: int) -> int:
        encoded = mark.encode(self.encoding)
        unit = len(encoded) // len(mark)
        found = self.data.find(encoded, start)
        while found >= 0 and (found - start) % unit:
            found = self.data.find(encoded, found + 1)
        return len(self.data) if found < 0 else found + len(encoded)

    def _add(self, kind: str, content: str, end: int) -> None:
        self.events.append(Event(self.parser.CurrentByteIndex, end, kind, content))

    def _start(self, name: str, attributes: list[str]) -> None:
        start = self.parser.CurrentByteIndex
        markup = self._tag(start)
        self.empty = markup.endswith("/>")
        resolved = tuple(zip(attributes[::2], attributes[1::2], strict=True))
        if not markup:
            self.events.append(Event(start, start, "start", f"{name} {sorted(resolved)}"))
            return
        values = iter(resolved)
        found = []
        for match in ATTRIBUTE.finditer(markup):
            begin = start + self._size(markup[: match.start(1)])
            label = match.group(1)
            if label == "xmlns" or label.startswith("xmlns:"):
                name_value = (label, match.group(2)[1:-1])
            else:
                name_value = next(values, (label, match.group(2)[1:-1]))
            found.append((begin, begin + self._size(match.group(0)[1:]), *name_value))
        end = start + self._size(markup)
        name_end = start + self._size(re.split(r"[\s/>]", markup, maxsplit=1)[0])
        self.events.append(Event(start, end, "start", name, tuple(found), name_end))

    def _tag(self, start: int) -> str:
        """The markup of the start tag at an offset; empty for an element that comes out of an entity."""
        opening = "<".encode(self.encoding)
        if not self.data.startswith(opening, start):
            return ""
        end = start
        while end < len(self.data):
            end = self._until(">", end)
            text = self.data[start:end].decode(self.encoding)
            if _TAG.fullmatch(text):
                return text
        return ""

    def _end(self, name: str) -> None:
        start = self.parser.CurrentByteIndex
        if self.empty:
            self.empty = False
        elif self.data.startswith("</".encode(self.encoding), start):
            self._add("end", name, self._until(">", start))

    def _text(self, text: str) -> None:
        start = self.parser.CurrentByteIndex
        size = self._size(text)
        if self.data[start : start + size] == self._bytes(text):
            end = start + size
            inner = self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]
            for first, last in pairwise((start, *inner, end)):
                self._literal(first, last)
        else:
            ampersand, ret = (sign.encode(self.encoding) for sign in "&\r")
            if self.data.startswith(ampersand, start):
                end = self._until(";", start)
            elif self.data.startswith(ret, start):
                end = self._until("\n", start)
            else:
                end = start + size
            self._add("reference", text, end)

    def _literal(self, start: int, end: int) -> None:
        """Text that stands in the file as it is read, joined to that before it where no edit divides them."""
        content = self.data[start:end].decode(self.encoding)
        before = self.events[-1] if self.events else None
        place = bisect_left(self.cuts, start)
        cut = place < len(self.cuts) and self.cuts[place] == start
        if before is not None and before.kind == "text" and before.end == start and not cut:
            self.events[-1] = Event(before.start, end, "text", before.content + content)
        else:
            self.events.append(Event(start, end, "text", content))

    def _comment(self, text: str) -> None:
        self._add("comment", text, self._until("-->", self.parser.CurrentByteIndex))

    def _instruction(self, target: str, text: str) -> None:
        self._add("instruction", f"{target} {text}", self._until("?>", self.parser.CurrentByteIndex))

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        end = self._until("?>", self.parser.CurrentByteIndex)
        self._add("declaration", f"{version} {encoding} {standalone}", end)

    def _doctype_start(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        self.doctype = len(self.events)
        self._add("doctype", f"{name} {system} {public} {internal}", self.parser.CurrentByteIndex)

    def _doctype_end(self) -> None:
        first = self.events[self.doctype]
        end = self.parser.CurrentByteIndex + self._size(">")
        self.events[self.doctype :] = [Event(first.start, end, "doctype", first.content)]
