"""Whether a schema is one, what it declares, and which of its patterns a phase makes active."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from letterbook.schematron.loading import Library
from letterbook.schematron.names import SCHEMATRON, sch
from letterbook.schematron.xpath import NCNAME

_PREFIX = re.compile(NCNAME)
BINDINGS = ("xslt", "xslt2", "xslt3")

_CHILDREN = {
    "schema": "title ns p let phase pattern group rules diagnostics properties",
    "phase": "p let active",
    "pattern": "title p let param rule",
    "group": "title p let param rule",
    "rules": "title p rule",
    "rule": "title p let assert report extends",
    "diagnostics": "diagnostic",
    "properties": "property",
    "assert": "value-of name emph span dir",
    "report": "value-of name emph span dir",
    "diagnostic": "value-of name emph span dir",
    "property": "value-of name emph span dir",
    "emph": "value-of name emph span dir",
    "span": "value-of name emph span dir",
    "dir": "value-of name emph span dir",
}
_KNOWN = {name: frozenset(children.split()) for name, children in _CHILDREN.items()}


def check_shape(schema: etree._Element, library: Library) -> None:
    """Raise SchematronError for an element where it has no meaning: a rule would silently be lost."""
    for parent in schema.iter(f"{{{SCHEMATRON}}}*"):
        outer = etree.QName(parent).localname
        if outer not in _KNOWN:
            continue
        for child in parent.iterchildren(f"{{{SCHEMATRON}}}*"):
            inner = etree.QName(child).localname
            if inner not in _KNOWN[outer]:
                choices = ", ".join(sorted(_KNOWN[outer]))
                raise library.error(
                    child, f"<{inner}> has no place in <{outer}>", help=f"{outer} may hold: {choices}"
                )


def binding_notes(schema: etree._Element, library: Library) -> tuple[str, ...]:
    """What there is to say about the query language; SchematronError for one that is not understood."""
    binding = schema.get("queryBinding")
    if binding is None or binding.strip().lower() == "xslt":
        how = "names no query language" if binding is None else 'names queryBinding="xslt"'
        return (f"the schema {how}, which means XPath 1.0; its tests are evaluated as XPath 3.1",)
    if binding.strip().lower() not in BINDINGS:
        text = f'queryBinding="{binding.strip()}" is not understood'
        raise library.error(schema, text, help=f"the query languages are: {', '.join(BINDINGS)}")
    return ()


def namespaces(schema: etree._Element, library: Library) -> dict[str, str]:
    """The prefixes that ``ns`` declares. Raises SchematronError."""
    found: dict[str, str] = {}
    for element in schema.iterfind(sch("ns")):
        prefix, uri = (element.get("prefix") or "").strip(), (element.get("uri") or "").strip()
        if not prefix or not uri:
            raise library.error(element, "ns needs a prefix and a uri")
        if not _PREFIX.fullmatch(prefix) or prefix in ("xml", "xmlns"):
            raise library.error(element, f"{prefix!r} cannot be declared as a prefix")
        if found.setdefault(prefix, uri) != uri:
            raise library.error(
                element, f"the prefix {prefix} is declared for two namespaces: {found[prefix]} and {uri}"
            )
    return found


def active(
    schema: etree._Element, phase: str | None, library: Library
) -> tuple[list[etree._Element], list[etree._Element]]:
    """The patterns that are active in a phase, and the lets of that phase.

    Without a name it is the schema's ``defaultPhase``, else all. ``#ALL`` and ``#DEFAULT`` are names too.
    """
    name = phase if phase is not None else "#DEFAULT"
    if name == "#DEFAULT":
        name = (schema.get("defaultPhase") or "#ALL").strip()
    patterns = list(schema.iterchildren(sch("pattern"), sch("group")))
    if name == "#ALL":
        return patterns, []
    phases: Mapping[str | None, etree._Element] = {p.get("id"): p for p in schema.iterfind(sch("phase"))}
    if name not in phases:
        known = ", ".join(sorted(i for i in phases if i))
        help_ = f"the phases are: {known}" if known else "the schema has no phases"
        raise library.error(schema, f"there is no phase {name}", help=help_)
    wanted: dict[str, etree._Element] = {
        (element.get("pattern") or "").strip(): element for element in phases[name].iterfind(sch("active"))
    }
    ids = {pattern.get("id") for pattern in patterns}
    for pattern_id, element in wanted.items():
        if pattern_id not in ids:
            raise library.error(element, f'active pattern="{pattern_id}" names no pattern')
    return [p for p in patterns if p.get("id") in wanted], list(phases[name].iterfind(sch("let")))
