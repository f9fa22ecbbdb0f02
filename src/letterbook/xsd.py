"""XML Schema through xmlschema: a second opinion beside the grammar. Knows nothing of letters."""

from __future__ import annotations

import contextlib
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from lxml import etree

from letterbook import cache
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.sources import Source, read

XSD = "http://www.w3.org/2001/XMLSchema"
_SHOWN = 60


class XsdError(Problem):
    """An XML Schema that cannot be used."""


class Xsd:
    """A built XML Schema. It stays in the process that built it."""

    def __init__(self, engine: Any, files: Iterable[tuple[str, str]] = ()) -> None:
        self._engine = engine
        self.files = tuple(files)
        """The files that it was built from, with the SHA-256 of what they held."""

    @classmethod
    def load(cls, path: Path, *, name: str | None = None) -> Xsd:
        """Build a schema from a file with what it imports from its own folder; nothing is fetched.

        Raises XsdError, or Problem when the file cannot be read.
        """
        label = name if name is not None else path.as_posix()
        source = read(path, name=label)
        if source.root.tag != f"{{{XSD}}}schema":
            text = f"is no XML Schema: its outermost element is <{etree.QName(source.root).localname}>"
            raise XsdError(_incorrect(text, source.span(source.root)))
        import xmlschema

        kept = cache.key([xmlschema.__version__, sys.version, str(path.resolve()), source.data])
        files, engine = cache.load_object("xsd", kept) or ({}, None)
        if engine is not None and files == _digests(files):
            return cls(engine, files.items())
        try:
            engine = xmlschema.XMLSchema10(
                str(path.resolve()), allow="sandbox", defuse="always", loglevel="CRITICAL"
            )
        except (xmlschema.XMLSchemaException, OSError, ValueError, RecursionError) as error:
            raise XsdError(_incorrect(_why(error), _place(error, label))) from None
        used = (urlsplit(schema.url or "").path for schema in engine.maps.iter_schemas())
        files = _digests(url2pathname(url) for url in used)
        cache.save_object("xsd", kept, (files, engine))
        return cls(engine, files.items())

    def check(self, source: Source) -> Iterator[Finding]:
        """What the schema does not allow in a document, at most one finding an element."""
        import xmlschema

        blamed: set[Any] = set()
        document = xmlschema.XMLResource(source.root, allow="none")
        for error in self._engine.iter_errors(document, use_location_hints=False):
            element = error.elem if isinstance(error.elem, etree._Element) else None
            if element in blamed:
                continue
            blamed.add(element)
            message = _sentence(str(error.reason or error.message or ""), element)
            child = getattr(error, "invalid_child", None)
            place = child if isinstance(child, etree._Element) else element
            yield Finding("G002", Severity.ERROR, message, source.span(place), name="invalid-by-xsd")


def _digests(files: Iterable[str]) -> dict[str, str]:
    """The SHA-256 of each file that a schema was built from; files of xmlschema itself and missing ones are left out."""
    found = {}
    for name in files:
        with contextlib.suppress(OSError):
            found[name] = hashlib.sha256(Path(name).read_bytes()).hexdigest()
    return found


def _incorrect(message: str, span: Span) -> Finding:
    return Finding("G003", Severity.ERROR, message, span, name="incorrect-grammar")


def _place(error: Exception, label: str) -> Span:
    line = getattr(error, "sourceline", None)
    return Span(label, line, 1) if isinstance(line, int) and line > 0 else Span(label)


def _why(error: Exception) -> str:
    text = _line(error)
    if match := _BLOCKED.match(text):
        return f"asks for {match.group(1)}: a schema may only use files of its own folder"
    return f"the XML Schema is incorrect: {text}"


def _line(error: Exception) -> str:
    text = str(getattr(error, "message", "") or error).strip()
    first = text.splitlines()[0].rstrip(":") if text else type(error).__name__
    return f"{first[:1].lower()}{first[1:]}"


_BLOCKED = re.compile(r"block access to .* (\S+)$")
_SPACE = re.compile(r"\{[^}]*\}")
_UNEXPECTED = re.compile(r"Unexpected child with tag '([^']+)'")
_INCOMPLETE = re.compile(r"The content of element '([^']+)' is not complete")
_ATTRIBUTE = re.compile(r"'([^']+)' attribute not allowed for element")
_NEEDED = re.compile(r"missing required attribute[: ]*'([^']+)'")
_VALUE = re.compile(r"attribute ([\w:.-]+)='([^']*)': ")


def _sentence(reason: str, element: etree._Element | None) -> str:
    """A validator's reason as a sentence; its own words, shortened, where no sentence fits."""
    reason = _SPACE.sub("", reason)
    name = "the document" if element is None else f"<{etree.QName(element).localname}>"
    if match := _UNEXPECTED.search(reason):
        return f"by the XML Schema, <{_local(match.group(1))}> may not stand in {name} at its place"
    if _INCOMPLETE.search(reason):
        return f"by the XML Schema, something is missing in {name}"
    if match := _ATTRIBUTE.search(reason):
        return f"by the XML Schema, the attribute {_local(match.group(1))} may not stand on {name}"
    if match := _NEEDED.search(reason):
        return f"by the XML Schema, {name} lacks the attribute {_local(match.group(1))}"
    if match := _VALUE.search(reason):
        value = match.group(2) if len(match.group(2)) <= _SHOWN else match.group(2)[: _SHOWN - 1] + "…"
        return f'by the XML Schema, {match.group(1)}="{value}" on {name} does not have the right form'
    if reason.lower().startswith("invalid ") or "value doesn't match" in reason or "value must be" in reason:
        return f"by the XML Schema, the content of {name} does not have the right form"
    text = reason.strip().splitlines()[0] if reason.strip() else "no more is known"
    return f"by the XML Schema, {name} is not valid: {text[:1].lower()}{text[1:]}"


def _local(name: str) -> str:
    return name.rpartition(":")[2]
