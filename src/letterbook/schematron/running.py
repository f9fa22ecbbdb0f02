"""Running a compiled schema over a document. It calls Saxon: this is done in a worker, after the lock."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from letterbook import saxon
from letterbook.findings import Span
from letterbook.schematron.model import CompiledSchema, Failure, SchematronError
from letterbook.sources import Source

_PLACE = re.compile(
    r"\bon line (\d+)(?: column \d+)?[^:]*:\s*(?:[A-Z]{4}\d{4}\s+)?(.*?)(?= Error (?:in|on|at|near) |$)"
)


def compile_executable(schema: CompiledSchema) -> Any:
    """What Saxon runs. Raises SchematronError, at its place, for an expression that does not compile."""
    try:
        return saxon.compile_text(schema.stylesheet)
    except saxon.SaxonError as error:
        raise _located(schema, str(error)) from None


def _located(schema: CompiledSchema, said: str) -> SchematronError:
    """The first thing that Saxon says, at the place in the schema where it comes from."""
    found = [(int(match.group(1)), match.group(2)) for match in _PLACE.finditer(said)]
    for line, text in sorted(found):
        origin = schema.origins.get(line)
        if origin is not None:
            text = text.removesuffix(" External function calls have been disabled").rstrip(". ")
            return SchematronError.at(
                origin.span, f"{origin.label} does not compile: {text[:1].lower()}{text[1:]}"
            )
    return SchematronError.at(Span(schema.name), f"the schema does not compile: {said}")


def run(schema: CompiledSchema, executable: Any, source: Source) -> list[Failure]:
    """The failures of a document, in document order; at one node in the order of the schema.

    ``executable`` is what ``compile_executable`` gave for the same schema. Comments and processing
    instructions outside the root element are not seen. Raises letterbook.saxon.SaxonError when the rules
    cannot be applied at all.
    """
    documents = {_clark(name): saxon.Tree(markup) for name, markup in schema.documents.items()}
    result, _ = saxon.transform(executable, source.markup(), documents)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)
    root = etree.fromstring(result, parser)
    return [_failure(schema, element) for element in root]


def _clark(name: str) -> str:
    return name.removeprefix("Q")


def _failure(schema: CompiledSchema, element: etree._Element) -> Failure:
    assertion = schema.assertions[element.get("assertion", "")]
    path = element.get("path", "")
    if element.tag == "error":
        reason = _clean(element)
        text = f"this {assertion.kind} cannot be evaluated here: {reason}"
        return Failure(assertion.id, "error", "error", text, path, (), assertion.pattern, assertion.context)
    message = element.find("text")
    return Failure(
        assertion_id=assertion.id,
        kind=assertion.kind,
        role=assertion.severity,
        text=_clean(message) if message is not None else "",
        path=path,
        diagnostics=tuple(_clean(e) for e in element.iterfind("diagnostic")),
        pattern=assertion.pattern,
        rule_context=assertion.context,
        properties=tuple((e.get("id", ""), _clean(e)) for e in element.iterfind("property")),
    )


def _clean(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())
