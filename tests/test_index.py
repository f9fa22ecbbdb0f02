"""The index: facts of each letter, their order, where pointers lead, and what cannot be a letter."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path

import pytest

from letterbook import index
from letterbook.facts import around, facts_of
from letterbook.reading.edition import Edition
from letterbook.settings import Settings

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


def letter(date: str = "", *, id: str = "", body: str = "<p>Text</p>", context: str = "") -> str:
    """A small letter."""
    known = f' xml:id="{id}"' if id else ""
    when = f'<date when="{date}"/>' if date else ""
    return (
        f"<TEI {TEI}{known}><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc><profileDesc>"
        f'<correspDesc><correspAction type="sent"><persName ref="#a">A</persName>{when}</correspAction>{context}</correspDesc>'
        f"</profileDesc></teiHeader><text><body>{body}</body></text></TEI>"
    )


def indexed(tmp_path: Path, **files: str) -> index.Index:
    """The index of a folder with these files."""
    for name, text in files.items():
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    return index.build(Edition.open([tmp_path], Settings()))


def test_letters_stand_in_the_order_of_their_dates_undated_last(tmp_path: Path) -> None:
    made = indexed(tmp_path, c=letter("1961-03"), a=letter(), b=letter("1961-03-05"), d=letter("1960"))
    assert [found.id for found in made.letters] == ["d", "c", "b", "a"]
    first, second = made.letters[:2]
    assert made.previous(first) is None and made.next(first) is second and made.previous(second) is first


def test_two_letters_of_one_id_are_told_apart_and_told(tmp_path: Path) -> None:
    made = indexed(tmp_path, a=letter(id="x"), b=letter(id="x"))
    assert [found.id for found in made.letters] == ["x", "x-2"]
    assert [finding.code for finding in made.findings] == ["L003"]


def test_a_file_that_is_no_letter_says_what_it_is(tmp_path: Path) -> None:
    many = letter().replace("</correspDesc>", "</correspDesc><correspDesc/>")
    made = indexed(tmp_path, many=many, foreign="<a/>", broken="<a>", good=letter())
    assert [found.id for found in made.letters] == ["good"]
    assert {f.span.file.rpartition("/")[2]: f.code for f in made.findings} == {
        "many.xml": "L002",
        "foreign.xml": "L001",
        "broken.xml": "R006",
    }


def test_facts_cross_processes() -> None:
    """No tree hides in them."""
    source = __import__("letterbook.sources", fromlist=["parse"]).parse(letter("1961").encode(), "a.xml")
    facts = facts_of(source, "a")
    assert pickle.loads(pickle.dumps(facts)) == facts


def test_mentions_count_in_the_order_of_the_file(tmp_path: Path) -> None:
    """Also those that the reading layer leaves out: the anchors of a page count them too."""
    body = (
        '<p><persName ref="#a">one</persName> <date when="1961">none</date> '
        '<choice><orig><placeName ref="#b">two</placeName></orig><reg><placeName ref="#b">three</placeName></reg></choice> '
        '<rs key="k">four</rs></p>'
    )
    made = indexed(tmp_path, a=letter(body=body))
    assert [(m.surface, m.number) for m in made.letters[0].mentions] == [
        ("one", 1),
        ("none", 0),
        ("three", 3),
        ("four", 4),
    ]


def test_words_around_a_mention_stay_in_its_paragraph() -> None:
    text = "First.\n\nIt was " + "very " * 30 + "late in Rome, " + "so " * 40 + "far.\n\nLast."
    start = text.index("Rome")
    before, after = around(text, start, start + 4)
    assert before.startswith("…") and before.endswith("late in ") and "First" not in before
    assert after.startswith(", so") and after.endswith("…") and "Last" not in after
    assert around("Rome", 0, 4) == ("", "")


def test_the_same_facts_with_one_worker_and_two(shared: Path) -> None:
    files = sorted((shared / "corpora" / "edgeworth" / "Encoded Letters").glob("*.xml"))[:90]
    edition = Edition.open(files, Settings())
    assert index.build(edition, jobs=1).letters == index.build(edition, jobs=2).letters


def test_edgeworth_is_339_letters_and_3_registers(shared: Path) -> None:
    made = index.build(Edition.open([shared / "corpora" / "edgeworth"], Settings()))
    assert (len(made.letters), len(made.findings)) == (339, 0)
    kinds = Counter(entry.kind for entry in made.register.entries.values())
    assert set(kinds) == {"person", "personGrp", "place", "bibl"}
    assert len(made.mentions) > 1000


def test_a_printed_volume_is_refused_with_a_reason(shared: Path) -> None:
    made = index.build(Edition.open([shared / "corpora" / "frus" / "volumes"], Settings()))
    assert made.letters == ()
    assert [finding.code for finding in made.findings] == ["L002"]
    assert "many documents" in made.findings[0].message


@pytest.mark.corpora
def test_dehmel_is_2453_files_and_8_of_many_letters(shared: Path) -> None:
    folder = shared / "corpora" / "dehmel"
    made = index.build(Edition.open([folder / "brief", folder / "register.xml"], Settings()))
    assert made.findings == ()
    files = Counter(found.file for found in made.letters)
    assert sum(1 for count in files.values() if count == 1) == 2453
    assert sum(1 for count in files.values() if count > 1) == 8
