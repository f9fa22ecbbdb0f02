"""Datatypes of a RELAX NG grammar.

They are those of XML Schema 1.0 (with untypedAtomic and anyAtomicType, which jing knows as well), the two that RELAX NG
brings, and the three of its DTD compatibility.

    >>> year = datatype(W3C, "gYear", (("minInclusive", "1600"),))
    >>> year.allows(" 1961 "), year.allows("61")
    (True, False)
    >>> datatype(W3C, "date").problem("1961-02-30")
    Reason(kind='no-such-day', facts={'found': '30', 'month': '2', 'days': '28', 'year': '1961'})

A text is given as it stands in the document; the type handles its white space. Everything takes time that grows no faster
than the text.

Where XML Schema leaves a choice, the choice is jing's: there is no hour 24 and no year 0; a second may be 60 at any time;
milliseconds count, what is finer does not; ``12:00:00.``, ``PT1.S`` and ``1.`` are allowed; the calendar ends after 292
million years; two durations are equal only when all their parts are; an entity exists only if the document type declares it;
names are those of XML 1.0 up to its fourth edition; an anyURI is what RFC 2396 allows after escaping, so that
``a%zz``, ``a#b#c``, ``http:`` and ``1a:b`` are none, and ``a b`` is one.

Where it leaves none, and jing differs, XML Schema is followed:

- zones from -13:01 to -14:00 exist (Java's calendar refuses them);
- totalDigits and fractionDigits are about the value, so 5.0 has one digit and none after the point (jing counts 5 and 0);
- white space round a hexBinary or base64Binary is gone before a pattern sees the text (jing leaves it);
- durations, dates and times have no length: the parameter is refused (jing takes it and ends with a ClassCastException);
- the types of the DTD compatibility have no parameters (jing lends them those of XML Schema);
- at the end of the calendar, too, 292278994-08-17 is after 1961-02-22Z (jing's sum of milliseconds overflows).

Kinds of ``Reason``, besides ``lexical`` and the names of facets: for every type ``empty``; names ``blank``,
``character``, ``first-character``, ``colon``, ``colons``, ``undeclared-prefix``, ``no-such-entity``; language ``underscore``;
numbers ``comma``, ``fraction``; boolean and duration ``case``; anyURI ``bad-escape``, ``second-hash``, ``no-scheme``,
``nothing-after-scheme``, ``bracket``; hexBinary ``odd-digits``; dates ``no-such-month``, ``no-such-day``, ``no-such-hour``,
``no-such-minute``, ``no-such-second``, ``no-such-zone``, ``hour-24``, ``year-zero``, ``year-too-far``, ``two-digit-month``,
``two-digit-day``, ``four-digit-year``, ``year-with-zero``, ``date-separator``, ``date-without-hyphens``, ``day-first``,
``month-first``, ``day-or-month-first``, ``time-form``, and ``other-form`` (a value of another such type, ``form``).
"""

from __future__ import annotations

from letterbook.relaxng.datatypes.reasons import DatatypeError, Reason
from letterbook.relaxng.datatypes.types import (
    BUILT_IN,
    DTD_COMPATIBILITY,
    W3C,
    Datatype,
    datatype,
    describe,
    example,
)

__all__ = [
    "BUILT_IN",
    "DTD_COMPATIBILITY",
    "W3C",
    "Datatype",
    "DatatypeError",
    "Reason",
    "datatype",
    "describe",
    "example",
]
