"""RELAX NG: faults at their places, in sentences; grammars that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.findings import Problem
from letterbook.relaxng import Grammar
from letterbook.relaxng.explanations import MESSAGES, explain
from letterbook.relaxng.vocabulary import Vocabulary
from letterbook.sources import parse, read

HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>x</title>%s</titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)


def letter(header: str, body: str) -> bytes:
    """A small TEI document with something in the titleStmt and in the body."""
    text = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEAD % header}\n<text><body>\n{body}</body></text></TEI>'
    )
    return text.encode()


@pytest.fixture(scope="module")
def tei_all(repository: Path) -> Grammar:
    """All of TEI, loaded once."""
    return Grammar.load(repository / "schema" / "tei" / "tei_all.rng", name="tei_all.rng")


@pytest.mark.parametrize(
    ("header", "body", "line", "column", "message"),
    [
        ("<idno/>", "<p/>", 1, 90, "<idno> may not stand in <titleStmt> at this place, after <title>"),
        ("", "<p><bogus/></p>", 3, 4, "there is no element <bogus>"),
        ("", "<p/><opener/>", 3, 5, "<opener> may not stand in <body> at this place, after <p>"),
        ("", "<p foo='1'/>", 3, 4, "there is no attribute foo"),
        ("", "<p when='1887'/>", 3, 4, "<p> has no attribute when"),
        ("", "<p><date when='May'/></p>", 3, 10, 'when="May" on <date> is not a value that it can have'),
        ("", "<p/>text", 2, 7, "<body> may not hold text of its own"),
        ("", "<p><choice/></p>", 3, 4, "something is missing in <choice>: it ends before it is complete"),
        ("", "<p><lb>x</lb></p>", 3, 4, "<lb> is always empty"),
        ("", "<p><gap>x</gap></p>", 3, 4, "<gap> is always empty"),
        ("", "<p><graphic/></p>", 3, 4, "<graphic> lacks an attribute that it needs"),
        ("", "<p><x:y xmlns:x='urn:x'/></p>", 3, 4, '<y xmlns="urn:x"> may not stand in <p>'),
    ],
)
def test_faults_stand_at_their_places(
    tei_all: Grammar, header: str, body: str, line: int, column: int, message: str
) -> None:
    """Line, column and a sentence an archivist understands, one fault one finding."""
    source = parse(letter(header, body), "x.xml")
    faults = list(tei_all.check(source))
    assert len(faults) == 1, faults
    span = faults[0].span(source)
    assert (span.line, span.column) == (line, column)
    assert faults[0].message.startswith(message)


def test_faults_come_in_document_order_one_an_element(tei_all: Grammar) -> None:
    """libxml2 reports in an order of its own, and some faults twice."""
    source = parse(letter("", "<p a='1' b='2'/><p><bogus/></p><p c='3'/>"), "x.xml")
    columns = [fault.span(source).column for fault in tei_all.check(source)]
    assert columns == sorted(columns)
    assert len(columns) == 3


def test_real_letters_are_judged_right(tei_all: Grammar, shared: Path) -> None:
    """Edgeworth's letters are valid TEI but for one date; nothing else is blamed."""
    folder = shared / "corpora" / "edgeworth" / "Encoded Letters"
    found = {}
    for path in sorted(folder.rglob("*.xml")):
        faults = list(tei_all.check(read(path)))
        if faults:
            found[path.name] = [fault.message for fault in faults]
    assert found == {
        "Edgeworth_Princeton_1813-08-25.xml": [
            'when="2026-07-010" on <change> is not a value that it can have'
        ]
    }


def write(folder: Path, name: str, content: str) -> Path:
    """A grammar with the content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"<grammar xmlns='http://relaxng.org/ns/structure/1.0'>{content}</grammar>"
    path.write_text(text, encoding="utf-8")
    return path


def test_includes_of_its_own_folder(tmp_path: Path) -> None:
    """A grammar in several files is read, also through folders and in circles of externalRef's own making."""
    path = write(tmp_path, "a.rng", "<include href='sub/b.rng'/><start><ref name='e'/></start>")
    write(tmp_path, "sub/b.rng", "<define name='e'><element name='e'><empty/></element></define>")
    grammar = Grammar.load(path)
    assert list(grammar.check(parse(b"<e/>", "x"))) == []
    assert len(list(grammar.check(parse(b"<f/>", "x")))) == 1


@pytest.mark.parametrize(
    "content",
    [
        "<include href='http://127.0.0.1:9/x.rng'/>",
        "<include href='//127.0.0.1/x.rng'/>",
        "<include href='file:///etc/passwd'/>",
        "<include href='/etc/passwd'/>",
        "<include href='../x.rng'/>",
        "<include href='%2e%2e/x.rng'/>",
        "<include href='ok.rng' xml:base='http://127.0.0.1:9/'/>",
        "<start><externalRef href='../x.rng'/></start>",
    ],
)
def test_a_grammar_reads_nothing_outside_its_folder(tmp_path: Path, content: str) -> None:
    """Whatever a stranger's grammar names, only files of its own folder are opened."""
    folder = tmp_path / "schema"
    write(tmp_path, "x.rng", "<start><text/></start>")
    write(folder, "ok.rng", "<start><text/></start>")
    with pytest.raises(Problem, match="own folder"):
        Grammar.load(write(folder, "a.rng", content))
    write(folder, "deep.rng", content)
    with pytest.raises(Problem, match="own folder"):
        Grammar.load(write(folder, "b.rng", "<include href='deep.rng'/>"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the grammar is incorrect"),
        ("<start><ref name='nothing'/></start>", "the grammar is incorrect"),
        ("<include href='none.rng'/>", "there is no such file"),
        ("<start><ref name='e'/></start><start><text/></start>", "the grammar is incorrect"),
    ],
)
def test_incorrect_grammars(tmp_path: Path, content: str, message: str) -> None:
    """A grammar that cannot be used says so at its own place."""
    with pytest.raises(Problem, match=message) as caught:
        Grammar.load(write(tmp_path, "a.rng", content), name="a.rng")
    assert caught.value.finding.code == "G003"
    assert caught.value.finding.span.file == "a.rng"


def test_other_xml_is_no_grammar(tmp_path: Path) -> None:
    """A TEI file given as schema is told by its root."""
    path = tmp_path / "a.rng"
    path.write_text("<TEI/>", encoding="utf-8")
    with pytest.raises(Problem, match="is no RELAX NG grammar: its outermost element is <TEI>"):
        Grammar.load(path)


def test_an_unknown_text_is_passed_on() -> None:
    """What libxml2 may say in other versions still reaches people."""
    told = explain("Something New", None, Vocabulary(()))
    assert (told.kind, told.attribute) == ("other", None)
    assert told.message == "the document does not fit the grammar: something New"
    assert all(text[0].islower() or text[0] in "<{" for text in MESSAGES["en"].values())


@pytest.mark.parametrize(
    ("body", "message", "help_"),
    [
        (
            "<p><persname>x</persname> and <hi>y</hi></p>",
            "there is no element <persname>",
            "did you mean <persName>?",
        ),
        (
            "<p><placname/></p><p><persName/></p>",
            "there is no element <placname>",
            "did you mean <placeName>?",
        ),
        ("<p><hi rendd='it'>x</hi></p>", "there is no attribute rendd", "did you mean rend?"),
        ("<p><hi REND='it'>x</hi></p>", "there is no attribute REND", "did you mean rend?"),
        (
            "<p><date when='1901-02-30'/></p>",
            "when=",
            "a date is written 1901-02-14, 1901-02 or 1901, and has to exist",
        ),
        ("<p><lb>x</lb></p>", "<lb> is always empty", "write <lb/>"),
        ("<p><zzzzzz/></p>", "there is no element <zzzzzz>", ""),
        (
            "<salut>x</salut><p/><closer/><p/><div><opener/></div>",
            "there is no element <salut>",
            "did you mean <salute>?",
        ),
    ],
)
def test_misspelt_names_are_told_as_such(tei_all: Grammar, body: str, message: str, help_: str) -> None:
    """A name that the grammar has nowhere is told once, with names like it; its neighbours are not blamed."""
    (fault,) = tei_all.check(parse(letter("", body), "x.xml"))
    assert fault.message.startswith(message)
    assert fault.help == help_


def test_every_misspelt_name_is_told(tei_all: Grammar) -> None:
    """Several in one paragraph, and one in another, and a fault of another kind besides."""
    body = "<p><persname><forname/></persname><datee/></p><p><list foo='1'/></p><p><date when='x'/></p>"
    found = [(f.kind, f.message) for f in tei_all.check(parse(letter("", body), "x.xml"))]
    assert [message for _, message in found] == [
        "there is no element <persname>",
        "there is no element <forname>",
        "there is no element <datee>",
        "there is no attribute foo",
        'when="x" on <date> is not a value that it can have',
    ]


def test_a_document_without_namespace(tei_all: Grammar) -> None:
    """What most beginners leave out is said in the words that have to be written."""
    data = letter("", "<p/>").replace(b' xmlns="http://www.tei-c.org/ns/1.0"', b"")
    (fault,) = tei_all.check(parse(data, "x.xml"))
    assert fault.message == '<TEI xmlns=""> cannot be the outermost element'
    assert fault.help == 'add xmlns="http://www.tei-c.org/ns/1.0" on TEI'


def test_a_grammar_that_takes_any_name_knows_all(tmp_path: Path) -> None:
    """With a wildcard nothing is misspelt; names of included files and of name classes count."""
    rules = (
        "<define name='any'><element><anyName/><zeroOrMore><ref name='any'/></zeroOrMore></element></define>"
    )
    path = write(
        tmp_path, "a.rng", "<start><element name='a'><ref name='b'/></element></start><include href='b.rng'/>"
    )
    write(
        tmp_path,
        "b.rng",
        "<define name='b'><element><choice><name>bird</name><name>cat</name></choice><empty/></element></define>",
    )
    (fault,) = Grammar.load(path).check(parse(b"<a><brid/></a>", "x"))
    assert (fault.message, fault.help) == ("there is no element <brid>", "did you mean <bird>?")
    wild = write(tmp_path, "c.rng", f"<start><element name='a'><ref name='any'/></element></start>{rules}")
    (fault,) = Grammar.load(wild).check(parse(b"<b/>", "x"))
    assert fault.kind == "place"
