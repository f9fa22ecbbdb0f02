"""What is said of a wrong value, and of a parameter that a type does not take."""

from __future__ import annotations

import pytest

from letterbook.relaxng.datatypes import W3C, DatatypeError, Reason, datatype


@pytest.mark.parametrize(
    ("name", "text", "kind", "facts"),
    [
        ("date", "1961-02-30", "no-such-day", {"found": "30", "month": "2", "days": "28", "year": "1961"}),
        ("date", "1961-13-01", "no-such-month", {"found": "13"}),
        ("date", "1961-2-22", "two-digit-month", {"found": "2", "suggestion": "1961-02-22"}),
        ("date", "1961-02-2", "two-digit-day", {"found": "2", "suggestion": "1961-02-02"}),
        ("date", "61-02-22", "four-digit-year", {"found": "61"}),
        ("gYear", "0000", "year-zero", {}),
        ("gYear", "999999999", "year-too-far", {"found": "999999999"}),
        ("gYear", "1961+15:00", "no-such-zone", {"found": "+15:00"}),
        ("date", "22.2.1961", "day-first", {"suggestion": "1961-02-22"}),
        ("date", "22. 2. 1961", "day-first", {"suggestion": "1961-02-22"}),
        ("date", "2/22/1961", "month-first", {"suggestion": "1961-02-22"}),
        ("date", "2/3/1961", "day-or-month-first", {"found": "2/3/1961"}),
        ("date", "1961/02/22", "date-separator", {"suggestion": "1961-02-22"}),
        ("date", "19610222", "date-without-hyphens", {"suggestion": "1961-02-22"}),
        ("date", "30.2.1961", "lexical", {}),
        ("date", "1961", "other-form", {"form": "gYear"}),
        ("gYear", "1961-02-22", "other-form", {"form": "date"}),
        ("gMonthDay", "--02-30", "no-such-day", {"found": "30", "month": "2", "days": "29"}),
        ("gDay", "---32", "no-such-day", {"found": "32", "days": "31"}),
        ("dateTime", "1961-02-22T24:00:00", "hour-24", {"found": "24"}),
        ("time", "18:30", "time-form", {"suggestion": "18:30:00"}),
        ("date", "", "empty", {}),
        ("date", "in the spring", "lexical", {}),
        ("NCName", "letter one", "blank", {"found": "letter one"}),
        ("ID", "1961", "first-character", {"found": "1"}),
        ("NCName", "a:b", "colon", {"found": ":", "at": "2"}),
        ("NMTOKENS", "a b/c", "character", {"found": "/", "at": "2"}),
        ("QName", "p:a", "undeclared-prefix", {"prefix": "p"}),
        ("ENTITY", "a", "no-such-entity", {"found": "a"}),
        ("language", "en_GB", "underscore", {"suggestion": "en-GB"}),
        ("anyURI", "a%zz", "bad-escape", {"found": "%zz", "at": "2"}),
        ("anyURI", "a#b#c", "second-hash", {"at": "4"}),
        ("anyURI", "1a:b", "no-scheme", {"found": "1a"}),
        ("anyURI", "http:", "nothing-after-scheme", {"found": "http"}),
        ("anyURI", "a[1].xml", "bracket", {"found": "[", "at": "2"}),
        ("decimal", "1,5", "comma", {"found": "1,5"}),
        ("integer", "1.0", "fraction", {"found": "1.0"}),
        ("byte", "128", "maxInclusive", {"limit": "127", "found": "128"}),
        ("boolean", "True", "case", {"suggestion": "true"}),
        ("duration", "p1y", "case", {"suggestion": "P1Y"}),
        ("hexBinary", "ABC", "odd-digits", {"found": "3"}),
    ],
)
def test_reasons(name: str, text: str, kind: str, facts: dict[str, str]) -> None:
    """What is certain about a wrong value is said; what is not certain is not."""
    assert datatype(W3C, name).problem(text) == Reason(kind, facts)


@pytest.mark.parametrize(
    ("params", "text", "kind", "facts"),
    [
        ((("length", "3"),), "abcde", "length", {"limit": "3", "found": "5", "unit": "characters"}),
        ((("minLength", "2"), ("pattern", "[a-c]+")), "abx", "pattern", {"limit": "[a-c]+", "found": "abx"}),
        ((("pattern", "a.*"), ("pattern", ".*b")), "ac", "pattern", {"limit": ".*b", "found": "ac"}),
        (
            (("maxLength", "2"),),
            " \U00010400\U00010401\U00010402 ",
            "maxLength",
            {"limit": "2", "found": "3", "unit": "characters"},
        ),
    ],
)
def test_reasons_of_parameters(
    params: tuple[tuple[str, str], ...], text: str, kind: str, facts: dict[str, str]
) -> None:
    """The first parameter that a value does not keep is named, with its limit and what was found."""
    assert datatype(W3C, "token", params).problem(text) == Reason(kind, facts)


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        (
            "date",
            (("minInclusive", "1961-02-30"),),
            '"1961-02-30" is no limit for date, because it is no value of it',
        ),
        (
            "integer",
            (("minInclusive", "5"), ("maxInclusive", "3")),
            '"3" is no limit here, because parameter "minInclusive" excludes it',
        ),
        ("boolean", (("length", "1"),), 'parameter "length" is not for boolean, which has no length'),
        ("token", (("minInclusive", "a"),), 'parameter "minInclusive" is not for token, which has no order'),
        (
            "float",
            (("totalDigits", "1"),),
            'parameter "totalDigits" is not for float, which is no decimal number',
        ),
        (
            "decimal",
            (("totalDigits", "0"),),
            'parameter "totalDigits" is a whole number, 1 or more; "0" is none',
        ),
        (
            "token",
            (("enumeration", "a"),),
            'parameter "enumeration" does not exist in RELAX NG; <choice> of <value> elements does the same',
        ),
        (
            "token",
            (("whiteSpace", "collapse"),),
            'parameter "whiteSpace" does not exist in RELAX NG; string, normalizedString and token differ in it',
        ),
        ("token", (("lenght", "1"),), 'there is no parameter "lenght"'),
    ],
)
def test_refused_parameters(name: str, params: tuple[tuple[str, str], ...], message: str) -> None:
    """A parameter that a type does not take is refused in words that say why."""
    with pytest.raises(DatatypeError) as refused:
        datatype(W3C, name, params)
    assert str(refused.value) == message


def test_a_bad_pattern_is_refused() -> None:
    """What is wrong with a regular expression reaches the reader of the schema."""
    with pytest.raises(DatatypeError, match=r'^"a\(" is not a regular expression: '):
        datatype(W3C, "token", (("pattern", "a("),))
