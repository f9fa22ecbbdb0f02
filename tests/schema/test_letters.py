"""What letterbook.rng takes of a letter or register and what it refuses: a small one with one thing put in."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.schema.conftest import Validator

TEI = "http://www.tei-c.org/ns/1.0"
LETTER = f"""<TEI xmlns="{TEI}" xml:id="x" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A letter</title>
</titleStmt><publicationStmt><publisher>Nobody</publisher>%(published)s</publicationStmt>
<sourceDesc>%(source)s</sourceDesc></fileDesc>%(encoding)s<profileDesc>%(profile)s</profileDesc>%(revision)s</teiHeader>
%(images)s<text><body><div>%(opener)s<p>%(words)s</p>%(blocks)s%(closer)s</div></body>%(back)s</text></TEI>"""
REGISTER = f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>A register</title></titleStmt>
<publicationStmt><publisher>Nobody</publisher></publicationStmt><sourceDesc><p>Made here</p></sourceDesc></fileDesc>
</teiHeader><standOff>%(lists)s</standOff></TEI>"""
EMPTY = dict.fromkeys(
    ("published", "encoding", "profile", "revision", "images", "opener", "words", "blocks", "closer", "back"),
    "",
) | {"source": "<bibl>a</bibl>"}


def _snippets(kind: str) -> list[tuple[str, str, str]]:
    """Part, content and fault of each snippet of a kind."""
    root = etree.parse(Path(__file__).with_name("snippets.xml")).getroot()
    found = []
    for row in root.iterfind(f"{{urn:letterbook:tests}}{kind}"):
        content = (row.text or "").strip() + "".join(
            etree.tostring(child, encoding="unicode").strip() for child in row
        )
        found.append((row.get("part", ""), content, row.get("fault", "")))
    return found


def _document(part: str, content: str) -> etree._Element:
    text = REGISTER % {part: content} if part == "lists" else LETTER % {**EMPTY, part: content}
    return etree.fromstring(text)


GOOD, BAD = _snippets("good"), _snippets("bad")


@pytest.mark.parametrize(("part", "content"), [row[:2] for row in GOOD])
def test_takes(validator: Validator, part: str, content: str) -> None:
    """What editions of letters use is valid."""
    assert validator.validate(_document(part, content)), validator.error_log.last_error


@pytest.mark.parametrize(("part", "content"), [row[:2] for row in BAD], ids=[row[2] for row in BAD])
def test_refuses(validator: Validator, part: str, content: str) -> None:
    """One fault, and the document is refused; without it, it is valid, so it is the fault that counts."""
    assert validator.validate(_document("words", "a"))
    assert not validator.validate(_document(part, content))


def test_there_are_snippets() -> None:
    """The table is read whole."""
    assert len(GOOD) > 30 and len(BAD) > 40


def test_takes_letter_with_own_register(validator: Validator) -> None:
    """A letter may bring its register, before or after its text; several letters may stand in one file."""
    alone = etree.tostring(_document("words", "a"), encoding="unicode")
    stand = '<standOff><listPlace><place xml:id="p"><placeName>A</placeName></place></listPlace></standOff>'
    for text in (alone.replace("<text>", f"{stand}<text>"), alone.replace("</text>", f"</text>{stand}")):
        assert text != alone and validator.validate(etree.fromstring(text))
    header = alone[alone.index("<teiHeader>") : alone.index("</teiHeader>") + 12]
    assert validator.validate(etree.fromstring(f'<teiCorpus xmlns="{TEI}">{header}{alone}</teiCorpus>'))


def test_shipped_edition(validator: Validator, repository: Path) -> None:
    """The letters and registers that ship are valid, and so is the example of a new edition."""
    files = [
        *repository.glob("tei/*/*.xml"),
        *repository.glob("src/letterbook/templates/edition/tei/*/*.xml"),
    ]
    assert len(files) >= 8
    for file in files:
        assert validator.validate(etree.parse(file)), f"{file.name}: {validator.error_log.last_error}"


@pytest.mark.corpora
@pytest.mark.parametrize(("corpus", "least"), [("edgeworth", 339), ("dehmel", 2320)])
def test_fits_real_letters(validator: Validator, shared: Path, corpus: str, least: int) -> None:
    """Nearly all letters of two editions made by others are valid; what is refused of Dehmel's is no valid TEI, or no letter."""
    files = sorted((shared / "corpora" / corpus).rglob("*.xml"))
    parser = etree.XMLParser(no_network=True, collect_ids=False)
    valid = sum(validator.validate(etree.parse(file, parser)) for file in files)
    assert valid >= least
