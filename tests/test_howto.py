"""docs/how-to/encode.md: what it tells people to write is what Letterbook takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from letterbook import starting
from letterbook.reading.edition import Edition
from letterbook.relaxng import Grammar
from letterbook.sources import parse
from letterbook.validation import validate_edition

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "how-to" / "encode.md"
TEI = "http://www.tei-c.org/ns/1.0"

HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><publisher>x</publisher><availability>"
    '<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability></publicationStmt>'
    "<sourceDesc><msDesc><msIdentifier><repository>x</repository><idno>{number}</idno></msIdentifier></msDesc></sourceDesc>"
    '</fileDesc>{described}<revisionDesc status="draft"><change when="2020-01-01">x</change></revisionDesc></teiHeader>'
)
SENT = '<correspAction type="sent"><persName>{number}</persName><placeName>B</placeName><date when="1887-03-03"/></correspAction>'
RECEIVED = '<correspAction type="received"><persName>C</persName></correspAction>'
LISTS = {"person": "listPerson", "place": "listPlace"}


def snippets() -> list[tuple[str, str]]:
    """The headings of the page's examples with their markup."""
    found: list[tuple[str, str]] = []
    heading = ""
    text = PAGE.read_text(encoding="utf-8")
    for match in re.finditer(r"^#+ ([^\n]+)$|^```xml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        heading = match[1] or heading
        if match[2]:
            found.append((heading, match[2]))
    return found


def wrapped(snippet: str, number: int) -> tuple[str, bytes]:
    """Where a file with the example belongs, and the file: a small letter, or a register."""
    root = etree.fromstring(f'<x xmlns="{TEI}">{snippet}</x>')
    first = etree.QName(root[0]).localname
    if first in LISTS or first == "listPerson":
        inner = snippet if first == "listPerson" else f"<{LISTS[first]}>{snippet}</{LISTS[first]}>"
        content = f"{HEAD.format(described='', number=number)}<standOff>{inner}</standOff>"
        return "registers", f'<TEI xmlns="{TEI}" xml:id="s{number}">{content}</TEI>'.encode()
    sent = snippet if first == "correspAction" else SENT.format(number=number)
    sent += RECEIVED if 'type="received"' not in sent else ""
    body = {
        "correspAction": "<p>x</p>",
        "div": snippet if snippet.count("<div") > 1 else f"<div><p>x</p></div>{snippet}",
        "opener": f"<div>{snippet}<p>x</p></div>",
        "closer": f"<div><p>x</p>{snippet}</div>",
        "postscript": f"<div><p>x</p><closer>x</closer>{snippet}</div>",
    }.get(first, f"<div><p>x</p>{snippet}</div>")
    head = HEAD.format(
        described=f"<profileDesc><correspDesc>{sent}</correspDesc></profileDesc>", number=number
    )
    content = f"{head}<text><body>{body}</body></text>"
    return "letters", f'<TEI xmlns="{TEI}" xml:id="s{number}">{content}</TEI>'.encode()


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    """Letterbook's own."""
    return Grammar.load(ROOT / "schema" / "letterbook.rng", name="letterbook.rng")


@pytest.mark.parametrize(("heading", "snippet"), snippets())
def test_each_example_is_valid(grammar: Grammar, heading: str, snippet: str) -> None:
    """By the grammar, in the part of a letter or register that it belongs into."""
    _, data = wrapped(snippet, 1)
    assert [fault.message for fault in grammar.check(parse(data, heading))] == []


def test_all_of_them_in_a_new_edition(tmp_path: Path) -> None:
    """Rules and pointers are content too: what people copy is not even warned of, unlike a gap without reason."""
    starting.start(tmp_path / "e")
    for number, (_, snippet) in enumerate(snippets()):
        folder, data = wrapped(snippet, number)
        (tmp_path / "e" / "tei" / folder / f"s{number}.xml").write_bytes(data)
    _, bad = wrapped("<p><gap/></p>", len(snippets()))
    (tmp_path / "e/tei/letters/bad.xml").write_bytes(bad)
    found = validate_edition(Edition.open([tmp_path / "e"]))
    told = [
        (finding.span.file, finding.name or finding.code)
        for finding in found.findings
        if finding.name != "entry-without-mention"  # no letter was written for the entries
    ]
    assert told == [("tei/letters/bad.xml", "gap-without-reason")]


def test_every_block_of_the_page_is_tested_and_the_readme_leads_to_it() -> None:
    """No example escapes because its fence is another."""
    text = PAGE.read_text(encoding="utf-8")
    assert len(re.findall(r"^```", text, re.MULTILINE)) == 2 * len(snippets())
    assert len(snippets()) >= 30
    assert "(docs/how-to/encode.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
