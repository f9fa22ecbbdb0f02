"""An authority file does not know things of this kind

What it does
------------
GeoNames and Getty's TGN have places only; ORCID has persons only; ISNI and Getty's ULAN have persons and bodies. An address
of one of them at an entry or a name of another kind is found, so a place of GeoNames at a person. GND, VIAF, Wikidata, the
Library of Congress and the BnF have things of all kinds. An `idno` whose `type` names one authority and whose address
belongs to another is found too.

Why it matters
--------------
The address was pasted into the wrong entry, or identifies something else that is bound up with it: the town of a person.
Who takes the data over makes a person out of a town.

Example
-------
    <person xml:id="quill-anselm">
      <persName>Anselm Quill</persName>
      <idno type="GeoNames">https://sws.geonames.org/2761369/</idno>
    </person>

Use instead
-----------
    <person xml:id="quill-anselm">
      <persName>Anselm Quill</persName>
      <residence><placeName ref="places.xml#vienna">Vienna</placeName></residence>
    </person>

Fix
---
None: which of the two is wrong, a person decides.

Source
------
The authorities' own descriptions: <https://www.geonames.org/ontology/documentation.html>, <http://vocab.getty.edu/doc/>,
<https://bioregistry.io/registry/isni>.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.authorities import of_type
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.registers._addresses import Stated, stated

CODE = "A002"
NAME = "authority-of-wrong-kind"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "entry": Words(
            "{value} stands at {thing}, but {authority} has {has} only",
            help="give {thing} an address of its own kind, or move this one to where it belongs",
        ),
        "mention": Words(
            "the name of {thing} points to {value}, but {authority} has {has} only",
            help="point to what is named, or use the element for what is pointed to",
        ),
        "type": Words(
            "the type says {type}, but {value} is an address of {authority}",
            help="write the type of the address, or the address of the type",
        ),
    }
}

_THINGS = {
    "person": "a person",
    "personGrp": "a group of persons",
    "place": "a place",
    "org": "an organisation",
    "event": "an event",
    "bibl": "a work",
}
_HAS = {
    "ORCID": "persons",
    "GeoNames": "places",
    "TGN": "places",
    "ISNI": "persons and bodies",
    "ULAN": "persons and bodies",
}


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Addresses of an authority that has no things of this kind, and those that an ``idno`` says are another's."""
    for one in stated(document):
        authority = one.found.authority
        facts = {"value": one.value, "authority": authority.name}
        if one.kind in authority.others:
            if one.entry is None and register.of(one.element):
                continue  # it leads to an entry: mention-of-wrong-kind speaks
            words = "mention" if one.entry is None else "entry"
            more = {"thing": _THINGS[one.kind], "has": _HAS[authority.name]}
            yield Fault(one.element, words, {**facts, **more}, one.attribute, one.place)
        elif _other_type(one):
            yield Fault(one.element, "type", {**facts, "type": one.type}, one.attribute, one.place)


def _other_type(one: Stated) -> bool:
    said = of_type(one.type) if one.type else None
    return said is not None and said is not one.found.authority
