"""The report for programs. Version 1: later versions of Letterbook only add fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from letterbook import __version__
from letterbook.findings import Finding, Severity
from letterbook.fingerprints import fingerprints
from letterbook.reports import Manner, Report
from letterbook.reports._jsontext import line

VERSION = 1
"""The version of the form; it changes only when a field loses its meaning."""


def pieces(report: Report, manner: Manner) -> Iterator[str]:
    """One JSON object, each finding on a line of its own."""
    yield f'{{\n  "version": {VERSION},\n  "letterbook": {line(__version__)},\n  "files": {report.files},\n'
    yield '  "findings": ['
    between = "\n    "
    for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True):
        yield between + line(_finding(finding, fingerprint))
        between = ",\n    "
    counts: dict[str, Any] = {
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "infos": report.count(Severity.INFO),
    }
    if report.baselined:
        counts["baselined"] = report.baselined
    if report.elapsed is not None:
        counts["seconds"] = round(report.elapsed, 3)
    end = "\n  " if report.findings else ""
    yield f'{end}],\n  "summary": {line(counts)}\n}}\n'


def _finding(finding: Finding, fingerprint: str) -> dict[str, Any]:
    out = finding.as_dict()
    for made, related in zip(out.get("related", ()), finding.related, strict=True):
        if related.context:
            made["context"] = related.context
    if finding.context:
        out["context"] = finding.context
    if finding.span.start is not None and finding.span.end is not None:
        out["bytes"] = [finding.span.start, finding.span.end]
    if finding.fix is not None:
        edits = [{"start": edit.start, "end": edit.end, "text": edit.text} for edit in finding.fix.edits]
        out["fix"] = {"title": finding.fix.title, "certain": finding.fix.certain, "edits": edits}
    if finding.page:
        out["page"] = finding.page
    out["fingerprint"] = fingerprint
    return out
