"""The XML syntax: a parsed file becomes nodes, without annotations (4.1) and insignificant white space (4.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from letterbook.findings import Span
from letterbook.relaxng.errors import refused
from letterbook.relaxng.loading.addresses import join
from letterbook.relaxng.loading.full_syntax import KINDS, RELAXNG, STRINGS
from letterbook.relaxng.loading.tree import Node
from letterbook.sources import Source

_XML = "http://www.w3.org/XML/1998/namespace"
_BASE = f"{{{_XML}}}base"
_OURS = f"{{{RELAXNG}}}"
_SPACE = " \t\r\n"


class XmlOrigin:
    """An element of a file; its place is found only when somebody asks."""

    __slots__ = ("_address", "_element", "_source")

    def __init__(self, source: Source, element: etree._Element, address: str) -> None:
        self._source = source
        self._element = element
        self._address = address

    @property
    def span(self) -> Span:
        """The place of the start tag."""
        return self._source.span(self._element)

    @property
    def namespaces(self) -> Mapping[str, str]:
        """The namespaces in scope by prefix, the default one under ``""``."""
        return {"xml": _XML, **{prefix or "": uri for prefix, uri in self._element.nsmap.items()}}

    @property
    def base(self) -> str:
        """The address of the file, changed by each xml:base around the element."""
        around = [self._element, *self._element.iterancestors()]
        base = self._address
        for element in reversed(around):
            own = element.get(_BASE)
            if own is not None:
                base = join(base, own.strip(_SPACE))
        return base


def nodes(source: Source, address: str) -> Node:
    """The outermost element and all in it as nodes.

    Raises GrammarError for elements and attributes that RELAX NG does not have, and for text where none may be; what may
    stand where is left to ``full_syntax``.
    """
    root = source.root
    tag = str(root.tag)
    if not tag.startswith(_OURS):
        raise refused("namespace", source.span(root), kind=etree.QName(root).localname, namespace=RELAXNG)
    top = _node(source, root, tag, address)
    todo = [(root, top)]
    while todo:
        element, node = todo.pop()
        children = without_annotations(source, element, node)
        if node.kind in STRINGS:
            continue
        for child in children:
            below = _node(source, child, str(child.tag), address)
            node.children.append(below)
            todo.append((child, below))
    return top


def _node(source: Source, element: etree._Element, tag: str, address: str) -> Node:
    kind = tag.rpartition("}")[2]
    origin = XmlOrigin(source, element, address)
    if kind not in KINDS:
        raise refused("element", origin.span, kind=kind)
    attributes: dict[str, str] = {}
    for name, value in element.attrib.items():
        key = str(name)
        if key[0] != "{":
            attributes[key] = str(value)
        elif key.startswith(_OURS):
            raise refused("attribute", origin.span, kind=kind, name=etree.QName(key).localname)
    node = Node(kind, origin, attributes)
    white_space(node)
    return node


def without_annotations(source: Source, element: etree._Element, node: Node) -> list[etree._Element]:
    """4.1: the children in RELAX NG's own namespace; those of other namespaces are left out.

    The text of ``name``, ``value`` and ``param`` goes into the node; elsewhere there may be none but white space.
    """
    kept: list[etree._Element] = []
    texts = [element.text]
    for child in element:
        tag: Any = child.tag
        texts.append(child.tail)
        if not isinstance(tag, str):
            continue
        if node.kind in STRINGS:
            raise refused("elements", source.span(child), kind=node.kind)
        if tag.startswith(_OURS) or (tag[0] != "{" and _expanded(child)):
            kept.append(child)
    if node.kind in STRINGS:
        text = "".join(filter(None, texts))
        node.text = text.strip(_SPACE) if node.kind == "name" else text
    elif any(text and text.strip(_SPACE) for text in texts):
        raise refused("text", node.origin.span, kind=node.kind)
    return kept


def _expanded(element: etree._Element) -> bool:
    """Whether an element is RELAX NG's though libxml2 says that it has no namespace: it does so of those in an entity."""
    return element.nsmap.get(None) == RELAXNG


def white_space(node: Node) -> None:
    """4.2: white space around the values of ``name``, ``type`` and ``combine`` does not count.

    That between elements and around the content of ``name`` is left out where the text is read.
    """
    attributes = node.attributes
    for name in ("name", "type", "combine"):
        if name in attributes:
            attributes[name] = attributes[name].strip(_SPACE)
