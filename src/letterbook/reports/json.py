"""The report for programs. Version 1: later versions of Letterbook only add fields."""

from __future__ import annotations

import json

from letterbook import __version__
from letterbook.findings import Severity
from letterbook.reports import Report

VERSION = 1
"""The version of the form; it changes only when a field loses its meaning."""


def render(report: Report, *, colour: bool = False) -> str:
    """The report as one JSON object; ``colour`` means nothing here."""
    made = {
        "version": VERSION,
        "letterbook": __version__,
        "files": report.files,
        "findings": [finding.as_dict() for finding in report.findings],
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "infos": report.count(Severity.INFO),
        },
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
