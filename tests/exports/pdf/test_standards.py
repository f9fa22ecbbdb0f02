"""What archives and readers rely on: the standards, the tags, the attachment, the same bytes each time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.exports.pdf.conftest import DATE, letter
from tests.exports.pdf.reader import tags

from letterbook.exports.pdf import PdfMaker

BODY = (
    "<div><head>A heading</head><opener><dateline>Paris, 1 May</dateline><salute>Sir,</salute></opener>"
    "<p>A paragraph<note>with a note</note> and <hi rend='underline'>more</hi>.</p>"
    "<list><item>one</item><item>two</item></list>"
    "<table><row role='label'><cell>name</cell></row><row><cell>pear</cell></row></table>"
    "<closer><signed>Anna</signed></closer></div>"
)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def test_both_standards_are_claimed(pdf_of: Callable[..., bytes]) -> None:
    """PDF/A-3a and PDF/UA-1 stand in the XMP metadata."""
    meta = opened(pdf_of(BODY)).open_metadata()
    assert meta["pdfaid:part"] == "3"
    assert meta["pdfaid:conformance"] == "A"
    assert meta["pdfuaid:part"] == "1"


def test_the_structure_is_tagged(pdf_of: Callable[..., bytes]) -> None:
    """Headings, paragraphs, notes with their labels, lists and tables are told as such."""
    assert tags(pdf_of(BODY)) >= {
        "Document",
        "H1",
        "H2",
        "P",
        "Note",
        "Lbl",
        "L",
        "LI",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
    }


def test_title_author_and_language(sheet: Callable[..., str], maker: PdfMaker) -> None:
    """The document says what it is, who wrote the letter and in which language."""
    profile = (
        "<profileDesc><correspDesc><correspAction type='sent'><persName>Anna Weiß</persName>"
        "<date when='1902-03-04'/></correspAction><correspAction type='received'>"
        "<persName>Karl Braun</persName></correspAction></correspDesc>"
        "<textClass><keywords><term>Reise</term></keywords></textClass></profileDesc>"
    )
    markup = letter("<p>Lieber Karl</p>", language="de", title="Brief an Karl", profile=profile)
    pdf = opened(maker.make(sheet(markup), b"<TEI/>", "brief.xml", date=DATE))
    assert str(pdf.Root.Lang) == "de"
    assert str(pdf.docinfo["/Title"]) == "Brief an Karl"
    assert str(pdf.docinfo["/Author"]) == "Anna Weiß"
    assert str(pdf.docinfo["/Keywords"]) == "Reise"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20240506000000")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize(
    "source",
    [
        b"<TEI>\r\n<p>caf\xc3\xa9</p></TEI>\n",
        "\ufeff<TEI>é</TEI>".encode(),
        "<TEI>é</TEI>".encode("utf-16"),
        "<TEI>é</TEI>".encode("latin-1"),
        b"",
        bytes(range(256)),
    ],
    ids=["utf-8", "bom", "utf-16", "latin-1", "empty", "any bytes"],
)
def test_the_source_is_attached_byte_for_byte(
    maker: PdfMaker, sheet: Callable[..., str], source: bytes
) -> None:
    """Whatever the encoding and line ends of the file, the attachment is the file."""
    pdf = opened(maker.make(sheet(letter("<p>x</p>")), source, "a-letter.xml", date=DATE))
    (attachment,) = pdf.attachments.values()
    assert attachment.get_file().read_bytes() == source
    assert attachment.filename == "a-letter.xml"
    assert str(attachment.obj.AFRelationship) == "/Source"


SCRIPT = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from letterbook import resources
from letterbook.exports.pdf import PdfMaker
maker = PdfMaker(resources.fonts(), resources.xslt("pdf", "letter.typ"))
neutral = Path(sys.argv[1]).read_text(encoding="utf-8")
date = datetime.fromisoformat("2024-05-06T00:00:00+00:00")
sys.stdout.buffer.write(maker.make(neutral, b"<TEI/>", "letter.xml", date=date))
"""


def test_the_same_bytes_everywhere(maker: PdfMaker, sheet: Callable[..., str], tmp_path: Path) -> None:
    """A second run, a process in another time zone, locale and hash order: no byte differs."""
    neutral = sheet(letter(BODY))
    first = maker.make(neutral, b"<TEI/>", "letter.xml", date=DATE)
    maker.make(sheet(letter("<p>another letter between the two</p>")), b"", "other.xml", date=DATE)
    assert maker.make(neutral, b"<TEI/>", "letter.xml", date=DATE) == first
    file = tmp_path / "neutral.xml"
    file.write_text(neutral, encoding="utf-8")
    away = {
        "TZ": "Pacific/Auckland",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "2",
        "SOURCE_DATE_EPOCH": "1",
    }
    environment = {**os.environ, **away, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    other = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(file)],
        capture_output=True,
        check=True,
        env=environment,
        cwd=tmp_path,
    )
    assert other.stdout == first


def test_only_the_shipped_font(pdf_of: Callable[..., bytes]) -> None:
    """Every font in the file is embedded, and is the one that ships."""
    document = opened(pdf_of(BODY + "<p><hi rend='italic'>i</hi> <hi rend='bold'>b</hi></p>"))
    fonts = {
        str(obj.FontName).partition("+")[2]
        for obj in document.objects
        if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
    }
    assert fonts and all("Libertine" in name for name in fonts), fonts
