"""What jing's verdict was taken on: the values of values.json for types, with and without parameters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Params = tuple[tuple[str, str], ...]
Case = tuple[str, Params, list[str]]

VALUES: dict[str, Any] = json.loads(Path(__file__).with_name("values.json").read_text(encoding="utf-8"))
POOL: list[str] = VALUES["pool"]
"""Asked for each type without parameters."""
EQUALS: dict[str, list[str]] = VALUES["equals"]
"""Compared with each other, all of a type."""
_NAMES = (
    "string normalizedString token language Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES boolean decimal "
    "integer nonPositiveInteger negativeInteger long int short byte nonNegativeInteger unsignedLong unsignedInt "
    "unsignedShort unsignedByte positiveInteger float double duration dateTime date time gYearMonth gYear gMonthDay gDay "
    "gMonth hexBinary base64Binary anyURI QName NOTATION untypedAtomic anyAtomicType"
)
TYPES = _NAMES.split()
NAMESPACES = {"x": "http://example.org/x", "y": "http://example.org/y", "z": "http://example.org/x"}

_COUNTS = ("length", "minLength", "maxLength")
_BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
_DIGITS = ("totalDigits", "fractionDigits")


def _each(types: str, facets: tuple[str, ...], limits: list[str], values: str) -> list[Case]:
    """Each of some types with each of some parameters at each of some limits."""
    return [
        (name, ((facet, limit),), VALUES[values])
        for name in types.split()
        for facet in facets
        for limit in limits
    ]


MORE: list[Case] = [
    *_each(
        "string normalizedString token Name NCName NMTOKEN ID anyURI language IDREF",
        _COUNTS,
        ["0", "1", "2", "3"],
        "lengths",
    ),
    *_each("NMTOKENS IDREFS", _COUNTS, ["0", "1", "2", "3"], "lists"),
    *_each("hexBinary base64Binary", _COUNTS, ["0", "1", "2", "3"], "octets"),
    *_each("decimal integer int nonNegativeInteger", _BOUNDS, ["5", "10", " 0 "], "decimals"),
    *_each("decimal", _BOUNDS, ["0.05", "10.00", "-1"], "decimals"),
    *_each("decimal integer", _DIGITS, ["1", "2", "3", "5"], "decimals"),
    *_each("decimal", ("fractionDigits",), ["0"], "decimals"),
    *_each("float double", _BOUNDS, ["0", "-0", "1.5", "INF", "NaN", "16777217", "0.1"], "floats"),
    *_each("gYear", _BOUNDS, ["1961", "1961Z", "1961+02:00"], "times"),
    *_each("date", _BOUNDS, ["1961-02-22", "1961-02-22Z", "1961-02-22+05:00"], "days"),
    *_each(
        "dateTime",
        _BOUNDS,
        ["1961-02-22T12:00:00", "1961-02-22T12:00:00Z", "1961-02-22T11:59:60"],
        "stamps",
    ),
    *_each("time", _BOUNDS, ["12:00:00", "12:00:00Z", "00:00:00+01:00"], "hours"),
    *_each("gMonthDay", _BOUNDS, ["--02-29", "--06-15Z"], "month_days"),
    *_each("gDay", _BOUNDS, ["---15"], "month_day"),
    *_each("gMonth", _BOUNDS, ["--06"], "months"),
    *_each("gYearMonth", _BOUNDS, ["1961-02"], "year_months"),
    *_each("duration", _BOUNDS, VALUES["spans"], "spans"),
    *_each(
        "token string NMTOKEN anyURI date gYear integer decimal float boolean QName hexBinary NMTOKENS duration",
        ("pattern",),
        ["a.*", r"\S+", "[a-z]*", r"\i\c*", r"[^\p{C}\p{Z}]+", "", ".{4}", "[0-9]+", "x:.*"],
        "patterned",
    ),
    ("token", (("pattern", "a.*"), ("pattern", ".*b")), ["ab", "a", "b", "acb", " ab "]),
    ("token", (("minLength", "2"), ("maxLength", "3"), ("pattern", "[a-c]+")), VALUES["lengths"]),
    ("token", (("minLength", "3"), ("maxLength", "2")), VALUES["lengths"]),
    ("token", (("minLength", "1"), ("minLength", "3")), VALUES["lengths"]),
    ("decimal", (("minInclusive", "5"), ("maxExclusive", "10")), VALUES["decimals"]),
    ("nonNegativeInteger", (("maxInclusive", "100"), ("pattern", "[1-9].*")), VALUES["decimals"]),
    ("double", (("minInclusive", "0"), ("maxInclusive", "1")), VALUES["floats"]),
]

_TRIED = [
    *((facet, "1") for facet in (*_COUNTS, *_BOUNDS, *_DIGITS)),
    ("pattern", "[a-z]"),
    ("enumeration", "a"),
    ("whiteSpace", "collapse"),
    ("unknown", "1"),
]
PARAMETERS: list[tuple[str, Params]] = [
    *((name, (tried,)) for name in TYPES for tried in _TRIED),
    *(("token", ((facet, count),)) for facet in _COUNTS for count in VALUES["counted"]),
    *(("decimal", ((facet, count),)) for facet in _DIGITS for count in VALUES["counted"]),
    *((name, ((facet, limit),)) for facet in _BOUNDS for name, limit in VALUES["limits"]),
    *(("token", (("pattern", pattern),)) for pattern in VALUES["patterns"]),
    ("integer", (("minInclusive", "5"), ("maxInclusive", "3"))),
    ("integer", (("minInclusive", "5"), ("maxInclusive", "5"))),
    ("integer", (("minInclusive", "5"), ("maxExclusive", "5"))),
    ("integer", (("maxInclusive", "3"), ("minInclusive", "5"))),
    ("integer", (("pattern", "[0-9]"), ("maxInclusive", "10"))),
    ("integer", (("maxInclusive", "10"), ("pattern", "[0-9]"))),
    ("decimal", (("fractionDigits", "1"), ("maxInclusive", "1.55"))),
    ("decimal", (("totalDigits", "2"), ("maxInclusive", "155"))),
    ("date", (("minInclusive", "1961-01-01"), ("maxInclusive", "1961-01-01Z"))),
]
"""Asked only whether the type takes them."""
