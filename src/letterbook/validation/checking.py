"""The checks of one file by its schemas: in a worker process, or in the parent without Schematron."""

from __future__ import annotations

import gc
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from letterbook import resources, sources
from letterbook.excerpts import excerpt
from letterbook.findings import Finding, Problem, Related, Severity, Span
from letterbook.reading.tei import XML_ID
from letterbook.reading.whereabouts import Whereabouts
from letterbook.relaxng import Catalog, Grammar, GrammarError
from letterbook.sources import Source
from letterbook.validation.contexts import with_context
from letterbook.validation.plan import PREPARE, Checked, Plan

_PLAIN = ("utf-8", "us-ascii", "iso-8859-1", "windows-1252")
_MANY = 50_000
"""So many new objects are worth a look for circles among them; trees of lxml make many, and no circles."""

_TWICE = ("P003", "duplicate-id")

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


def setup(plan: Plan) -> Callable[[tuple[str, str]], Checked]:
    """The function that checks a file, given as path and name; ``PREPARE`` only makes it ready."""
    tools: list[_Tools] = []

    def handle(item: tuple[str, str]) -> Checked:
        if not tools:
            try:
                tools.append(_Tools(plan))
            except Problem as problem:
                return Checked(broken=problem.finding)
            gc.freeze()  # what is loaded stays: nothing of it need be looked through again and again
            gc.set_threshold(_MANY, 20, 100)
        if item == PREPARE:
            return Checked()
        path, name = item
        try:
            source = sources.read(Path(path), name=name)
        except Problem as problem:
            return Checked((_shown_raw(problem.finding, Path(path)),))
        try:
            found = _one_voice(tools[0].check(source))
        except GrammarError as error:
            return Checked(broken=error.finding)
        return Checked(tuple(with_context(finding, source) for finding in found))

    return handle


def _shown_raw(finding: Finding, path: Path) -> Finding:
    """The context of a finding in a file that could not be parsed."""
    if not finding.span.line:
        return finding
    try:
        data = path.read_bytes()
    except OSError:
        return finding
    return replace(finding, context=excerpt(data, "utf-8", finding.span))


class _Tools:
    """Loaded grammars, built XML Schemas and compiled Schematron of one process."""

    def __init__(self, plan: Plan) -> None:
        catalog = Catalog.load(resources.schema("catalog.xml"))
        self._grammars = [
            Grammar.load(Path(path), name=name, catalog=catalog) for path, name in plan.grammars
        ]
        self._xsds = []
        if plan.xsds:
            from letterbook.xsd import Xsd

            self._xsds = [Xsd.load(Path(path), name=name) for path, name in plan.xsds]
        self._schematrons = [(schema, _executable(schema)) for schema in plan.schematrons]

    def check(self, source: Source) -> Iterator[Finding]:
        """All that the schemas say about a source, and ids that it uses twice."""
        twice: set[str | None] = set()
        places = Whereabouts(source)
        for grammar in self._grammars:
            for fault in grammar.check(source):
                code, name = "G001", "invalid-by-grammar"
                if fault.kind == "id-twice" and fault.attribute == XML_ID and fault.element is not None:
                    twice.add(fault.element.get(XML_ID))
                    code, name = _TWICE
                yield Finding(
                    code,
                    Severity.ERROR,
                    fault.message,
                    fault.span(source),
                    name=name,
                    related=fault.related(source),
                    notes=tuple(_joined(fault.where, places.of(fault.element))),
                    help=fault.help,
                )
        if not _all_judged(source, max((grammar.named for grammar in self._grammars), default=0)):
            yield from _twice(source, twice)
        for xsd in self._xsds:
            yield from xsd.check(source)
        for schema, executable in self._schematrons:
            yield from _asserted(schema, executable, source)


def _joined(*parts: str) -> Iterator[str]:
    """One note of the parts that say something."""
    said = [part for part in parts if part]
    if said:
        yield ", ".join(said)


def _executable(schema: Any) -> Any:
    from letterbook import saxon
    from letterbook.schematron import SchematronError, compile_executable

    saxon.lock()
    try:
        return compile_executable(schema)
    except SchematronError as error:
        raise Problem(error.finding) from None


def _asserted(schema: Any, executable: Any, source: Source) -> Iterator[Finding]:
    from letterbook import saxon
    from letterbook.schematron import run

    try:
        failures = run(schema, executable, source)
    except saxon.SaxonError as error:
        text = f"the rules of {schema.name} could not be applied: {error}"
        yield Finding("S000", Severity.ERROR, text, Span(source.name), name="failed-schematron")
        return
    for failure in failures:
        place = source.node_at(failure.path)
        yield Finding(
            code=failure.assertion_id or "S000",
            severity=_SEVERITIES.get(failure.role, Severity.ERROR),
            message=failure.text or "a rule of the Schematron is broken",
            span=source.span(place.element, place.attribute),
            notes=tuple(failure.diagnostics),
        )


def _all_judged(source: Source, named: int) -> bool:
    """Whether every xml:id of the file is among so many attributes that a grammar judged as ids; False where the bytes
    do not show it.
    """
    plain = source.encoding.lower() in _PLAIN and b"<!ENTITY" not in source.data
    return plain and source.data.count(b"xml:id") <= named


def _twice(source: Source, told: Container[str | None]) -> Iterator[Finding]:
    """Each xml:id that several elements have, but for those that a grammar told of: not all know what an id is."""
    having: dict[str, list[etree._Element]] = {}
    for element in source.root.iter("*"):
        identifier = element.get(XML_ID)
        if identifier is not None:
            having.setdefault(identifier, []).append(element)
    for identifier, elements in having.items():
        if len(elements) == 1 or identifier in told:
            continue
        other = Related(source.span(elements[0], XML_ID), "the first one is here")
        often = "twice" if len(elements) == 2 else f"{len(elements)} times"
        text = f'xml:id="{identifier}" stands {often} in this file'
        span = source.span(elements[1], XML_ID)
        code, name = _TWICE
        yield Finding(code, Severity.ERROR, text, span, name=name, related=(other,))


def _one_voice(findings: Iterator[Finding]) -> list[Finding]:
    """Sorted; where the grammar blames an element, the XML Schema keeps quiet about it."""
    found = sorted(set(findings), key=lambda finding: finding.sort_key)
    blamed = {finding.span.line for finding in found if finding.code == "G001"}
    return [f for f in found if f.code != "G002" or f.span.line not in blamed]
