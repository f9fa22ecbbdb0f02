"""The names that Schematron, XSLT and what is made of both are written with."""

from __future__ import annotations

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
SCHEMATRON_1_5 = "http://www.ascc.net/xml/schematron"
XSLT = "http://www.w3.org/1999/XSL/Transform"
RELAXNG = "http://relaxng.org/ns/structure/1.0"
FUNCTIONS = "http://www.w3.org/2005/xpath-functions"
XML_SCHEMA = "http://www.w3.org/2001/XMLSchema"
XML = "http://www.w3.org/XML/1998/namespace"

PRIVATE = "urn:letterbook:schematron"
"""The namespace of what the compiler adds: modes and variables of the stylesheet, marks on elements."""

AT = f"{{{PRIVATE}}}at"
"""The mark that tells from which file an element comes, and where in it that element stands."""

USUAL_PREFIXES = {
    "xs": XML_SCHEMA,
    "fn": FUNCTIONS,
    "math": f"{FUNCTIONS}/math",
    "map": f"{FUNCTIONS}/map",
    "array": f"{FUNCTIONS}/array",
}
"""Prefixes that a schema may use without declaring them by ``ns``; a declaration of its own goes before."""


def sch(name: str) -> str:
    """An element name of Schematron in Clark notation."""
    return f"{{{SCHEMATRON}}}{name}"


def xsl(name: str) -> str:
    """An element name of XSLT in Clark notation."""
    return f"{{{XSLT}}}{name}"
