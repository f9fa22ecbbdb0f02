"""Addresses of authority files: whose they are, whether they can be right, how they should be written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from letterbook.reading.authorities import AUTHORITIES, Flaw, of_address, of_number, of_type

GOOD = [
    ("https://d-nb.info/gnd/118679236", "GND", "118679236"),
    ("https://d-nb.info/gnd/121374671X", "GND", "121374671X"),
    ("https://d-nb.info/gnd/4202203-4", "GND", "4202203-4"),
    ("http://viaf.org/viaf/59894734", "VIAF", "59894734"),
    ("https://www.wikidata.org/entity/Q9696", "Wikidata", "Q9696"),
    ("https://sws.geonames.org/2761369/", "GeoNames", "2761369"),
    ("https://orcid.org/0000-0002-1694-233X", "ORCID", "0000-0002-1694-233X"),
    ("https://isni.org/isni/000000012281955X", "ISNI", "000000012281955X"),
    ("http://id.loc.gov/authorities/names/n78095799", "LCNAF", "n78095799"),
    ("http://catalogue.bnf.fr/ark:/12148/cb119016075", "BnF", "cb119016075"),
    ("http://vocab.getty.edu/tgn/7011179", "TGN", "7011179"),
    ("http://vocab.getty.edu/ulan/500115493", "ULAN", "500115493"),
]


@pytest.mark.parametrize(("address", "name", "id"), GOOD)
def test_addresses_as_their_authorities_write_them(address: str, name: str, id: str) -> None:
    """Each is known, and nothing is to be changed."""
    found = of_address(address)
    assert found is not None
    assert (found.authority.name, found.id, found.flaw, found.canonical) == (name, id, None, "")


@pytest.mark.parametrize(
    "address",
    [
        "https://d-nb.info/1068193778",
        "https://viaf.org/viaf/search?query=x",
        "https://www.wikidata.org/wiki/Wikidata:Introduction",
        "https://www.geonames.org/about.html",
        "http://id.loc.gov/vocabulary/relators/aut",
        "https://gallica.bnf.fr/ark:/12148/btv1b100838542",
        "https://example.org/gnd/1",
        "d-nb.info/gnd/1",
        "",
    ],
)
def test_other_pages_of_an_authority_are_no_identifiers(address: str) -> None:
    """What names no record is not judged."""
    assert of_address(address) is None


@pytest.mark.parametrize("figure", range(10))
def test_one_wrong_figure_is_seen_where_there_is_a_check_character(figure: int) -> None:
    """Any other figure at one place spoils the sum."""
    for address, _, id in GOOD:
        found = of_address(address)
        assert found is not None
        if found.authority.check is None or id[3] == str(figure):
            continue
        wrong = of_number(found.authority, id[:3] + str(figure) + id[4:])
        assert wrong.flaw is (Flaw.FORM if id[3] == "-" else Flaw.CHECK)


def test_types_name_authorities() -> None:
    """Upper and lower case do not count; no two authorities share a type."""
    types = [type for authority in AUTHORITIES for type in authority.types]
    assert len(types) == len(set(types))
    assert of_type(" gnd") is of_type("GND") is not None
    assert of_type("inventory") is None


def test_every_authority_is_told_whole() -> None:
    """The table says of each how its numbers are written and where that is said."""
    for authority in AUTHORITIES:
        assert authority.form and authority.source.startswith("http"), authority.name
        assert authority.accepted.fullmatch(authority.address.format(id="0")) or authority.name == "Wikidata"


def test_all_numbers_of_the_gnd_in_real_registers_have_the_right_check_character(shared: Path) -> None:
    """1,671 numbers that people looked up: old ones with a hyphen, later ones without."""
    numbers: set[str] = set()
    for folder in ("dehmel", "cmif-schnitzler", "edgeworth"):
        for path in (shared / "corpora" / folder).rglob("*.xml"):
            if "brief" not in path.parts:
                numbers.update(re.findall(r"d-nb\.info/gnd/([\dX-]+)", path.read_text(encoding="utf-8")))
    authority = of_type("gnd")
    assert authority is not None and len(numbers) > 1000
    assert [number for number in numbers if of_number(authority, number).flaw is not None] == []
