"""One line a finding, which editors and terminals make a link of: ``file:line:column: severity: message [code name]``."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.findings import Finding
from letterbook.reports import Manner, Report, summary
from letterbook.reports._safe import safe
from letterbook.reports._words import place, title


def pieces(report: Report, manner: Manner) -> Iterator[str]:
    """A line for each finding, then one that counts them."""
    if not manner.quiet:
        for finding in report.findings:
            yield line(finding) + "\n"
    yield summary(report) + "\n"


def line(finding: Finding, file: str | None = None) -> str:
    """The finding on one line, whatever it holds, without the line break; ``file`` is another name for its file."""
    text = f"{place(finding.span, file)}: {finding.severity.label}: {finding.message} [{title(finding)}]"
    return safe(text)
