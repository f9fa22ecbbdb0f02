"""Running exports: what is refused, what goes on, and what is counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.exports.making import contents

from letterbook import build
from letterbook.exports import Options
from letterbook.reading.edition import Edition
from letterbook.settings import Settings

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>
<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName>A</persName><date when="1900-01-0{n}"/></correspAction></correspDesc>
</profileDesc></teiHeader><text><body><p>{text}</p></body></text></TEI>"""


def edition(folder: Path, *texts: str) -> Edition:
    """Letters with these texts, without a letterbook.toml."""
    for n, text in enumerate(texts, 1):
        (folder / f"{n}.xml").write_text(LETTER.format(id=f"l{n}", n=n, text=text), encoding="utf-8")
    return Edition.open([folder], Settings())


def test_a_letter_that_cannot_be_set_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    """A glyph that the font lacks names the character and the letter."""
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    made = build.export(edition(source, "one", "a ☃ two", "three"), ["pdf"], output)
    assert sorted(contents(output)) == ["pdf/l1.pdf", "pdf/l3.pdf"]
    [finding] = made.findings
    assert finding.code == "X001" and finding.span.file.endswith("2.xml")
    assert "☃" in finding.message and "U+2603" in finding.message
    assert made.failed


def test_an_element_without_a_template_is_marked_counted_and_told(tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    made = build.export(
        edition(source, "a <unheardOf>word</unheardOf> and <unheardOf>another</unheardOf>"),
        ["html", "text"],
        output,
    )
    assert made.unhandled == {"unheardOf": 4}
    assert [finding.code for finding in made.findings] == ["X002", "X002"]
    assert not made.failed
    assert b"word" in contents(output)["html/letters/l1.html"]


def test_a_letter_that_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "broken.xml").write_text("<TEI>", encoding="utf-8")
    made = build.export(edition(source, "one"), ["text"], output)
    assert sorted(contents(output)) == ["text/l1.txt"]
    assert [finding.code for finding in made.findings] == ["R006"]


def test_a_printed_volume_is_refused_and_nothing_is_made(shared: Path, tmp_path: Path) -> None:
    volume = Edition.open([shared / "corpora" / "frus" / "volumes"], Settings())
    made = build.export(volume, ["html"], tmp_path / "out")
    assert [finding.code for finding in made.findings] == ["L002"]
    assert not (tmp_path / "out").exists()


def test_registers_alone_are_nothing_to_export(repository: Path, tmp_path: Path) -> None:
    made = build.export(Edition.open([repository / "tei" / "registers"]), ["text"], tmp_path / "out")
    assert [finding.code for finding in made.findings] == ["L001"]


@pytest.mark.parametrize(("letters", "failed"), [(("one",), False), ((), True)])
def test_a_document_that_is_no_letter_is_named(
    tmp_path: Path, letters: tuple[str, ...], failed: bool
) -> None:
    """A warning beside letters; where nothing else was asked for, the reason why nothing was made."""
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    memo = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>x</p></body></text></TEI>'
    (source / "memo.xml").write_text(memo, encoding="utf-8")
    chosen = edition(source, *letters) if letters else Edition.open([source], Settings())
    made = build.export(chosen, ["text"], output)
    (finding,) = made.findings
    assert (finding.code, made.failed) == ("L001", failed)
    assert finding.span.file.endswith("memo.xml")
    assert finding.message.startswith("is a TEI document without correspDesc")


def test_some_letters_of_an_edition_alone(repository: Path, tmp_path: Path) -> None:
    """Only they are made, and their pages link to no letter that is not there."""
    chosen = Edition.open([repository / "tei" / "letters" / "1961-02-22-kennedy-khrushchev.xml"])
    build.export(chosen, ["html", "text"], tmp_path / "out")
    files = contents(tmp_path / "out")
    assert [path for path in files if path.startswith("text/")] == ["text/kennedy-khrushchev-1961-02-22.txt"]
    assert not any(
        b"brezhnev-1961-07-04.html" in data for path, data in files.items() if path.endswith(".html")
    )


@pytest.mark.parametrize("layer", [False, True])
def test_the_two_layers_of_a_text(tmp_path: Path, layer: bool) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    text = "the <choice><sic>teh</sic><corr>right</corr></choice> word"
    build.export(edition(source, text), ["text"], output, options=Options(diplomatic=layer))
    shown = contents(output)["text/l1.txt"].decode()
    assert ("the teh word" if layer else "the right word") in shown


def test_many_letters_in_one_file(shared: Path, tmp_path: Path) -> None:
    """A teiCorpus is read as its letters; each gets its own products."""
    found = shared / "corpora" / "dehmel" / "brief"
    corpora = (p for p in sorted(found.rglob("*.xml")) if b"<teiCorpus" in p.read_bytes()[:2000])
    chosen = Edition.open([min(corpora, key=lambda path: path.stat().st_size)], Settings())
    made = build.export(chosen, ["text", "html"], tmp_path / "out")
    assert made.files["text"] > 1 and not made.findings


def test_ids_that_differ_by_case_get_products_of_their_own(tmp_path: Path) -> None:
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for name, id in (("a", "Letter"), ("b", "letter"), ("c", "aux")):
        (source / f"{name}.xml").write_text(LETTER.format(id=id, n=1, text=name), encoding="utf-8")
    build.export(Edition.open([source], Settings()), ["text"], output)
    names = [path.removeprefix("text/") for path in contents(output)]
    assert len({name.casefold() for name in names}) == 3
    assert "aux.txt" not in names


def test_a_letter_of_a_corpus_that_cannot_be_set_is_named(tmp_path: Path) -> None:
    """The file alone would not say which of its letters it is."""
    source, output = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    both = "\n".join(LETTER.format(id=f"l{n}", n=n, text=text) for n, text in ((1, "one"), (2, "a ☃ two")))
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>\n{both}</teiCorpus>'
    (source / "both.xml").write_text(corpus, encoding="utf-8")
    made = build.export(Edition.open([source], Settings()), ["pdf"], output)
    assert sorted(contents(output)) == ["pdf/l1.pdf"]
    [finding] = made.findings
    assert finding.code == "X001" and finding.span.line == 6
    assert any("l2" in note for note in finding.notes)
