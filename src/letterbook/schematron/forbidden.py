"""What a schema may not do: the first wall.

A schema may be a stranger's, and it judges one document: it reads no other.

Saxon's lock (letterbook.saxon) is the second wall. What this one refuses, it refuses before Saxon sees the
schema, and says why. It looks at every expression that goes into the stylesheet, and at embedded XSLT.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml import etree

from letterbook.schematron.names import AT, FUNCTIONS, USUAL_PREFIXES, XML, XSLT, xsl
from letterbook.schematron.xpath import Call, calls, templates

Names = Collection[tuple[str, str]]
"""Functions that the schema itself declares: pairs of namespace and local name."""

_READING = "a schema reads nothing but the document that it judges"
_REFUSED = {
    "doc": _READING,
    "doc-available": _READING,
    "document": _READING,
    "collection": _READING,
    "uri-collection": _READING,
    "json-doc": _READING,
    "unparsed-text": _READING,
    "unparsed-text-lines": _READING,
    "unparsed-text-available": _READING,
    "unparsed-binary": _READING,
    "stream-available": _READING,
    "environment-variable": "a schema learns nothing about the machine",
    "available-environment-variables": "a schema learns nothing about the machine",
    "system-property": "a schema learns nothing about the machine",
    "available-system-properties": "a schema learns nothing about the machine",
    "transform": "a schema runs no other code",
    "load-xquery-module": "a schema runs no other code",
    "function-lookup": "a function that is looked up by name cannot be judged before it runs",
}

_COMPUTING = """
    param sequence variable choose when otherwise if for-each for-each-group sort perform-sort value-of text
    copy copy-of element attribute comment processing-instruction namespace document number analyze-string
    matching-substring non-matching-substring iterate on-completion next-iteration break try catch
    where-populated on-empty on-non-empty map map-entry fallback with-param
"""
_INSTRUCTIONS = frozenset(_COMPUTING.split())
_ATTRIBUTES = {
    "static": "static values are computed while the schema is compiled",
    "use-when": "conditions on use are computed while the schema is compiled",
    "extension-element-prefixes": "extension elements are code of another kind",
    "override-extension-function": "extension functions are code of another kind",
    "override": "extension functions are code of another kind",
}
_VERSIONS = {"2.0", "3.0"}


class Refusal(Exception):
    """Why something is refused; ``element`` is where, when that is known more exactly than by the caller."""

    def __init__(self, message: str, element: etree._Element | None = None) -> None:
        super().__init__(message)
        self.element = element


def check_expression(
    expression: str, prefixes: Mapping[str | None, str], declared: Names, *, allowed: Collection[int] = ()
) -> None:
    """Raise Refusal for a call that is not allowed; one at an ``allowed`` offset is let through."""
    for call in calls(expression):
        if call.start not in allowed:
            _check_call(call, prefixes, declared)


def _check_call(call: Call, prefixes: Mapping[str | None, str], declared: Names) -> None:
    namespace, local = expanded(call.name, prefixes)
    if namespace is None:
        raise Refusal(f"the prefix of {call.name}() is not declared by an ns element")
    if namespace == FUNCTIONS:
        if local in _REFUSED:
            raise Refusal(f"the function {local}() is not allowed: {_REFUSED[local]}")
        return
    if (namespace, local) in declared or namespace in USUAL_PREFIXES.values():
        return
    raise Refusal(
        f"the function {call.name}() is not allowed: neither XPath nor an xsl:function of the schema has it"
    )


def expanded(name: str, prefixes: Mapping[str | None, str]) -> tuple[str | None, str]:
    """Namespace and local name of a function; the namespace is None for a prefix that is not declared."""
    if name.startswith("Q{"):
        uri, _, local = name[2:].partition("}")
        return " ".join(uri.split()), local
    prefix, colon, local = name.rpartition(":")
    if not colon:
        return FUNCTIONS, local
    return prefixes.get(prefix) or USUAL_PREFIXES.get(prefix), local


def declared_functions(functions: Collection[etree._Element]) -> set[tuple[str, str]]:
    """The names of these xsl:function elements. Raises Refusal for one without a namespace of its own."""
    found: set[tuple[str, str]] = set()
    for function in functions:
        name = (function.get("name") or "").strip()
        namespace, local = expanded(name, function.nsmap) if ":" in name or "{" in name else (None, "")
        if not namespace or not local:
            text = f"xsl:function has the name {name!r}: it needs one with a declared prefix"
            raise Refusal(text, function)
        if _reserved(namespace):
            text = f"xsl:function {name} is in a namespace that belongs to others: {namespace}"
            raise Refusal(text, function)
        found.add((namespace, local))
    return found


def _reserved(namespace: str) -> bool:
    return namespace.startswith((FUNCTIONS, "http://www.w3.org/", "http://saxon.sf.net/", "java:")) or any(
        owner in namespace for owner in ("exslt.org", "expath.org")
    )


def check_embedded(top: etree._Element, prefixes: Mapping[str | None, str], declared: Names) -> None:
    """Raise Refusal for an xsl:function or xsl:key that holds anything but plain computing."""
    for element in top.iter():
        if not isinstance(element.tag, str):
            if isinstance(element, etree._Entity):
                raise Refusal("an entity that is not expanded stands in embedded XSLT", top)
            continue
        try:
            _check_element(element, top, {**prefixes, **element.nsmap}, declared)
        except Refusal as refusal:
            raise Refusal(str(refusal), element) from None


def _check_element(
    element: etree._Element, top: etree._Element, prefixes: Mapping[str | None, str], declared: Names
) -> None:
    name = etree.QName(element)
    instruction = name.namespace == XSLT
    if instruction and element is not top and name.localname not in _INSTRUCTIONS:
        raise Refusal(f"xsl:{name.localname} is not allowed in a schema: {_why_not(name.localname)}")
    for key, value in element.attrib.items():
        if key == AT:
            continue
        _check_attribute(etree.QName(key), str(value), instruction)
        if instruction:
            check_expression(str(value), prefixes, declared)
        for expression in templates(str(value)):
            check_expression(expression, prefixes, declared)
    pieces = [element.text, *(child.tail for child in element)]
    for expression in (e for piece in pieces if piece for e in templates(piece)):
        check_expression(expression, prefixes, declared)


def _check_attribute(name: etree.QName, value: str, instruction: bool) -> None:
    local = name.localname
    standard = name.namespace == XSLT or (instruction and name.namespace is None)
    if standard and local in _ATTRIBUTES:
        raise Refusal(f"the attribute {local} is not allowed in embedded XSLT: {_ATTRIBUTES[local]}")
    if standard and local.startswith("_"):
        text = f"the shadow attribute {local} is not allowed: it is computed while the schema is compiled"
        raise Refusal(text)
    if standard and local == "version" and value.strip() not in _VERSIONS:
        raise Refusal(f"embedded XSLT of version {value.strip()} is not allowed: 2.0 and 3.0 are")
    if name.namespace not in (None, XML, XSLT) and (instruction or _reserved(name.namespace)):
        text = f"the attribute {local} of the namespace {name.namespace} is not allowed in embedded XSLT"
        raise Refusal(text)


def _why_not(local: str) -> str:
    if local in ("import", "include", "use-package", "source-document", "stream", "merge", "result-document"):
        return "it reads or writes other files"
    if local == "evaluate":
        return "what is computed as text cannot be judged before it runs"
    return "functions and keys hold plain computing only"


def check_foreign(element: etree._Element) -> None:
    """Raise Refusal for an element of XSLT that is neither xsl:function nor xsl:key."""
    if etree.QName(element).namespace == XSLT and element.tag not in (xsl("function"), xsl("key")):
        local = etree.QName(element).localname
        raise Refusal(f"xsl:{local} is not allowed in a schema: only xsl:function and xsl:key are", element)
