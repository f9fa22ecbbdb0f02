"""A date says day, month and year, but has no value

What it does
------------
Finds `date` elements in the text of a document whose words say one whole day, in English, German, French or Russian, and that
have no attribute which says when. Dates of `correspAction` are left to the schema.

Why it matters
--------------
Chronologies, searches and the order of letters go by the attributes. A date without them is only tagged, and nothing can be
done with it.

Example
-------
    <dateline><date>Novr 4th 1818</date></dateline>

Use instead
-----------
    <dateline><date when="1818-11-04">Novr 4th 1818</date></dateline>

Fix
---
None: whether the calendar is the Gregorian, and whether the day is the one that is meant, a person decides. The help has the
value to write.

Source
------
TEI Guidelines, Dates and Times: <https://tei-c.org/release/doc/tei-p5-doc/en/html/CO.html#CONADA>
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.day_numbers import days_in, from_julian
from letterbook.reading.tei import TEI, language, plain
from letterbook.reading.written_dates import find, is_vague, old_style
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import NAMES, may_be_julian

CODE = "D010"
NAME = "date-without-value"
SEVERITY = Severity.INFO
MESSAGES = {
    "en": {
        "lacks": Words("this date, {said}, has no value that programs can read", help='write when="{value}"'),
        "julian": Words(
            "this date, {said}, has no value that programs can read",
            help='write when="{value}", or when="{other}" if the text is of the Julian calendar',
        ),
    }
}

_LONGEST = 100
_SAYING = (
    *(name + form for name in (*NAMES, "dur") for form in ("", "-iso", "-custom")),
    *("calendar", "corresp", "sameAs", "copyOf", "period", "cert"),
)


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding an element."""
    for element in document.all("date"):
        if any(element.get(name) is not None for name in _SAYING):
            continue
        text = plain(element)
        if not any(sign.isdigit() for sign in text) or len(text) > _LONGEST:
            continue
        found = find(text, language(element), alone=True)
        day = found[0].exact if len(found) == 1 else None
        if day is None or day.day > days_in(day.year, day.month) or is_vague(text) or old_style(text):
            continue
        if any(parent.tag == TEI + "text" for parent in element.iterancestors()):
            words = "julian" if may_be_julian(day, language(element)) else "lacks"
            yield Fault(element, words, {"said": text, "value": str(day), "other": str(from_julian(day))})
