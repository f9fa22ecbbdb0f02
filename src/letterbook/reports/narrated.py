"""The report in sentences, without drawing or colour: for screen readers and logs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from letterbook.findings import Finding, Severity, Span
from letterbook.reports import Manner, Report, summary
from letterbook.reports._excerpt import excerpt
from letterbook.reports._safe import safe
from letterbook.reports._shown import hints, rest, shown
from letterbook.reports._words import listed, mendable, spoken, tally, title

_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Remark"}


def pieces(report: Report, manner: Manner) -> Iterator[str]:
    """The count first, since a listener may stop there; then the files, and the findings of each."""
    yield _sentence(f"Checked: {summary(report)}")
    if manner.quiet:
        return
    wanted = shown(report, manner)
    number = 0
    total = len(report.findings) if wanted is None else len(wanted)
    for file, group in groupby(report.findings, key=lambda finding: finding.span.file):
        findings = list(group)
        told = [finding for finding in findings if wanted is None or id(finding) in wanted]
        if told:
            yield "\n" + _sentence(f"File {safe(file)}: {listed(tally(findings))}")
        for finding in told:
            number += 1
            yield f"\n{number} of {total}. " + "".join(map(_sentence, _finding(finding)))
    ends = [*rest(report, manner), *hints(report)]
    if ends:
        yield "\n" + "".join(map(_sentence, (end[0].upper() + end[1:] for end in ends)))


def _finding(finding: Finding) -> Iterator[str]:
    yield f"{_WORDS[finding.severity]} in {_where(finding.span)}: {safe(finding.message)}"
    yield from _reading(finding.context)
    for related in finding.related:
        yield f"Related: {_where(related.span)}: {safe(related.label)}"
        yield from _reading(related.context)
    for note in finding.notes:
        yield f"Note: {safe(note)}"
    if finding.help:
        yield f"Help: {safe(finding.help)}"
    if finding.fix is not None and mendable(finding):
        yield f"Fix: {safe(finding.fix.title)}; --fix does it"
    if finding.page:
        yield f"See: {safe(finding.page)}"
    yield f"Code: {safe(title(finding))}"


def _where(span: Span) -> str:
    return safe(span.file) + spoken(span)


def _reading(context: str) -> Iterator[str]:
    """What the line reads, in a line of its own: it ends as the file has it."""
    found = excerpt(context)
    if found is None:
        return
    part = found.line.startswith("…") or found.line.endswith("…")
    yield f"{'A part of the line reads' if part else 'The line reads'}: {found.line}\n"
    if found.marked.strip() and found.marked != found.line:
        yield f"The place in it: {found.marked}\n"


def _sentence(text: str) -> str:
    """On a line of its own, with a full stop unless it is quoted or has one."""
    if text.endswith("\n"):
        return text
    return text + ("\n" if text.endswith((".", "!", "?")) else ".\n")
