"""RELAX NG's elements, made and looked for in a tree."""

from __future__ import annotations

from lxml import etree

RNG = "http://relaxng.org/ns/structure/1.0"
R = f"{{{RNG}}}"
SPACES = ("", "urn:x", "urn:y")
TAGS = (
    *(
        "grammar",
        "start",
        "define",
        "div",
        "include",
        "ref",
        "parentRef",
        "externalRef",
        "element",
        "attribute",
    ),
    *(
        "group",
        "interleave",
        "choice",
        "optional",
        "zeroOrMore",
        "oneOrMore",
        "list",
        "mixed",
        "empty",
        "notAllowed",
    ),
    *("text", "value", "data", "param", "except", "name", "anyName", "nsName"),
)
"""All elements of the language."""


def make(tag: str, *children: etree._Element, **attributes: str) -> etree._Element:
    """An element of RELAX NG."""
    element = etree.Element(f"{R}{tag}", dict(attributes))
    element.extend(children)
    return element


def holds(element: etree._Element, tag: str) -> bool:
    """Whether an element of RELAX NG is, or has in it, one of that name."""
    return next(element.iter(f"{R}{tag}"), None) is not None
