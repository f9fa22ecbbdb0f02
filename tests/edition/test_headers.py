"""The headers: identity, correspondence, archival description, licences, principles."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from tests.edition.witness import FILES, LETTERS, TEI, XML_ID, parse, squeezed


def _one(root: etree._Element, path: str) -> etree._Element:
    (found,) = root.iterfind("/".join(TEI + step for step in path.split("/")))
    return found


def _said(element: etree._Element | None) -> str:
    assert element is not None
    return squeezed("".join(str(text) for text in element.itertext()))


@pytest.mark.parametrize("name", LETTERS.values())
def test_identity(name: str) -> None:
    """Id, file name, title and correspDesc of a letter agree."""
    root = parse(name)
    date, _, names = re.match(r"letters/(\d{4}-\d\d-\d\d)(-)(.*)\.xml", name).groups()  # type: ignore[union-attr]
    assert root.get(XML_ID) == f"{names}-{date}"
    sent, received = root.iter(f"{TEI}correspAction")
    assert (sent.get("type"), received.get("type")) == ("sent", "received")
    assert _one(sent, "date").get("when") == date
    assert _one(sent, "persName").get("ref") == "../registers/persons.xml#kennedy-john-f"
    people = [_said(person) for person in received.iterfind(f"{TEI}persName")]
    assert names == "-".join(["kennedy", *(person.split()[-1].lower() for person in people)])
    title = _said(_one(root, "teiHeader/fileDesc/titleStmt/title"))
    assert re.fullmatch(rf"(Letter|Telegram) from John F\. Kennedy to {' and '.join(people)}, .*", title)
    assert title.endswith(f"{_said(_one(sent, 'placeName'))}, {_said(_one(sent, 'date'))}")
    assert _one(root, "teiHeader/fileDesc/publicationStmt/idno").text == root.get(XML_ID)


def test_receipt_invents_nothing() -> None:
    """No place of receipt is given; a date of receipt only for no. 22, uncertain, with its source."""
    for number, name in LETTERS.items():
        received = next(a for a in parse(name).iter(f"{TEI}correspAction") if a.get("type") == "received")
        assert received.find(f"{TEI}placeName") is None
        dates = [dict(date.attrib) for date in received.iterfind(f"{TEI}date")]
        source = "../registers/works.xml#letter-khrushchev-1961-11-09"
        wanted = {"notAfter": "1961-10-17", "cert": "medium", "source": source}
        assert dates == ([wanted] if number == "22" else [])


def test_context_tells_sequence_from_answer() -> None:
    """What a letter answers and what answers it is said by subtype; a mere neighbour has none."""
    said = {}
    for number, name in LETTERS.items():
        context = next(parse(name).iter(f"{TEI}correspContext"))
        said[number] = [
            (str(ref.get("type")), str(ref.get("subtype", "")), str(ref.get("target")).partition("#")[2])
            for ref in context
        ]
    assert said == {
        "7": [("next", "", "kennedy-khrushchev-brezhnev-1961-07-04")],
        "19": [
            ("prev", "answered", "letter-khrushchev-brezhnev-1961-07-03"),
            ("prev", "", "kennedy-khrushchev-1961-02-22"),
            ("next", "", "kennedy-khrushchev-1961-10-16"),
        ],
        "22": [
            ("prev", "answered", "letter-khrushchev-1961-09-29"),
            ("next", "answering", "letter-khrushchev-1961-11-09"),
            ("prev", "", "kennedy-khrushchev-brezhnev-1961-07-04"),
        ],
    }


def test_message_before_the_first_letter_is_a_note() -> None:
    """Whether no. 7 answers the message before it is not established: a note names it, no context does."""
    described = next(parse(LETTERS["7"]).iter(f"{TEI}correspDesc"))
    message = "../registers/works.xml#message-khrushchev-1961-02-15"
    named = [ref.getparent() for ref in described.iter(f"{TEI}ref") if ref.get("target") == message]
    assert [parent.tag for parent in named if parent is not None] == [f"{TEI}note"]
    assert "not established" in _said(named[0])


def test_archival_description() -> None:
    """Collection, number and classification stand as FRUS gives them, described after it and not seen."""
    wanted = {
        "7": ["Department of State", "Presidential Correspondence", "Lot 66 D 204"],
        "19": ["Department of State", "Central Files", "711.11-KE/7-461"],
        "22": [
            "Kennedy Library",
            "National Security Files, Countries Series, USSR, Khrushchev Correspondence",
        ],
    }
    classifications = {"7": "No classification marking", "19": "Unclassified", "22": "Top Secret"}
    for number, name in LETTERS.items():
        (described,) = parse(name).iter(f"{TEI}msDesc")
        assert [_said(child) for child in _one(described, "msIdentifier")] == wanted[number]
        classification = _one(described, "msContents/msItem/note")
        assert classification.get("type") == "classification"
        assert _said(classification) == classifications[number]
        form = _one(described, "physDesc/objectDesc").get("form")
        assert form == ("telegram" if number == "19" else "letter")
        note = _said(_one(described, "additional/adminInfo/note"))
        assert note.startswith("Described after FRUS, not seen")


def test_licences_by_scope() -> None:
    """The letter is in the public domain, the encoding CC BY 4.0; the first names its part of the file."""
    for name in LETTERS.values():
        root = parse(name)
        letter, encoding = root.iter(f"{TEI}licence")
        assert letter.get("target") == "http://rightsstatements.org/vocab/NoC-US/1.0/"
        division = _one(root, "text/body/div")
        assert letter.get("corresp") == f"#{division.get(XML_ID)}"
        assert encoding.get("target") == "https://creativecommons.org/licenses/by/4.0/"
    for name in set(FILES) - set(LETTERS.values()):
        (licence,) = parse(name).iter(f"{TEI}licence")
        assert licence.get("target") == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize("part", ["editorialDecl", "classDecl", "projectDesc"])
def test_principles_are_the_same(part: str) -> None:
    """The three letters state the same principles and the same taxonomy."""
    said = {etree.tostring(next(parse(name).iter(TEI + part)), method="c14n") for name in LETTERS.values()}
    assert len(said) == 1


def test_responsibility_is_the_projects() -> None:
    """No person is made up: #ed is the project, and each file has a status and a dated change."""
    for name in FILES:
        root = parse(name)
        assert [_said(e) for e in root.iter(f"{TEI}orgName") if e.get(XML_ID) == "ed"] == ["Letterbook"]
        revisions = _one(root, "teiHeader/revisionDesc")
        assert revisions.get("status") == "published"
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", change.get("when", "")) for change in revisions)
