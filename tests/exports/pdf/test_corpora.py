"""Real letters: no word is lost on the way to the page, only a missing glyph stops one, and it is fast."""

from __future__ import annotations

import shutil
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.exports.pdf.conftest import DATE
from tests.exports.pdf.reader import told
from tests.exports.pdf.words import neutral_words
from tests.oracle.walk import expected_words, words

from letterbook import resources, sources
from letterbook.exports.pdf import MissingGlyph, PdfMaker
from letterbook.sources import Source
from letterbook.workers import Pool

TEI = "{http://www.tei-c.org/ns/1.0}"
LONG = "Edgeworth_Bodleian_696_1819_04_17.xml"


def letters_in(folder: Path, step: int = 1) -> list[Source]:
    """The letters of every so-manieth file of a folder: TEI documents with a correspDesc, those of a teiCorpus one by one."""
    read = [sources.read(path) for path in sorted(folder.rglob("*.xml"))[::step]]
    return [
        source
        for file in read
        for source in (members(file) if file.root.tag == TEI + "teiCorpus" else [file])
        if source.root.tag == TEI + "TEI" and source.root.find(f".//{TEI}correspDesc") is not None
    ]


def members(corpus: Source) -> Iterator[Source]:
    """The documents of a teiCorpus, each as a source of its own."""
    for number, element in enumerate(corpus.root.iter(TEI + "TEI"), 1):
        yield sources.parse(corpus.markup(element).encode(), f"{corpus.name}, document {number}")


def neutral_of(
    letters: list[Source], main: Path, settings: dict[str, str] | None = None
) -> Iterator[tuple[Source, str, float]]:
    """The letters with their neutral XML and the seconds it took; an element without a template fails."""
    jobs = [(source.markup(), settings or {}, "") for source in letters]
    with Pool("tests.exports.pdf.worker:setting_up", (str(main), "fail"), jobs=1, timeout=60) as pool:
        for source, outcome in zip(letters, pool.map(jobs), strict=True):
            assert outcome.failure is None, (source.name, outcome.failure)
            yield source, outcome.value[0], outcome.value[2]


def told_words(text: str) -> str:
    return "".join(words(text))


def all_words(neutral: str) -> str:
    """Everything a page says, in order, without white space."""
    root = etree.fromstring(neutral)
    pieces: list[str] = []

    def inside(element: etree._Element) -> None:
        pieces.extend((element.get("label", ""), element.text or ""))
        for child in element:
            inside(child)
            pieces.append(child.tail or "")

    inside(root)
    return told_words("".join(pieces))


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("corpus", "step", "least"),
    [
        ("edgeworth", 6, 56),
        ("dehmel", 30, 80),
        pytest.param("edgeworth", 1, 339, marks=pytest.mark.corpora),
        pytest.param("dehmel", 1, 4226, marks=pytest.mark.corpora),
    ],
)
def test_a_corpus_is_set(shared: Path, maker: PdfMaker, corpus: str, step: int, least: int) -> None:
    """The words of each body are the oracle's; each letter becomes a PDF, or the font lacks a character."""
    main = resources.xslt("pdf", "main.xsl")
    made, refused, lacking = 0, 0, Counter[str]()
    for source, neutral, _ in neutral_of(letters_in(shared / "corpora" / corpus, step), main):
        assert neutral_words(neutral) == expected_words(source.root), source.name
        try:
            maker.make(neutral, source.data, "letter.xml", date=DATE)
            made += 1
        except MissingGlyph as problem:
            assert all(ord(character) > 0x2FF for character in problem.characters), problem
            refused += 1
            lacking.update(problem.characters)
    print(f"{corpus}: {made} set, {refused} refused for {dict(lacking)}")
    assert made + refused >= least
    assert refused <= max(5, made // 100)


@pytest.mark.parametrize(
    ("corpus", "step"),
    [("edgeworth", 20), ("dehmel", 100)]
    + [pytest.param(corpus, 1, marks=pytest.mark.corpora) for corpus in ("edgeworth", "dehmel")],
)
def test_the_diplomatic_layer_of_a_corpus(shared: Path, corpus: str, step: int) -> None:
    """What the source has, its lines and deletions, goes to paper too: the words of each body are the oracle's."""
    letters = letters_in(shared / "corpora" / corpus, step)
    sheet = resources.xslt("pdf", "main.xsl")
    for source, neutral, _ in neutral_of(letters, sheet, {"layer": "diplomatic"}):
        assert neutral_words(neutral) == expected_words(source.root, "diplomatic"), source.name


def test_pages_say_what_the_letter_says(shared: Path, maker: PdfMaker) -> None:
    """From the finished PDF, in the order of its tags, come the words of the neutral XML."""
    folders = [(shared / "corpora" / "edgeworth", 25), (shared / "corpora" / "dehmel", 390)]
    letters = [source for folder, step in folders for source in letters_in(folder, step)]
    for source, neutral, _ in neutral_of(letters, resources.xslt("pdf", "main.xsl")):
        pdf = maker.make(neutral, source.data, "letter.xml", date=DATE)
        assert told_words(told(pdf)) == all_words(neutral), source.name


def test_the_shipped_letters(repository: Path, maker: PdfMaker) -> None:
    """The edition that ships: words of the oracle, on paper in their order, no element without a template."""
    letters = letters_in(repository / "tei" / "letters")
    assert len(letters) == 3
    for source, neutral, _ in neutral_of(letters, resources.xslt("pdf", "main.xsl")):
        assert neutral_words(neutral) == expected_words(source.root), source.name
        pdf = maker.make(neutral, source.data, "letter.xml", date=DATE)
        assert told_words(told(pdf)) == all_words(neutral), source.name


@pytest.mark.parametrize("dropped", ["persName", "hi", "note", "choice", "closer", "unclear"])
def test_a_stylesheet_that_loses_text_is_caught(shared: Path, tmp_path: Path, dropped: str) -> None:
    """The comparison sees a class of elements that goes missing."""
    shutil.copytree(resources.xslt(), tmp_path / "xslt")
    main = tmp_path / "xslt" / "pdf" / "main.xsl"
    rule = f'<xsl:template xmlns:t="http://www.tei-c.org/ns/1.0" match="t:{dropped}" priority="99"/>'
    main.write_text(
        main.read_text(encoding="utf-8").replace("</xsl:stylesheet>", f"{rule}</xsl:stylesheet>"),
        encoding="utf-8",
    )
    letters = letters_in(shared / "corpora" / "edgeworth", 12)
    wrong = [
        source.name
        for source, neutral, _ in neutral_of(letters, main)
        if neutral_words(neutral) != expected_words(source.root)
    ]
    assert wrong


def test_speed(shared: Path, maker: PdfMaker) -> None:
    """In a warm process, stylesheet and typesetting together: two pages under 60 ms, ten pages in proportion.

    The numbers are printed; the limits that are asserted leave room for a machine that does other things too.
    """
    folder = shared / "corpora" / "edgeworth"
    (long,) = [source for source in letters_in(folder) if (source.path or Path()).name == LONG]
    short = next(s for s in letters_in(folder) if 450 < len(expected_words(s.root)) < 550)
    main = resources.xslt("pdf", "main.xsl")
    for source, limit in ((short, 0.240), (long, 0.720)):
        totals = []
        for number, (_, neutral, seconds) in enumerate(neutral_of([source] * 7, main)):
            started = time.perf_counter()
            maker.make(neutral, source.data + b"\n" * number, "letter.xml", date=DATE)
            totals.append(seconds + time.perf_counter() - started)
        median, best = statistics.median(totals) * 1000, min(totals) * 1000
        print(f"{source.name}: median {median:.0f} ms, best {best:.0f} ms")
        assert min(totals) < limit
