"""The one place where errors become words and exit codes."""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from letterbook import __version__
from letterbook.cli.exit_codes import ExitCode
from letterbook.findings import Finding, Problem

_PACKAGES = ("click", "lxml", "saxonche", "typst", "xmlschema", "rich")


class WrongUse(Exception):
    """The command was used wrongly; the message says how, ``help`` what to do about it."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.help = help_


_GONE = "the current folder is there no more"


def handled(work: Callable[[], ExitCode], arguments: Sequence[str]) -> ExitCode:
    """Do the work; whatever it raises becomes a message on stderr and an exit code."""
    try:
        code = work()
        sys.stdout.flush()
        return code
    except click.exceptions.Exit as exit_:
        return ExitCode.FINE if exit_.exit_code == 0 else ExitCode.WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        say("interrupted")
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return ExitCode.WRONG_USE
    except BrokenPipeError:
        _forget_stdout()
        return ExitCode.FINDINGS
    except Exception as error:
        known = _known(error)
        return known if known is not None else _unknown(error, arguments)


def _known(error: Exception) -> ExitCode | None:
    """Say an error that is not Letterbook's own, and give its code; None for one that nobody foresaw."""
    if isinstance(error, WrongUse):
        say(f"error: {error}")
        if error.help:
            say(f"  help: {error.help}")
        return ExitCode.WRONG_USE
    if isinstance(error, Problem):
        for finding in error.findings:
            say_finding(finding)
        return ExitCode.WRONG_USE if error.wrong_use else ExitCode.FINDINGS
    if _here() == _GONE:
        say(f"error: {_GONE}")
        return ExitCode.FINDINGS
    return None


def say(text: str) -> None:
    """A message on stderr; a stderr that is closed is no reason to fail."""
    from letterbook.reports.terminal import safe

    with contextlib.suppress(OSError, ValueError):
        click.echo("\n".join(map(safe, text.split("\n"))), err=True)


def say_finding(finding: Finding) -> None:
    """A finding on stderr, on one line, with its notes and its help below."""
    span = finding.span
    place = f"{span.file}:{span.line}:{span.column}" if span.line else span.file
    say(_line(f"{place}: {finding.severity.label}: {finding.message} ({finding.code})"))
    for note in finding.notes:
        say(_line(f"  note: {note}"))
    if finding.help:
        say(_line(f"  help: {finding.help}"))


def _line(text: str) -> str:
    """Text on one line: the name of a file may hold a line break."""
    return text.replace("\n", "\N{REPLACEMENT CHARACTER}")


def _unknown(error: Exception, arguments: Sequence[str]) -> ExitCode:
    report = _log(error, arguments)
    last = next(
        iter(str(error).strip().splitlines()[-1:]), ""
    )  # of a worker's error that is the line after its traceback
    say(f"error: Letterbook failed: {type(error).__name__}: {last}")
    try:
        from letterbook import cache

        folder = cache.folder() / "logs"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"letterbook-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
        path.write_text(report, encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError:
        say(report)
        say("  the log could not be written: it stands above")
    else:
        say(f"  the log is {path}")
    return ExitCode.FAILURE


def _log(error: Exception, arguments: Sequence[str]) -> str:
    """Versions, arguments and traceback, in a form that can be pasted into a report."""
    lines = [
        f"letterbook {__version__}",
        f"python {platform.python_version()} on {platform.platform()}",
        *_versions(),
        f"arguments: {list(arguments)!r}",
        f"folder: {_here()}",
        "",
        *traceback.format_exception(error),
    ]
    return "\n".join(line.rstrip("\n") for line in lines) + "\n"


def _here() -> str:
    try:
        return str(Path.cwd())
    except OSError:
        return _GONE


def _versions() -> list[str]:
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for package in _PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} is not installed")
    return found


def _forget_stdout() -> None:
    """Nobody reads stdout any more: let what is still in its buffer go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
