"""Progress and colour: only where a person looks."""

from __future__ import annotations

import io

import pytest

from letterbook.cli import progress
from letterbook.cli.progress import Progress, coloured


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_line_that_is_wiped_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal one line counts, and nothing of it stays."""
    monkeypatch.setattr(progress, "_EVERY", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with Progress("checking", 2, stream) as shown:
        shown.step("a.xml")
        shown.step("b.xml")
    lines = stream.getvalue().split("\r")
    assert lines[1:3] == ["checking 1/2 a.xml", "checking 2/2 b.xml"]
    assert lines[-2:] == [" " * len("checking 2/2 b.xml"), ""]


def test_not_too_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of files are not thousands of lines."""
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with Progress("checking", None, stream) as shown:
        for _ in range(1000):
            shown.step("x" * 200)
    assert 0 < stream.getvalue().count("\rchecking") < 50
    assert max(map(len, stream.getvalue().split("\r"))) <= 78


def test_silence_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in pipes, files and dumb terminals."""
    plain = io.StringIO()
    with Progress("checking", 1, plain) as shown:
        shown.step()
    monkeypatch.setenv("TERM", "dumb")
    dumb = Terminal()
    with Progress("checking", 1, dumb) as shown:
        shown.step()
    assert plain.getvalue() == dumb.getvalue() == ""


def test_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal has them, unless NO_COLOR is set to anything or it is a dumb one."""
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert coloured(Terminal()) and not coloured(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not coloured(Terminal())
    monkeypatch.setenv("NO_COLOR", "")
    assert coloured(Terminal())
    monkeypatch.setenv("TERM", "dumb")
    assert not coloured(Terminal())
