"""JSON: version 1, to which fields are only added."""

from __future__ import annotations

import dataclasses
import json

import pytest
from tests.reports.runs import CLEAN, MIXED, RUNS
from tests.reports.schema_of import faults

from letterbook import __version__, reports
from letterbook.findings import Finding, Severity, Span
from letterbook.fingerprints import fingerprints
from letterbook.reports import Report


@pytest.mark.parametrize("run", RUNS)
def test_it_is_what_was_promised(run: str) -> None:
    """The shape of version 1."""
    assert faults("letterbook-report-1.json", json.loads(reports.render("json", RUNS[run]))) == []


def test_the_promised_fields() -> None:
    """Programs that read version 1 go on reading it."""
    made = json.loads(reports.render("json", MIXED, colour=True))
    assert (made["version"], made["letterbook"], made["files"]) == (1, __version__, 5)
    assert made["summary"] == {"errors": 2, "warnings": 2, "infos": 1, "baselined": 12}
    second = made["findings"][1]
    related = second.pop("related")
    assert second.pop("context").startswith("…") and second.pop("bytes") == [528, 570]
    assert second == {
        "file": MIXED.findings[1].span.file,
        "line": 3,
        "column": 319,
        "code": "Z909",
        "severity": "warning",
        "message": "Gustav Rose is named as present in 1829, but died in 1826",
        "name": "acting-after-death",
        "help": "ask whether another person is meant",
        "fingerprint": fingerprints(MIXED.findings)[1],
    }
    assert [(one["line"], one["label"]) for one in related] == [
        (2, "the death stands here"),
        (7, "and this letter says it too"),
    ]
    assert "context" in related[0] and "context" not in related[1]


def test_fixes_are_told_with_their_edits() -> None:
    """An editor can make them."""
    made = json.loads(reports.render("json", MIXED))
    fix = made["findings"][2]["fix"]
    assert fix["certain"] is True
    assert fix["edits"] == [{"start": 790, "end": 801, "text": '<lb break="no"/>Zeilen'}]


def test_a_run_without_findings() -> None:
    """An empty array, not none."""
    made = json.loads(reports.render("json", CLEAN))
    assert made["findings"] == [] and made["summary"] == {"errors": 0, "warnings": 0, "infos": 0}


def test_the_time_is_told_where_it_was_taken() -> None:
    """Else the same run gives the same bytes."""
    made = json.loads(reports.render("json", dataclasses.replace(CLEAN, elapsed=1.23456)))
    assert made["summary"]["seconds"] == 1.235


def test_characters_stay_and_those_that_steer_are_escaped() -> None:
    """Nothing is lost, and a terminal that shows the file is not steered."""
    name = "ü\x1b[31m\x9b\u202e\udc80\u2028𝕬.xml"
    text = reports.render("json", Report(1, (Finding("Z1", Severity.ERROR, "m", Span(name)),)))
    assert json.loads(text)["findings"][0]["file"] == name
    assert r"ü\u001b[31m\u009b\u202e\udc80\u2028𝕬.xml" in text
