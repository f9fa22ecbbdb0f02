"""Forms that findings are told in: one module a form, found by its file name, imported when it is used.

A form defines ``pieces(report, manner)``: its text, in pieces that are written one after the other. Where it leaves
something beside that text it also defines ``finish(report, environment)``.
"""

from __future__ import annotations

import importlib
import pkgutil
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from letterbook.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has to say: how many files it looked at, and its findings in the order they are told."""

    files: int
    findings: tuple[Finding, ...]
    names: tuple[str, ...] = ()
    """The files looked at, as findings call them; empty where nobody tells."""
    root: str = ""
    """The edition's folder as seen from the root of its repository, with ``/``; empty where they are the same."""
    elapsed: float | None = None
    """Seconds that the run took; None where reports have to be the same byte for byte."""
    fail_on: Severity = Severity.ERROR
    """From which severity on a finding makes the run fail."""
    baselined: int = 0
    """How many findings a baseline hides."""
    read: Callable[[str], bytes | None] | None = field(default=None, compare=False)
    """Gives the bytes of a file by the name findings call it, or None: for forms that tell places in other measures."""

    def count(self, severity: Severity) -> int:
        """How many findings are of exactly that severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def reaches(self, severity: Severity) -> bool:
        """Whether a finding is of that severity or worse."""
        return any(finding.severity >= severity for finding in self.findings)

    def path(self, file: str) -> str:
        """A finding's file as seen from the root of the repository: relative, unless it was named absolutely."""
        return posixpath.normpath(posixpath.join(self.root, file)) if self.root else file.removeprefix("./")

    def ranked(self) -> list[Finding]:
        """The findings, the worst first, else in their order."""
        return sorted(self.findings, key=lambda finding: -finding.severity)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a report is told. What programs read has one manner only."""

    colour: bool = False
    """Whether forms for people use ANSI colours."""
    quiet: bool = False
    """Whether forms for people only count."""
    maximum: int | None = None
    """How many findings are shown in full, the worst first; None for all."""


PLAIN = Manner()


def names() -> Sequence[str]:
    """The forms there are, in alphabetical order."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def pieces(form: str, report: Report, manner: Manner = PLAIN) -> Iterator[str]:
    """The report's text, piece by piece: a hundred thousand findings need not be held at once."""
    module = importlib.import_module(f"letterbook.reports.{form}")
    made: Iterator[str] = module.pieces(report, manner)
    return made


def render(
    form: str, report: Report, *, colour: bool = False, quiet: bool = False, maximum: int | None = None
) -> str:
    """The report as text that ends with a line break. ``form`` is one of ``names()``."""
    return "".join(pieces(form, report, Manner(colour, quiet, maximum)))


def finish(form: str, report: Report, environment: Mapping[str, str]) -> None:
    """What a form leaves beside its text (``github``: the job's summary); called once, after the text was told."""
    module = importlib.import_module(f"letterbook.reports.{form}")
    if hasattr(module, "finish"):
        module.finish(report, environment)


def summary(report: Report) -> str:
    """One line: ``3 files, 2 errors, 1 warning``."""
    from letterbook.reports._words import counted, tally

    parts = [counted(report.files, "file"), *tally(report.findings)]
    if not report.findings:
        parts.append("no findings")
    taken = f" in {report.elapsed:.1f} s" if report.elapsed is not None else ""
    return ", ".join(parts) + taken
