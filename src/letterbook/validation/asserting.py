"""Schematron in a worker: made ready for Saxon, and what it finds as findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.sources import Source

if TYPE_CHECKING:
    from letterbook.schematron import CompiledSchema

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


def ready(schema: CompiledSchema) -> tuple[CompiledSchema, Any]:
    """A schema with what Saxon runs for it. Raises Problem for one that Saxon does not take."""
    from letterbook.schematron import SchematronError
    from letterbook.validation.schematrons import executable

    try:
        return schema, executable(schema)
    except SchematronError as error:
        raise Problem(error.finding) from None


def asserted(schema: CompiledSchema, executable: Any, source: Source) -> Iterator[tuple[Finding, str]]:
    """What a Schematron finds, each with the id of its pattern: TEI's have the ``ident`` of a constraint in it."""
    from letterbook import saxon
    from letterbook.schematron import code_of, run

    try:
        failures = run(schema, executable, source)
    except saxon.SaxonError as error:
        text = f"the rules of {schema.name} could not be applied: {error}"
        yield Finding("S000", Severity.ERROR, text, Span(source.name), name="failed-schematron"), ""
        return
    for failure in failures:
        place = source.node_at(failure.path)
        finding = Finding(
            code=code_of(failure.assertion_id, failure.pattern) or "S000",
            severity=_SEVERITIES.get(failure.role, Severity.ERROR),
            message=failure.text or "a rule of the Schematron is broken",
            span=source.span(place.element, place.attribute),
            notes=tuple(failure.diagnostics),
            help=" ".join(
                word
                for id, text in failure.properties
                if id.partition("-")[0] == "help"
                for word in text.split()
            ),
        )
        yield finding, failure.pattern
