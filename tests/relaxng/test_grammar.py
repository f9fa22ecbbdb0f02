"""A whole grammar, TEI's own, on small documents: each fault once, at its place, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.relaxng import Grammar
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
        ("<idno/>", "<p/>", 1, 90, "<idno> may not stand in <titleStmt>"),
        ("", "<p><bogus/></p>", 3, 4, "there is no element <bogus>"),
        ("", "<p/><opener/>", 3, 5, "<opener> may not stand in <body> after <p>"),
        ("", "<p foo='1'/>", 3, 4, "there is no attribute foo"),
        ("", "<p when='1887'/>", 3, 4, "<p> has no attribute when"),
        ("", "<p><date when='May'/></p>", 3, 10, 'when="May" on <date> is not in the form that dates have'),
        ("", "<p/>text", 3, 5, 'text may not stand directly in <body>: "text"'),
        ("", "<p><choice/></p>", 3, 4, "<choice> is empty"),
        ("", "<p><lb>x</lb></p>", 3, 8, '<lb> is always empty, but holds text: "x"'),
        ("", "<p><lb><p/></lb></p>", 3, 8, "<lb> is always empty, but holds <p>"),
        ("", "<p><gap>x</gap></p>", 3, 9, 'text may not stand directly in <gap>: "x"'),
        ("", "<p><graphic/></p>", 3, 4, "<graphic> lacks the attribute url"),
        ("", "<p><x:y xmlns:x='urn:x'/></p>", 3, 4, '<y> of the namespace "urn:x" may not stand in <p>'),
    ],
)
def test_faults_stand_at_their_places(
    tei_all: Grammar, header: str, body: str, line: int, column: int, message: str
) -> None:
    """Line, column and a sentence an archivist understands, one fault one finding."""
    source = parse(letter(header, body), "x.xml")
    (fault,) = tei_all.check(source)
    span = fault.span(source)
    assert (span.line, span.column) == (line, column)
    assert fault.message == message


def test_faults_come_in_document_order(tei_all: Grammar) -> None:
    """Also those of ids, which are found at the end."""
    body = "<p a='1' b='2' xml:id='i'/><p xml:id='i'><bogus/></p><p c='3'/>"
    source = parse(letter("", body), "x.xml")
    columns = [fault.span(source).column for fault in tei_all.check(source)]
    assert columns == sorted(columns)
    assert len(columns) == 5


def test_a_fault_says_where_it_stands(tei_all: Grammar) -> None:
    """The nearest elements in words, all of them by name."""
    (fault,) = tei_all.check(parse(letter("", "<p><hi foo='1'/></p>"), "x.xml"))
    assert fault.where == "in <p>, in <body>"
    assert [name.rpartition("}")[2] for name in fault.path] == ["TEI", "text", "body", "p"]
    (fault,) = tei_all.check(parse(letter("", "<p/>").replace(b"<TEI ", b"<TEI foo='1' "), "x.xml"))
    assert (fault.where, fault.path) == ("", ())


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
            'when="2026-07-010" on <change> is not in the form that dates have'
        ]
    }


@pytest.mark.parametrize(
    ("body", "message", "help_"),
    [
        ("<p><persname/></p>", "persname", "did you mean <persName>? capital and small letters count"),
        ("<p><placname/></p>", "placname", "did you mean <placeName>?"),
        ("<p><zzzzzz/></p>", "zzzzzz", "take it away, or use another element"),
        ("<salut>x</salut><p/><closer/>", "salut", "did you mean <salute>?"),
        ("<p><p1>x</p1></p>", "p1", "take its tags away, or use another element"),
        ("<div1x><p/></div1x>", "div1x", "did you mean <div1>?"),
    ],
)
def test_misspelt_elements(tei_all: Grammar, body: str, message: str, help_: str) -> None:
    """A name that the grammar has nowhere is told once, with names like it; its neighbours are not blamed."""
    (fault,) = tei_all.check(parse(letter("", body), "x.xml"))
    assert (fault.message, fault.help) == (f"there is no element <{message}>", help_)


@pytest.mark.parametrize(
    ("body", "message", "help_"),
    [
        ("<p><hi rendd='it'>x</hi></p>", "there is no attribute rendd", "did you mean rend?"),
        (
            "<p><hi REND='it'>x</hi></p>",
            "there is no attribute REND",
            "did you mean rend? capital and small letters count",
        ),
        ("<p id='a'/>", "there is no attribute id", "did you mean xml:id?"),
        (
            "<p xml:Id='a'/>",
            "there is no attribute xml:Id",
            "did you mean xml:id? capital and small letters count",
        ),
        ("<p when='1887'/>", "<p> has no attribute when", "take it away"),
        (
            "<p when='1887'><date when='1887'/></p>",
            "<p> has no attribute when",
            "take it away; <date> may have it",
        ),
        (
            "<p><lb n='1'/><lb page='1'/></p>",
            "there is no attribute page",
            "take it away, or write what it says in another attribute of <lb>, such as n",
        ),
    ],
)
def test_attributes(tei_all: Grammar, body: str, message: str, help_: str) -> None:
    """A misspelt one, one of another element, one that is nowhere."""
    (fault,) = tei_all.check(parse(letter("", body), "x.xml"))
    assert (fault.message, fault.help) == (message, help_)


def test_every_misspelt_name_is_told(tei_all: Grammar) -> None:
    """Several in one paragraph, and one in another, and a fault of another kind besides."""
    body = "<p><persname><forname/></persname><datee/></p><p><list foo='1'><item/></list></p><p><date when='x'/></p>"
    found = [(f.kind, f.message) for f in tei_all.check(parse(letter("", body), "x.xml"))]
    assert [message for _, message in found] == [
        "there is no element <persname>",
        "there is no element <forname>",
        "there is no element <datee>",
        "there is no attribute foo",
        'when="x" on <date> is not in the form that dates have',
    ]


def test_a_document_without_namespace(tei_all: Grammar) -> None:
    """What most beginners leave out is said once, in the words that have to be written."""
    data = letter("", "<p><hi/></p>").replace(b' xmlns="http://www.tei-c.org/ns/1.0"', b"")
    (fault,) = tei_all.check(parse(data, "x.xml"))
    assert fault.message == "xmlns is missing on <TEI>"
    assert fault.help == 'write xmlns="http://www.tei-c.org/ns/1.0" on <TEI>'


@pytest.mark.parametrize(
    ("body", "message", "help_"),
    [
        (
            '<p><hi xmlns=""/></p>',
            "<hi> has no namespace",
            'take xmlns="" away: <hi> then belongs to the elements around it',
        ),
        ('<p><x:hi xmlns:x="urn:x"/></p>', '<hi> has the wrong namespace, "urn:x"', "write <hi>, without x:"),
    ],
)
def test_namespaces(tei_all: Grammar, body: str, message: str, help_: str) -> None:
    """The same name in another namespace, or in none."""
    (fault,) = tei_all.check(parse(letter("", body), "x.xml"))
    assert (fault.message, fault.help) == (message, help_)


def test_a_document_with_prefixes(tei_all: Grammar) -> None:
    """Names are told as the document writes them."""
    text = (
        letter("", "<p/>").decode().replace("<", "<t:").replace("<t:/", "</t:").replace("xmlns=", "xmlns:t=")
    )
    assert list(tei_all.check(parse(text.encode(), "x.xml"))) == []
    (fault,) = tei_all.check(
        parse(text.replace("<t:p/></t:body>", "<t:p/><t:opener/></t:body>").encode(), "x.xml")
    )
    assert (fault.message, fault.help) == (
        "<t:opener> may not stand in <t:body> after <t:p>",
        "put it before <t:p>",
    )
    (fault,) = tei_all.check(parse(text.replace("<t:p/></t:body>", "<p/></t:body>").encode(), "x.xml"))
    assert (fault.message, fault.help) == ("<p> has no namespace", "write <t:p>")


def test_ids(tei_all: Grammar, repository: Path) -> None:
    """An id stands once; the switch leaves that to others."""
    data = letter("", "<p xml:id='a'/>\n<p xml:id='a'/>")
    source = parse(data, "x.xml")
    (fault,) = tei_all.check(source)
    assert fault.message == 'xml:id="a" stands twice in this file'
    assert fault.help == "give one of the two another id; the first is on <p> in line 3"
    assert fault.related(source)[0].span.line == 3
    lenient = Grammar.load(repository / "schema" / "tei" / "tei_all.rng", name="tei_all.rng", ids=False)
    assert list(lenient.check(source)) == []


def test_long_names_and_values_are_cut(tei_all: Grammar) -> None:
    """What a hostile document repeats does not fill the screen."""
    body = f"<p><{'a' * 10_000}/><date when='{'1' * 10_000}'/><hi {'b' * 10_000}='1'/>{'<' + 'c' * 10_000 + '/>'}</p>"
    for fault in tei_all.check(parse(letter("", body), "x.xml")):
        assert len(fault.message) < 160
        assert len(fault.help) < 200
    text = f"<list>{'word ' * 10_000}<item/></list>"
    (fault,) = tei_all.check(parse(letter("", f"<p>{text}</p>"), "x.xml"))
    assert fault.message.endswith('word…"') or fault.message.endswith('…"')
    assert len(fault.message) < 100
