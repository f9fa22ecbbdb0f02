"""Datatypes of a RELAX NG grammar: XML Schema's 44, the two that RELAX NG brings, and the three of its DTD compatibility.

    >>> year = datatype(W3C, "gYear", (("minInclusive", "1600"),))
    >>> year.allows(" 1961 "), year.allows("61")
    (True, False)
    >>> datatype(W3C, "date").problem("1961-02-30")
    Reason(kind='no-such-day', facts={'found': '30', 'month': '2', 'days': '28', 'year': '1961'})

A text is given as it stands in the document; the type handles its white space. Everything takes time that grows no faster
than the text.

Kinds of ``Reason``, besides ``lexical`` and the names of facets: for every type ``empty``; names ``blank``,
``character``, ``first-character``, ``colon``, ``colons``, ``undeclared-prefix``, ``no-such-entity``; language ``underscore``;
numbers ``comma``, ``fraction``; boolean and duration ``case``; anyURI ``bad-escape``, ``second-hash``, ``no-scheme``,
``nothing-after-scheme``, ``bracket``; hexBinary ``odd-digits``; dates ``no-such-month``, ``no-such-day``, ``no-such-hour``,
``no-such-minute``, ``no-such-second``, ``no-such-zone``, ``hour-24``, ``year-zero``, ``two-digit-month``,
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
