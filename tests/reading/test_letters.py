"""What a letter's header says, what kind a file is, and what letters are known by."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.reading.making import letter, source

from letterbook.reading.dates import Day, Shape
from letterbook.reading.edition import Edition
from letterbook.reading.letters import Kind, classify, identify, letters_of
from letterbook.settings import Settings
from letterbook.sources import read

SENT = (
    "<correspAction type='sent'><persName ref='../r/p.xml#a #b' cert='low'>John  F. <hi>Kennedy</hi></persName>"
    "<orgName key='wh'>White House</orgName><rs type='place' ref='#w'>the capital</rs><settlement>Washington</settlement>"
    "<note><persName>nobody</persName></note><date notBefore='1961-02-21' notAfter='1961-02-22'/></correspAction>"
    "<correspAction type='received'><persName/><persName>Nikita Khrushchev</persName><date when='1960'/></correspAction>"
)


def test_actions_give_names_places_and_dates() -> None:
    """Names, places and dates come in order, with pointers and certainty; empty names and notes do not
    count.
    """
    (one,) = letters_of(letter(SENT))
    sent, received = one.actions
    assert [(n.text, n.kind, n.refs, n.key, n.cert) for n in sent.names] == [
        ("John F. Kennedy", "person", ("../r/p.xml#a", "#b"), "", "low"),
        ("White House", "org", (), "wh", ""),
    ]
    assert [(p.text, p.refs) for p in sent.places] == [("the capital", ("#w",)), ("Washington", ())]
    assert [n.text for n in received.names] == ["Nikita Khrushchev"]
    assert one.action("received") is received
    assert one.action("forwarded") is None


def test_the_date_is_that_of_sending() -> None:
    """The date of receipt is never taken for that of sending; a dateline is, when the header says nothing."""
    (one,) = letters_of(letter(SENT))
    assert one.date is not None
    assert (one.date.shape, one.date.latest) == (Shape.UNCERTAIN, Day(1961, 2, 22))
    received = "<correspAction type='received'><date when='1960'/></correspAction>"
    (bare,) = letters_of(letter(received))
    assert bare.date is None
    line = "<opener><dateline>Bath, <date>May</date> <date when='1815-05-01'>1 May</date></dateline></opener>"
    (dated,) = letters_of(letter(received, line))
    assert dated.date is not None
    assert dated.date.earliest == Day(1815, 5, 1)


def test_contexts_tell_sequence_and_answer_apart() -> None:
    """``type`` says sequence, ``subtype`` answer; a ptr counts as a ref does."""
    (one,) = letters_of(
        letter(
            "<correspAction type='sent'/><correspContext><ref type='prev' subtype='answered' target='a.xml'>A</ref>"
            "<ptr type='next' target='b.xml c.xml'/></correspContext>"
        )
    )
    assert [(c.type, c.subtype, c.targets, c.text) for c in one.contexts] == [
        ("prev", "answered", ("a.xml",), "A"),
        ("next", "", ("b.xml", "c.xml"), ""),
    ]


def test_title_language_and_status() -> None:
    """The main title wins over a subtitle, the text's language over the document's, and status is the
    revision's.
    """
    (one,) = letters_of(
        source(
            "<TEI NS n='7' xml:lang='en'><teiHeader><fileDesc><titleStmt><title type='sub'>sub</title><title>Main"
            "<note>no</note></title></titleStmt></fileDesc><profileDesc><correspDesc/></profileDesc>"
            "<revisionDesc><change status='draft'/><change status='x'/></revisionDesc></teiHeader><text xml:lang='fr'/></TEI>"
        )
    )
    assert (one.title, one.language, one.status, one.n) == ("Main", "fr", "draft", "7")


def test_a_letter_without_anything_is_still_a_letter() -> None:
    """An empty correspDesc gives a letter without names, with its id for a title."""
    (one,) = letters_of(source("<TEI NS><teiHeader><correspDesc/></teiHeader></TEI>"))
    assert (one.id, one.title, one.actions, one.date, one.language, one.text) == (
        "x",
        "x",
        (),
        None,
        "",
        None,
    )


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<TEI NS><teiHeader><correspDesc/></teiHeader><text/></TEI>", Kind.LETTER),
        ("<TEI NS><teiHeader><correspDesc/><correspDesc/></teiHeader></TEI>", Kind.COLLECTION),
        ("<TEI NS><teiHeader/><text><body><p>A memorandum</p></body></text></TEI>", Kind.DOCUMENT),
        ("<TEI NS><text><body><div type='letter'/><div type='letter'/></body></text></TEI>", Kind.COLLECTION),
        ("<TEI NS><text><group><text/><text/></group></text></TEI>", Kind.COLLECTION),
        ("<teiCorpus NS><TEI><teiHeader><correspDesc/></teiHeader></TEI></teiCorpus>", Kind.CORPUS),
        ("<TEI NS><standOff><listPerson><person xml:id='a'/></listPerson></standOff></TEI>", Kind.REGISTER),
        ("<standOff NS><listPlace><place xml:id='a'/></listPlace></standOff>", Kind.REGISTER),
        (
            "<TEI NS><text><body><p>About.</p><listPerson><person xml:id='a'><persName>Anna</persName></person>"
            "</listPerson></body></text></TEI>",
            Kind.REGISTER,
        ),
        (
            "<TEI NS><text><body><p>A long essay on somebody, with one work at its end.</p><listBibl>"
            "<bibl xml:id='a'>A work</bibl></listBibl></body></text></TEI>",
            Kind.DOCUMENT,
        ),
        (
            "<TEI NS><teiHeader><fileDesc><sourceDesc><listBibl><bibl xml:id='a'>A source of some length</bibl>"
            "</listBibl></sourceDesc></fileDesc></teiHeader><text><body><p>Note</p></body></text></TEI>",
            Kind.DOCUMENT,
        ),
        ("<html xmlns='http://www.w3.org/1999/xhtml'/>", Kind.FOREIGN),
        ("<TEI/>", Kind.FOREIGN),
    ],
)
def test_kinds_are_told_by_content(markup: str, kind: Kind) -> None:
    """What a file is follows from what it holds."""
    found = source(markup)
    assert classify(found) is kind
    assert len(letters_of(found)) == (1 if kind in (Kind.LETTER, Kind.CORPUS) else 0)


def test_letters_of_a_corpus_are_told_apart() -> None:
    """@xml:id, else @n where it is the only one, else the place in the corpus; documents among them are left
    out.
    """
    one = "<teiHeader><correspDesc/></teiHeader>"
    corpus = source(
        f"<teiCorpus NS><teiHeader/><TEI xml:id='own'>{one}</TEI><TEI n='5 a'>{one}</TEI><TEI n='6'>{one}</TEI>"
        f"<TEI n='6'>{one}</TEI><TEI><teiHeader/></TEI></teiCorpus>",
        "vol.xml",
    )
    assert [found.id for found in letters_of(corpus)] == ["own", "vol-5-a", "vol-3", "vol-4"]


def test_ids_from_file_names() -> None:
    """The stem; where stems are shared the folder; where folders are too, the folders above; case counts for
    nothing.
    """
    assert identify(["b/one.xml", "b/two.xml"]) == {"b/one.xml": "one", "b/two.xml": "two"}
    assert identify(["brief/A1/content.xml", "brief/A2/content.xml"]) == {
        "brief/A1/content.xml": "A1",
        "brief/A2/content.xml": "A2",
    }
    deep = identify(["x/a/c.xml", "y/a/c.xml", "z/b/C.xml"])
    assert deep == {"x/a/c.xml": "x-a", "y/a/c.xml": "y-a", "z/b/C.xml": "z-b"}
    assert identify(["a/my letter.xml"])["a/my letter.xml"] == "my-letter"


def test_ids_do_not_depend_on_the_order_of_files() -> None:
    """The same files give the same ids however they are listed."""
    names = ["a/x.xml", "b/x.xml", "a/y.xml", "A/X.xml", "x.xml"]
    assert identify(names) == identify(reversed(names))
    assert len({id.casefold() for id in identify(names).values()}) == 4  # a/x and A/X are one on some disks


@pytest.mark.parametrize(("name", "letters", "registers"), [("edgeworth", 339, 3), ("dehmel", 4226, 1)])
def test_corpora_are_read_as_what_they_are(shared: Path, name: str, letters: int, registers: int) -> None:
    """Every letter of two corpora has an id of its own and a title, nearly every one a name."""
    edition = Edition.open([shared / "corpora" / name], Settings())
    assert len(edition.register_files) == registers
    found = []
    kinds: Counter[Kind] = Counter()
    for file in edition.letter_files:
        read_file = read(file.path, name=file.name)
        kinds[classify(read_file)] += 1
        found += letters_of(read_file, edition.ids[file.name])
    assert len(found) == letters == len({one.id for one in found})
    named = [one for one in found if any(action.names for action in one.actions)]
    assert all(one.title for one in found)
    assert len(named) == (4220 if name == "dehmel" else letters)
    dated = sum(1 for one in found if one.date is not None)
    if name == "dehmel":
        assert kinds == {Kind.LETTER: 2453, Kind.CORPUS: 8, Kind.COLLECTION: 1, Kind.FOREIGN: 1}
    else:
        assert kinds == {Kind.LETTER: 339}
    assert dated > letters * 0.6


def test_a_volume_and_cmif_are_collections(shared: Path) -> None:
    """A file that holds or lists many letters is no letter."""
    for folder in ("frus/volumes", "cmif-schnitzler"):
        files = sorted((shared / "corpora" / folder).glob("*.xml"))
        kinds = Counter(classify(read(file)) for file in files)
        assert set(kinds) <= {Kind.COLLECTION, Kind.LETTER}
        assert kinds[Kind.COLLECTION] > len(files) / 2
