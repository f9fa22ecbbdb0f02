"""Section 3: which elements and attributes stand where in a grammar as it is written."""

from __future__ import annotations

import re
from functools import lru_cache

from letterbook.relaxng.datatypes import W3C, datatype
from letterbook.relaxng.errors import refused
from letterbook.relaxng.loading.tree import Node

RELAXNG = "http://relaxng.org/ns/structure/1.0"
"""The namespace of RELAX NG."""

_FIXED = ("ref", "parentRef", "empty", "text", "value", "notAllowed", "externalRef")
_HOLDING = ("group", "interleave", "optional", "zeroOrMore", "oneOrMore", "list", "mixed")

PATTERNS = frozenset((*_FIXED, *_HOLDING, "choice", "element", "attribute", "data", "grammar"))
NAME_CLASSES = frozenset(("name", "anyName", "nsName", "choice"))
INCLUDED = frozenset(("start", "define", "div"))
COMPONENTS = INCLUDED | {"include"}
KINDS = PATTERNS | NAME_CLASSES | COMPONENTS | {"param", "except"}
STRINGS = frozenset(("name", "value", "param"))
"""The elements that hold text, and nothing else."""

_REQUIRED = {
    "ref": "name",
    "parentRef": "name",
    "data": "type",
    "param": "name",
    "define": "name",
    "externalRef": "href",
    "include": "href",
}
_OPTIONAL = {
    "element": ("name",),
    "attribute": ("name",),
    "value": ("type",),
    "start": ("combine",),
    "define": ("combine",),
}
_NCNAMES = {
    ("ref", "name"),
    ("parentRef", "name"),
    ("define", "name"),
    ("param", "name"),
    ("data", "type"),
    ("value", "type"),
}

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^#]+")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

# what an element holds: the context of its children, the fewest and the most of them (0: any number)
_PATTERN, _NAMES, _GRAMMAR, _INCLUDE, _NONE = "pattern", "names", "grammar", "include", "none"
_CONTENT: dict[str, tuple[str, int, int]] = {
    **dict.fromkeys((*_HOLDING, "define"), (_PATTERN, 1, 0)),
    **dict.fromkeys((*_FIXED, "name", "param"), (_NONE, 0, 0)),
    "start": (_PATTERN, 1, 1),
    "grammar": (_GRAMMAR, 0, 0),
    "include": (_INCLUDE, 0, 0),
}
_ALLOWED = {
    _PATTERN: PATTERNS,
    _NAMES: NAME_CLASSES,
    _GRAMMAR: COMPONENTS,
    _INCLUDE: INCLUDED,
    _NONE: frozenset[str](),
}


def check(root: Node) -> None:
    """Section 3: raise GrammarError for the first thing that does not stand where it may. ``root`` is a pattern."""
    todo = [(root, _PATTERN)]
    while todo:
        node, context = todo.pop()
        _attributes(node)
        kind = node.kind
        if kind == "element" or kind == "attribute":
            todo += _named(node)
            continue
        if kind == "data":
            todo += _data(node)
            continue
        if kind == "anyName" or kind == "nsName":
            todo += _wildcard(node)
            continue
        inner, fewest, most = _CONTENT.get(kind) or (context, 1 if kind in ("choice", "except") else 0, 0)
        children = node.children
        if len(children) < fewest:
            raise refused("no-children", node.origin.span, kind=kind, wanted=_wanted(inner))
        if most and len(children) > most:
            raise refused("many", children[most].origin.span, kind=kind, wanted="one pattern")
        todo += _all(node, children, inner)


def _all(node: Node, children: list[Node], context: str) -> list[tuple[Node, str]]:
    """The children with their context, the first one last; GrammarError for one that may not stand there."""
    allowed = _ALLOWED[context]
    for child in children:
        if child.kind not in allowed:
            raise _misplaced(node, child)
    return [(child, context) for child in reversed(children)]


def _misplaced(node: Node, child: Node) -> Exception:
    return refused("child", child.origin.span, kind=node.kind, child=child.kind)


def _wanted(context: str) -> str:
    return "a name class" if context == _NAMES else "a pattern"


def _attributes(node: Node) -> None:
    kind = node.kind
    required = _REQUIRED.get(kind)
    attributes = node.attributes
    if required is not None and required not in attributes:
        raise refused("missing", node.origin.span, kind=kind, name=required)
    for name, value in attributes.items():
        if name == "ns":
            continue
        if name == "datatypeLibrary":
            _library(node, value)
        elif name != required and name not in _OPTIONAL.get(kind, ()):
            raise refused("attribute", node.origin.span, kind=kind, name=name)
        elif name == "combine":
            if value not in ("choice", "interleave"):
                raise refused("combine", node.origin.span, value=value)
        elif (kind, name) in _NCNAMES:
            if not _is_ncname(value):
                raise refused("ncname", node.origin.span, value=value, name=name, kind=kind)
        elif name == "name":
            _qname(node, value, "name")
    if kind == "name":
        _qname(node, node.text, "the content")


def _qname(node: Node, value: str, what: str) -> None:
    prefix, colon, local = value.partition(":")
    if not _is_ncname(prefix) or (colon and not _is_ncname(local)):
        raise refused("qname", node.origin.span, value=value, name=what, kind=node.kind)


@lru_cache(maxsize=4096)
def _is_ncname(value: str) -> bool:
    return datatype(W3C, "NCName").allows(value)


def _library(node: Node, value: str) -> None:
    if value and (not _URI.fullmatch(value) or _BAD_ESCAPE.search(value)):
        raise refused("library", node.origin.span, value=value)


def _named(node: Node) -> list[tuple[Node, str]]:
    """``element`` and ``attribute``: a name, then patterns; at most one in an attribute, at least one in an element."""
    kind, children = node.kind, node.children
    names: list[tuple[Node, str]] = []
    if "name" not in node.attributes:
        if not children or children[0].kind not in NAME_CLASSES:
            raise refused("no-name", node.origin.span, kind=kind)
        names, children = [(children[0], _NAMES)], children[1:]
    elif children and children[0].kind in NAME_CLASSES - PATTERNS:
        raise refused("both-names", children[0].origin.span, kind=kind, child=children[0].kind)
    if kind == "element" and not children:
        raise refused("no-children", node.origin.span, kind=kind, wanted="a pattern")
    if kind == "attribute" and len(children) > 1:
        raise refused("many", children[1].origin.span, kind=kind, wanted="one pattern")
    return _all(node, children, _PATTERN) + names


def _data(node: Node) -> list[tuple[Node, str]]:
    """``data``: params, then at most one ``except``."""
    excepted = False
    for child in node.children:
        if child.kind not in ("param", "except"):
            raise _misplaced(node, child)
        if excepted and child.kind == "except":
            raise refused("many", child.origin.span, kind="data", wanted="one <except>")
        if excepted:
            raise refused("order", child.origin.span, kind="data", child="param", wanted="<except> is last")
        excepted = child.kind == "except"
    return [(child, _PATTERN) for child in reversed(node.children)]


def _wildcard(node: Node) -> list[tuple[Node, str]]:
    """``anyName`` and ``nsName``: at most one ``except``."""
    for child in node.children:
        if child.kind != "except":
            raise _misplaced(node, child)
    if len(node.children) > 1:
        raise refused("many", node.children[1].origin.span, kind=node.kind, wanted="one <except>")
    return [(child, _NAMES) for child in node.children]
