"""Each form tells the three runs as it was read and found good."""

from __future__ import annotations

import pytest
from tests.reports.golden import FOLDER, path, text
from tests.reports.runs import RUNS

from letterbook import reports


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("form", reports.names())
def test_a_form_tells_a_run_as_before(form: str, run: str) -> None:
    """A change of the text is seen, and then ``python -m tests.reports.golden`` takes it over."""
    assert text(form, RUNS[run]) == path(form, run).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """A form that is gone takes its files with it."""
    assert {one.name for one in FOLDER.iterdir()} == {
        path(form, run).name for form in reports.names() for run in RUNS
    }


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("form", reports.names())
def test_a_text_ends_with_a_line_break_and_its_pieces_make_it(form: str, run: str) -> None:
    """Reports are piped, and written as they are made."""
    made = reports.render(form, RUNS[run])
    assert made.endswith("\n") and not made.endswith("\n\n")
    assert "".join(reports.pieces(form, RUNS[run])) == made
    assert "\r" not in made


def test_forms_are_found_by_file_name() -> None:
    """A new form is one module; modules that begin with ``_`` are helpers."""
    assert reports.names() == [
        "concise",
        "csv",
        "github",
        "gitlab",
        "json",
        "junit",
        "narrated",
        "sarif",
        "terminal",
    ]
