"""Elements with dates in attributes, looked for once for all rules of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from letterbook.reading.dates import Day, parse_edtf, parse_iso, parse_w3c
from letterbook.rules import Document, once

ELEMENTS = frozenset(
    (
        *("acquisition", "affiliation", "age", "altIdentifier", "application", "author", "binding", "birth"),
        *("bloc", "change", "climate", "conversion", "country", "creation", "custEvent", "date", "death"),
        *("district", "docDate", "editor", "education", "event", "eventName", "faith", "floruit", "funder"),
        *("gender", "geogFeat", "geogName", "idno", "langKnowledge", "langKnown", "licence", "localProp"),
        *(
            "location",
            "mapping",
            "meeting",
            "name",
            "nationality",
            "objectName",
            "occupation",
            "offset",
            "org",
        ),
        *("orgName", "origDate", "origPlace", "origin", "persName", "persPronouns", "person", "place"),
        *("placeName", "population", "post", "precision", "principal", "provenance", "region", "relation"),
        *("residence", "resp", "seal", "settlement", "sex", "socecStatus", "sponsor", "stamp", "state"),
        *("terrain", "time", "title", "trait", "unicodeProp", "unihanProp", "unitDecl", "unitDef"),
    )
)
"""The members of TEI's class att.datable."""

NAMES = ("when", "from", "to", "notBefore", "notAfter")
FORMS = frozenset(name + form for name in NAMES for form in ("", "-iso"))
"""The attributes that are read; what ``-custom`` holds, the edition alone knows."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An element with at least one attribute that dates it."""

    element: etree._Element
    values: dict[str, str]

    def value(self, name: str) -> tuple[str, str] | None:
        """The attribute that says ``when``, ``from``… and its value: in W3C's form, else in ISO's."""
        for attribute in (name, f"{name}-iso"):
            if attribute in self.values:
                return attribute, self.values[attribute]
        return None

    def said(self, *attributes: str) -> str:
        """These attributes as they are written."""
        return join([f'{name}="{self.values[name]}"' for name in attributes])


@once
def dated(document: Document) -> tuple[Dated, ...]:
    """All elements of a document that attributes date."""
    return tuple(_dated(document))


def _dated(document: Document) -> Iterator[Dated]:
    for name in ELEMENTS & document.names:
        for element in document.all(name):
            attributes = element.attrib
            if len(attributes):
                values = {str(key): str(value) for key, value in attributes.items() if key in FORMS}
                if values:
                    yield Dated(element, values)


def span(attribute: str, value: str) -> tuple[Day | None, Day | None] | None:
    """First and last day of a value, as its attribute is read; None for what has no year or is no date."""
    if not attribute.endswith("-iso"):
        return parse_w3c(value)
    return parse_iso(value) or parse_edtf(value)


def join(words: list[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


_PLACEHOLDER = re.compile(
    r"(?:1111-(?:01-01|11-11|01|11)|1111|9999(?:-\d\d(?:-\d\d)?)?|0001-01-01|0000(?:-\d\d(?:-\d\d)?)?)\Z"
)


def stands_for_none(value: str, text: str) -> bool:
    """Whether a value is one of those that are written where no date is known, and the text does not say that year."""
    return _PLACEHOLDER.match(value.strip()) is not None and str(int(value.strip()[:4])) not in text


_JULIAN_LANGUAGES = frozenset(("ru", "uk", "be", "bg", "sr", "el", "ro"))
_LAST_JULIAN = Day(1924, 1, 1)
_NEW_STYLE = {"en": Day(1752, 9, 14), "sv": Day(1753, 3, 1), "de": Day(1700, 3, 1)}
"""The first day of the Gregorian calendar where the language was mostly written."""


def may_be_julian(day: Day, tag: str) -> bool:
    """Whether a date of that language may be of the Julian calendar."""
    speech = tag.partition("-")[0].lower()
    if speech in _JULIAN_LANGUAGES:
        return day < _LAST_JULIAN
    return day < _NEW_STYLE.get(speech, Day(1582, 10, 15))
