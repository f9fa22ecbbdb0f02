"""Words that several forms use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from letterbook.findings import Finding, Severity, Span

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "remark"}
"""What a finding of each severity is called when it is counted."""


def counted(number: int, word: str) -> str:
    """``1 file``, ``1,200 files``."""
    return f"{number} {word}" if number == 1 else f"{number:,} {word}s"


def tally(findings: Iterable[Finding]) -> list[str]:
    """``["2 errors", "1 warning"]``: how many of each severity there are, the worst first, none of what there is not."""
    numbers = Counter(finding.severity for finding in findings)
    return [counted(numbers[one], WORDS[one]) for one in sorted(numbers, reverse=True)]


def listed(words: list[str]) -> str:
    """``a, b and c``."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def title(finding: Finding) -> str:
    """Code and name: ``P003 duplicate-id``."""
    return f"{finding.code} {finding.name}" if finding.name else finding.code


def place(span: Span, file: str | None = None) -> str:
    """``a.xml:12:7``, which editors and terminals make a link of; only the file for a file as a whole."""
    name = span.file if file is None else file
    column = f":{span.column}" if span.column else ""
    return f"{name}:{span.line}{column}" if span.line else name


def spoken(span: Span) -> str:
    """The place in the file in words, ``, line 12, column 7``; nothing for a file as a whole."""
    column = f", column {span.column}" if span.column else ""
    return f", line {span.line}{column}" if span.line else ""


def mendable(finding: Finding) -> bool:
    """Whether ``--fix`` mends it."""
    return finding.fix is not None and finding.fix.certain
