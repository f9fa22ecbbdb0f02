"""Fixtures for the PDF export: a worker with the stylesheet, a maker of PDFs, and made letters."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.needs import lacking

from letterbook import resources
from letterbook.exports.pdf import PdfMaker
from letterbook.workers import Pool

DATE = datetime(2024, 5, 6, tzinfo=UTC)
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p>made for a test</p></sourceDesc></fileDesc>{profile}</teiHeader>"
)
LETTER = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">{header}<text>{text}</text></TEI>'


def letter(body: str, *, language: str = "en", title: str = "A letter", profile: str = "") -> str:
    """The markup of a TEI element with this body; ``profile`` follows the fileDesc."""
    text = body if body.startswith(("<body", "<front")) else f"<body>{body}</body>"
    return LETTER.format(language=language, header=HEADER.format(title=title, profile=profile), text=text)


@pytest.fixture(scope="session")
def sheet() -> Iterator[Callable[..., str]]:
    """``sheet(markup, settings=…, index=…)`` gives the neutral XML; an element without a template fails."""
    main = str(resources.xslt("pdf", "main.xsl"))
    with Pool("tests.exports.pdf.worker:setting_up", (main, "fail"), jobs=1, timeout=60) as pool:

        def run(markup: str, settings: dict[str, object] | None = None, index: str = "") -> str:
            (outcome,) = pool.map([(markup, settings or {}, index)])
            assert outcome.failure is None, outcome.failure
            return str(outcome.value[0])

        yield run


@pytest.fixture(scope="session")
def maker() -> PdfMaker:
    """A warm maker with the shipped font."""
    return PdfMaker(resources.fonts(), resources.xslt("pdf", "letter.typ"))


@pytest.fixture
def pdf_of(sheet: Callable[..., str], maker: PdfMaker) -> Callable[..., bytes]:
    """``pdf_of(body)`` sets a made letter, its TEI attached."""

    def make(body: str, **options: str) -> bytes:
        markup = letter(body, **options)
        return maker.make(sheet(markup), markup.encode(), "letter.xml", date=DATE)

    return make


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[bytes], str]:
    """What pdftotext finds on the pages, running heads and page numbers too; soft hyphens are taken out."""

    def read(pdf: bytes) -> str:
        if shutil.which("pdftotext") is None:
            lacking("pdftotext (poppler) is not installed")
        path = tmp_path / "letter.pdf"
        path.write_bytes(pdf)
        result = subprocess.run(
            ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
        )
        return result.stdout.decode("utf-8", errors="replace").replace("\u00ad\n", "").replace("\u00ad", "")

    return read
