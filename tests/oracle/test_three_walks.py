"""No word of a letter gets lost: three walks that share no code say the same, and a broken one is noticed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.oracle.cases import CASES, Case, document
from tests.oracle.walk import T, expected_words, words

from letterbook import resources
from letterbook.reading.edition import Edition
from letterbook.reading.layers import Layer
from letterbook.reading.letters import letters_of
from letterbook.reading.text import canonical_text
from letterbook.settings import Settings
from letterbook.sources import parse, read
from letterbook.workers import Pool

SETUP = "tests.oracle.exporting:setup"
LAYERS = ("reading", "diplomatic")


def exported(items: list[tuple[str, str]], stylesheet: Path | None = None, jobs: int = 1) -> list[str]:
    """What the text export makes of each (markup, layer); an element without a template fails."""
    path = stylesheet if stylesheet is not None else resources.xslt("text", "main.xsl")
    with Pool(SETUP, (str(path), "fail"), jobs=jobs, timeout=60) as pool:
        texts = []
        for outcome in pool.map(items):
            assert outcome.failure is None, outcome.failure
            texts.append(str(outcome.value))
    return texts


def canonical(element: etree._Element, layer: str) -> str:
    text = element.find(T + "text")
    return "" if text is None else canonical_text(text, Layer(layer)).text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("layer", LAYERS)
def test_two_walks_agree_with_a_reader(case: Case, layer: str) -> None:
    """What a person says the text is, the canonical text is, and the oracle expects."""
    said = getattr(case, layer)
    root = parse(document(case.body).encode(), "x.xml").root
    assert canonical(root, layer).split() == said.split()
    assert expected_words(root, layer) == words(said)


def test_the_export_agrees_with_a_reader() -> None:
    """The text export gives, word for word, what a person says the text is."""
    pairs = [(case, layer) for case in CASES for layer in LAYERS]
    texts = exported([(document(case.body), layer) for case, layer in pairs])
    found = {(case.name, layer): text.split() for (case, layer), text in zip(pairs, texts, strict=True)}
    assert found == {(case.name, layer): getattr(case, layer).split() for case, layer in pairs}


MUTATED = (
    *("p", "hi", "persName", "placeName", "rs", "date", "title", "addrLine", "salute", "signed", "dateline"),
    *("item", "cell", "l", "head", "quote", "foreign", "note", "choice", "add", "supplied", "unclear", "gap"),
    *("figDesc", "w", "ref", "lb"),
)


@pytest.fixture(scope="module")
def stylesheets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the stylesheets to break."""
    folder = tmp_path_factory.mktemp("mutated") / "xslt"
    shutil.copytree(resources.xslt(), folder)
    return folder


@pytest.mark.parametrize("name", MUTATED)
def test_a_stylesheet_that_drops_an_element_is_noticed(stylesheets: Path, name: str) -> None:
    """A text stylesheet that loses one class of elements does not pass the comparison."""
    broken = stylesheets / "text" / f"without-{name}.xsl"
    lost = f'<xsl:template match="{name}" priority="99" as="empty-sequence()"/>'
    if name == "note":
        lost = '<xsl:template match="note/node()" priority="99" as="empty-sequence()"/>'
    broken.write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
        f'xpath-default-namespace="{T[1:-1]}"><xsl:include href="main.xsl"/>{lost}</xsl:stylesheet>',
        encoding="utf-8",
    )
    whole = document("".join(f"<div>{case.body}</div>" for case in CASES if "<body>" not in case.body))
    root = parse(whole.encode(), "x.xml").root
    (text,) = exported([(whole, "reading")], broken)
    assert text.split() != canonical(root, "reading").split()
    if name != "gap":  # its sign is not a word
        assert words(text) != expected_words(root, "reading")


def corpus(folder: Path, every: int = 1) -> Iterator[tuple[str, etree._Element]]:
    """Each letter of each so-many-th file of a corpus, with its markup."""
    edition = Edition.open([folder], Settings())
    for file in edition.letter_files[::every]:
        source = read(file.path, name=file.name)
        for letter in letters_of(source):
            yield source.markup(letter.element), letter.element


def compare(folder: Path, every: int, jobs: int = 1) -> int:
    """Compare the three walks over a corpus; how many letters there were."""
    letters = list(corpus(folder, every))
    items = [(markup, layer) for markup, _ in letters for layer in LAYERS]
    texts = iter(exported(items, jobs=jobs))
    for _, element in letters:
        for layer in LAYERS:
            own = canonical(element, layer)
            assert words(own) == expected_words(element, layer)
            assert next(texts).split() == own.split()
    return len(letters)


@pytest.mark.parametrize(("name", "count"), [("edgeworth", 14), ("dehmel/brief", 1)])
def test_a_sample_of_real_letters_keeps_its_words(shared: Path, name: str, count: int) -> None:
    """Of every 25th file of two corpora no word is lost in either layer, and no element lacks a template."""
    every = 25 if name == "edgeworth" else 40
    assert compare(shared / "corpora" / name, every) >= count


@pytest.mark.corpora
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("name", "count"), [("edgeworth", 339), ("dehmel", 4226)])
def test_all_real_letters_keep_their_words(shared: Path, name: str, count: int) -> None:
    """Of all letters of two corpora no word is lost in either layer, and no element lacks a template."""
    assert compare(shared / "corpora" / name, 1, jobs=2) == count


def test_the_shipped_letters_keep_their_words(repository: Path) -> None:
    """Of the letters that ship no word is lost in either layer."""
    assert compare(repository / "tei" / "letters", 1) == 3
