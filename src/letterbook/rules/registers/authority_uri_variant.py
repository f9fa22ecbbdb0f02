"""An authority's address is not written as the authority writes it

What it does
------------
Finds addresses of authority files that lead to the right record but are not its name: `http` where the authority writes
`https`, `www.` where there is none, a slash too many or too few, pages for people (`/wiki/`, `.html`, `/about`), small
letters. Letterbook writes addresses as follows; where a second form is given, that is as good.

- GND: `https://d-nb.info/gnd/…`
- VIAF: `http://viaf.org/viaf/…`; with `https` or `www.` too
- Wikidata: `http://www.wikidata.org/entity/Q…`; with `https` too
- GeoNames: `https://sws.geonames.org/…/`; `https://www.geonames.org/…` too, as correspSearch wants it
- ORCID: `https://orcid.org/…`; ISNI: `https://isni.org/isni/…`
- Library of Congress: `http://id.loc.gov/authorities/names/n…`; with `https` too
- BnF: `https://data.bnf.fr/ark:/12148/cb…`; `http` and `catalogue.bnf.fr` too
- Getty: `http://vocab.getty.edu/tgn/…`, `…/ulan/…`; with `https` too

Why it matters
--------------
Programs compare addresses character by character: for them two ways of writing one address are two persons.

Example
-------
    <idno>http://sws.geonames.org/2761369</idno>

Use instead
-----------
    <idno>https://sws.geonames.org/2761369/</idno>

Fix
---
The address is written as its authority does; it leads to the same record.

Source
------
GND: <https://dnb.de/EN/Professionell/Metadatendienste/Datenbezug/LDS/ldsZugriff.html>; VIAF:
<https://oclc.org/developer/api/oclc-apis/viaf/authority-cluster.en.html>; Wikidata:
<https://meta.wikimedia.org/wiki/Wikidata/Notes/URI_scheme>; GeoNames:
<https://www.geonames.org/ontology/documentation.html>; Getty: <http://vocab.getty.edu/doc/>.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Severity
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.registers._addresses import mended, stated

CODE = "A003"
NAME = "authority-uri-variant"
SEVERITY = Severity.INFO
MESSAGES = {
    "en": {
        "variant": Words(
            "{value} is not how {authority} writes the address, which is {canonical}",
            help="write {canonical}",
        )
    }
}


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Addresses that their authority writes otherwise."""
    for one in stated(document):
        canonical = one.found.canonical
        if canonical and one.found.flaw is None:
            facts = {"value": one.value, "authority": one.found.authority.name, "canonical": canonical}
            fix = mended(document, one)
            yield Fault(one.element, "variant", facts, one.attribute, one.place, fix=fix)
