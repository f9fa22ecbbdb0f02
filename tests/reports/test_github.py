"""Annotations of GitHub Actions and the job's summary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.reports.runs import MIXED, RUNS, large

from letterbook import reports
from letterbook.findings import Finding, Severity, Span
from letterbook.reports import Report
from letterbook.reports._github_summary import LIMIT, VARIABLE, text

HOSTILE = "a%0A::error::b\n::set-output name=x::y\r##[add-mask]z %25 ::stop-commands::t"


def commands(report: Report) -> list[str]:
    """The lines that the runner takes for commands."""
    lines = re.split("\r\n|\r|\n", reports.render("github", report))
    return [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


def test_ten_of_a_kind_the_worst_first() -> None:
    """GitHub drops what comes later."""
    made = commands(large(400, 4))
    kinds = [line.split(" ")[0] for line in made]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10 + [
        "::group::370",
        "::endgroup::",
    ]


def test_what_is_no_annotation_is_in_the_log() -> None:
    """Each finding is told once."""
    lines = reports.render("github", large(400, 4)).splitlines()
    assert sum("something is the matter" in line for line in lines) == 400


def test_an_annotation_has_its_place() -> None:
    """File of the repository, lines, columns, title, and the message with what helps."""
    first = commands(MIXED)[0]
    assert first.startswith(
        "::error file=edition/tei/letters/humboldt-1829-10-15.xml,line=2,endLine=2,col=75,endColumn=92,"
        "title=Z904 date-text-against-value::the text says 15 October 1829, but @when"
    )
    assert "%0Ahelp: write 1829-10-15" in first


def test_a_stranger_gives_no_commands() -> None:
    """A pull request of a stranger can hold files of any name and texts of any kind."""
    finding = Finding(
        HOSTILE, Severity.ERROR, HOSTILE, Span(HOSTILE, 1, 1), name=HOSTILE, help=HOSTILE, notes=(HOSTILE,)
    )
    made = commands(Report(1, (finding,)))
    assert len(made) == 1
    properties, _, data = made[0].removeprefix("::error ").partition("::")
    assert [one.split("=")[0] for one in properties.split(",")] == [
        "file",
        "line",
        "endLine",
        "col",
        "endColumn",
        "title",
    ]
    assert "%0A::" not in data.replace("%250A", "")
    made = commands(Report(1, (finding,) * 12))
    assert [line.partition(" ")[0].partition("=")[0] for line in made] == [
        *["::error"] * 10,
        "::group::2",
        "::endgroup::",
    ]


@pytest.mark.parametrize("run", RUNS)
def test_the_summary_is_appended(run: str, tmp_path: Path) -> None:
    """Other steps may have written before."""
    path = tmp_path / "summary.md"
    path.write_text("before\n", encoding="utf-8")
    reports.finish("github", RUNS[run], {VARIABLE: str(path)})
    made = path.read_text(encoding="utf-8")
    assert made.startswith("before\n## Letterbook\n\n")
    assert len(path.read_bytes()) <= LIMIT
    told = reports.render("github", RUNS[run]).count("\n::") + 1
    assert made.count("something is the matter") == (0 if run != "large" else 3000 - told + 2)


def test_the_summary_keeps_within_the_limit(tmp_path: Path) -> None:
    """GitHub shows nothing of a summary of more than a megabyte; what is left out is counted."""
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * (LIMIT - 20_000) + b"\n")
    report = large(5000, 10)
    reports.finish("github", report, {VARIABLE: str(path)})
    assert LIMIT - 2_000 < len(path.read_bytes()) <= LIMIT
    rest = path.read_text(encoding="utf-8").splitlines()
    rows = sum(line.startswith(("| error", "| warning", "| info")) for line in rest)
    assert f"and {5000 - 30 - rows:,} more" in rest[-2]


def test_no_room_or_no_file_is_no_fault(tmp_path: Path) -> None:
    """The summary is an extra: the report has been told."""
    path = tmp_path / "summary.md"
    path.write_bytes(b"x" * LIMIT)
    reports.finish("github", MIXED, {VARIABLE: str(path)})
    assert len(path.read_bytes()) == LIMIT
    reports.finish("github", MIXED, {VARIABLE: str(tmp_path)})
    reports.finish("github", MIXED, {VARIABLE: str(tmp_path / "none" / "x")})
    reports.finish("github", MIXED, {VARIABLE: "a\0b"})
    reports.finish("github", MIXED, {})


def test_rows_lead_to_the_lines(tmp_path: Path) -> None:
    """At the commit that was checked."""
    path = tmp_path / "summary.md"
    environment = {
        VARIABLE: str(path),
        "GITHUB_SERVER_URL": "https://github.example",
        "GITHUB_REPOSITORY": "archive/letters",
        "GITHUB_SHA": "abc123",
    }
    reports.finish("github", large(400, 4), environment)
    assert (
        "(https://github.example/archive/letters/blob/abc123/tei/letters/0000.xml?plain=1#L44)"
        in path.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize(
    "said",
    [
        "<script>alert(1)</script>",
        "[a](javascript:b)",
        "| x |",
        "`code`",
        "@when",
        "#12",
        "a\nb",
        "![i](u)",
        "$x$",
    ],
)
def test_a_stranger_writes_no_markdown(said: str) -> None:
    """Texts stay texts: no tags, links, images, cells, mentions or lines."""
    made = text(said)
    assert "\n" not in made
    assert "<" not in made.replace("<!-- -->", "")
    assert not re.search(r"(?<!\\)[\[\]()|`!]", made.replace("<!-- -->", ""))
    assert not re.search(r"[@#$](?!<!-- -->)", made)
