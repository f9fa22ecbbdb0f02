"""The catalog, and the copy of TEI All that it leads to."""

from __future__ import annotations

import hashlib
from pathlib import Path

from lxml import etree

_CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"


def _entries(schemas: Path) -> dict[str, str]:
    root = etree.parse(schemas / "catalog.xml").getroot()
    assert root.tag == f"{_CATALOG}catalog"
    return {
        str(e.get("name") or e.get("systemId")): str(e.get("uri")) for e in root if isinstance(e.tag, str)
    }


def test_every_entry_leads_to_a_file(schemas: Path) -> None:
    """No address is mapped to what is not there, or to what lies outside."""
    entries = _entries(schemas)
    assert entries
    for target in entries.values():
        assert (schemas / target).is_file() and ".." not in target


def test_public_addresses_of_tei_all(schemas: Path) -> None:
    """The addresses under which files name TEI All lead to the copy."""
    entries = _entries(schemas)
    for scheme in ("https", "http"):
        for place in ("release", "Vault/P5/4.12.0"):
            path = f"{place}/xml/tei/custom/schema/relaxng/tei_all.rng"
            assert entries[f"{scheme}://www.tei-c.org/{path}"] == "tei/tei_all.rng"


def test_own_names(schemas: Path) -> None:
    """Each schema has a name of its own that needs no network."""
    entries = _entries(schemas)
    for file in ("letterbook.rng", "letterbook.sch", "letterbook.xsd"):
        assert entries[f"urn:letterbook:schema:{file}"] == file


def test_tei_all_is_unchanged(schemas: Path, shared: Path) -> None:
    """TEI All ships byte for byte as the TEI published it."""
    ours, theirs = schemas / "tei" / "tei_all.rng", shared / "schemas" / "tei_all-4.12.0.rng"
    assert hashlib.sha256(ours.read_bytes()).digest() == hashlib.sha256(theirs.read_bytes()).digest()


def test_tei_all_says_what_it_is(schemas: Path) -> None:
    """Version, source and licence of the copy stand in it and beside it."""
    head = (schemas / "tei" / "tei_all.rng").read_text(encoding="utf-8")[:2000]
    beside = (schemas / "tei" / "README.md").read_text(encoding="utf-8")
    for words in ("4.12.0", "113e933e2", "https://www.tei-c.org/Vault/P5/4.12.0/", "BSD-2", "CC+BY"):
        assert words in head and words in beside, words


def test_well_formed_text_files(schemas: Path) -> None:
    """The files that are made here are UTF-8 with LF, without tabs or space at line ends, and not too wide."""
    for name in ("letterbook.rng", "letterbook.sch", "letterbook.xsd", "xml.xsd", "catalog.xml"):
        data = (schemas / name).read_bytes()
        assert b"\r" not in data and b"\t" not in data and b" \n" not in data and data.endswith(b">\n"), name
        assert max(map(len, data.decode("utf-8").splitlines())) <= 150, name
