"""SARIF 2.1.0 as GitHub and others read it."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.needs import lacking
from tests.reports.runs import FILES, LETTER, MIXED, RUNS, read
from tests.reports.schema_of import faults
from tests.reports.test_hostile import HOSTILE

from letterbook import reports
from letterbook.findings import Edit, Finding, Fix, Related, Severity, Span
from letterbook.reports import Report

RUNS_AND_HOSTILE = {**RUNS, "hostile": HOSTILE}


def log(report: Report) -> dict[str, Any]:
    """The one run of the log."""
    made = json.loads(reports.render("sarif", report))
    assert made["version"] == "2.1.0" and len(made["runs"]) == 1
    run: dict[str, Any] = made["runs"][0]
    return run


@pytest.mark.parametrize("run", RUNS_AND_HOSTILE)
def test_the_schema_holds(run: str) -> None:
    """OASIS' own schema."""
    assert faults("sarif-2.1.0.json", json.loads(reports.render("sarif", RUNS_AND_HOSTILE[run]))) == []


@pytest.mark.parametrize("run", RUNS_AND_HOSTILE)
def test_microsofts_validator_has_nothing_to_say(run: str, tmp_path: Path) -> None:
    """Neither errors nor warnings, by the rules of SARIF and those of GitHub."""
    tool = shutil.which("sarif-multitool")
    if tool is None:
        lacking("sarif-multitool is not installed: npm install --global @microsoft/sarif-multitool")
    path = tmp_path / "log.sarif"
    path.write_text(reports.render("sarif", RUNS_AND_HOSTILE[run]), encoding="utf-8", newline="\n")
    # The tool's script hands its arguments to a shell: hence the quotation marks in them.
    done = subprocess.run(
        [tool, "validate", "--rule-kind", '"Sarif;Ghas"', "--level", '"Error;Warning"', str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=100,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )
    said = done.stdout.splitlines()
    assert "Analysis completed successfully." in said, done.stdout + done.stderr
    assert [line for line in said if ": error " in line or ": warning " in line] == []
    assert done.returncode == 0


def test_places() -> None:
    """Lines and columns in code points, up to the end of what is marked; the first line for a file as a whole."""
    run = log(MIXED)
    assert run["columnKind"] == "unicodeCodePoints"
    by_rule = {result["ruleId"]: result["locations"][0]["physicalLocation"] for result in run["results"]}
    assert by_rule["Z904"] == {
        "artifactLocation": {
            "uri": "edition/tei/letters/humboldt-1829-10-15.xml",
            "uriBaseId": "REPOSITORY",
        },
        "region": {
            "startLine": 2,
            "startColumn": 75,
            "endLine": 2,
            "endColumn": 92,
            "snippet": {"text": 'when="1829-10-14"'},
        },
    }
    assert by_rule["Z903"]["region"] == {"startLine": 1}
    assert by_rule["R003"]["artifactLocation"]["uri"].endswith("%D0%B2%D1%82%D0%BE%D1%80%D0%B0%D1%8F.xml")


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b#c?d%e:f.xml", "a%20b%23c%3Fd%25e%3Af.xml"),
        ("../a.xml", "../a.xml"),
        ("/srv/a.xml", "file:///srv/a.xml"),
        ("C:/letters/a.xml", "file:///C:/letters/a.xml"),
        ("//server/share/a.xml", "file://server/share/a.xml"),
        ("\udc80.xml", "%80.xml"),
    ],
)
def test_addresses(file: str, uri: str) -> None:
    """No name of a file can be read as an address of another kind."""
    result = log(Report(1, (Finding("Z1", Severity.ERROR, "m", Span(file)),)))["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_related_places_are_linked() -> None:
    """GitHub makes links of them where the message names them."""
    result = next(one for one in log(MIXED)["results"] if one["ruleId"] == "Z909")
    assert [one["id"] for one in result["relatedLocations"]] == [1, 2]
    assert (
        "See [the death stands here](1). See [and this letter says it too](2)." in result["message"]["text"]
    )


def test_rules_have_the_pages_of_explain() -> None:
    """What helps stands beside the alert."""
    rules = {rule["id"]: rule for rule in log(MIXED)["tool"]["driver"]["rules"]}
    page = rules["R003"]
    assert page["name"] == "UnreadableFile"
    assert "## What it does" in page["help"]["markdown"]
    assert "`" not in page["help"]["text"]
    assert rules["Z901"]["help"] == {"text": "Soft hyphen.", "markdown": "Soft hyphen."}
    assert rules["Z901"]["helpUri"] == "https://letterbook.example/rules/soft-hyphen"
    assert rules["Z903"]["defaultConfiguration"]["level"] == "note"


def test_texts_keep_to_githubs_lengths() -> None:
    """Longer ones are refused."""
    long = "very long " * 1000
    related = tuple(Related(Span("b.xml", n + 1, 1), long) for n in range(300))
    finding = Finding("Z1", Severity.ERROR, long, Span("a"), name="n" * 999, help=long, related=related)
    run = log(Report(1, (finding,)))
    rule = run["tool"]["driver"]["rules"][0]
    assert len(rule["name"]) <= 255
    assert len(rule["shortDescription"]["text"]) <= 1024 and len(rule["fullDescription"]["text"]) <= 1024
    assert len(run["results"][0]["message"]["text"]) <= 1000
    assert len(run["results"][0]["relatedLocations"]) == 100


def test_of_too_many_the_least_bad_are_left_out() -> None:
    """GitHub refuses a log with more than 25,000 results, and shows the first 5,000."""
    infos = [Finding("Z1", Severity.INFO, "m", Span("a.xml", n + 1, 1)) for n in range(25_000)]
    errors = [Finding("Z2", Severity.ERROR, "m", Span("b.xml", n + 1, 1)) for n in range(10)]
    run = log(Report(2, (*infos, *errors)))
    assert len(run["results"]) == 25_000
    assert [one["ruleId"] for one in run["results"][:11]] == ["Z2"] * 10 + ["Z1"]
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said.startswith("10 more results are not in this log")


def test_fingerprints_are_unique_and_have_githubs_form() -> None:
    """The key that GitHub reads is a hash and a number."""
    prints = [one["partialFingerprints"] for one in log(RUNS["large"])["results"]]
    assert len({one["letterbook/v1"] for one in prints}) == 3000
    assert len({one["primaryLocationLineHash"] for one in prints}) == 3000


def replaced(text: str, fix: dict[str, Any]) -> str:
    """The text after the replacements of a SARIF fix, made as its specification says."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    for one in reversed(fix["artifactChanges"][0]["replacements"]):
        region = one["deletedRegion"]
        start = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        text = text[:start] + one["insertedContent"]["text"] + text[end:]
    return text


def test_a_fix_makes_what_the_edits_make() -> None:
    """Bytes become lines and columns, in a file with characters of all lengths, over a line's end."""
    result = next(one for one in log(MIXED)["results"] if one["ruleId"] == "Z901")
    fix = MIXED.findings[2].fix
    assert fix is not None
    (made,) = result["fixes"]
    data = FILES[LETTER].encode()
    (edit,) = fix.edits
    expected = data[: edit.start] + edit.text.encode() + data[edit.end :]
    assert replaced(FILES[LETTER], made) == expected.decode()


@given(
    st.text("aé𝕬\n", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=5),
    st.booleans(),
)
def test_any_edits_become_the_right_regions(text: str, places: list[tuple[int, int]], marked: bool) -> None:
    """One finding with many edits, or many with one, in any order; a byte order mark is no character."""
    data = ("\ufeff" if marked else "").encode() + text.encode()
    for at, length in places:
        start = (3 if marked else 0) + len(text[:at].encode())
        edit = Edit(start, start + len(text[at : at + length].encode()), "-")
        fixes = [
            Fix("t", (edit,), certain=True),
            Fix("t", (edit, Edit(len(data), len(data), "!")), certain=True),
        ]
        found = tuple(Finding("Z1", Severity.ERROR, "m", Span("a"), fix=fix) for fix in fixes)
        results = log(Report(1, found, read=lambda name: data))["results"]
        after = text[:at] + "-" + text[at + length :]
        assert [replaced(text, one["fixes"][0]) for one in results] == [after, after + "!"]


@pytest.mark.parametrize(
    "data",
    [
        None,
        "<?xml version='1.0' encoding='iso-8859-1'?><a>é</a>".encode("latin-1"),
        "<a>é</a>".encode("utf-16"),
        b"<a>\xff</a>",
        b"<a/>",
    ],
)
def test_no_fix_where_it_could_be_wrong(data: bytes | None) -> None:
    """Another encoding, or a file that is another one by now."""
    finding = Finding(
        "Z1", Severity.ERROR, "m", Span(LETTER, 1, 1), fix=Fix("t", (Edit(4, 9, "x"),), certain=True)
    )
    for report in (Report(1, (finding,), read=lambda name: data), Report(1, (finding,))):
        assert "fixes" not in log(report)["results"][0]
    uncertain = dataclasses.replace(finding, fix=Fix("t", (Edit(0, 1, "x"),)))
    assert "fixes" not in log(Report(1, (uncertain,), read=read))["results"][0]


def test_two_editions_of_one_repository_are_told_apart() -> None:
    """GitHub refuses two logs of one category."""
    assert log(MIXED)["automationDetails"]["id"] == "letterbook/edition/"
    assert log(Report(1, ()))["automationDetails"]["id"] == "letterbook/"
