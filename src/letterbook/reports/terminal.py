"""The report for people: findings file by file, each with the characters round its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from letterbook.findings import Finding, Severity
from letterbook.reports import Report, summary

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_INDENT = "      "

_Paint = Callable[[str, str], str]


def render(report: Report, *, colour: bool = False) -> str:
    """The report as text, with ANSI colours when ``colour`` says so."""
    paint = _paint if colour else _plain
    lines: list[str] = []
    for file, findings in groupby(report.findings, key=lambda finding: finding.span.file):
        lines.append(paint("1", safe(file)))
        for finding in findings:
            lines.extend(_finding(finding, paint))
        lines.append("")
    worst = max((finding.severity for finding in report.findings), default=None)
    lines.append(paint(f"1;{_COLOURS[worst]}" if worst else "1;32", summary(report)))
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, paint: _Paint) -> Iterator[str]:
    span = finding.span
    place = f"{span.line}:{span.column}" if span.line else "-"
    severity = paint(_COLOURS[finding.severity], finding.severity.label)
    code = finding.code + (f" {finding.name}" if finding.name else "")
    yield f"  {place:<8} {severity} {safe(finding.message)} {paint('2', f'[{safe(code)}]')}"
    for line in finding.context.split("\n") if finding.context else ():
        yield _INDENT + paint("2", "| ") + safe(line)
    for related in finding.related:
        where = f"{related.span.file}:{related.span.line}:{related.span.column}"
        yield f"{_INDENT}{paint('2', safe(where))} {safe(related.label)}"
    for note in finding.notes:
        yield f"{_INDENT}note: {safe(note)}"
    if finding.help:
        yield f"{_INDENT}{paint('1', 'help:')} {safe(finding.help)}"


def _paint(code: str, text: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _plain(_code: str, text: str) -> str:
    return text


def safe(text: str) -> str:
    """The text without characters that would steer the terminal: a file and its name may be a stranger's."""
    if text.isascii() and text.isprintable():
        return text
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069]"
)
"""Control characters, halves of characters, and those that turn the direction of writing: a line could read as another."""
