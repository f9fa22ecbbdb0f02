"""Coordinates are no place on earth, or stand in the wrong order

What it does
------------
`geo` holds a latitude (-90 to 90) and a longitude (-180 to 180), in this order, as decimal numbers with a space or a comma
between them, unless `geoDecl` in the header or `decls` at it names another system. Found is what is not that: degrees and
minutes, a comma for the decimal point, one number only, numbers out of range. A line or an area, which is written as
several such pairs, is left alone.

A warning is given where both numbers are possible but seem to have changed places: the place lies in a country or region
(by nesting, or by the words of `country` or `region`) of which the file has three other places at least, it lies more than
twenty degrees from all of those, and with its numbers exchanged it lies among them.

Why it matters
--------------
Maps take the numbers as they stand: Vienna with its numbers exchanged lies in Yemen.

Example
-------
    <location><geo>16.37 48.21</geo></location>

among places that lie in Austria.

Use instead
-----------
    <location><geo>48.21 16.37</geo></location>

Fix
---
None: a person looks at the map.

Source
------
[TEI Guidelines, geo](https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-geo.html) and
[geoDecl](https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-geoDecl.html): WGS84, latitude then longitude.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.tei import TEI, plain
from letterbook.rules import Document, Entries, Fault, Words

CODE = "A004"
NAME = "coordinates-out-of-range-or-swapped"
SEVERITY = Severity.ERROR
ALIASES = ("no-coordinates",)
MESSAGES = {
    "en": {
        "none": Words(
            "this is no latitude (-90 to 90) followed by a longitude (-180 to 180): {value}",
            help="write both as decimal numbers, as in 48.2 16.4; or name another system with geoDecl in the header",
        ),
        "exchanged": Words(
            "this is no latitude (-90 to 90) followed by a longitude (-180 to 180): {value}",
            help="the numbers stand in the wrong order: if that is all, write {right}",
        ),
        "comma": Words(
            "this is no latitude (-90 to 90) followed by a longitude (-180 to 180): {value}",
            help="write decimals with a point, for a comma stands between the numbers: {right}",
        ),
        "far": Words(
            "{value} lies far from all other places in {country}; with its numbers exchanged it lies among them",
            help="look at a map; if they stand in the wrong order, write {right}",
        ),
    }
}

_COMMA = re.compile(r"([+-]?\d+),(\d+)[\s;,]+([+-]?\d+),(\d+)\Z", re.ASCII)
"""Two numbers with a comma for the decimal point; otherwise they would be two points."""
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)\Z", re.ASCII)
_OTHERS = 3
_MANY = 1000
"""Each is compared with each."""
_FAR = 20.0
_NEAR = 5.0
_PLACE = TEI + "place"

_Point = tuple[float, float]


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Each ``geo`` of the usual system whose numbers are impossible or seem to be exchanged."""
    elements = document.all("geo")
    if not elements or any(decl.get("datum", "WGS84") != "WGS84" for decl in document.all("geoDecl")):
        return
    together: dict[object, list[tuple[etree._Element, str, _Point]]] = defaultdict(list)
    for element in elements:
        if element.get("decls"):
            continue
        value = plain(element)
        parts = value.replace(",", " ").split()
        point = _point(parts)
        if point is not None:
            for key, name in _countries(element):
                together[key].append((element, name, point))
            continue
        comma = _COMMA.match(value)
        if comma is None and _is_line(parts):
            continue
        words = "comma" if comma else "none" if _point(parts[::-1]) is None else "exchanged"
        right = comma.expand(r"\1.\2 \3.\4") if comma else " ".join(parts[::-1])
        yield Fault(element, words, {"value": value or "nothing", "right": right})
    told: set[etree._Element] = set()
    for members in together.values():
        for element, name in _far(members):
            if element not in told:
                told.add(element)
                parts = plain(element).replace(",", " ").split()
                facts = {"value": " ".join(parts), "right": " ".join(parts[::-1]), "country": name}
                yield Fault(element, "far", facts, severity=Severity.WARNING)


def _countries(geo: etree._Element) -> Iterator[tuple[object, str]]:
    """What a place lies in: the place round it, the country and the region that it names; each with its name."""
    place = next(geo.iterancestors(_PLACE), None)
    if place is None:
        return
    above = place.getparent()
    if above is not None and above.tag == _PLACE:
        named = next((plain(child) for child in above if child.tag in _NAMES and plain(child)), "")
        yield above, named or "the place that holds it"
    for holder in (place, *place.findall(TEI + "location")):
        for child in holder:
            if child.tag in _WITHIN and plain(child):
                yield plain(child), plain(child)


_NAMES = frozenset((TEI + "placeName", TEI + "country", TEI + "region", TEI + "geogName"))
_WITHIN = frozenset((TEI + "country", TEI + "region", TEI + "bloc"))


def _far(members: list[tuple[etree._Element, str, _Point]]) -> Iterator[tuple[etree._Element, str]]:
    """Points far from all others of a country that lie among them the other way round."""
    every = {point for _, _, point in members}
    if not _OTHERS < len(every) < _MANY:
        return
    for element, name, point in members:
        others = [other for other in every if other != point]
        if _distance(point, others) > _FAR and _distance((point[1], point[0]), others) < _NEAR:
            yield element, name


def _distance(point: _Point, others: list[_Point]) -> float:
    """Degrees to the nearest other point, the greater of both directions."""
    latitude, longitude = point
    return min(max(abs(latitude - lat), abs(longitude - lon)) for lat, lon in others)


def _is_line(parts: list[str]) -> bool:
    """Whether these are several points: those of a line or an area."""
    pairs = [parts[at : at + 2] for at in range(0, len(parts), 2)]
    return len(pairs) > 1 and all(_point(pair) is not None for pair in pairs)


def _point(parts: list[str]) -> _Point | None:
    if len(parts) != 2 or not all(_DECIMAL.match(part) for part in parts):
        return None
    latitude, longitude = float(parts[0]), float(parts[1])
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
