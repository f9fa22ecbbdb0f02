"""A new entry written at the end of its list in a register, as the editing room allows."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.parsers import expat

from lxml import etree

from letterbook import editing
from letterbook.drafting.names import Named
from letterbook.findings import Edit, Finding, Problem, Severity, Span
from letterbook.reading.edition import Edition
from letterbook.reading.tei import TEI
from letterbook.sources import Source, read
from letterbook.tags import codec

_LISTS = {"person": "listPerson", "place": "listPlace"}


def add(edition: Edition, named: Named) -> Named:
    """Write the entry into the register of its kind; the name with its place.

    Raises Problem when no register has a list for it, or the file cannot be changed.
    """
    wanted = _LISTS[named.kind]
    for file in edition.register_files:
        source = read(file.path, name=file.name)
        place = next(source.root.iter(TEI + wanted), None)
        if place is not None:
            editing.edit_file(source, [_edit(source, place, named)])
            return replace(named, file=file.name, markup="")
    text = f"no register has a <{wanted}> that {named.name} could be added to"
    raise Problem(Finding("E005", Severity.ERROR, text, Span("registers"), name="no-draft"))


def _edit(source: Source, place: etree._Element, named: Named) -> Edit:
    """The insertion after the last entry of the list, indented as that is; of a list without one, into it."""
    last = next(place.iterchildren("*", reversed=True), None)
    before = (place.text if last is None else _before(last)) or ""
    indent = before.rpartition("\n")[2] if "\n" in before and not before.strip() else ""
    newline = "\r\n" if b"\r\n" in source.data else "\n"
    lines = [indent + line for line in named.markup.split("\n")]
    if last is not None:
        at = _end(source, last)
        return Edit(at, at, newline + newline.join(lines))
    tag, end = _start_tag(source, place)
    content = newline + newline.join(lines) + ("" if "\n" in (place.text or "") else newline)
    if not tag.endswith("/>"):
        return Edit(end, end, content)
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
    slash = len("/>".encode(codec(source.data, source.encoding)))
    return Edit(end - slash, end, f">{content}</{name}>")


def _before(element: etree._Element) -> str | None:
    """The white space before an element."""
    other = element.getprevious()
    if other is not None:
        return other.tail
    parent = element.getparent()
    return parent.text if parent is not None else None


def _start_tag(source: Source, element: etree._Element) -> tuple[str, int]:
    """The start tag of an element as it is written, and the byte offset behind it. Raises Problem without one."""
    position = source.position(element)
    if position is None or position.start == position.end:
        text = f"<{etree.QName(element).localname}> has no tag of its own here: nothing can be added to it"
        raise Problem(Finding("E005", Severity.ERROR, text, source.span(element), name="no-draft"))
    encoding = codec(source.data, source.encoding)
    return source.data[position.start : position.end].decode(encoding), position.end


def _end(source: Source, element: etree._Element) -> int:
    """The byte offset behind an element."""
    tag, behind = _start_tag(source, element)
    if tag.endswith("/>"):
        return behind
    number = next(i for i, node in enumerate(source.root.iter("*")) if node is element)
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    count = 0
    open_: list[int] = []
    found = -1

    def start(_name: str, _attributes: object) -> None:
        nonlocal count
        open_.append(count)
        count += 1

    def end(_name: str) -> None:
        nonlocal found
        if open_.pop() == number:
            found = parser.CurrentByteIndex

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(source.data, True)
    mark = ">".encode(codec(source.data, source.encoding))
    return source.data.index(mark, found) + len(mark)
