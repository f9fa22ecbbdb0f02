"""What the screen shows of very many findings."""

from __future__ import annotations

import io
import sys

import pytest

from letterbook.cli import telling
from letterbook.findings import Finding, Severity, Span
from letterbook.reports import Report

MANY = Report(
    1,
    tuple(Finding("T003", Severity.INFO, "two spaces", Span("a.xml", n, 1), name="x") for n in range(1, 251)),
)


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "form", "maximum", "shown"),
    [
        (Screen(), "terminal", None, 100),
        (Screen(), "terminal", 150, 150),
        (Screen(), "concise", None, 250),
        (io.StringIO(), "terminal", None, 250),
    ],
)
def test_a_hundred_on_a_screen(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, form: str, maximum: int | None, shown: int
) -> None:
    """Where a person looks, thousands would run through; a file, a pipe and the form of one line each get all."""
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys, "stdout", stream)
    telling.tell(MANY, form, None, quiet=False, maximum=maximum)
    assert stream.getvalue().count("two spaces") == shown
