"""What a check has to say: findings, where they point, and how they would be mended."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from letterbook.pickling import by_fields


class Severity(enum.IntEnum):
    """How bad a finding is; a higher number is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word used in reports: ``info``, ``warning`` or ``error``."""
        return self.name.lower()

    @classmethod
    def parse(cls, text: str) -> Severity:
        """The severity of that name; ValueError for another word."""
        try:
            return cls[text.strip().upper()]
        except KeyError:
            raise ValueError(f"no severity is called {text!r}") from None


@by_fields
@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file. Lines and columns count from 1, columns in code points; offsets are bytes.

    ``line`` 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    start: int | None = None
    end: int | None = None


@by_fields
@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the bytes ``start`` up to ``end`` of one file into ``text``."""

    start: int
    end: int
    text: str


@by_fields
@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding; ``certain`` when nobody has to look at the result."""

    title: str
    edits: tuple[Edit, ...]
    certain: bool = False


@by_fields
@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, with what it is there."""

    span: Span
    label: str
    context: str = field(default="", compare=False)
    """The characters round it (excerpts.py), where they were looked up."""


@by_fields
@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check has to say about one place.

    ``message`` says what is wrong and stands alone; only ``help`` says what to do; ``notes`` give facts.
    """

    code: str
    severity: Severity
    message: str
    span: Span
    name: str = ""
    related: tuple[Related, ...] = ()
    notes: tuple[str, ...] = ()
    help: str = ""
    fix: Fix | None = None
    page: str = ""
    context: str = field(default="", compare=False)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str, int, str, tuple[str, ...], tuple[Any, ...]]:
        """File, line, column, code: the order in which findings are told. What follows keeps it the same in every process."""
        return (
            self.span.file,
            self.span.line,
            self.span.column,
            self.code,
            self.message,
            self.span.end or 0,
            self.help,
            self.notes,
            tuple((r.span.file, r.span.line, r.span.column, r.label) for r in self.related),
        )

    def at(self, span: Span) -> Finding:
        """The same finding at another place."""
        return replace(self, span=span)

    def as_dict(self) -> dict[str, Any]:
        """The finding in the form of the JSON report: only fields are ever added to it."""
        out: dict[str, Any] = {
            "file": self.span.file,
            "line": self.span.line,
            "column": self.span.column,
            "code": self.code,
            "severity": self.severity.label,
            "message": self.message,
        }
        if self.name:
            out["name"] = self.name
        if self.help:
            out["help"] = self.help
        if self.notes:
            out["notes"] = list(self.notes)
        if self.related:
            out["related"] = [
                {"file": r.span.file, "line": r.span.line, "column": r.span.column, "label": r.label}
                for r in self.related
            ]
        return out


class Problem(Exception):
    """Something that stops the work on one file, told as a finding."""

    wrong_use: ClassVar[bool] = False
    """Whether the command was used wrongly; else a file could not be used."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is to be told."""
        return (self.finding,)

    def __reduce__(self) -> tuple[type[Problem], tuple[Any, ...]]:
        return (type(self), (self.finding,))


class Problems(Problem):
    """Several things that stop the work together. ``finding`` is the first of them; there is at least one."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings[0])
        self._findings = findings

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return self._findings

    def __reduce__(self) -> tuple[type[Problem], tuple[Any, ...]]:
        return (type(self), (self._findings,))
