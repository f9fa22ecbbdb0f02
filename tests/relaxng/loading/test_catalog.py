"""Catalogs: the files that addresses lead to, and those that they may not lead to."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.relaxng.written import content, refusal, write

from letterbook.findings import Problem
from letterbook.relaxng.loading.catalog import Catalog
from letterbook.relaxng.loading.reading import load_program

PART = "<element @ name='part'><text/></element>"
SECRET = "<element @ name='secret'><text/></element>"


def asking(href: str, attributes: str = "") -> str:
    """A grammar that asks for a file on its second line."""
    return f"<group @ {attributes}>\n <externalRef href='{href}'/></group>"


CATALOG = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <group xml:base="parts/">
    <uri name="http://example.org/part.rng" uri="part.rng"/>
    <rewriteURI uriStartString="http://example.org/all/" rewritePrefix="./"/>
    <rewriteURI uriStartString="http://example.org/all/of/it/" rewritePrefix="it/"/>
    <uriSuffix uriSuffix="/sub/part.rng" uri="part.rng"/>
    <public publicId="-//Example//Part  1//EN" uri="part.rng"/>
  </group>
  <system systemId="http://example.org/system.rng" uri="parts/part.rng"/>
  <rewriteSystem systemIdStartString="http://system.org/" rewritePrefix="parts/"/>
  <systemSuffix systemIdSuffix="suffix.rng" uri="parts/part.rng"/>
  <uri name="http://example.org/secret.rng" uri="../secret.rng"/>
  <uri name="http://example.org/passwd.rng" uri="file:///etc/passwd"/>
  <uri name="http://example.org/far.rng" uri="http://example.com/part.rng"/>
  <uri name="http://example.org/gone.rng" uri="gone.rng"/>
  <nextCatalog catalog="next.xml"/>
  <nextCatalog catalog="../outside.xml"/>
  <nextCatalog catalog="catalog.xml"/>
</catalog>"""
NEXT = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="http://example.org/part.rng" uri="other.rng"/>
  <uri name="urn:next" uri="parts/part.rng"/>
</catalog>"""


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """A catalog with a folder of parts, and with secrets beside it."""
    folder = tmp_path / "c"
    folder.mkdir()
    write(tmp_path, secret_rng=SECRET, outside_xml=NEXT.replace("urn:next", "urn:outside"))
    write(folder, catalog_xml=CATALOG, next_xml=NEXT, parts__part_rng=PART, parts__it__part_rng=PART)
    return Catalog.load(folder / "catalog.xml")


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/part.rng",
        "http://example.org/all/part.rng",
        "http://example.org/all/of/it/part.rng",
        "https://other.org/any/sub/part.rng",
        "http://example.org/system.rng",
        "http://system.org/part.rng",
        "ftp://example.org/the-suffix.rng",
        "urn:next",
        "urn:publicid:-:Example:Part+1:EN",
    ],
)
def test_a_catalog_leads_to_files(address: str, catalog: Catalog, tmp_path: Path) -> None:
    """Exact entries, longest beginnings, ends, public identifiers and further catalogs, each against its own base."""
    found = catalog.find(address)
    assert found is not None and found.is_file()
    path = write(tmp_path, top_rng=asking(address))
    program, read = load_program(path, catalog=catalog)
    assert content(program, "part") == "text"
    assert read[1][0] == found


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/secret.rng",
        "http://example.org/passwd.rng",
        "http://example.org/far.rng",
        "http://example.org/all/../../secret.rng",
        "http://example.org/all/%2e%2e/%2e%2e/secret.rng",
        "urn:outside",
        "http://nowhere.org/",
    ],
)
def test_a_catalog_leads_not_out_of_its_folder(address: str, catalog: Catalog, tmp_path: Path) -> None:
    """A catalog comes with an edition, and may be a stranger's as well."""
    assert catalog.find(address) is None
    where, message = refusal(tmp_path, asking(address), catalog=catalog)
    assert where == "top.rng:2:2" and "asks for" in message


def test_a_catalog_of_the_machine_leads_anywhere(catalog: Catalog, tmp_path: Path) -> None:
    """The user's own catalog may name all files of the machine."""
    free = Catalog.load(tmp_path / "c" / "catalog.xml", anywhere=True)
    assert free.find("http://example.org/secret.rng") is not None
    assert free.find("http://example.org/far.rng") is None
    assert free.digest != catalog.digest


def test_what_a_mapped_file_asks_for_goes_by_its_address(catalog: Catalog, tmp_path: Path) -> None:
    """A file that the catalog led to has the address that it was asked for by: beside that is what it includes."""
    write(tmp_path / "c", parts__both_rng=asking("of/it/part.rng"), parts__wrong_rng=asking("../secret.rng"))
    path = write(tmp_path, top_rng=asking("http://example.org/all/both.rng"))
    assert content(load_program(path, catalog=catalog)[0], "part") == "text"
    where, _ = refusal(tmp_path, asking("http://example.org/all/wrong.rng"), catalog=catalog)
    assert where.endswith("c/parts/wrong.rng:2:2")


def test_a_file_of_the_catalog_that_is_gone(catalog: Catalog, tmp_path: Path) -> None:
    """An entry may lead to what is not there."""
    assert "no such file" in refusal(tmp_path, asking("http://example.org/gone.rng"), catalog=catalog)[1]


def test_catalogs_without_end(tmp_path: Path) -> None:
    """Catalogs that name each other are read once; an endless chain of them is refused."""
    for at in range(102):
        text = f"""<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
        <nextCatalog catalog="c{at + 1}.xml"/></catalog>"""
        write(tmp_path, **{f"c{at}_xml": text})
    with pytest.raises(Problem, match="more than 100 catalogs"):
        Catalog.load(tmp_path / "c0.xml")


def test_the_catalog_of_the_schemas(repository: Path) -> None:
    """The addresses of TEI All lead to the copy that ships."""
    found = Catalog.load(repository / "schema" / "catalog.xml").find(
        "https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
    )
    assert found is not None and found.samefile(repository / "schema" / "tei" / "tei_all.rng")
