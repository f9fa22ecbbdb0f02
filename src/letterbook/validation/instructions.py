"""The ``xml-model`` instructions of a file: which schemas it says it follows, each with its place.

By the W3C Note "Associating Schemas with XML documents 1.0": they stand before the root element, in no comment and not in
the document type declaration.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from lxml import etree

from letterbook import sources
from letterbook.findings import Problem, Span
from letterbook.positions import NodePosition
from letterbook.sources import Source
from letterbook.tags import BYTE_ORDER_MARKS, codec

TARGET = "xml-model"
"""The target of the instructions."""

_SIGNS = tuple(TARGET.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ASIDE = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, b"\0\0\0<", b"<\0\0\0", b"Lo\xa7\x94")
"""How files begin in encodings that expat does not know: UTF-32 and EBCDIC."""

_PART = re.compile(r"""([^\s="'<>]+)\s*=\s*("[^"]*"|'[^']*')""")
_REFERENCE = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


@dataclass(frozen=True, slots=True)
class Model:
    """One instruction: its pseudo-attributes, empty where it does not have them, and where it and its ``href`` stand."""

    href: str
    span: Span
    href_span: Span
    type: str = ""
    schematypens: str = ""
    charset: str = ""
    title: str = ""
    group: str = ""
    phase: str = ""


class _RootReached(Exception):
    """The root element begins: what comes after it is of no interest."""


def xml_models(source: Source) -> tuple[Model, ...]:
    """The ``xml-model`` instructions of a source, in its order."""
    return models_in(source.data, source.name, source)


def models_in(data: bytes, name: str, source: Source | None = None) -> tuple[Model, ...]:
    """The instructions in the bytes of a file, which need not be well-formed after its root element begins.

    Nothing of the file but its prolog is read, unless its encoding is a rare one.
    """
    if not any(sign in data for sign in _SIGNS) and not data.startswith(_ASIDE):
        return ()
    found = _scanned(data, name)
    if found is None:
        return tuple(_of_tree(data, name, source))
    return tuple(found)


def _scanned(data: bytes, name: str) -> list[Model] | None:
    """The instructions as expat finds them; None where it cannot read the prolog."""
    if data.startswith(_ASIDE):
        return None
    parser = expat.ParserCreate()
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    mark = 1 if data.startswith(BYTE_ORDER_MARKS) else 0
    found: list[tuple[int, int, int, str]] = []
    encoding = "utf-8"
    declaring = False

    def declared(_version: str, given: str | None, _standalone: int) -> None:
        nonlocal encoding
        encoding = given or encoding

    def doctype(*_: object) -> None:
        nonlocal declaring
        declaring = not declaring

    def instruction(target: str, text: str) -> None:
        if target == TARGET and not declaring:
            line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
            found.append((line, column - mark if line == 1 else column, parser.CurrentByteIndex, text))

    def start(*_: object) -> None:
        raise _RootReached

    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = parser.EndDoctypeDeclHandler = doctype
    parser.ProcessingInstructionHandler = instruction
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except _RootReached:
        pass
    except (expat.ExpatError, ValueError, LookupError):
        return None
    bare = codec(data, encoding)
    return [_placed(data, bare, name, *one) for one in found]


def _placed(data: bytes, encoding: str, name: str, line: int, column: int, at: int, text: str) -> Model:
    """The instruction that begins at a byte."""
    position = NodePosition(line, column, at, _end(data, at, encoding))
    whole = Span(name, line, column, at, position.end)
    written = position.attributes(data, encoding).get("href")
    place = Span(name, *written) if written is not None else whole
    return _model(text, whole, place)


def _end(data: bytes, at: int, encoding: str) -> int:
    """The offset after the ``?>`` that ends an instruction."""
    mark = "?>".encode(encoding)
    unit = len(mark) // 2
    found = data.find(mark, at)
    while found >= 0 and (found - at) % unit:
        found = data.find(mark, found + 1)
    return len(data) if found < 0 else found + len(mark)


def _model(text: str, span: Span, href_span: Span) -> Model:
    given: dict[str, str] = {}
    for match in _PART.finditer(text):
        given.setdefault(match.group(1), _REFERENCE.sub(_character, match.group(2)[1:-1]).strip(" \t\r\n"))
    known = ("type", "schematypens", "charset", "title", "group", "phase")
    values: dict[str, Any] = {name: given.get(name, "") for name in known}
    return Model(given.get("href", ""), span, href_span, **values)


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, named = match.groups()
    if named:
        return _NAMED[named]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else match.group()


def _of_tree(data: bytes, name: str, source: Source | None) -> Iterator[Model]:
    """The instructions of a file that expat cannot read, without columns."""
    if source is None:
        try:
            source = sources.parse(data, name)
        except Problem:
            return
    before = list(source.root.itersiblings(preceding=True))
    for node in reversed(before):
        if isinstance(node, etree._ProcessingInstruction) and node.target == TARGET:
            line: Any = node.sourceline
            span = Span(name, line or 0, 1 if line else 0)
            yield _model(node.text or "", span, span)
