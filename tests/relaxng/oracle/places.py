"""Which element a message of jing is about: jing's parser is behind a tag when it speaks."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from xml.parsers import expat

from lxml import etree
from tests.relaxng.oracle.jing import Said

from letterbook.sources import Source

_AT_END = ("incomplete", "character content of element", "empty content for element")
"""What jing says of an element when it ends."""


@dataclass
class Places:
    """The tags of a source by the offset of the byte behind them."""

    source: Source
    starts: dict[int, etree._Element] = field(default_factory=dict)
    ends: dict[int, etree._Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        data, elements = self.source.data, list(self.source.root.iter("*"))
        found: list[tuple[str, int, int]] = []
        open_: list[int] = []
        count = 0
        parser = expat.ParserCreate()

        def start(_name: str, _attributes: object) -> None:
            nonlocal count
            open_.append(count)
            found.append(("start", count, parser.CurrentByteIndex))
            count += 1

        def end(_name: str) -> None:
            found.append(("end", open_.pop(), parser.CurrentByteIndex))

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(data, True)
        positions = {element: self.source.position(element) for element in elements}
        for kind, number, at in found:
            element = elements[number]
            position = positions[element]
            assert position is not None
            if kind == "start":
                self.starts[position.end] = element
            elif data[at : at + 2] == b"</":
                self.ends[data.index(b">", at) + 1] = element
            else:
                self.ends[position.end] = element
        self._behind = sorted({*self.starts, *self.ends})
        self._lines = data.split(b"\n")
        self._offsets = [0]
        for line in self._lines:
            self._offsets.append(self._offsets[-1] + len(line) + 1)

    def offset(self, line: int, column: int) -> int:
        """The byte at jing's line and column."""
        text = self._lines[line - 1].decode()
        if line == 1:
            text = text.removeprefix("\ufeff")
        units = text.encode("utf-16-le")[: (column - 1) * 2]
        before = len(units.decode("utf-16-le", errors="ignore").encode())
        mark = 3 if line == 1 and self.source.data.startswith(b"\xef\xbb\xbf") else 0
        return self._offsets[line - 1] + before + mark

    def element(self, said: Said) -> etree._Element | None:
        """The element that has the fault; None when jing's place is behind no tag.

        For a text that may not stand somewhere it is the element that holds the text.
        """
        offset = self.offset(said.line, said.column)
        if said.message.startswith("text not allowed here"):
            return self._around(offset)
        end = self.ends.get(offset)
        start = self.starts.get(offset)
        if end is not None and (start is None or any(word in said.message for word in _AT_END)):
            return end
        return start

    def _around(self, offset: int) -> etree._Element | None:
        """The element that holds the text before an offset, which is behind the text or behind the tag after it."""
        if offset in self.starts:
            return self.starts[offset].getparent()
        if offset in self.ends:
            return self.ends[offset]
        at = bisect.bisect_right(self._behind, offset) - 1
        if at < 0:
            return None
        behind = self._behind[at]
        return self.ends[behind].getparent() if behind in self.ends else self.starts[behind]
