"""Datatypes for random grammars: their parameters, and texts that they allow or do not."""

from __future__ import annotations

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

Facets = tuple[tuple[str, str], ...]
TYPES: dict[tuple[str, str], tuple[tuple[Facets, ...], tuple[str, ...]]] = {
    ("", "string"): (((),), ("", "x", " x ", "x  y", "1")),
    ("", "token"): (((),), ("", "x", " x ", "x  y", "1")),
    (XSD, "string"): (
        ((), (("maxLength", "3"),), (("pattern", "[a-z]*"),)),
        ("", "x", "xyz", "x y z", "XYZ"),
    ),
    (XSD, "token"): (
        ((), (("minLength", "2"),), (("pattern", "x+|\\d{2}"),)),
        ("x", "xx", " xx ", "12", "x  x"),
    ),
    (XSD, "normalizedString"): (((), (("length", "3"),)), ("x y", " x ", "x", "\tx\n")),
    (XSD, "integer"): (
        (
            (),
            (("minInclusive", "0"),),
            (("maxExclusive", "10"), ("minExclusive", "-5")),
            (("totalDigits", "2"),),
        ),
        ("1", "01", "+1", " 1 ", "-4", "10", "100", "1.0", "x", "-0"),
    ),
    (XSD, "decimal"): (
        ((), (("fractionDigits", "1"),), (("maxInclusive", "1.5"),)),
        ("1", "1.0", "1.5", "1.55", "-.5", "x"),
    ),
    (XSD, "boolean"): (((), (("pattern", "true|false"),)), ("true", "false", "1", "0", "TRUE", "")),
    (XSD, "double"): (((), (("minInclusive", "0"),)), ("1", "1e0", "1.0E0", "INF", "NaN", "-0", "0", "x")),
    (XSD, "NCName"): (((), (("pattern", "\\i\\c*"),)), ("x", "x-1", "x:y", "1x", "é")),
    (XSD, "NMTOKENS"): (((), (("maxLength", "2"),)), ("x", "x y", "x y z", "", "1")),
    (XSD, "date"): (
        ((), (("minInclusive", "1961-02-22"),)),
        ("1961-02-22", "1961-02-22Z", "1961-02-30", "1900-01-01", "1961"),
    ),
    (XSD, "gYear"): (((), (("maxInclusive", "1961"),)), ("1961", "0900", "61", "-0044", "2000")),
    (XSD, "duration"): (((), (("minInclusive", "P1D"),)), ("P1D", "PT24H", "P1M", "-P1D", "P", "PT1H")),
    (XSD, "language"): (((),), ("en", "de-AT", "x", "e n", "")),
    (XSD, "anyURI"): (((), (("maxLength", "4"),)), ("#a", "a b", "http://e.org/", "%zz", "")),
    (XSD, "hexBinary"): (((), (("length", "1"),)), ("0a", "0A", "0aff", "0")),
    (XSD, "byte"): (((), (("minExclusive", "-128"),)), ("1", "127", "128", "-128", "+01")),
    (XSD, "positiveInteger"): (((), (("totalDigits", "1"),)), ("1", "001", "0", "10", "-1")),
    (XSD, "unsignedLong"): (((),), ("0", "-0", "18446744073709551615", "18446744073709551616")),
    (XSD, "float"): (((), (("maxExclusive", "1"),)), ("0.1", "1e-1", "NaN", "-INF", "1E400", "")),
    (XSD, "Name"): (((), (("length", "3"),)), ("a:b", "abc", ":", "1", "a b")),
    (XSD, "NMTOKEN"): (((), (("pattern", "[\\c-[a-c]]+"),)), ("1x", "ab", "x", "")),
    (XSD, "dateTime"): (
        ((), (("minInclusive", "1961-02-22T12:00:00Z"),)),
        (
            "1961-02-22T12:00:00Z",
            "1961-02-22T13:00:00+01:00",
            "1961-02-22T12:00:00",
            "1961-02-22T24:00:00",
            "1961-02-22",
        ),
    ),
    (XSD, "time"): (
        ((), (("maxInclusive", "12:00:00"),)),
        ("12:00:00", "12:00:00.0", "12:00:00Z", "24:00:00", "12:00"),
    ),
    (XSD, "gMonthDay"): (((),), ("--02-22", "--02-29", "--02-30", "02-22")),
    (XSD, "base64Binary"): (((), (("maxLength", "2"),)), ("AQI=", "AQ==", "AQID", "A")),
    (XSD, "QName"): (((),), ("x", "x:a", "y:a", "z:a", ":a")),
    (XSD, "long"): (
        ((), (("maxInclusive", "9"),)),
        ("9", "+09", "9223372036854775807", "9223372036854775808"),
    ),
    (XSD, "nonPositiveInteger"): (((), (("minInclusive", "-9"),)), ("-0", "0", "-9", "-10", "1")),
    (XSD, "negativeInteger"): (((), (("pattern", "-\\d+"),)), ("-1", " -01 ", "0", "--1")),
    (XSD, "unsignedByte"): (((), (("maxExclusive", "255"),)), ("254", "255", "256", "+1", "-0")),
    (XSD, "gMonth"): (((), (("minExclusive", "--02"),)), ("--03", "--02", "--02--", "--13", "--03Z")),
    (XSD, "gDay"): (((), (("maxInclusive", "---22"),)), ("---22", "---31", "---32", "---22+14:00")),
    (XSD, "gYearMonth"): (
        ((), (("minInclusive", "1961-02"),)),
        ("1961-02", "1961-03Z", "1961-13", "-0001-12"),
    ),
}
"""By library and name: the parameters it may have here, and texts, some of which it allows."""

ANY_PARAMS = (
    ("length", "2"),
    ("minLength", "1"),
    ("maxLength", "-1"),
    ("maxLength", " 3 "),
    ("minInclusive", "1"),
    ("maxExclusive", "1961-02-22"),
    ("minInclusive", "x"),
    ("maxInclusive", "NaN"),
    ("totalDigits", "0"),
    ("totalDigits", "3"),
    ("fractionDigits", "0"),
    ("fractionDigits", "x"),
    ("pattern", "[a-z-[x]]*"),
    ("pattern", "(x"),
    ("pattern", "\\S*|(\\d\\d?){2,}"),
    ("enumeration", "x"),
    ("whiteSpace", "collapse"),
    ("nothing", "1"),
)
"""Parameters for whatever type: some fit, some have no good value, some do not exist."""
