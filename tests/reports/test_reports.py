"""Reports: every form over the same three inputs."""

from __future__ import annotations

import json

import pytest

from letterbook import __version__, reports
from letterbook.findings import Finding, Related, Severity, Span
from letterbook.reports import Report

NOTHING = Report(3, ())
ONE = Report(1, (Finding("R005", Severity.ERROR, "the file is empty", Span("a.xml"), name="empty-file"),))
MANY = Report(
    1200,
    (
        Finding(
            "P003",
            Severity.ERROR,
            "an id stands twice",
            Span("a.xml", 12, 7, 100, 110),
            name="duplicate-id",
            help="give one of them another",
            notes=("ids are unique in a file",),
            related=(Related(Span("a.xml", 3, 1), "the first one is here"),),
            context="<p xml:id='x'/>\n   ^^^^^^^^^^",
        ),
        Finding("S1", Severity.WARNING, "a date \x9b31m\u202e is odd", Span("a.xml", 13, 1)),
        Finding("S2", Severity.INFO, "é", Span("b\x1b[2J.xml", 1, 1)),
    ),
)


def test_forms_are_found_by_file_name() -> None:
    """A new form is one module."""
    assert reports.names() == ["json", "terminal"]


@pytest.mark.parametrize("report", [NOTHING, ONE, MANY])
@pytest.mark.parametrize("form", reports.names())
def test_every_form_is_the_same_twice_and_ends_with_a_line_break(form: str, report: Report) -> None:
    """Reports are compared and piped."""
    assert reports.render(form, report) == reports.render(form, report)
    assert reports.render(form, report).endswith("\n")


def test_terminal() -> None:
    """What people read: findings file by file, with place, context, related places, notes and help."""
    assert reports.render("terminal", NOTHING) == "3 files, no findings\n"
    assert reports.render("terminal", ONE) == (
        "a.xml\n  -        error the file is empty [R005 empty-file]\n\n1 file, 1 error\n"
    )
    assert reports.render("terminal", MANY) == (
        "a.xml\n"
        "  12:7     error an id stands twice [P003 duplicate-id]\n"
        "      | <p xml:id='x'/>\n"
        "      |    ^^^^^^^^^^\n"
        "      a.xml:3:1 the first one is here\n"
        "      note: ids are unique in a file\n"
        "      help: give one of them another\n"
        "  13:1     warning a date \ufffd31m\ufffd is odd [S1]\n"
        "\n"
        "b\ufffd[2J.xml\n"
        "  1:1      info é [S2]\n"
        "\n"
        "1,200 files, 1 error, 1 warning, 1 remark\n"
    )


def test_a_strangers_file_cannot_steer_the_terminal() -> None:
    """Only our own colours are escape sequences."""
    plain = reports.render("terminal", MANY)
    assert not any((ord(char) < 32 and char != "\n") or 127 <= ord(char) < 160 for char in plain)
    painted = reports.render("terminal", MANY, colour=True)
    assert "\x1b[31merror\x1b[0m" in painted and "\x1b[2J" not in painted


def test_json() -> None:
    """What programs read: the promised fields, characters as they are, no colour."""
    text = reports.render("json", MANY, colour=True)
    made = json.loads(text)
    assert (made["version"], made["letterbook"], made["files"]) == (1, __version__, 1200)
    assert made["summary"] == {"errors": 1, "warnings": 1, "infos": 1}
    assert made["findings"][0] == {
        "file": "a.xml",
        "line": 12,
        "column": 7,
        "code": "P003",
        "severity": "error",
        "message": "an id stands twice",
        "name": "duplicate-id",
        "help": "give one of them another",
        "notes": ["ids are unique in a file"],
        "related": [{"file": "a.xml", "line": 3, "column": 1, "label": "the first one is here"}],
    }
    assert '"é"' in text
    assert json.loads(reports.render("json", NOTHING))["findings"] == []


def test_reaching_a_level() -> None:
    """What --fail-on asks."""
    assert MANY.reaches(Severity.INFO) and MANY.reaches(Severity.ERROR)
    assert not NOTHING.reaches(Severity.INFO)
    warned = Report(1, MANY.findings[1:])
    assert warned.reaches(Severity.WARNING) and not warned.reaches(Severity.ERROR)
