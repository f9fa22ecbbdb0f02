"""Reading a schema and what it includes, and remembering where each of its elements stands."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urldefrag, urljoin

from lxml import etree

from letterbook import sources
from letterbook.findings import Problem, Span
from letterbook.schematron.model import SchematronError
from letterbook.schematron.names import AT, PRIVATE, SCHEMATRON, SCHEMATRON_1_5, XML, XSLT, sch
from letterbook.sources import Source

Resolve = Callable[[str], bytes | None]
"""Gives the bytes of a file that a schema asks for by ``href``, or None when it may not have them."""

_MAX_INCLUDED = 200


class Library:
    """The files of one schema. Elements carry a mark, which copies keep, so that each can be found again."""

    def __init__(self, resolve: Resolve | None = None) -> None:
        self._resolve = resolve
        self._files: list[tuple[Source, list[etree._Element]]] = []

    def parse(self, data: bytes, name: str) -> etree._Element:
        """The root element of a file, marked. Raises SchematronError when it cannot be parsed."""
        try:
            source = sources.parse(data, name)
        except Problem as problem:
            raise SchematronError(problem.finding) from None
        if PRIVATE.encode() in data or source.encoding.upper() != "UTF-8":
            _unmark(source.root)
        number = len(self._files)
        marked = list(source.root.iter(f"{{{SCHEMATRON}}}*", f"{{{XSLT}}}*", f"{{{SCHEMATRON_1_5}}}*"))
        self._files.append((source, marked))
        for index, element in enumerate(marked):
            element.set(AT, f"{number}:{index}")
        return source.root

    def span(self, element: etree._Element) -> Span:
        """Where an element stands, or the nearest one round it that came from a file."""
        for node in (element, *element.iterancestors()):
            mark = node.get(AT)
            if mark is not None:
                number, _, index = mark.partition(":")
                source, marked = self._files[int(number)]
                return source.span(marked[int(index)])
        return Span(self._files[0][0].name) if self._files else Span("")

    def error(self, element: etree._Element, message: str, *, help: str = "") -> SchematronError:
        """The error of an element."""
        return SchematronError.at(self.span(element), message, help=help)

    def include(self, schema: etree._Element) -> None:
        """Put in place what ``include`` and ``extends`` with ``href`` ask for, in included files too."""
        self._include(schema, "", ())

    def _include(self, top: etree._Element, base: str, within: tuple[str, ...]) -> None:
        for element in list(top.iter(sch("include"), sch("extends"))):
            href = element.get("href")
            parent = element.getparent()
            if parent is None or (href is None and element.tag == sch("extends")):
                continue
            if href is None:
                raise self.error(element, "include has no href")
            target = urljoin(base, href)
            found = self._fetched(element, target, within)
            self._include(found, urldefrag(target).url, (*within, target))
            if element.tag == sch("include"):
                found.tail = element.tail
                parent.replace(element, found)
                continue
            if found.tag != parent.tag:
                wanted, given = etree.QName(parent).localname, etree.QName(found).localname
                text = f"extends asks for {target}, which is <{given}> and not <{wanted}>"
                raise self.error(element, text)
            at = parent.index(element)
            parent.remove(element)
            parent[at:at] = list(found)

    def _fetched(self, element: etree._Element, target: str, within: tuple[str, ...]) -> etree._Element:
        """The element that a reference asks for: of the file itself, or of the id behind ``#`` in it."""
        what = etree.QName(element).localname
        if target in within:
            raise self.error(element, f"{what} of {target}: it includes itself")
        if len(self._files) > _MAX_INCLUDED:
            raise self.error(element, f"more than {_MAX_INCLUDED} files are included")
        url, fragment = urldefrag(target)
        data = self._resolve(url) if self._resolve is not None else None
        if data is None:
            raise self.error(
                element,
                f"{what} asks for {target}: that file is not read",
                help="put what it holds into the schema itself",
            )
        root = self.parse(data, url)
        if fragment:
            ids = ("id", f"{{{XML}}}id")
            named = (e for e in root.iter("*") if any(e.get(key) == fragment for key in ids))
            chosen = next(named, None)
            if chosen is None:
                raise self.error(element, f"{what} asks for {target}: that file has no such id")
            root = chosen
        if etree.QName(root).namespace != SCHEMATRON:
            text = f"{what} asks for {target}: <{etree.QName(root).localname}> is not Schematron"
            raise self.error(element, text)
        return copied(root)


def copied(element: etree._Element) -> etree._Element:
    """A copy that keeps all namespace declarations: embedded XSLT needs prefixes that no name uses."""
    markup = etree.tostring(element, with_tail=False)
    return etree.fromstring(
        markup, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)
    )


def _unmark(element: etree._Element) -> None:
    for node in element.iter("*"):
        if AT in node.attrib:
            del node.attrib[AT]


def plain(element: etree._Element) -> etree._Element:
    """A copy without marks, for the stylesheet."""
    copy = copied(element)
    _unmark(copy)
    return copy


def unmarked(element: etree._Element) -> etree._Element:
    """The same element without marks, for giving it out."""
    _unmark(element)
    kept = {
        prefix
        for node in element.iter("*")
        for prefix, uri in node.nsmap.items()
        if prefix and uri != PRIVATE
    }
    etree.cleanup_namespaces(element, keep_ns_prefixes=sorted(kept))
    return element
