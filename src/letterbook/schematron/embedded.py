"""The Schematron that a RELAX NG grammar embeds, gathered into one schema.

What is taken, in document order, wherever it stands in the grammar:

- ``ns``: once each; the same prefix for two namespaces is an error;
- ``let``, ``phase``, ``diagnostics``, ``properties``, and the ``xsl:function`` and ``xsl:key`` elements;
- ``pattern``: as it is (this is what the TEI's own schemas embed);
- a ``rule`` outside a pattern: a pattern of its own, so that no other rule can hide it; abstract ones are
  kept together in a ``rules`` element, where ``extends`` finds them;
- an ``assert`` or ``report`` outside a rule: those of one parent make one rule. Its context is what the
  ``element`` or ``attribute`` pattern round them names (several names of a choice: any of them; ``anyName``
  and ``nsName``: a wildcard); an attribute is meant as one of the nearest named element round it. Without
  such a pattern round it, an assertion is an error: nothing says what it is about.

What a grammar includes from other files is not followed.
"""

from __future__ import annotations

from lxml import etree

from letterbook.schematron.loading import Library, copied, unmarked
from letterbook.schematron.names import AT, PRIVATE, RELAXNG, SCHEMATRON, sch, xsl

_TOP = {sch(name) for name in ("let", "phase", "diagnostics", "properties", "pattern", "group", "rules")} | {
    xsl("function"),
    xsl("key"),
}
_ASSERTIONS = {sch("assert"), sch("report")}
_ORDER = ["ns", "let", "phase", "rules", "pattern", "group", "diagnostics", "properties"]


def extract_schematron(grammar: bytes, *, name: str = "grammar.rng") -> bytes:
    """The Schematron of a RELAX NG grammar as a schema of its own, in UTF-8. Raises SchematronError."""
    library = Library()
    schema = unmarked(gathered(library.parse(grammar, name), library))
    return etree.tostring(schema, encoding="utf-8", xml_declaration=True, pretty_print=True)


def gathered(grammar: etree._Element, library: Library) -> etree._Element:
    """The schema that a grammar embeds, without patterns when it embeds none. Raises SchematronError."""
    schema = etree.Element(sch("schema"), {"queryBinding": "xslt3"}, nsmap={"sch": SCHEMATRON, "_": PRIVATE})
    if grammar.get(AT):
        schema.set(AT, grammar.get(AT, ""))
    prefixes: dict[str, str] = {}
    kept = etree.SubElement(schema, sch("rules"))
    rules: dict[etree._Element, etree._Element] = {}
    for element in _outermost(grammar):
        if element.tag == sch("ns"):
            _declare(element, prefixes, schema, library)
        elif element.tag in _TOP:
            schema.append(copied(element))
        elif element.tag == sch("rule"):
            home = kept if element.get("abstract") == "true" else _pattern(schema, element)
            home.append(copied(element))
        elif element.tag in _ASSERTIONS:
            _join(element, rules, schema, library)
    if not len(kept):
        schema.remove(kept)
    schema[:] = sorted(schema, key=_rank)
    return schema


def _outermost(grammar: etree._Element) -> list[etree._Element]:
    """The elements of Schematron and XSLT that stand in no other element of theirs, in document order."""
    wanted = (f"{{{SCHEMATRON}}}*", xsl("function"), xsl("key"))
    found: list[etree._Element] = []
    for element in grammar.iter(*wanted):
        parent = element.getparent()
        if parent is None or not any(etree.QName(node).namespace == SCHEMATRON for node in _line(parent)):
            found.append(element)
    return [e for e in found if e.tag in _TOP | _ASSERTIONS | {sch("ns"), sch("rule")}]


def _line(element: etree._Element) -> list[etree._Element]:
    return [element, *element.iterancestors()]


def _rank(element: etree._Element) -> int:
    name = etree.QName(element).localname
    return _ORDER.index(name) if name in _ORDER else 1


def _declare(
    element: etree._Element, prefixes: dict[str, str], schema: etree._Element, library: Library
) -> None:
    prefix, uri = element.get("prefix", ""), element.get("uri", "")
    if prefix not in prefixes:
        prefixes[prefix] = uri
        schema.append(copied(element))
    elif prefixes[prefix] != uri:
        text = f"the prefix {prefix} is declared for two namespaces: {prefixes[prefix]} and {uri}"
        raise library.error(element, text)


def _pattern(schema: etree._Element, source: etree._Element) -> etree._Element:
    return etree.SubElement(schema, sch("pattern"), {AT: source.get(AT, "")})


def _join(
    element: etree._Element,
    rules: dict[etree._Element, etree._Element],
    schema: etree._Element,
    library: Library,
) -> None:
    """Put a bare assertion into the rule of its parent, which is made when there is none."""
    parent = element.getparent()
    assert parent is not None
    if parent not in rules:
        context = _context(parent)
        if context is None:
            what = etree.QName(element).localname
            text = f"this {what} stands in no rule, nor in a pattern of an element or attribute"
            raise library.error(element, text)
        marks = {"context": context, AT: element.get(AT, "")}
        rules[parent] = etree.SubElement(_pattern(schema, element), sch("rule"), marks)
    rules[parent].append(copied(element))


def _rng(name: str) -> str:
    return f"{{{RELAXNG}}}{name}"


def _context(parent: etree._Element) -> str | None:
    """The match pattern of what the nearest element or attribute pattern names."""
    attribute: list[str] = []
    for node in _line(parent):
        if node.tag == _rng("attribute") and not attribute:
            attribute = ["@" + name for name in _names(node)]
        if node.tag == _rng("element"):
            if not attribute:
                return " | ".join(_names(node))
            return " | ".join(f"{name}/{at}" for name in _names(node) for at in attribute)
    return " | ".join(attribute) or None


def _names(pattern: etree._Element) -> list[str]:
    """The names of an element or attribute pattern, as steps of a match pattern."""
    if pattern.get("name"):
        return [_step(pattern, pattern.get("name", ""))]
    name_class = next((child for child in pattern if isinstance(child.tag, str)), None)
    return _of_class(name_class) if name_class is not None else ["*"]


def _of_class(name_class: etree._Element) -> list[str]:
    local = etree.QName(name_class).localname
    if local == "name":
        return [_step(name_class, name_class.text or "")]
    if local == "nsName":
        return [f"Q{{{_namespace(name_class)}}}*"]
    if local == "choice":
        return [name for child in name_class if isinstance(child.tag, str) for name in _of_class(child)]
    return ["*"]


def _step(node: etree._Element, name: str) -> str:
    """A name of a grammar as a step that needs no prefix."""
    prefix, colon, local = name.strip().rpartition(":")
    if colon:
        return f"Q{{{node.nsmap.get(prefix, '')}}}{local}"
    if node.tag == _rng("attribute"):
        return f"Q{{{node.get('ns', '')}}}{local}"
    return f"Q{{{_namespace(node)}}}{local}"


def _namespace(node: etree._Element) -> str:
    return next((n.get("ns", "") for n in _line(node) if n.get("ns") is not None), "")
