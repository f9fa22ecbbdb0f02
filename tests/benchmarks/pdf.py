"""One letter to PDF in a warm process: XSLT, then Typst."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

from tests.benchmarks.measuring import say, warm


def report(repository: Path) -> None:
    """A letter of two or three pages and one of nine; in a process of its own, because Saxon is never loaded here."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        figures = pool.apply(_measure, (str(repository),))
    for pages, seconds, xslt in figures:
        aim = "60 ms" if pages <= 3 else "150 ms"
        say(
            f"a letter of {pages} pages to PDF, warm",
            f"{seconds * 1000:.0f} ms (XSLT {xslt * 1000:.0f})",
            aim,
        )


def _measure(repository: str) -> list[tuple[int, float, float]]:
    import io
    import re
    import statistics
    import time

    import pikepdf

    from letterbook import exports, index, resources
    from letterbook.exports import pdf
    from letterbook.exports.dates import FIXED
    from letterbook.exports.given import Given
    from letterbook.exports.sheets import Sheets
    from letterbook.reading.edition import Edition

    edition = Edition.open([Path(repository)])
    made = index.build(edition)
    options = exports.Options()
    sheets = Sheets(pdf.RECIPES, options)
    maker = pdf.PdfMaker(resources.fonts(), resources.xslt("pdf", "letter.typ"))
    figures = []
    for product in pdf.products(Given(made, edition.settings), options):
        source, element = sheets.source(product)

        def neutral(product: exports.Product = product, markup: str = source.markup(element)) -> str:
            return sheets.run(product, markup)[0]

        xslt = warm(neutral)
        taken = []
        for number in range(8):  # each time another text: Typst remembers what it has set
            letter = "bcdfghkl"[number]
            text = re.sub(r"(?<=>)[^<]+", lambda m: re.sub(r"\b[at]", letter, m[0]), neutral())  # noqa: B023
            started = time.perf_counter()
            result = maker.make(text, source.data, "letter.xml", date=FIXED)
            taken.append(time.perf_counter() - started)
        pages = len(pikepdf.open(io.BytesIO(result)).pages)
        figures.append((pages, xslt + statistics.median(taken[1:]), xslt))
    return sorted(figures)
