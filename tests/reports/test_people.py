"""The forms for people: terminal, concise, narrated."""

from __future__ import annotations

import dataclasses
import re

import pytest
from tests.reports.runs import MIXED, RUNS

from letterbook import reports
from letterbook.excerpts import excerpt
from letterbook.findings import Edit, Finding, Fix, Related, Severity, Span
from letterbook.reports import Report


def told(finding: Finding) -> list[str]:
    """The terminal's lines of one finding, without the heading and the count."""
    return reports.render("terminal", Report(1, (finding,))).split("\n\n")[1].split("\n")


def test_a_finding_as_compilers_tell_it() -> None:
    """Severity, message, code and name, the place as a link, the line and the marks below it, what belongs to it."""
    data = b"<a>\n <p xml:id='x'/>\n</a>\n"
    place = Span("a.xml", 2, 5, 8, 18)
    finding = Finding(
        "P003",
        Severity.ERROR,
        "an id stands twice",
        place,
        name="duplicate-id",
        help="give one of them another",
        notes=("ids are unique in a file",),
        related=(Related(Span("b.xml", 12, 1), "the other one", "<q xml:id='x'/>\n^^"),),
        fix=Fix("call it x-2", (Edit(8, 9, "y"),), certain=True),
        context=excerpt(data, "utf-8", place),
    )
    assert told(finding) == [
        "  error: an id stands twice [P003 duplicate-id]",
        "    --> a.xml:2:5",
        "   2 | <p xml:id='x'/>",
        "     |    ^^^^^^^^^^",
        "    --> b.xml:12:1",
        "  12 | <q xml:id='x'/>",
        "     | -- the other one",
        "     = note: ids are unique in a file",
        "     = help: give one of them another",
        "     = fix: call it x-2 (--fix)",
    ]


def test_a_fix_that_somebody_has_to_look_at_is_not_promised() -> None:
    """--fix leaves it alone."""
    fix = Fix("perhaps so", (Edit(0, 1, "x"),))
    assert not [
        line for line in told(Finding("Z1", Severity.ERROR, "m", Span("a"), fix=fix)) if "fix" in line
    ]


def test_a_file_as_a_whole_has_no_line() -> None:
    """Neither 0:0 nor an empty excerpt."""
    assert told(Finding("R005", Severity.ERROR, "the file is empty", Span("a.xml"))) == [
        "  error: the file is empty [R005]",
        "   --> a.xml",
    ]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("<p>日本<x/></p>", "    |        ^^^^"),  # each takes two columns
        ("<p>e\u0301<x/></p>", "    |     ^^^^"),  # the accent takes none
        ("<p>𝕬<x/></p>", "    |     ^^^^"),  # beyond the first plane, one column
    ],
)
def test_marks_stand_below_what_they_mark(line: str, mark: str) -> None:
    """Columns count code points, terminals count cells."""
    at = line.index("<x/>")
    finding = Finding("Z1", Severity.ERROR, "m", Span("a", 1, at + 1), context=f"{line}\n{' ' * at}^^^^")
    assert told(finding)[3] == mark


def test_a_soft_hyphen_is_seen() -> None:
    """The line shows what the finding speaks of."""
    finding = Finding("Z1", Severity.ERROR, "m", Span("a", 1, 3), context="zu\u00ad\n  ^")
    assert told(finding)[2] == "  1 | zu‧"


def test_colour_adds_escapes_and_nothing_else() -> None:
    """What is read is the same."""
    plain = reports.render("terminal", MIXED)
    painted = reports.render("terminal", MIXED, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror\x1b[0m" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain


def test_an_editions_own_assertions_have_no_page() -> None:
    """Nobody is sent where nothing is."""
    own = Finding("our-rule", Severity.ERROR, "m", Span("a"), name="our-rule")
    ours = Finding("T001", Severity.INFO, "m", Span("a"))
    assert "explain" not in reports.render("terminal", Report(1, (own,)))
    assert "explain T001\n" in reports.render("terminal", Report(1, (own, ours)))


@pytest.mark.parametrize("form", ["terminal", "concise", "narrated"])
def test_quiet_only_counts(form: str) -> None:
    """For who wants to know how many there are."""
    text = reports.render(form, MIXED, quiet=True)
    assert text.count("\n") == 1
    assert "5 files, 2 errors, 2 warnings, 1 remark" in text


@pytest.mark.parametrize("form", ["terminal", "narrated"])
def test_of_too_many_the_worst_are_shown_and_the_others_counted(form: str) -> None:
    """The screen is not flooded, and nothing is kept silent."""
    text = reports.render(form, RUNS["large"], maximum=3)
    assert text.count("something is the matter") == 3
    assert "2,997 more findings in 40 files (747 errors, 1,500 warnings, 750 remarks)" in text
    assert "--max" in text and "--format concise" in text
    assert "warning: something" not in text


def test_of_too_many_none_may_be_shown() -> None:
    """--max 0."""
    assert reports.render("terminal", MIXED, maximum=0).startswith("5 more findings in 2 files")


@pytest.mark.parametrize("form", ["terminal", "narrated"])
def test_a_maximum_that_is_not_reached_changes_nothing(form: str) -> None:
    """The rest is only spoken of where there is one."""
    assert reports.render(form, MIXED, maximum=5) == reports.render(form, MIXED)


def test_files_are_counted_in_full_though_not_all_is_shown() -> None:
    """The heading says how a letter stands."""
    text = reports.render("terminal", MIXED, maximum=1)
    assert "humboldt-1829-10-15.xml: 1 error, 2 warnings, 1 remark\n" in text


def test_concise_is_one_line_each() -> None:
    """What editors and scripts take apart."""
    lines = reports.render("concise", MIXED).splitlines()
    assert len(lines) == len(MIXED.findings) + 1
    link = re.compile(r"^[^:]+\.xml(:\d+:\d+)?: (error|warning|info): .+ \[\w+ [\w-]+\]$")
    assert all(link.match(line) for line in lines[:-1])


def test_narrated_has_no_drawing() -> None:
    """A screen reader reads each sign."""
    text = reports.render("narrated", dataclasses.replace(MIXED, findings=MIXED.findings[:2]))
    for sign in ("-->", "|", "^", "[Z"):
        assert sign not in text
    assert "Error in tei/letters/humboldt-1829-10-15.xml, line 2, column 75: the text says" in text
    assert '\nThe place in it: when="1829-10-14"\n' in text
