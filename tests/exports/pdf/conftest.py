"""Fixtures for the PDF export: a worker with the stylesheet, a maker of PDFs, and made letters."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

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


def _poppler(tool: str, pdf: bytes, folder: Path, *arguments: str) -> str:
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} (poppler) is not installed")
    path = folder / "letter.pdf"
    path.write_bytes(pdf)
    output = "-" if tool == "pdftotext" else None
    command = [tool, *arguments, str(path), *([output] if output else [])]
    result = subprocess.run(command, capture_output=True, check=True)
    return result.stdout.decode("utf-8", errors="replace")


@pytest.fixture
def told(tmp_path: Path) -> Callable[[bytes], str]:
    """What a screen reader tells of a PDF: the text in the order of its tags, without the numbers of notes."""

    def read(pdf: bytes) -> str:
        pieces: list[str] = []
        skipped = -1
        lines = _poppler("pdfinfo", pdf, tmp_path, "-struct-text").splitlines()
        for number, line in enumerate(lines):
            depth = len(line) - len(line.lstrip())
            if 0 <= skipped < depth:
                continue
            skipped = -1
            follows = lines[number + 1].strip() if number + 1 < len(lines) else ""
            if line.strip().startswith("Lbl") and follows.startswith("Link"):
                skipped = depth
            elif found := re.fullmatch(r'\s*"(.*)"', line):
                pieces.append(found.group(1))
            elif re.match(r"\s*(P|H\d|LI|LBody|TD|TH|Note|L|Lbl)\b", line):
                pieces.append("\n")
        return "".join(pieces)

    return read


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[bytes], str]:
    """What pdftotext finds on the pages, running heads and page numbers too; soft hyphens are taken out."""

    def read(pdf: bytes) -> str:
        return _poppler("pdftotext", pdf, tmp_path, "-enc", "UTF-8").replace("\u00ad\n", "").replace("\u00ad", "")

    return read
