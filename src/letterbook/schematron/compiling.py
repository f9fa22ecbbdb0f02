"""From a schema to a stylesheet. Pure Python: nothing is run here, and Saxon is not needed."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from letterbook.schematron import embedded, expansion, selection
from letterbook.schematron.assertions import Assertions
from letterbook.schematron.expressions import Expressions
from letterbook.schematron.forbidden import Refusal, check_embedded, check_foreign, declared_functions
from letterbook.schematron.loading import Library, Resolve, plain
from letterbook.schematron.model import CompiledSchema, SchematronError
from letterbook.schematron.names import RELAXNG, SCHEMATRON_1_5, USUAL_PREFIXES, XSLT, sch, xsl
from letterbook.schematron.stylesheet import Writer


def compile_schema(
    schema: bytes, *, name: str, phase: str | None = None, resolve: Resolve | None = None
) -> CompiledSchema:
    """Compile an ISO Schematron schema, or the Schematron that a RELAX NG grammar embeds.

    ``name`` is what messages call the file. ``phase`` is the id of a phase, ``#ALL`` or ``#DEFAULT``; without
    it the schema's default phase counts. ``resolve`` gives the bytes of what the schema asks for by
    ``include``, ``extends`` with ``href``, or ``doc`` with a literal address; without it, and for what it
    answers with None, all that is refused. A grammar that embeds no Schematron gives a schema without
    assertions. Raises SchematronError.
    """
    library = Library(resolve)
    root = _schema(library.parse(schema, name), library)
    library.include(root)
    expansion.expand(root, library)
    selection.check_shape(root, library)
    notes = selection.binding_notes(root, library)
    prefixes = {**USUAL_PREFIXES, **selection.namespaces(root, library)}
    patterns, lets = selection.active(root, phase, library)
    writer = Writer(library, prefixes)
    functions = _embedded(root, prefixes, writer, library)
    expressions = Expressions(prefixes, functions, library, resolve)
    assertions = Assertions(root, writer, expressions, library)
    for let in (*root.iterfind(sch("let")), *lets):
        assertions.let(let, everywhere=True)
    renamings = _renamings([*root.iterfind(sch("let")), *lets], patterns)
    priority = 1 + sum(1 for pattern in patterns for _ in pattern.iterfind(sch("rule")))
    number = 0
    for pattern, renaming in zip(patterns, renamings, strict=True):
        if pattern.get("documents") is not None:
            raise library.error(
                pattern,
                "the attribute documents is not supported: a rule judges the document at hand and no other",
            )
        with expressions.renaming(renaming):
            for let in pattern.iterfind(sch("let")):
                assertions.let(let, everywhere=True)
            number += 1
            for rule in pattern.iterfind(sch("rule")):
                priority -= 1
                number += pattern.tag == sch("group")
                assertions.rule(rule, pattern, priority, number)
    for parameter in expressions.documents:
        writer.empty("param", {"name": parameter, "as": "document-node()", "required": "yes"})
    writer.frame()
    return CompiledSchema(
        name, writer.text, assertions.found, writer.origins, dict(expressions.documents), notes
    )


def _schema(root: etree._Element, library: Library) -> etree._Element:
    """The schema element of a file, which may be a grammar."""
    if root.tag == sch("schema"):
        return root
    qname = etree.QName(root)
    if qname.namespace == RELAXNG:
        return embedded.gathered(root, library)
    if qname.namespace == SCHEMATRON_1_5:
        raise library.error(
            root,
            "this is Schematron 1.5, which came before the ISO standard",
            help=f"change the namespace {SCHEMATRON_1_5} to that of ISO Schematron, and key to xsl:key",
        )
    text = f"is no Schematron: its outermost element is <{qname.localname}>"
    if qname.namespace:
        text += f", in the namespace {qname.namespace}"
    raise SchematronError.at(library.span(root), text)


def _embedded(
    schema: etree._Element, prefixes: Mapping[str, str], writer: Writer, library: Library
) -> set[tuple[str, str]]:
    """Write the functions and keys that a schema embeds; the names of the functions."""
    homes = [schema, *schema.iterchildren(sch("pattern"), sch("group"), sch("phase"))]
    homes += list(schema.iter(sch("rule")))
    found = [child for home in homes for child in home.iterchildren(f"{{{XSLT}}}*")]
    known: dict[str | None, str] = dict(prefixes.items())
    try:
        for element in found:
            check_foreign(element)
        declared = declared_functions([e for e in found if e.tag == xsl("function")])
        for element in found:
            check_embedded(element, known, declared)
    except Refusal as refusal:
        place = refusal.element if refusal.element is not None else schema
        raise library.error(place, str(refusal)) from None
    for element in found:
        what = etree.QName(element).localname
        with writer.about(element, f"xsl:{what} {element.get('name', '')}".strip()):
            writer.markup(plain(element))
    return declared


def _renamings(lets: list[etree._Element], patterns: list[etree._Element]) -> list[dict[str, str]]:
    """For each pattern, new names of its variables where another pattern or the schema uses the same name."""
    taken = {let.get("name", "") for let in lets}
    everything = taken | {let.get("name", "") for pattern in patterns for let in pattern.iter(sch("let"))}
    renamings: list[dict[str, str]] = []
    for number, pattern in enumerate(patterns, 1):
        own = {let.get("name", "") for let in pattern.iterfind(sch("let"))}
        renaming = {}
        for name in sorted(own & taken):
            fresh = f"{name}.{number}"
            while fresh in everything:
                fresh += "_"
            renaming[name] = fresh
        taken |= own
        renamings.append(renaming)
    return renamings
