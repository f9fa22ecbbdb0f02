"""Annotations of GitHub Actions: workflow commands that mark lines of a pull request, the worst first.

GitHub keeps ten of each kind that a step says; the others go into the step's log and into the job's summary
(``finish``). What a file or its name says never becomes a command (``_safe``): only lines that this module begins with
``::`` are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from letterbook.findings import Finding, Severity
from letterbook.reports import Manner, Report, summary
from letterbook.reports._excerpt import end_column
from letterbook.reports._github_summary import append
from letterbook.reports._safe import safe
from letterbook.reports._words import counted, place, title
from letterbook.reports.concise import line

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN = 10
"""So many annotations of each kind does GitHub keep of one step."""

_LONGEST = 4000
_LOGGED = 5000
"""So many of the others are written to the log."""


def pieces(report: Report, manner: Manner) -> Iterator[str]:
    """The annotations, the others in a group of the log that is closed at first, and the count."""
    told, rest = split(report)
    for finding in told:
        yield _command(finding, report) + "\n"
    if rest:
        yield f"::group::{counted(len(rest), 'more finding')}\n"
        for finding in rest[:_LOGGED]:
            yield f"- {line(finding, report.path(finding.span.file))}\n"
        if len(rest) > _LOGGED:
            yield f"- and {len(rest) - _LOGGED:,} more\n"
        yield "::endgroup::\n"
    yield summary(report) + "\n"


def finish(report: Report, environment: Mapping[str, str]) -> None:
    """Append the summary to the file that ``GITHUB_STEP_SUMMARY`` names, within GitHub's limit."""
    told, rest = split(report)
    append(report, told, rest, environment)


def split(report: Report) -> tuple[list[Finding], list[Finding]]:
    """The findings that become annotations, and the others; the worst first."""
    said: defaultdict[Severity, int] = defaultdict(int)
    told: list[Finding] = []
    rest: list[Finding] = []
    for finding in report.ranked():
        said[finding.severity] += 1
        (told if said[finding.severity] <= SHOWN else rest).append(finding)
    return told, rest


def _command(finding: Finding, report: Report) -> str:
    span = finding.span
    properties = {"file": report.path(span.file)}
    if span.line:
        properties["line"] = properties["endLine"] = str(span.line)
    if span.line and span.column:
        properties["col"] = str(span.column)
        properties["endColumn"] = str(end_column(span, finding.context))
    properties["title"] = title(finding)
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{KINDS[finding.severity]} {said}::{_data(_message(finding, report))}"


def _message(finding: Finding, report: Report) -> str:
    lines = [safe(finding.message)]
    lines += [safe(f"{place(one.span, report.path(one.span.file))}: {one.label}") for one in finding.related]
    lines += [safe(f"note: {note}") for note in finding.notes]
    if finding.help:
        lines.append(safe(f"help: {finding.help}"))
    text = "\n".join(lines)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(safe(text)).replace(":", "%3A").replace(",", "%2C")
