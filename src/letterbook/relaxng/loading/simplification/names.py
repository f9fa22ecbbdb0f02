"""Steps 4.8 to 4.10: names become name classes, with the namespace that they are in."""

from __future__ import annotations

from collections.abc import Sequence

from letterbook.relaxng.errors import refused
from letterbook.relaxng.loading.simplification.constraints import any_in_except, attribute_name
from letterbook.relaxng.loading.tree import Node
from letterbook.relaxng.program import NameClass

_XML = "http://www.w3.org/XML/1998/namespace"


def name_attribute(node: Node, ns: str, own: str | None) -> tuple[NameClass, Sequence[Node]]:
    """4.8: the name class of an ``element`` or ``attribute``, from its attribute or its first child, and its patterns.

    ``ns`` is the namespace in scope; ``own`` that of the element itself, for an attribute that is named by attribute is in no
    namespace that it has not said itself.
    """
    is_attribute = node.kind == "attribute"
    name = node.attributes.get("name")
    if name is None:
        return name_class(node.children[:1], ns, is_attribute), node.children[1:]
    if is_attribute:
        ns = own or ""
    found = qname(node, name, ns)
    if is_attribute:
        attribute_name(node, found)
    return found, node.children


def name_class(nodes: Sequence[Node], ns: str, is_attribute: bool, around: str = "") -> NameClass:
    """The class of all names of these nodes. ``around`` is the wildcard in whose exception they stand, if any.

    A choice in a choice is part of it, and no name is in it twice.
    """
    found: list[NameClass] = []
    waiting = [(node, ns) for node in reversed(nodes)]
    while waiting:
        node, inherited = waiting.pop()
        namespace = ns_attribute(node, inherited)
        kind = node.kind
        if kind == "choice":
            waiting += [(child, namespace) for child in reversed(node.children)]
            continue
        one: NameClass
        if kind == "name":
            one = qname(node, node.text, namespace)
        else:
            any_in_except(node, around)
            excepted = None
            if node.children:
                inner = node.children[0]
                below = ns_attribute(inner, namespace)
                excepted = name_class(inner.children, below, is_attribute, kind)
            one = ("anyName", excepted) if kind == "anyName" else ("nsName", namespace, excepted)
        if is_attribute:
            attribute_name(node, one)
        found.append(one)
    classes = tuple(dict.fromkeys(found))
    return classes[0] if len(classes) == 1 else ("choice", classes)


def ns_attribute(node: Node, inherited: str) -> str:
    """4.9: the namespace in scope at a node: its own ``ns``, else that of the nearest element around that has one."""
    return node.attributes.get("ns", inherited)


def qname(node: Node, text: str, ns: str) -> NameClass:
    """4.10: a name with prefix is in the namespace that the prefix is bound to; one without is in that of 4.9."""
    prefix, colon, local = text.partition(":")
    if not colon:
        return ("name", ns, text)
    uri = _XML if prefix == "xml" else node.origin.namespaces.get(prefix)
    if uri is None:
        raise refused("prefix", node.origin.span, prefix=prefix)
    return ("name", uri, local)
