"""Random documents that a grammar allows, by walking its patterns: every element, every attribute, every value."""

from __future__ import annotations

import random
from typing import Any

from lxml import etree
from tests.schema.grammar import EMPTY, TEXT, Grammar, Pattern

TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DEFAULT: Any = {None: TEI}
_WORDS = ["a", "no.7", "Brief", "x-y", "é", "ship’s"]
_URIS = ["#a", "../persons.xml#b", "https://example.org/c?d=e", "p:f"]
_VALUES: dict[str, list[str]] = {
    "string": ["", "any words", "  spaced  "],
    "token": ["some words"],
    "boolean": ["true", "false", "1", "0"],
    "double": ["0", "0.5", "1"],
    "decimal": ["12.5", "-3"],
    "nonNegativeInteger": ["0", "12"],
    "language": ["en", "de-AT", "grc"],
    "duration": ["P3D", "PT2H"],
    "Name": ["persName", "xml:id"],
    "date": ["1961-02-22", "-0044-03-15"],
    "gYear": ["1961", "0900"],
    "gMonth": ["--02"],
    "gDay": ["---22"],
    "gYearMonth": ["1961-02"],
    "gMonthDay": ["--02-22"],
    "time": ["12:30:00"],
    "dateTime": ["1961-02-22T12:30:00", "1961-02-22T12:30:00Z"],
    "anyURI": _URIS,
}
_PATTERNS: dict[str, list[str]] = {
    r"[^\p{C}\p{Z}]+": _WORDS,
    r"\S+": _URIS,
    r"(\-?[\d]+/\-?[\d]+)": ["1/2", "-3/4"],
    r"[0-9.,DHMPRSTWYZ/:+\-]+": ["19610222", "1961-02-01/1961-02-05", "P3D"],
    r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)": ["12cm", "-0.5em", "50%"],
    r"[a-z][a-z0-9\+\.\-]*": ["gnd", "a+b"],
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": ["1", "2.10b1"],
    r"[\d]+(\.[\d]+){0,2}": ["4", "4.12.0"],
    r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)": ["1,2", "-3.5,4"],
}
_SHARE = 0.1
"""How many of the attributes that may stand do: libxml2 tries all their combinations, level by level."""
_FAR = 1000


class Maker:
    """Makes random instances of the elements of a grammar; the same seed makes the same ones."""

    def __init__(self, grammar: Grammar, seed: int) -> None:
        self._grammar = grammar
        self._random = random.Random(seed)
        self._ids = 0
        self._depths = self._measure()

    def element(self, name: str, depth: int = 6) -> etree._Element:
        """One random element of that name with all its descendants, about ``depth`` deep."""
        made = etree.Element(f"{{{TEI}}}{name}", nsmap=_DEFAULT)
        self._fill(made, name, depth)
        return made

    def _fill(self, made: etree._Element, name: str, depth: int) -> None:
        for kind, *rest in self._walk(self._grammar.content(name), depth):
            if kind == "attribute":
                made.set(rest[0].replace("xml:", _XML), self._value(rest[1]))
            elif kind == "element":
                self._fill(etree.SubElement(made, f"{{{TEI}}}{rest[0]}"), rest[0], depth - 1)
            else:
                words = (
                    self._value((kind, *rest)) if kind != "text" else self._random.choice(["", "word ", "–"])
                )
                if len(made):
                    made[-1].tail = (made[-1].tail or "") + words
                else:
                    made.text = (made.text or "") + words

    def _walk(self, pattern: Pattern, depth: int) -> list[Pattern]:
        kind, draw = pattern[0], self._random
        if kind in ("group", "interleave"):
            parts = list(pattern[1:])
            if kind == "interleave":
                draw.shuffle(parts)
            return [leaf for part in parts for leaf in self._walk(part, depth)]
        if kind == "many":
            count = 1 if depth <= 0 else draw.choice([1, 1, 2, 3])
            return [leaf for _ in range(count) for leaf in self._walk(pattern[1], depth)]
        if kind == "choice":
            if (
                EMPTY in pattern
                and any(part[0] == "attribute" for part in pattern[1:])
                and draw.random() > _SHARE
            ):
                return []
            parts = [part for part in pattern[1:] if self._cost(part) < max(depth, 1)]
            least = min(self._cost(part) for part in pattern[1:])
            parts = parts or [part for part in pattern[1:] if self._cost(part) == least]
            return self._walk(draw.choice(parts), depth)
        return [] if kind == "empty" else [pattern]

    def _value(self, pattern: Pattern) -> str:
        kind, draw = pattern[0], self._random
        if kind == "value":
            return str(pattern[1])
        if kind == "data":
            if pattern[1] == "ID":
                self._ids += 1
                return f"id-{self._ids}"
            forms = [value for key, value in pattern[2:] if key == "pattern"]
            return draw.choice(_PATTERNS[forms[0]] if forms else _VALUES[pattern[1]])
        if kind == "list":
            return " ".join(self._value(leaf) for leaf in self._walk(pattern[1], 3))
        leaves = self._walk(pattern, 3)
        return "".join("words" if leaf == TEXT else self._value(leaf) for leaf in leaves)

    def _cost(self, pattern: Pattern) -> int:
        """How deep the least document is that fits."""
        kind = pattern[0]
        if kind == "element":
            return self._depths[pattern[1]]
        if kind == "choice":
            return min(self._cost(part) for part in pattern[1:])
        if kind in ("group", "interleave", "many"):
            return max(self._cost(part) for part in pattern[1:])
        return 0

    def _measure(self) -> dict[str, int]:
        self._depths = dict.fromkeys(self._grammar.names, _FAR)
        while True:
            found = {name: 1 + self._cost(self._grammar.content(name)) for name in self._grammar.names}
            found = {name: min(_FAR, depth) for name, depth in found.items()}
            if found == self._depths:
                return found
            self._depths = found
