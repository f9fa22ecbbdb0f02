"""``letterbook build``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from letterbook.cli import options
from letterbook.cli.errors import say
from letterbook.cli.exit_codes import ExitCode
from letterbook.cli.making import told
from letterbook.cli.progress import Progress, coloured


@click.command()
@click.argument("path", required=False, type=options.PATH, metavar="[PATH]")
@options.output_folder
@click.option("--force", is_flag=True, help="Export although there are errors.")
@options.jobs
def command(path: Path | None, output: Path | None, force: bool, jobs: int | None) -> ExitCode:
    """Check the edition, then make all its formats.

    They are those that letterbook.toml names. Stops before making anything when there are errors, but for those
    of the baseline that letterbook.toml names. PATH is the edition, or something in it; without it, the edition that
    the current folder belongs to.
    """
    from letterbook import build, reports

    started = time.perf_counter()
    with Progress("working") as progress:
        built = build.build(
            [path] if path is not None else [],
            output=output,
            force=force,
            jobs=jobs,
            on_step=lambda what, name: progress.step(f"{what} {name}"),
        )
    if built.validation.findings:
        report = reports.Report(built.validation.files, built.validation.findings)
        click.echo(reports.render("terminal", report, colour=coloured(sys.stderr)), err=True, nl=False)
    for note in built.notes:
        say(note)
    if built.exported is None:
        say("nothing was made because of these errors; --force makes it all the same")
        return ExitCode.FINDINGS
    words = told(built.exported, time.perf_counter() - started)
    click.echo(f"checked {built.validation.files:,} files, {words}: {built.output}")
    return ExitCode.FINDINGS if built.validation.failed or built.exported.failed else ExitCode.FINE
