"""The report as a table: RFC 4180, but lines end with LF; UTF-8. No cell is a formula, whatever program opens it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from letterbook.findings import Finding
from letterbook.fingerprints import fingerprints
from letterbook.reports import Manner, Report
from letterbook.reports._safe import safe
from letterbook.reports._words import place

COLUMNS = (
    "file",
    "line",
    "column",
    "severity",
    "code",
    "name",
    "message",
    "help",
    "notes",
    "related",
    "fix",
    "fingerprint",
)
"""The columns, in the first row. Later versions only add some at the end."""

_ROWS = 1000

_FORMULA = re.compile("(^\\s*[\"']?|[;,|\t][\"']?)(?=[=+\\-@＝＋－＠])")
"""Where a spreadsheet would begin to reckon: at the beginning of a cell, or after what it may take for a separator."""


def pieces(report: Report, manner: Manner) -> Iterator[str]:
    """A row of names, then one for each finding; ``line`` and ``column`` are empty for a file as a whole."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, (finding, known_by) in enumerate(
        zip(report.findings, fingerprints(report.findings), strict=True), 1
    ):
        writer.writerow(_row(finding, known_by))
        if number % _ROWS == 0:
            yield stream.getvalue()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue()


def _row(finding: Finding, fingerprint: str) -> list[str | int]:
    span = finding.span
    related = "; ".join(f"{place(one.span)}: {one.label}" for one in finding.related)
    return [
        cell(span.file),
        span.line or "",
        span.column or "",
        finding.severity.label,
        cell(finding.code),
        cell(finding.name),
        cell(finding.message),
        cell(finding.help),
        cell("; ".join(finding.notes)),
        cell(related),
        cell(finding.fix.title if finding.fix else ""),
        fingerprint,
    ]


def cell(text: str) -> str:
    """The text on one line and without formulas: an apostrophe stands before what would begin one."""
    return _FORMULA.sub(r"\1'", safe(" ".join(text.splitlines()))) if text else text
