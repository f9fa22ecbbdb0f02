"""No word of a letter gets lost on its page: compared with a walk that shares no code, in both layers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.oracle.cases import CASES, document
from tests.oracle.walk import T, expected_words, words
from tests.xslt.nesting import nesting_faults
from tests.xslt.pages import letter_text

from letterbook import resources
from letterbook.sources import parse, read
from letterbook.workers import Pool

LAYERS = ("reading", "diplomatic")


def pages(items: list[tuple[str, str]], sheet: Path | None = None, jobs: int = 1) -> Iterator[str]:
    """The page of each (markup, layer)."""
    path = str(sheet or resources.xslt("html", "main.xsl"))
    with Pool("tests.xslt.worker:transforming", ("fail",), jobs=jobs, timeout=60) as pool:
        for outcome in pool.map([(path, markup, {"layer": layer}, "", "") for markup, layer in items]):
            assert outcome.failure is None, outcome.failure
            yield str(outcome.value[0])


def lost(elements: list[tuple[str, etree._Element]], jobs: int = 1) -> list[str]:
    """The letters whose page has other words than the walk expects, with the first difference, or is no good HTML."""
    asked = [(name, element, layer) for name, element in elements for layer in LAYERS]
    items = [
        (etree.tostring(element, encoding="unicode", with_tail=False), layer) for _, element, layer in asked
    ]
    found = []
    for (name, element, layer), page in zip(asked, pages(items, jobs=jobs), strict=True):
        expected, shown = expected_words(element, layer), words(letter_text(page))
        found += [f"{name}: {fault}" for fault in nesting_faults(page)]
        if expected != shown:
            pairs = zip([*expected, ""], [*shown, ""], strict=False)
            place = next((i for i, (one, other) in enumerate(pairs) if one != other), 0)
            found.append(
                f"{name}, {layer}: {expected[place - 2 : place + 3]} became {shown[place - 2 : place + 3]}"
            )
    return found


def letters(folder: Path, each: int) -> list[tuple[str, etree._Element]]:
    """Every so many of the letters below a folder."""
    files = [file for file in sorted(folder.rglob("*.xml")) if "People" not in str(file)]
    found = []
    for file in files[::each]:
        root = read(file, name=file.name).root
        found += [
            (str(file.relative_to(folder)), tei)
            for tei in root.iter(T + "TEI")
            if tei.find(f".//{T}correspDesc") is not None
        ]
    return found


def test_cases_of_the_oracle() -> None:
    """Every hand-made case of the oracle keeps its words on the page."""
    elements = [(case.name, parse(document(case.body).encode(), "x.xml").root) for case in CASES]
    assert not lost(elements)


def test_the_shipped_letters(repository: Path) -> None:
    """The letters that ship keep their words."""
    found = letters(repository / "tei" / "letters", 1)
    assert found and not lost(found)


@pytest.mark.parametrize("corpus", ["edgeworth", "dehmel"])
def test_a_sample_of_the_corpora(shared: Path, corpus: str) -> None:
    """Every 40th file of the corpora keeps its words."""
    found = letters(shared / "corpora" / corpus, 40)
    assert found and not lost(found)


@pytest.mark.corpora
@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("corpus", ["edgeworth", "dehmel"])
def test_the_corpora(shared: Path, corpus: str) -> None:
    """Every letter of the corpora keeps its words."""
    assert not lost(letters(shared / "corpora" / corpus, 1), jobs=2)


MUTATED = [
    "p",
    "hi",
    "persName",
    "rs",
    "salute",
    "item",
    "cell",
    "l",
    "head",
    "quote",
    "foreign",
    "note",
    "choice",
    "add",
    "unclear",
    "gap",
    "figDesc",
    "w",
    "lb",
]


@pytest.fixture(scope="module")
def stylesheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the stylesheets to break."""
    folder = tmp_path_factory.mktemp("mutated") / "xslt"
    shutil.copytree(resources.xslt(), folder)
    return folder


@pytest.mark.parametrize("name", MUTATED)
def test_a_page_that_drops_an_element_is_noticed(stylesheets: Path, name: str) -> None:
    """A stylesheet that loses one class of elements does not pass the comparison."""
    broken = stylesheets / "html" / f"without-{name}.xsl"
    match = name if name != "note" else "note/node()"
    broken.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        f' xpath-default-namespace="{T[1:-1]}"><xsl:import href="main.xsl"/>'
        f'<xsl:template match="{match}" priority="99" as="empty-sequence()"/></xsl:stylesheet>',
        encoding="utf-8",
        newline="\n",
    )
    body = (
        "<div><head>a</head><opener><salute>b</salute></opener><p>c <hi>d</hi> <persName>e</persName> <rs>f</rs>"
        " <foreign>g</foreign> <quote>h</quote> <add>i</add> <unclear>j</unclear> k<gap/>l"
        " <choice><orig>m</orig><reg>n</reg></choice> <w>o</w> p<lb/>q<note>r</note> <figure><figDesc>s</figDesc></figure></p>"
        "<list><item>t</item></list><table><row><cell>u</cell></row></table><lg><l>v</l></lg></div>"
    )
    root = parse(document(body).encode(), "x.xml").root
    [page] = pages([(document(body), "reading")], broken)
    [whole] = pages([(document(body), "reading")])
    assert words(letter_text(whole)) == expected_words(root)
    changed = words(letter_text(page)) != expected_words(root)
    assert changed if name != "gap" else letter_text(page) != letter_text(whole)
