"""Forms that findings are told in: one module a form, found by its file name, imported when it is used."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from dataclasses import dataclass

from letterbook.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has to say: how many files it looked at, and its findings in the order they are told."""

    files: int
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """How many findings are of exactly that severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def reaches(self, severity: Severity) -> bool:
        """Whether a finding is of that severity or worse."""
        return any(finding.severity >= severity for finding in self.findings)


def names() -> Sequence[str]:
    """The forms there are, in alphabetical order."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def render(form: str, report: Report, *, colour: bool = False) -> str:
    """The report as text that ends with a line break. ``form`` is one of ``names()``."""
    module = importlib.import_module(f"letterbook.reports.{form}")
    text: str = module.render(report, colour=colour)
    return text


def summary(report: Report) -> str:
    """One line: ``3 files, 2 errors, 1 warning``."""
    parts = [_counted(report.files, "file")]
    for severity in sorted(Severity, reverse=True):
        number = report.count(severity)
        if number:
            parts.append(_counted(number, "remark" if severity is Severity.INFO else severity.label))
    if not report.findings:
        parts.append("no findings")
    return ", ".join(parts)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number:,} {word}s"
