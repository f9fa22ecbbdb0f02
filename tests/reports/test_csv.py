"""The table: any program that opens it shows text, and one row a finding."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.runs import MIXED, RUNS

from letterbook import reports
from letterbook.findings import Finding, Severity, Span
from letterbook.reports import Report
from letterbook.reports.csv import COLUMNS, cell


def rows(report: Report) -> list[dict[str, str]]:
    """What a program reads."""
    return list(csv.DictReader(io.StringIO(reports.render("csv", report), newline=""), strict=True))


@pytest.mark.parametrize("run", RUNS)
def test_one_row_a_finding(run: str) -> None:
    """Whatever commas, quotes and line breaks a finding holds."""
    made = rows(RUNS[run])
    assert len(made) == len(RUNS[run].findings)
    assert all(tuple(row) == COLUMNS for row in made)


def test_what_a_row_says() -> None:
    """Places as numbers, a file as a whole without them, related places with their files."""
    made = rows(MIXED)
    assert (made[0]["line"], made[0]["column"], made[0]["severity"]) == ("2", "75", "error")
    assert (made[3]["line"], made[3]["column"]) == ("", "")
    assert made[1]["related"].endswith("вторая.xml:7:3: and this letter says it too")


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", '"=', "'="]
)
def test_no_cell_is_a_formula(begin: str) -> None:
    """A message can begin as a stranger likes, and a spreadsheet runs formulas."""
    text = cell(f"{begin}cmd|' /C calc'!A0")
    assert not text.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("separator", [";", ",", "|"])
def test_no_cell_becomes_one_by_another_separator(separator: str) -> None:
    """Excel takes the separator of the country it is set to."""
    assert f"{separator}'=1+1" in cell(f"a{separator}=1+1")


def test_what_a_message_says_stays_otherwise() -> None:
    """@when is said as it is, unless a cell begins with it."""
    assert cell("the text says x, but @when says y; see a-b") == "the text says x, but @when says y; see a-b"
    assert cell("@when is empty") == "'@when is empty"


@given(st.text(), st.text())
def test_any_text_is_one_row(message: str, file: str) -> None:
    """Lines end with LF, and only after a row."""
    report = Report(1, (Finding("Z1", Severity.ERROR, message, Span(file), name=message),))
    text = reports.render("csv", report)
    assert text.count("\n") == 2 and "\r" not in text
    assert len(rows(report)) == 1
    text.encode("utf-8")
