"""Grammars of both syntaxes as plain tuples that are equal when sections 4.2 to 4.4 and 4.8 to 4.12 make them equal."""

from __future__ import annotations

from typing import Any

from lxml import etree

from letterbook.relaxng.errors import GrammarError
from letterbook.relaxng.loading.tree import Node

RNG = "{http://relaxng.org/ns/structure/1.0}"
Shape = tuple[Any, ...]

_GROUPED = {"element", "define", "start", "optional", "zeroOrMore", "oneOrMore", "list", "mixed"}
_SINGLE = {"choice", "group", "interleave"}


def short(error: GrammarError) -> str:
    """The message of an error, which says of which specification the section is, without that."""
    said = " of the compact syntax)"
    assert error.finding.message.endswith(said)
    return error.finding.message.removesuffix(said) + ")"


def of_node(node: Node, ns: str | None = None, library: str = "") -> Shape:
    """The shape of a grammar that was read; ``ns`` None is the namespace that the including file will give."""
    ns = node.attributes.get("ns", ns)
    library = node.attributes.get("datatypeLibrary", library)
    children = [of_node(child, ns, library) for child in node.children]
    return _shape(node.kind, node.attributes, node.text, children, ns, library)


def of_xml(element: etree._Element, ns: str | None = None, library: str = "") -> Shape:
    """The shape of a grammar in XML."""
    kind = str(element.tag).removeprefix(RNG)
    attributes = {str(name): str(value) for name, value in element.attrib.items() if "{" not in str(name)}
    ns = attributes.get("ns", ns)
    library = attributes.get("datatypeLibrary", library)
    children = [of_xml(child, ns, library) for child in element.iterchildren(f"{RNG}*")]
    text = element.text or "" if kind in ("name", "value", "param") else ""
    if kind == "name":
        return _name(element, text.strip(), ns)
    if kind in ("element", "attribute") and "name" in attributes:
        default = "" if kind == "attribute" and "ns" not in attributes else ns
        children.insert(0, _name(element, attributes.pop("name").strip(), default))
    return _shape(kind, attributes, text, children, ns, library)


def _name(element: etree._Element, qname: str, ns: str | None) -> Shape:
    prefix, _, local = qname.rpartition(":")
    return (
        "name",
        (element.nsmap | {"xml": "http://www.w3.org/XML/1998/namespace"})[prefix] if prefix else ns,
        local,
    )


def _shape(
    kind: str, attributes: dict[str, str], text: str, children: list[Shape], ns: str | None, library: str
) -> Shape:
    facts: tuple[Any, ...] = ()
    if kind == "name":
        facts = (ns, text)
    elif kind == "nsName":
        facts = (ns,)
    elif kind == "value":
        facts = (library, attributes["type"], ns, text) if "type" in attributes else ("", "token", ns, text)
    elif kind == "data":
        facts = (library, attributes["type"])
    elif kind == "param":
        facts = (attributes["name"], text)
    elif kind in ("include", "externalRef"):
        facts = (attributes["href"].removesuffix(".rnc").removesuffix(".rng"), ns)
    elif kind in ("ref", "parentRef", "define", "start"):
        facts = (attributes.get("name"), attributes.get("combine"))
    if kind == "attribute" and len(children) == 1:
        children.append(("text",))
    first = 1 if kind in ("element", "attribute") else 0
    if (kind in _GROUPED or kind == "attribute") and len(children) > first + 1:
        children[first:] = [("group", *children[first:])]
    if kind == "except" and len(children) > 1:
        children = [("choice", *children)]
    if kind in _SINGLE and len(children) == 1:
        return children[0]
    return (kind, *facts, *children)
