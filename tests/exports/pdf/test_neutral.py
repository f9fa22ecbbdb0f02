"""TEI in, neutral XML out: a case for each family of elements, and what stands above and below the letter.

A case is a folder with ``in.xml``, the inside of a TEI body, and ``out.xml``, the inside of the neutral body.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.exports.pdf.conftest import letter

from letterbook import resources
from letterbook.workers import Pool

CASES = sorted(Path(__file__).with_name("cases").iterdir())
INDEX = (
    '<ix:index xmlns:ix="urn:letterbook:index"><ix:letter id="a" n="7" current="true"><ix:action type="sent">'
    '<ix:name kind="person" entry="a">Anna Weiß</ix:name><ix:place>Wien</ix:place><ix:date when="1902-03-04">'
    '4 March 1902</ix:date></ix:action><ix:action type="received"><ix:name kind="person">Karl Braun</ix:name>'
    '<ix:name kind="person">Luise Braun</ix:name></ix:action></ix:letter></ix:index>'
)


def broken(markup: str) -> str:
    """A line for each block, so that a difference can be read."""
    return re.sub(
        r"(?=<(?:p|line|head|list|item|table|row|verse|l|quote|group|figure|rule|note)\b)", "\n", markup
    ).strip()


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.name))
def test_case(case: Path, sheet: Callable[..., str]) -> None:
    """What goes in comes out as the case says; an element without a template would fail."""
    neutral = sheet(letter((case / "in.xml").read_text(encoding="utf-8")))
    body = neutral.partition("<body>")[2].partition("</body>")[0]
    assert broken(body) == (case / "out.xml").read_text(encoding="utf-8").strip()


def test_the_masthead_says_what_the_index_knows(sheet: Callable[..., str]) -> None:
    """Names, place and date come from the index, not from the header; a long title breaks at `to`."""
    root = etree.fromstring(sheet(letter("<p>x</p>"), index=INDEX))
    lines = {
        line.get("role"): " ".join("|".join(line.itertext()).split())
        for line in root.iterfind("masthead/line")
    }
    assert lines["title"] == "Anna Weiß|to Karl Braun and Luise Braun"
    assert lines["subtitle"] == "Wien, 4 March 1902"
    assert lines["number"] == "No.| 7"
    assert root.get("running") == "Anna Weiß to Karl Braun and Luise Braun, 4 March 1902"
    assert root.get("author") == "Anna Weiß"


def test_without_correspondents_the_title_stands_alone(sheet: Callable[..., str]) -> None:
    """A document without names still has a title, cut at a word for the running head."""
    root = etree.fromstring(sheet(letter("<p>x</p>", title="A very long title " * 8)))
    assert [line.get("role") for line in root.iterfind("masthead/line")] == ["title"]
    running = root.get("running") or ""
    assert len(running) <= 62 and running.endswith(" …")


def test_a_german_interface(sheet: Callable[..., str]) -> None:
    """The words around the letter follow the language of the edition, not that of the letter."""
    neutral = sheet(letter("<p>x <gap/></p>"), {"language": "de-AT"}, INDEX)
    root = etree.fromstring(neutral)
    assert root.get("lang") == "en"
    assert "an Karl Braun und Luise Braun" in neutral
    assert "Zu diesem Text" in neutral and "steht für Verlorenes" in neutral


def test_signs_are_explained_only_when_used(sheet: Callable[..., str]) -> None:
    """The colophon explains what this letter shows, nothing else."""
    plain = sheet(letter("<p>x</p>"))
    assert 'label="Signs"' not in plain and 'label="Corrections"' not in plain
    choice = "<choice><sic>s</sic><corr>c</corr></choice>"
    rich = sheet(letter(f"<p><pb n='1'/><supplied>w</supplied> <unclear>u</unclear> {choice}</p>"))
    colophon = rich.partition("<colophon>")[2]
    assert "Grey words" in colophon and "Words over dots" in colophon and "hair line" in colophon
    assert "[…]" not in colophon
    assert "“c” for “s” in the source" in colophon


def test_the_diplomatic_layer(sheet: Callable[..., str]) -> None:
    """The setting `layer` turns the readings round, and the colophon says so."""
    choice = "<choice><sic>teh</sic><corr>the</corr></choice>"
    body = f"<p>{choice} <del>gone</del> <supplied>word</supplied>one<lb/>two</p>"
    neutral = sheet(letter(body), {"layer": "diplomatic"})
    assert '<p indent="no">teh <s>gone</s> one<br/>two</p>' in neutral
    assert "Diplomatic text" in neutral


def test_no_insignificant_space(sheet: Callable[..., str]) -> None:
    """Between blocks there is no white space, inside none is doubled."""
    neutral = sheet(letter((CASES[0] / "in.xml").read_text(encoding="utf-8")))
    assert "\n" not in neutral and "  " not in neutral
    assert not re.search(r"> <(?:p|line|head|quote|group)\b", neutral)


@pytest.fixture(scope="module")
def marking() -> Iterator[Pool]:
    """A worker in which an element without a template is marked."""
    main = str(resources.xslt("pdf", "main.xsl"))
    with Pool("tests.exports.pdf.worker:setting_up", (main, "mark"), jobs=1, timeout=60) as pool:
        yield pool


def test_an_unknown_element_is_marked_and_told(marking: Pool) -> None:
    """Its text is shown, one message per occurrence names it, elements inside keep their rules."""
    body = "<p>a <odd>b <hi rend='bold'>c</hi></odd></p><odd><p>d</p></odd>"
    (outcome,) = marking.map([(letter(body), {}, "")])
    neutral, messages, _ = outcome.value
    assert messages == ["unhandled: odd", "unhandled: odd"]
    assert "<unknown>b <b>c</b></unknown>" in neutral and ">d</p>" in neutral


def test_every_tag_made_has_a_drawer() -> None:
    """Each element that the stylesheets write is in the template's dispatch table, or read by its parent."""
    written: set[str] = set()
    for module in resources.xslt("pdf").glob("*.xsl"):
        for element in etree.parse(str(module)).iter(etree.Element):
            if etree.QName(element).namespace is None:
                written.add(str(element.tag))
    template = resources.xslt("pdf", "letter.typ").read_text(encoding="utf-8")
    drawn = set(re.findall(r"^  (\w+):", template, re.M))
    by_parent = {"l", "item", "label", "row", "cell"}
    inside_the_stylesheets = {"join", "part", "source"}
    assert written - drawn - by_parent - inside_the_stylesheets == set()
