"""calendar says to which calendar a text belongs, but there is no text

What it does
------------
Finds `calendar` on elements without text.

Why it matters
--------------
`calendar` speaks of the words of a date: *10 February* is Julian. It says nothing of the attributes: `when` is always of the
Gregorian calendar. Who wrote `<date when="1837-02-10" calendar="#julian"/>` most likely gave a Julian day as a Gregorian one,
and the letter stands twelve days too early.

Example
-------
    <date when="1837-02-22" calendar="#julian"/>

Use instead
-----------
    <date when="1837-02-22" calendar="#julian">10 February 1837</date>

Fix
---
An attribute that names the Gregorian calendar is taken away: it says what holds without it. For another calendar, a person
has to see whether the value was converted.

Source
------
TEI Guidelines, att.calendarSystem: an element with `calendar` has textual content.
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.calendarSystem.html>
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from letterbook.findings import Severity
from letterbook.reading.dates import parse_w3c
from letterbook.reading.day_numbers import from_julian
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import ELEMENTS

CODE = "D005"
NAME = "calendar-on-empty-date"
SEVERITY = Severity.WARNING
INSTEAD_OF_CONSTRAINTS = ("calendar_attr_on_empty_element",)
MESSAGES = {
    "en": {
        "gregorian": Words(
            'calendar="{calendar}" says how words are to be read, but there are none',
            help="take it away: the attributes of a date are Gregorian in any case",
        ),
        "other": Words(
            'calendar="{calendar}" says how words are to be read, but there are none',
            help="write the date of the source as text; look whether {value} is the Gregorian day",
            notes=("{shifted}",),
        ),
    }
}

_GREGORIAN = re.compile(r"(?:\S*[#/:_-])?gregorian\Z", re.IGNORECASE)
_TEXT = etree.XPath("normalize-space()")
_ANYTHING = ("gap", "figure", "graphic", "unclear", "supplied")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding an element, at ``calendar``."""
    if b"calendar" not in document.source.data and document.source.encoding.lower() == "utf-8":
        return
    for name in sorted(document.names & ELEMENTS):
        for element in document.all(name):
            calendar = element.get("calendar")
            if calendar is None or _TEXT(element):
                continue
            if any(str(child.tag).rpartition("}")[2] in _ANYTHING for child in element.iter()):
                continue
            if _GREGORIAN.match(calendar.strip()):
                fix = document.mend_attribute(element, "calendar", None, "take calendar away")
                yield Fault(element, "gregorian", {"calendar": calendar}, "calendar", fix=fix)
            else:
                when = element.get("when", "")
                facts = {
                    "calendar": calendar,
                    "value": when or "the value",
                    "shifted": _shifted(calendar, when),
                }
                yield Fault(element, "other", facts, "calendar")


def _shifted(calendar: str, when: str) -> str:
    """What a Julian day would be in the Gregorian calendar."""
    days = parse_w3c(when)
    if "julian" not in calendar.lower() or days is None or days[0] != days[1]:
        return ""
    meant = from_julian(days[0])
    return f"if {days[0]} is the Julian day, the Gregorian one is {meant}" if meant != days[0] else ""
