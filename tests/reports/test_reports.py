"""What all forms have in common: the report, its paths, its order, its summary."""

from __future__ import annotations

import re

import pytest

from letterbook import reports
from letterbook.findings import Finding, Severity, Span
from letterbook.reports import Report

NOTHING = Report(3, ())
MANY = Report(
    1200,
    (
        Finding("Z1", Severity.INFO, "one", Span("a.xml", 1, 1)),
        Finding("Z2", Severity.ERROR, "two", Span("a.xml", 2, 1)),
        Finding("Z3", Severity.WARNING, "three", Span("b.xml", 1, 1)),
        Finding("Z4", Severity.ERROR, "four", Span("b.xml", 2, 1)),
    ),
)


def test_reaching_a_level() -> None:
    """What --fail-on asks."""
    assert MANY.reaches(Severity.INFO) and MANY.reaches(Severity.ERROR)
    assert not NOTHING.reaches(Severity.INFO)
    warned = Report(1, MANY.findings[2:3])
    assert warned.reaches(Severity.WARNING) and not warned.reaches(Severity.ERROR)


def test_the_worst_come_first_and_else_the_order_stays() -> None:
    """What is cut off is the least bad."""
    assert [finding.code for finding in MANY.ranked()] == ["Z2", "Z4", "Z3", "Z1"]


@pytest.mark.parametrize(
    ("root", "file", "path"),
    [
        ("", "a.xml", "a.xml"),
        ("", "./a.xml", "a.xml"),
        ("", "../a.xml", "../a.xml"),
        ("editions/one", "tei/a.xml", "editions/one/tei/a.xml"),
        ("editions/one", "../two/a.xml", "editions/two/a.xml"),
        ("editions/one", "/else/a.xml", "/else/a.xml"),
    ],
)
def test_paths_are_relative_to_the_repository(root: str, file: str, path: str) -> None:
    """Services put annotations at the files of the repository, which need not be the edition's folder."""
    assert Report(1, (), root=root).path(file) == path


def test_the_summary_counts_what_there_is() -> None:
    """One line, the worst first; the time only where it was taken."""
    assert reports.summary(NOTHING) == "3 files, no findings"
    assert reports.summary(MANY) == "1,200 files, 2 errors, 1 warning, 1 remark"
    assert reports.summary(Report(1, MANY.findings[:1], elapsed=1.234)) == "1 file, 1 remark in 1.2 s"


@pytest.mark.parametrize("form", reports.names())
def test_a_line_without_a_column(form: str) -> None:
    """Some of what others report has none: nobody is sent to column 0."""
    report = Report(1, (Finding("Z1", Severity.ERROR, "m", Span("a.xml", 7)),))
    text = reports.render(form, report)
    assert "7" in text
    assert not re.search(r"a\.xml:7:\d|7,0,|col=|olumn\": 0|olumn 0|startColumn", text) or form == "json"


def test_finishing_a_form_that_leaves_nothing() -> None:
    """Only GitHub's form writes something beside its text."""
    for form in reports.names():
        reports.finish(form, MANY, {})
