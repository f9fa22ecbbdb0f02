"""A RELAX NG grammar as plain data: enough to compare two grammars and to write documents that fit one.

Read independently of the engine under test. A pattern is a tuple: its kind, then its parts. An element is
``("element", name)``; what it holds is looked up by name, for in the grammars read here an element has one
content wherever it stands (a test says so).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
ANY = "*"
Pattern = tuple[Any, ...]
EMPTY: Pattern = ("empty",)
NOTHING: Pattern = ("notAllowed",)
TEXT: Pattern = ("text",)


def group(*parts: Pattern) -> Pattern:
    """One after the other."""
    kept: list[Pattern] = []
    for part in parts:
        if part == NOTHING:
            return NOTHING
        kept.extend(part[1:] if part[0] == "group" else [part] if part != EMPTY else [])
    return EMPTY if not kept else kept[0] if len(kept) == 1 else ("group", *kept)


def choice(*parts: Pattern) -> Pattern:
    """One of several; the same set of parts is the same pattern."""
    kept: dict[Pattern, None] = {}
    for part in parts:
        for leaf in part[1:] if part[0] == "choice" else [part]:
            if leaf != NOTHING:
                kept[leaf] = None
    ordered = sorted(kept, key=repr)
    return NOTHING if not ordered else ordered[0] if len(ordered) == 1 else ("choice", *ordered)


def interleave(*parts: Pattern) -> Pattern:
    """All, in any order, mixed."""
    if NOTHING in parts:
        return NOTHING
    kept = sorted((part for part in parts if part != EMPTY), key=repr)
    return EMPTY if not kept else kept[0] if len(kept) == 1 else ("interleave", *kept)


def many(part: Pattern) -> Pattern:
    """Once or oftener."""
    return part if part in (EMPTY, NOTHING, TEXT) or part[0] == "many" else ("many", part)


_MAKERS: dict[str, Callable[..., Pattern]] = {"group": group, "choice": choice, "interleave": interleave}


class Grammar:
    """The patterns of a grammar file in the XML syntax; includes and nested grammars are not read."""

    def __init__(self, path: Path) -> None:
        self._defines: dict[str, list[etree._Element]] = {}
        root = etree.parse(path, etree.XMLParser(remove_comments=True, collect_ids=False)).getroot()
        for define in root.iter(f"{RNG}define"):
            self._defines.setdefault(define.get("name", ""), []).append(define)
        start = root.find(f"{RNG}start")
        assert start is not None
        self._declared: dict[str, list[etree._Element]] = {}
        for element in root.iter(f"{RNG}element"):
            self._declared.setdefault(element.get("name", ANY), []).append(element)
        self._known: dict[str, Pattern] = {}
        self.start = self._all(start)

    @property
    def names(self) -> list[str]:
        """The names of all declared elements; ``*`` stands for names by wildcard."""
        return sorted(self._declared)

    def declared(self, name: str) -> int:
        """How often an element of that name is declared."""
        return len(self._declared.get(name, ()))

    @cache  # noqa: B019
    def content(self, name: str) -> Pattern:
        """What an element holds, attributes included."""
        return self._all(self._declared[name][0])

    def _all(self, element: etree._Element) -> Pattern:
        return group(*(self._read(child) for child in element if child.tag.startswith(RNG)))

    def _ref(self, name: str) -> Pattern:
        if name not in self._known:
            parts = [self._all(define) for define in self._defines[name]]
            combine = {define.get("combine") for define in self._defines[name]}
            if len(parts) == 1:
                self._known[name] = parts[0]
            else:
                self._known[name] = choice(*parts) if "choice" in combine else interleave(*parts)
        return self._known[name]

    def _read(self, element: etree._Element) -> Pattern:
        kind = etree.QName(element).localname
        if kind == "ref":
            return self._ref(element.get("name", ""))
        if kind == "element":
            return ("element", element.get("name", ANY))
        if kind == "attribute":
            inner = self._all(element)
            return ("attribute", element.get("name", ANY), inner if inner != EMPTY else TEXT)
        if kind == "data":
            params = [child for child in element if child.tag == f"{RNG}param"]
            return ("data", element.get("type"), *sorted((p.get("name"), p.text or "") for p in params))
        if kind == "value":
            return ("value", element.text or "")
        if kind == "list":
            return ("list", self._all(element))
        if kind in ("choice", "interleave"):
            parts = [self._read(child) for child in element if child.tag.startswith(RNG)]
            return choice(*parts) if kind == "choice" else interleave(*parts)
        if kind in ("zeroOrMore", "optional", "oneOrMore"):
            inner = self._all(element)
            inner = inner if kind == "optional" else many(inner)
            return inner if kind == "oneOrMore" else choice(inner, EMPTY)
        if kind == "group":
            return self._all(element)
        return {"empty": EMPTY, "text": TEXT, "notAllowed": NOTHING}.get(kind, EMPTY)


def without_attributes(pattern: Pattern) -> Pattern:
    """What remains of a pattern for children and text."""
    kind = pattern[0]
    if kind == "attribute":
        return EMPTY
    if kind in ("group", "choice", "interleave", "many"):
        parts = [without_attributes(part) for part in pattern[1:]]
        return many(parts[0]) if kind == "many" else _MAKERS[kind](*parts)
    return pattern


def attributes(pattern: Pattern, needed: bool = True) -> dict[str, tuple[bool, Pattern]]:
    """The attributes of a pattern: for each name whether it must be there, and what its value is."""
    kind = pattern[0]
    if kind == "attribute":
        return {pattern[1]: (needed, pattern[2])}
    found: dict[str, tuple[bool, Pattern]] = {}
    if kind in ("group", "choice", "interleave", "many"):
        for part in pattern[1:]:
            for name, (must, value) in attributes(part, needed and kind != "choice").items():
                before = found.get(name)
                if before is not None and kind == "choice":
                    value = choice(before[1], value)
                found[name] = (must or bool(before and before[0]), value)
    return found
