"""A date is written in EDTF, in an attribute that has only W3C's forms

What it does
------------
Finds values of `when`, `from`, `to`, `notBefore` and `notAfter` that EDTF (ISO 8601-2) knows and W3C does not: `1984?`, `1984~`,
`2004-06-XX`, `201X`, `1984/1986`, `1985/..`, `2001-21` (spring), `Y17000`; and tells how TEI says the same. Where a grammar finds
the same value wrong, only this rule speaks.

Why it matters
--------------
The file is not valid, and programs that read W3C dates drop the value. What EDTF says in one string TEI says in several
attributes; nothing is lost.

Example
-------
    <date when="201X"/>
    <date when="1984?"/>

Use instead
-----------
    <date notBefore="2010" notAfter="2019"/>
    <date when="1984" cert="medium"/>

Fix
---
Figures that are left open (`X`) become the limits that they mean, and a long year loses its `Y`: that is exact. How certain or
precise `?`, `~` and `%` make a date, and whether an interval lasted or is uncertain, a person decides.

Source
------
Library of Congress, Extended Date/Time Format: <https://www.loc.gov/standards/datetime/>; TEI Guidelines, att.datable.w3c:
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-att.datable.w3c.html>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from letterbook.findings import Fix, Severity
from letterbook.reading.dates import Day, parse_edtf, parse_w3c
from letterbook.reading.tei import local
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.dates._dated import NAMES, Dated, dated

CODE = "D006"
NAME = "edtf-that-w3c-cannot-hold"
SEVERITY = Severity.ERROR
INSTEAD_OF = ("G001", "G002")
MESSAGES = {
    "en": {
        key: Words(
            '{attribute}="{value}" is written in EDTF, a form of dates that {attribute} cannot hold',
            help=text,
        )
        for key, text in {
            "same": "write {better}",
            "sure": "write {better}, or with the cert and precision that fit",
            "span": "write {better} if it lasted so long, {or_better} if it was once in that time",
            "open": "write {better} if it lasted, {or_better} if it was once",
            "season": "write notBefore and notAfter with the months that are meant",
            "other": "write what is meant with when, from and to, or notBefore and notAfter",
        }.items()
    }
}

_SHAPE = re.compile(r"[\dXxuU?~%./,{}\[\]Y-]{4,}\Z", re.ASCII)
_QUALIFIED = re.compile(r"[?~%]")
_SEASON = re.compile(r"-?\d{4}-(?:2[1-9]|3\d|4[01])\Z")
_SURE = {"?": 'cert="medium"', "~": 'precision="medium"', "%": 'cert="medium" precision="medium"'}
_PRECISE = frozenset(
    (
        *("age", "birth", "date", "death", "floruit", "geogFeat", "offset", "origDate", "population"),
        *("precision", "state", "time", "trait"),
    )
)
"""The elements with dates that have ``precision``."""


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """One finding an attribute."""
    for one in dated(document):
        for attribute in NAMES:
            value = one.values.get(attribute, "").strip()
            if not value or parse_w3c(value) is not None or not _SHAPE.match(value):
                continue
            told = _told(attribute, value, local(one.element) in _PRECISE)
            if told is None:
                continue
            words, better, other = told
            facts = {"attribute": attribute, "value": value, "better": better, "or_better": other}
            fix = _fix(document, one, attribute, better) if words == "same" else None
            yield Fault(one.element, words, facts, attribute, fix=fix)


def _told(attribute: str, value: str, precise: bool) -> tuple[str, str, str] | None:
    """The words for a value, what to write, and what else; None for what is no EDTF."""
    if "/" in value:
        return _interval(value)
    if value[0] in "[{":
        return ("other", "", "") if "," in value or ".." in value else None
    marks = _QUALIFIED.findall(value)
    bare = _QUALIFIED.sub("", value)
    if _SEASON.match(bare):
        return "season", "", ""
    if marks and parse_w3c(bare) is not None:
        return "sure", f'{attribute}="{bare}" {_doubt(marks, precise)}', ""
    limits = _limits(bare)
    if limits is None:
        return None
    first, last = limits
    if first != last and (attribute in ("from", "to") or first <= "0000"):
        return "other", "", ""
    if attribute == "when" and first != last:
        better = f'notBefore="{first}" notAfter="{last}"'
    else:
        better = f'{attribute}="{last if attribute == "notAfter" else first}"'
    if marks:
        return "sure", f"{better} {_doubt(marks, precise)}", ""
    return "same", better, ""


def _doubt(marks: list[str], precise: bool) -> str:
    """The attributes that say what ``?``, ``~`` and ``%`` say, as far as the element has them."""
    return _SURE["?" if not precise else "%" if len(set(marks)) > 1 else marks[0]]


def _limits(text: str) -> tuple[str, str] | None:
    """The first and last year, month or day that a value without qualifiers can mean, as W3C writes them."""
    value = re.sub("[xuU]", "X", text)
    plain = re.sub(r"(?:-XX)+\Z", "", value)
    if plain.startswith("Y"):
        plain = plain[1:]
    if plain not in (value, "") and parse_w3c(plain) is not None:
        return plain, plain
    if parse_edtf(plain) is None or "X" not in plain:
        return None
    low, high = parse_edtf(plain) or (None, None)
    if low is None or high is None or not re.match(r"-?[\dX]{4}\Z", plain):
        return None
    return _year(low), _year(high)


def _year(day: Day) -> str:
    return f"{'-' if day.year < 0 else ''}{abs(day.year):04d}"


def _interval(value: str) -> tuple[str, str, str] | None:
    first, _, last = value.partition("/")
    ends = [_QUALIFIED.sub("", end.strip().strip(".")) for end in (first, last)]
    limits = [("", "") if not end or end in ("open", "unknown") else _end(end) for end in ends]
    if any(limit is None for limit in limits) or not any(ends):
        return None
    begin, end = (limits[0] or ("", ""))[0], (limits[1] or ("", ""))[1]
    lasted = " ".join(f'{name}="{text}"' for name, text in (("from", begin), ("to", end)) if text)
    once = " ".join(f'{name}="{text}"' for name, text in (("notBefore", begin), ("notAfter", end)) if text)
    return ("span" if begin and end else "open"), lasted, once


def _end(text: str) -> tuple[str, str] | None:
    return (text, text) if parse_w3c(text) is not None else _limits(text)


def _fix(document: Document, one: Dated, attribute: str, better: str) -> Fix | None:
    """The attribute, or two in its place; none where one of them is there already."""
    title = f"write {better}"
    wanted = re.findall(r'(\w+)="', better)
    if any(other in one.values for other in wanted if other != attribute):
        return None
    fix = document.mend_attribute(one.element, attribute, better.split('"')[1], title)
    if fix is None or wanted == [attribute]:
        return fix
    (edit,) = fix.edits
    return Fix(title, (replace(edit, text=better),), certain=True)
