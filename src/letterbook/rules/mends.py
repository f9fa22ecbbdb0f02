"""Certain fixes of one file: other characters in a text, another value or word of an attribute, an attribute more."""

from __future__ import annotations

import re

from lxml import etree

from letterbook.findings import Edit, Fix
from letterbook.rules.texts import TextPlace
from letterbook.sources import Source
from letterbook.tags import codec

_WORDS = re.compile(r"""[^\s"']+""")
_TAG = re.compile(r"<[^\s/>]+")


class Mends:
    """What makes the fixes of a document; none where the bytes are not what the tree says."""

    source: Source

    def mend_text(self, place: TextPlace, to: str, title: str) -> Fix | None:
        """A certain fix that writes other characters at a place in a text; None where they are not there as such."""
        span = self.source.part_span(place.text.element, place.text.slot, place.start, place.end)
        if span.start is None or span.end is None or self._bytes(span.start, span.end) != place.string:
            return None
        return Fix(title, (Edit(span.start, span.end, _escaped(to)),), certain=True)

    def mend_attribute(
        self, element: etree._Element, attribute: str, to: str | None, title: str
    ) -> Fix | None:
        """A certain fix that gives an attribute another value, or takes it away (None). None where it has no place."""
        span = self.source.span(element, attribute)
        if span.start is None or span.end is None:
            return None
        written = self._bytes(span.start, span.end)
        name, _, value = written.partition("=")
        if not value.strip().startswith(("'", '"')):
            return None
        if to is None:
            before = self._bytes(max(span.start - 1, 0), span.start)
            start = span.start - 1 if before == " " else span.start
            return Fix(title, (Edit(start, span.end, ""),), certain=True)
        quote = value.strip()[0]
        text = _escaped(to).replace(quote, "&quot;" if quote == '"' else "&apos;")
        return Fix(
            title, (Edit(span.start, span.end, f"{name.rstrip()}={quote}{text}{quote}"),), certain=True
        )

    def add_attribute(self, element: etree._Element, attribute: str, value: str, title: str) -> Fix | None:
        """A certain fix that writes an attribute behind an element's name; None where it has no tag, or has it already."""
        span = self.source.span(element)
        if span.start is None or span.end is None or element.get(attribute) is not None:
            return None
        name = _TAG.match(self._bytes(span.start, span.end))
        if name is None:
            return None
        at = span.start + len(name[0].encode(codec(self.source.data, self.source.encoding)))
        text = _escaped(value).replace('"', "&quot;")
        return Fix(title, (Edit(at, at, f' {attribute}="{text}"'),), certain=True)

    def mend_word(
        self, element: etree._Element, attribute: str, old: str, new: str, title: str
    ) -> Fix | None:
        """A certain fix that writes another word for one of an attribute's; None where it does not stand there once."""
        span = self.source.span(element, attribute)
        if span.start is None or span.end is None:
            return None
        written = self._bytes(span.start, span.end)
        equals = written.find("=")
        found = [match for match in _WORDS.finditer(written, equals + 1) if match[0] == _escaped(old)]
        if equals < 0 or len(found) != 1:
            return None
        used = codec(self.source.data, self.source.encoding)
        start = span.start + len(written[: found[0].start()].encode(used))
        end = start + len(found[0][0].encode(used))
        text = _escaped(new).replace('"', "&quot;").replace("'", "&apos;")
        return Fix(title, (Edit(start, end, text),), certain=True)

    def _bytes(self, start: int, end: int) -> str:
        try:
            return self.source.data[start:end].decode(codec(self.source.data, self.source.encoding))
        except (LookupError, UnicodeDecodeError):
            return ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
