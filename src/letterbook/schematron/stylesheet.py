"""The stylesheet of a schema, written line by line, with where each line comes from.

How it works: one walk visits every node of the document and its attributes in document order, and applies the
templates of one mode to each. A rule is a template; the priorities fall in the order of the rules, and each
rule hands the node on to the next by ``xsl:next-match``, together with the numbers of the patterns that have
had their rule: so the first rule that matches in a pattern wins, patterns do not see each other, and the cost
of a node is that of the rules that match it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from letterbook.schematron.loading import Library
from letterbook.schematron.model import Origin
from letterbook.schematron.names import PRIVATE, XML_SCHEMA, XSLT

_INTEGERS = f"Q{{{XML_SCHEMA}}}integer*"
Attributes = Mapping[str, str]


def private(name: str) -> str:
    """A name of the compiler's own, which no schema can use."""
    return f"Q{{{PRIVATE}}}{name}"


class Writer:
    """Lines of a stylesheet. ``origin`` is set while something of the schema is written."""

    def __init__(self, library: Library, prefixes: Mapping[str, str]) -> None:
        self._library = library
        self._lines: list[str] = []
        self._origin: Origin | None = None
        self.origins: dict[int, Origin] = {}
        taken = {prefix for prefix, uri in prefixes.items() if uri != XSLT}
        self._xsl = next(
            p for p in ("xsl", "xslt", *(f"xslt{n}" for n in range(len(taken) + 1))) if p not in taken
        )
        bound = {**{p: u for p, u in prefixes.items() if p != "xml"}, self._xsl: XSLT}
        declared = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in sorted(bound.items()))
        self._line(f'<{self._xsl}:stylesheet version="3.0" exclude-result-prefixes="#all" {declared}>')

    def _line(self, text: str) -> None:
        """Write lines; each gets the origin that is set."""
        for line in text.split("\n"):
            self._lines.append(line)
            if self._origin is not None:
                self.origins[len(self._lines)] = self._origin

    @property
    def text(self) -> str:
        """The whole stylesheet."""
        return "\n".join([*self._lines, f"</{self._xsl}:stylesheet>", ""])

    @contextmanager
    def about(self, element: etree._Element, label: str) -> Iterator[None]:
        """What is written meanwhile comes from that element of the schema."""
        before, self._origin = self._origin, Origin(label, self._library.span(element))
        try:
            yield
        finally:
            self._origin = before

    def empty(self, instruction: str, attributes: Attributes) -> None:
        """An instruction without content."""
        self._line(f"<{self._xsl}:{instruction}{_attributes(attributes)}/>")

    @contextmanager
    def element(self, instruction: str, attributes: Attributes | None = None) -> Iterator[None]:
        """An instruction round what is written meanwhile."""
        self._line(f"<{self._xsl}:{instruction}{_attributes(attributes or {})}>")
        yield
        self._line(f"</{self._xsl}:{instruction}>")

    @contextmanager
    def result(self, name: str, attributes: Attributes | None = None) -> Iterator[None]:
        """An element of the result round what is written meanwhile; its attributes are plain text."""
        plain = {
            key: value.replace("{", "{{").replace("}", "}}") for key, value in (attributes or {}).items()
        }
        self._line(f"<{name}{_attributes(plain)}>")
        yield
        self._line(f"</{name}>")

    def words(self, text: str) -> None:
        """Plain text of the result."""
        self._line(f"<{self._xsl}:text>{escape(' '.join(text.split(' ')))}</{self._xsl}:text>")

    def markup(self, element: etree._Element) -> None:
        """An element as it is, with all namespaces in scope."""
        self._line(etree.tostring(element, encoding="unicode", with_tail=False))

    def frame(self) -> None:
        """What every stylesheet has: the walk, and the end of each chain of rules."""
        self.empty(
            "output", {"method": "xml", "encoding": "UTF-8", "omit-xml-declaration": "yes", "indent": "no"}
        )
        self.empty("mode", {"name": private("check"), "on-no-match": "deep-skip"})
        self.empty("template", {"match": ".", "mode": private("check"), "priority": "0"})
        nodes = {"select": "descendant-or-self::node()"}
        with (
            self.element("template", {"match": "/"}),
            self.result("results"),
            self.element("for-each", nodes),
        ):
            self.empty("apply-templates", {"select": "., @*", "mode": private("check")})

    def rule(self, context: str, priority: int, pattern: int, body: Callable[[], None]) -> None:
        """The template of a rule; ``body`` writes what it does when it is the first of its pattern."""
        match = {"match": context, "mode": private("check"), "priority": str(priority)}
        done = private("done")
        with self.element("template", match):
            self.empty("param", {"name": done, "as": _INTEGERS, "select": "()"})
            with self.element("if", {"test": f"not(${done} = {pattern})"}):
                body()
            with self.element("next-match"):
                self.empty("with-param", {"name": done, "as": _INTEGERS, "select": f"${done}, {pattern}"})


def _attributes(attributes: Attributes) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def collapsed(pieces: Iterable[str]) -> str:
    """Text with single spaces, none at its ends."""
    return " ".join("".join(pieces).split())
