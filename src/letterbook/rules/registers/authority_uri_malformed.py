"""An address or number of an authority file cannot be right

What it does
------------
Looks at the addresses of GND, VIAF, Wikidata, GeoNames, ORCID, ISNI, the names of the Library of Congress, BnF, and
Getty's TGN and ULAN, in `idno` and in attributes that point; and at bare numbers in the `idno` of an entry whose `type`
names one of them. It finds what is not written as the authority writes its numbers, and numbers of GND, ORCID, ISNI and
BnF whose check character does not fit. Nothing is looked up: whether a record exists is not asked.

Why it matters
--------------
The address leads nowhere, or to somebody else; whoever joins the edition with others by it joins it wrongly.

Example
-------
    <idno type="GeoNames">https://sws.geonames.org/detail/</idno>

Use instead
-----------
    <idno type="GeoNames">https://sws.geonames.org/2761369/</idno>

Fix
---
Where nothing but a dot too many in the name of the host is wrong, the address is written as its authority does. Which figure
is wrong, only a look at the authority tells.

Source
------
GND: <https://wiki.dnb.de/pages/diffpages.action?originalId=57901744&pageId=57901746>; ORCID and ISNI (ISO 7064, MOD 11-2):
<https://support.orcid.org/hc/en-us/articles/360006897674-Structure-of-the-ORCID-Identifier>; BnF:
<https://en.wikisource.org/wiki/User:Inductiveload/BnF_ARK_format>.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.reading.authorities import Flaw
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.registers._addresses import mended, stated

CODE = "A001"
NAME = "authority-uri-malformed"
SEVERITY = Severity.ERROR
MESSAGES = {
    "en": {
        "form": Words(
            "{value} is no address of {authority}",
            help="look the entry up at {authority} again, and copy its address",
            notes=("a number of {authority} is: {form}",),
        ),
        "host": Words(
            "{value} is no address of {authority}: it has two dots together", help="write {canonical}"
        ),
        "check": Words(
            "{value} is no number of {authority}: its last character is a check on the others, and does not fit them",
            help="look the entry up at {authority} again: a figure is wrong, missing or in another's place",
        ),
        "number-form": Words(
            "{value} is no number of {authority}",
            help="look the entry up at {authority} again, and copy its number",
            notes=("a number of {authority} is: {form}",),
        ),
    }
}


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Addresses and numbers of an authority that are not written as its are, or whose check character is wrong."""
    for one in stated(document):
        if one.found.flaw is None:
            continue
        authority = one.found.authority
        if one.found.canonical:
            facts = {"value": one.value, "authority": authority.name, "canonical": one.found.canonical}
            yield Fault(one.element, "host", facts, one.attribute, one.place, fix=mended(document, one))
            continue
        words = "check" if one.found.flaw is Flaw.CHECK else "form" if "/" in one.value else "number-form"
        facts = {"value": one.value, "authority": authority.name, "form": authority.form}
        yield Fault(one.element, words, facts, one.attribute, one.place)
