"""Small tools for TEI trees: names, identifiers, plain text. All of them walk without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

NAMESPACE = "http://www.tei-c.org/ns/1.0"
"""TEI's namespace."""

TEI = f"{{{NAMESPACE}}}"
"""TEI's namespace as the beginning of a Clark name."""

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_SPACE = re.compile(r"[ \t\r\n]+")
_ASIDE = frozenset(
    TEI + name for name in ("note", "del", "sic", "orig", "abbr", "gap", "index", "figDesc", "surplus")
)
_PARTNERED = frozenset(TEI + name for name in ("sic", "orig", "abbr"))


def local(element: etree._Element) -> str:
    """The element's name without namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def is_tei(element: etree._Element, name: str) -> bool:
    """Whether this is the TEI element of that name."""
    return bool(element.tag == TEI + name)


def squeeze(text: str | None) -> str:
    """Text with each run of XML white space made one space, none at the ends."""
    return _SPACE.sub(" ", text).strip(" ") if text else ""


def tokens(text: str | None) -> tuple[str, ...]:
    """The words of an attribute that holds several values."""
    return tuple(text.split()) if text else ()


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """The child elements, without comments and processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def first(parent: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element at a path of TEI names below the parent, or None."""
    return None if parent is None else parent.find("/".join(TEI + step for step in path))


def plain(element: etree._Element | None) -> str:
    """The text of a heading, title or name in one line: corrected, expanded, without notes and deletions."""
    if element is None:
        return ""
    if len(element) == 0:
        return squeeze(element.text)
    parts: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if node.tag in _ASIDE and node is not element and _left_out(node):
                walker.skip_subtree()
            elif node.tag == TEI + "lb" and node.get("break") != "no":
                parts.append(" ")
            else:
                parts.append(node.text or "")
        if event != "start" and node is not element:
            parts.append(node.tail or "")
    return squeeze("".join(parts))


def _left_out(node: etree._Element) -> bool:
    parent = node.getparent()
    if is_tei(node, "del"):
        return not (parent is not None and is_tei(parent, "restore"))
    return node.tag not in _PARTNERED or (parent is not None and is_tei(parent, "choice"))


def language(element: etree._Element) -> str:
    """The nearest ``@xml:lang`` on the element or above it; empty without one."""
    node: etree._Element | None = element
    while node is not None:
        found = node.get(XML_LANG)
        if found:
            return found
        node = node.getparent()
    return ""
