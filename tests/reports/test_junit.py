"""JUnit's XML."""

from __future__ import annotations

import dataclasses

import pytest
from lxml import etree
from tests.reports.runs import CLEAN, LETTER, MIXED, RUNS
from tests.reports.schema_of import xsd

from letterbook import reports
from letterbook.findings import Finding, Severity, Span
from letterbook.reports import Report


def parsed(report: Report) -> etree._Element:
    """The document, valid against Jenkins' schema."""
    root = etree.fromstring(reports.render("junit", report).encode())
    xsd("junit-10.xsd").assertValid(root)
    return root


@pytest.mark.parametrize("run", RUNS)
def test_jenkins_takes_it_and_its_numbers_are_right(run: str) -> None:
    """Valid, and what the heads count is there."""
    root = parsed(RUNS[run])
    for suite in (root, *root.iter("testsuite")):
        assert int(suite.get("tests", "")) == len(list(suite.iter("testcase")))
        assert int(suite.get("failures", "")) == len(list(suite.iter("failure")))
        assert int(suite.get("errors", "")) == len(list(suite.iter("error")))


@pytest.mark.parametrize("run", RUNS)
def test_each_file_is_a_suite(run: str) -> None:
    """A file without a finding is a case that passes."""
    root = parsed(RUNS[run])
    assert [suite.get("name") for suite in root] == sorted(RUNS[run].path(name) for name in RUNS[run].names)
    quiet = [suite for suite in root if suite[0].get("name") == "no findings"]
    assert all(len(suite) == 1 and len(suite[0]) == 0 for suite in quiet)


def test_only_what_fails_the_run_is_a_failure() -> None:
    """Jenkins calls a run unstable for one failure; warnings do not, unless --fail-on says so."""
    strict = dataclasses.replace(MIXED, fail_on=Severity.WARNING)
    assert len(list(parsed(MIXED).iter("failure"))) == 1
    assert len(list(parsed(strict).iter("failure"))) == 3
    assert len(list(parsed(MIXED).iter("error"))) == len(list(parsed(strict).iter("error"))) == 1
    warned = [case for case in parsed(MIXED).iter("testcase") if case.find("system-out") is not None]
    assert len(warned) == 3


def test_cases_of_one_suite_have_different_names() -> None:
    """Jenkins keeps the history of each by its name."""
    same = Finding("Z1", Severity.ERROR, "m", Span("a.xml", 1, 1))
    cases = [case.get("name") for case in parsed(Report(1, (same, same, same))).iter("testcase")]
    assert len(set(cases)) == 3


def test_files_that_nobody_names_are_one_suite() -> None:
    """No run is an empty document, which Jenkins takes for a failure."""
    root = parsed(Report(7, MIXED.findings))
    assert root[-1][0].get("name") == "5 files without findings"
    assert len(parsed(Report(3, ()))) == 1


def test_classes_are_folders_and_files() -> None:
    """Jenkins groups by what stands before the last dot."""
    case = next(parsed(CLEAN).iter("testcase"))
    assert case.get("classname") == "edition." + LETTER.removesuffix(".xml").replace("/", ".")
    dotted = parsed(Report(1, (Finding("Z1", Severity.ERROR, "m", Span("/a/b.c.xml")),)))
    assert next(dotted.iter("testcase")).get("classname") == "a.b-c"


def test_what_xml_forbids_is_replaced() -> None:
    """NUL, halves of characters and non-characters would make the document unreadable."""
    text = "a\x00\x0b\x1b\ud800\ufffe\uffff]]>&<\"'\n\tz"
    report = Report(1, (Finding(text, Severity.ERROR, text, Span(text), name=text, help=text, context=text),))
    root = parsed(report)
    failure = next(root.iter("failure"))
    assert "]]>&<\"'" in (failure.get("message") or "")
    assert "]]>&<\"'" in (failure.text or "")
