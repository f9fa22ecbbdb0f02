"""The report for people: findings file by file, each with its line and the place marked in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from letterbook.findings import Finding, Severity
from letterbook.reports import Manner, Report, summary
from letterbook.reports._excerpt import Excerpt, excerpt
from letterbook.reports._safe import safe as safe
from letterbook.reports._shown import hints, rest, shown
from letterbook.reports._words import mendable, place, tally, title

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_DRAWING = "34"

_Paint = Callable[[str, str], str]


def pieces(report: Report, manner: Manner) -> Iterator[str]:
    """Each file's heading and its findings, then what is counted; with ANSI colours when the manner says so."""
    paint = _paint if manner.colour else _plain
    worst = max((finding.severity for finding in report.findings), default=None)
    if not manner.quiet:
        wanted = shown(report, manner)
        for file, group in groupby(report.findings, key=lambda finding: finding.span.file):
            findings = list(group)
            told = (
                [finding for finding in findings if id(finding) in wanted] if wanted is not None else findings
            )
            if told:
                yield f"{paint('1', safe(file))}: {', '.join(tally(findings))}\n\n"
                for finding in told:
                    yield "\n".join(_finding(finding, paint)) + "\n\n"
        for line in (*rest(report, manner), *hints(report)):
            yield line + "\n"
    yield paint(f"1;{_COLOURS[worst]}" if worst else "1;32", summary(report)) + "\n"


def _finding(finding: Finding, paint: _Paint) -> Iterator[str]:
    colour = _COLOURS[finding.severity]
    lines = [finding.span.line, *(related.span.line for related in finding.related)]
    gutter = len(str(max(lines)))

    def drawn(sign: str, number: int | None = None) -> str:
        return paint(_DRAWING, f"  {number if number else '':>{gutter}} {sign}")

    label = paint(f"1;{colour}", finding.severity.label)
    yield f"  {label}: {paint('1', safe(finding.message))} {paint('2', f'[{safe(title(finding))}]')}"
    yield f"{paint(_DRAWING, ' ' * (gutter + 2) + '-->')} {safe(place(finding.span))}"
    found = excerpt(finding.context)
    if found is not None:
        yield from _line(found, finding.span.line, drawn)
        yield f"{drawn('|')} {_marks(found, '^', colour, paint)}"
    for related in finding.related:
        beside = excerpt(related.context)
        head = f"{paint(_DRAWING, ' ' * (gutter + 2) + '-->')} {safe(place(related.span))}"
        if beside is None:
            yield f"{head}: {safe(related.label)}"
            continue
        yield head
        yield from _line(beside, related.span.line, drawn)
        yield f"{drawn('|')} {_marks(beside, '-', _DRAWING, paint)} {paint(_DRAWING, safe(related.label))}"
    for note in finding.notes:
        yield f"{drawn('=')} {paint('1', 'note:')} {safe(note)}"
    if finding.help:
        yield f"{drawn('=')} {paint('1', 'help:')} {safe(finding.help)}"
    if finding.fix is not None and mendable(finding):
        yield f"{drawn('=')} {paint('1;32', 'fix:')} {safe(finding.fix.title)} (--fix)"
    if finding.page:
        yield f"{drawn('=')} {paint('1', 'see:')} {safe(finding.page)}"


def _line(found: Excerpt, number: int, drawn: Callable[[str, int], str]) -> Iterator[str]:
    yield f"{drawn('|', number)} {found.line}"


def _marks(found: Excerpt, mark: str, colour: str, paint: _Paint) -> str:
    marks = found.marks(mark)
    start = len(marks) - len(marks.lstrip(" "))
    return marks[:start] + paint(f"1;{colour}", marks[start:])


def _paint(code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(_code: str, text: str) -> str:
    return text
