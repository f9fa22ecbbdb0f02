"""Options that several verbs share, and what they do alike."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


class GivenPath(click.Path):
    """A path of the command line, refused at once when the system can make nothing of it.

    That is an empty one (a variable of a shell that was never set), one that is too long, a loop of links, one in a
    folder that may not be entered. Whether something is there is left to the verb.
    """

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; wrong use when it is none."""
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not str(value):
            self.fail("an empty path stands for nothing; the current folder is .", param, ctx)
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError):
            pass
        except (OSError, ValueError) as error:
            from letterbook.reports.terminal import safe

            reason = (getattr(error, "strerror", None) or str(error)).lower()
            shown = f"{str(path)[:100]}…" if len(str(path)) > 100 else str(path)
            self.fail(f"{safe(shown)}: {reason}", param, ctx)
        return path


PATH = GivenPath()
"""The type of every path of the command line."""

FORMS = ("terminal", "concise", "narrated", "json", "sarif", "junit", "github", "gitlab", "csv")
"""The forms of reports that ``--format`` takes; a test compares them with the modules of ``reports``."""

EXPORTS = ("html", "pdf", "text")
"""What ``export`` makes; a test compares them with the settings'."""

LEVELS = ("error", "warning", "info")

NEVER = "never"
"""What ``--fail-on`` takes beside the levels: no finding makes the run fail, only a file that was not looked at."""


class Grouped(click.Command):
    """A command with many options: ``--help`` shows them under headings, in the order of ``headings``.

    ``headings`` has each heading with the names of its options; what is in none of them stands under the last.
    """

    def __init__(self, *args: Any, headings: dict[str, tuple[str, ...]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, heading by heading."""
        rows: dict[str, list[tuple[str, str]]] = {heading: [] for heading in self.headings}
        under = {name: heading for heading, names in self.headings.items() for name in names}
        last = next(reversed(self.headings))
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                rows[under.get(parameter.opts[0], last)].append(record)
        for heading, records in rows.items():
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


def paths(function: F) -> F:
    """PATH…: files and folders; none means the edition of the current folder."""
    return click.argument("paths", nargs=-1, type=PATH, metavar="[PATH]...")(function)


def output_folder(function: F) -> F:
    """-o DIR."""
    option = click.option(
        "-o",
        "--output",
        type=PATH,
        metavar="DIR",
        help="Folder to write to.",
    )
    return option(function)


def jobs(function: F) -> F:
    """--jobs N."""
    option = click.option(
        "--jobs", type=click.IntRange(1, 256), metavar="N", help="So many processes; else as many as pay off."
    )
    return option(function)


def timeout(function: F) -> F:
    """--timeout SECONDS."""
    option = click.option(
        "--timeout",
        type=click.FloatRange(0.1, 86400),
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="Time that one file may take.",
    )
    return option(function)


def form(function: F) -> F:
    """--format."""
    option = click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        metavar="FORM",
        default="terminal",
        help=f"One of {', '.join(FORMS)}.",
    )
    return option(function)


def fail_on(function: F) -> F:
    """--fail-on LEVEL."""
    option = click.option(
        "--fail-on",
        type=click.Choice((*LEVELS, NEVER)),
        metavar="LEVEL",
        default="error",
        show_default=True,
        help=f"Exit with 1 when a finding is this bad or worse: {', '.join(LEVELS)}, or {NEVER}.",
    )
    return option(function)
