"""A report told: in its form to stdout; or, with ``--output``, into a file, with what people read on stdout."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letterbook.cli.errors import WrongUse
from letterbook.cli.progress import coloured

if TYPE_CHECKING:
    from letterbook.reports import Report

_FOR_PEOPLE = ("terminal", "concise", "narrated")
HINTING = ("terminal", "narrated")
"""The forms that also say how many findings a baseline hides."""


def refuse_folder(output: Path | None) -> None:
    """Wrong use, before any work is done, when a folder stands where the report is to be written."""
    if output is not None and output.is_dir():
        raise WrongUse(f"{output} is a folder: --output names a file")


_SCREENFUL = 100
"""So many findings are shown where a person looks, unless --max says another number: thousands would run through."""


def on_screen(form: str, output: Path | None) -> str:
    """The form that stdout shows."""
    return form if output is None or form in _FOR_PEOPLE else "terminal"


def tell(report: Report, form: str, output: Path | None, *, quiet: bool, maximum: int | None) -> None:
    """Write the report. Raises Problem when the file cannot be written; then nothing is shown either."""
    from letterbook import reports

    write(report, form, output)
    shown = on_screen(form, output)
    if maximum is None and shown == "terminal" and sys.stdout.isatty() and len(report.findings) > _SCREENFUL:
        maximum = _SCREENFUL
    colour = shown == "terminal" and coloured(sys.stdout)
    for piece in reports.pieces(shown, report, reports.Manner(colour, quiet, maximum)):
        click.echo(piece, nl=False, color=True)
    reports.finish(form, report, os.environ)


def write(report: Report, form: str, output: Path | None) -> None:
    """Write the report into the file of ``--output``, if there is one. Raises Problem."""
    from letterbook import reports, writing

    if output is None:
        return
    data = "".join(reports.pieces(form, report)).encode("utf-8", "backslashreplace")
    if _is_stream(output):
        try:
            _pour(output, data)
        except OSError as error:
            raise writing.refused(output.as_posix(), writing.reason_of(error)) from None
    else:
        writing.write(output, data)


def _is_stream(output: Path) -> bool:
    """Whether a path is written into, never replaced: /dev/stdout, /dev/null, a pipe of the shell."""
    return output.exists() and (not output.is_file() or output.absolute().parts[1:2] in (("dev",), ("proc",)))


def _pour(output: Path, data: bytes) -> None:
    """Write into what is there; a pipe that nobody reads from is an error, not for ever."""
    descriptor = os.open(output, os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(descriptor, True)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)


def inside_repository(folder: Path) -> str:
    """A folder as seen from the root of its repository, with ``/``; empty where it is that, or in none."""
    here = folder.absolute()
    for above in (here, *here.parents):
        if (above / ".git").exists():
            return "" if above == here else here.relative_to(above).as_posix()
    return ""
