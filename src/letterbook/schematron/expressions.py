"""The one gate for expressions: what goes into the stylesheet as XPath has passed here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from lxml import etree

from letterbook import sources
from letterbook.findings import Problem
from letterbook.schematron.forbidden import Names, Refusal, check_expression, expanded
from letterbook.schematron.loading import Library, Resolve
from letterbook.schematron.names import FUNCTIONS
from letterbook.schematron.stylesheet import private
from letterbook.schematron.xpath import Call, calls, renamed


class Expressions:
    """Checks expressions, renames variables, and puts supplied documents in the place of calls of ``doc``."""

    def __init__(
        self, prefixes: Mapping[str, str], declared: Names, library: Library, resolve: Resolve | None
    ) -> None:
        self._prefixes: dict[str | None, str] = dict(prefixes.items())
        self._declared = declared
        self._library = library
        self._resolve = resolve
        self._names: Mapping[str, str] = {}
        self._addresses: dict[str, str] = {}
        self.documents: dict[str, str] = {}
        """The markup of each supplied document, by the name of its parameter."""

    @contextmanager
    def renaming(self, names: Mapping[str, str]) -> Iterator[None]:
        """Variables are called differently meanwhile."""
        before, self._names = self._names, names
        try:
            yield
        finally:
            self._names = before

    def variable(self, name: str) -> str:
        """The name that a variable has in the stylesheet."""
        return self._names.get(name, name)

    def expression(self, element: etree._Element, attribute: str) -> str:
        """The expression in an attribute, ready for the stylesheet. SchematronError when it is refused."""
        written = element.get(attribute, "")
        if not written.strip():
            what = etree.QName(element).localname
            raise self._library.error(
                element, f"{what} has an empty {attribute}" if written else f"{what} has no {attribute}"
            )
        supplied = [call for call in calls(written) if self._parameter(call)]
        try:
            check_expression(
                written, self._prefixes, self._declared, allowed={call.start for call in supplied}
            )
        except Refusal as refusal:
            raise self._library.error(
                element, f"{refusal}, in the {attribute} of {etree.QName(element).localname}"
            ) from None
        for call in reversed(supplied):
            written = f"{written[: call.start]}${self._parameter(call)}{written[call.end :]}"
        return renamed(written, self._names)

    def _parameter(self, call: Call) -> str | None:
        """The parameter that stands for a call of ``doc``, if somebody supplies the document it names."""
        if self._resolve is None or call.literal is None:
            return None
        namespace, local = expanded(call.name, self._prefixes)
        if namespace != FUNCTIONS or local not in ("doc", "document"):
            return None
        if call.literal not in self._addresses:
            data = self._resolve(call.literal)
            if data is None:
                return None
            try:
                markup = sources.parse(data, call.literal).markup()
            except Problem:
                return None
            self._addresses[call.literal] = name = private(f"document-{len(self.documents) + 1}")
            self.documents[name] = markup
        return self._addresses[call.literal]
