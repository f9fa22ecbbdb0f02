"""The pages of letterbook.sch: one for each assertion, with its severity, and with examples that are what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from lxml import etree

from letterbook import explaining, resources
from letterbook.explaining import Page, forms
from letterbook.schematron import compile_schema

from ..cli.conftest import SOURCE

PAGES = [page for page in explaining.all_pages() if page.kind == "assert"]

ASSERTIONS = {
    one.id: one
    for one in compile_schema(
        resources.schema("letterbook.sch").read_bytes(), name="letterbook.sch"
    ).assertions.values()
}

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      {titleStmt}
      <publicationStmt><publisher>Nobody</publisher>{availability}</publicationStmt>
      <sourceDesc><bibl>invented</bibl></sourceDesc>
    </fileDesc>
    {profileDesc}
    {revisionDesc}
  </teiHeader>
  <text>{body}</text>
</TEI>
"""

REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>Register</title></titleStmt>
      <publicationStmt><publisher>Nobody</publisher></publicationStmt>
      <sourceDesc><bibl>invented</bibl></sourceDesc>
    </fileDesc>
  </teiHeader>
  <standOff>{list}</standOff>
</TEI>
"""

SENT = '<correspAction type="sent"><persName>Ottilie Marbury</persName></correspAction>'

PARTS = {
    "titleStmt": "<titleStmt><title>A letter</title></titleStmt>",
    "availability": "",
    "profileDesc": f"<profileDesc><correspDesc>{SENT}</correspDesc></profileDesc>",
    "revisionDesc": "",
    "body": "<body><p>Dear you,</p></body>",
}

LISTS = {
    "person": "listPerson",
    "place": "listPlace",
    "org": "listOrg",
    "event": "listEvent",
    "bibl": "listBibl",
}


def document(snippet: str) -> str:
    """A file in which the snippet stands where its outermost element belongs."""
    name = etree.QName(etree.fromstring(snippet)).localname
    if name in PARTS:
        return LETTER.format(**{**PARTS, name: snippet})
    if name == "correspDesc":
        return document(f"<profileDesc>{snippet}</profileDesc>")
    if name == "correspContext":
        return document(f"<correspDesc>{SENT}{snippet}</correspDesc>")
    if name == "p":
        return document(f"<body>{snippet}</body>")
    if name == "relation":
        both = "".join(f'<person xml:id="x{n}"><persName>{n}</persName></person>' for n in "ab")
        return REGISTER.format(list=f"<listPerson>{both}<listRelation>{snippet}</listRelation></listPerson>")
    return REGISTER.format(list=f"<{LISTS[name]}>{snippet}</{LISTS[name]}>")


def test_every_assertion_has_a_page_of_its_severity() -> None:
    """And no page is of one that is gone."""
    assert {page.code: page.severity.label for page in PAGES} == {
        one.id: one.severity for one in ASSERTIONS.values()
    }


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, list[str]]]:
    """What grammar and Schematron say of each example, by the names of files: ``<id>.<number of example>.xml``."""
    folder = tmp_path_factory.mktemp("examples")
    for page in PAGES:
        for heading, kind in (("Example", "bad"), ("Use instead", "good")):
            for number, snippet in enumerate(forms.code_blocks(page.section(heading))):
                (folder / f"{page.code}.{kind}-{number}.xml").write_text(document(snippet), encoding="utf-8")
    schemas = [str(resources.schema(name)) for name in ("letterbook.rng", "letterbook.sch")]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "letterbook",
            "validate",
            "--format",
            "json",
            *(f"--schema={one}" for one in schemas),
            ".",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "LETTERBOOK_CACHE_DIR": str(folder / ".cache")},
        capture_output=True,
        check=False,
        timeout=110,
    )
    assert done.returncode == 1, done.stderr.decode("utf-8")
    told: dict[str, dict[str, list[str]]] = {path.name: defaultdict(list) for path in folder.glob("*.xml")}
    for finding in json.loads(done.stdout)["findings"]:
        told[Path(finding["file"]).name][finding["code"]].append(finding["message"])
    return told


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_example_gives_it_and_what_stands_instead_does_not(
    page: Page, found: dict[str, dict[str, list[str]]]
) -> None:
    """What is written instead is valid, too."""
    bad = [told for name, told in found.items() if name.startswith(f"{page.code}.bad")]
    good = [told for name, told in found.items() if name.startswith(f"{page.code}.good")]
    assert bad and good
    assert all(page.code in told for told in bad)
    assert [dict(told) for told in good if told] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_the_page_shows_what_is_told(page: Page, found: dict[str, dict[str, list[str]]]) -> None:
    """The message of the example stands on the page, but for what differs from file to file."""
    messages = [
        said
        for name, told in found.items()
        if name.startswith(f"{page.code}.bad")
        for said in told[page.code]
    ]
    shown = " ".join(page.section("What it does").split())
    assert any(said in shown for said in messages), messages
