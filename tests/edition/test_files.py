"""The files as such: valid, every pointer lands, nothing of the magazine is in them."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import pytest
from lxml import etree
from tests.edition.witness import EDITION, FILES, TEI, XML_ID, local, parse, squeezed

POINTERS = [
    "ref",
    "target",
    "source",
    "resp",
    "who",
    "corresp",
    "active",
    "passive",
    "mutual",
    "edRef",
    "scheme",
]
HOMES = {"source": "bibl", "edRef": "bibl", "resp": "orgName", "who": "orgName"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "grammar",
    [
        *(pytest.param(f"shared {n}", marks=pytest.mark.corpora) for n in ("4.9.0", "4.12.0")),
        "tei/tei_all.rng",
        "letterbook.rng",
    ],
)
def test_valid(repository: Path, request: pytest.FixtureRequest, grammar: str) -> None:
    """Every file is valid TEI by two releases of TEI All, and by the schemas that ship."""
    if grammar.startswith("shared "):
        folder: Path = request.getfixturevalue("shared")
        path = folder / "schemas" / f"tei_all-{grammar.split()[1]}.rng"
    else:
        path = repository / "schema" / grammar
    parser = etree.XMLParser(no_network=True, collect_ids=False)
    schema = etree.RelaxNG(etree.parse(path, parser))
    for name in FILES:
        assert schema.validate(etree.parse(EDITION / name, parser)), f"{name}: {schema.error_log.last_error}"


def test_every_file_is_known() -> None:
    """The edition holds the three letters and five registers, and no other TEI file."""
    assert sorted(p.relative_to(EDITION).as_posix() for p in EDITION.rglob("*.xml")) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_pointers_land(name: str) -> None:
    """Every pointer that leaves no address on the web lands on an element of the edition."""
    seen = 0
    for element in parse(name).iter(f"{TEI}*"):
        for attribute in POINTERS:
            for pointer in element.get(attribute, "").split():
                if pointer.startswith(("https://", "http://")):
                    continue
                file, _, id = pointer.partition("#")
                parts: list[str] = []
                for part in (PurePosixPath(name).parent / file).parts if file else PurePosixPath(name).parts:
                    parts = parts[:-1] if part == ".." else [*parts, part]
                assert "/".join(parts) in FILES, pointer
                ids = {e.get(XML_ID) for e in parse("/".join(parts)).iter(f"{TEI}*")}
                assert id and id in ids, pointer
                seen += 1
    assert seen


@pytest.mark.parametrize("name", FILES)
def test_sources_are_in_the_header(name: str) -> None:
    """Whatever @source, @edRef and @resp name inside the file is a bibl or name of its own header."""
    root = parse(name)
    header = root.find(f"{TEI}teiHeader")
    assert header is not None
    known = {e.get(XML_ID): local(e) for e in header.iter(f"{TEI}*") if e.get(XML_ID)}
    for element in root.iter(f"{TEI}*"):
        for attribute, kind in HOMES.items():
            for pointer in element.get(attribute, "").split():
                if pointer.startswith("#"):
                    assert known.get(pointer[1:]) == kind, pointer


def test_every_source_is_used() -> None:
    """No source is listed that nothing in its file rests on."""
    for name in FILES:
        root = parse(name)
        text = " ".join(str(v) for e in root.iter(f"{TEI}*") for v in e.attrib.values()).split()
        for bibl in root.iterfind(f"{TEI}teiHeader//{TEI}listBibl/{TEI}bibl[@{XML_ID}]"):
            assert f"#{bibl.get(XML_ID)}" in text, f"{bibl.get(XML_ID)} in {name}"


@pytest.mark.parametrize("name", FILES)
def test_references_have_words(name: str) -> None:
    """Whoever reads a reference without following it learns what it names: no empty ref, no bare number."""
    for element in parse(name).iter(f"{TEI}ref", f"{TEI}biblScope"):
        assert re.search("[A-Za-z]", squeezed("".join(str(text) for text in element.itertext()))), (
            element.sourceline
        )


@pytest.mark.parametrize("name", FILES)
def test_form_of_the_file(name: str) -> None:
    """UTF-8 with LF, no tabs, no space at line ends; two instructions let any editor validate it."""
    data = (EDITION / name).read_bytes()
    assert b"\r" not in data and b"\t" not in data and data.endswith(b">\n")
    assert not re.search(rb" \n", data)
    text = data.decode("utf-8")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    hrefs = re.findall(r'<\?xml-model href="([^"]+)" type="application/xml" schematypens="([^"]+)"\?>', text)
    assert hrefs == [
        ("../../schema/letterbook.rng", "http://relaxng.org/ns/structure/1.0"),
        ("../../schema/letterbook.sch", "http://purl.oclc.org/dsdl/schematron"),
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_nothing_of_the_magazine_by_first_and_last_words() -> None:
    """Captions, credits, introduction and footers of the magazine are not in the edition."""
    whole = " ".join(squeezed((EDITION / name).read_text(encoding="utf-8")) for name in FILES)
    for words in (
        *("U.S. National Archives", "August 1961:", "East Berlin", "Fall 1961:", "Berlin Command"),
        *("Abbie Rowe", "Museum, Boston", "All told", "the way out", "Foreclose on Wall Street"),
    ):
        assert words not in whole


def test_nothing_of_the_magazine(shared: Path) -> None:
    """No nine words running of what is the magazine's own stand anywhere in the edition."""
    (path,) = (shared / "sources").glob("*.txt")
    source = path.read_text(encoding="utf-8")
    introduction = source[: source.index("\n7. Letter From")]
    captions = [line for line in source.splitlines() if re.match(r"August 1961:|Fall 1961:|Abbie Rowe", line)]
    assert len(captions) == 3
    for passage in (introduction, *captions):
        words = _words(passage)
        runs = {tuple(words[at : at + 9]) for at in range(len(words) - 8)}
        for name in FILES:
            ours = _words("".join(str(text) for text in parse(name).itertext()))
            assert not runs & {tuple(ours[at : at + 9]) for at in range(len(ours) - 8)}, name
