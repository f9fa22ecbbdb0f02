"""GitLab's code quality report: a JSON array, which a merge request shows beside the changed lines.

https://docs.gitlab.com/ci/testing/code_quality/ says what each object needs. GitLab keeps one finding of each
fingerprint, and paths are relative to the repository.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from letterbook.findings import Finding, Severity
from letterbook.fingerprints import fingerprints
from letterbook.reports import Manner, Report
from letterbook.reports._jsontext import line
from letterbook.reports._safe import safe

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def pieces(report: Report, manner: Manner) -> Iterator[str]:
    """The array, each finding on a line of its own."""
    between = "[\n"
    for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True):
        yield between + line(_issue(finding, fingerprint, report))
        between = ",\n"
    yield "\n]\n" if report.findings else "[]\n"


def _issue(finding: Finding, fingerprint: str, report: Report) -> dict[str, Any]:
    help_ = f" ({finding.help})" if finding.help else ""
    return {
        "description": safe(finding.message + help_),
        "check_name": safe(finding.name or finding.code),
        "fingerprint": fingerprint,
        "severity": SEVERITIES[finding.severity],
        "location": {
            "path": safe(report.path(finding.span.file)),
            "lines": {"begin": max(finding.span.line, 1)},
        },
    }
