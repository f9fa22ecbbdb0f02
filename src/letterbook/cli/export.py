"""``letterbook export``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from letterbook.cli import options
from letterbook.cli.errors import say
from letterbook.cli.exit_codes import ExitCode
from letterbook.cli.making import told
from letterbook.cli.progress import Progress


@click.command()
@click.argument("export", type=click.Choice(options.EXPORTS), metavar=f"[{'|'.join(options.EXPORTS)}]")
@options.paths
@options.output_folder
@click.option("--diplomatic", is_flag=True, help="Text with the copy text's own readings.")
@click.option("--wrap", type=click.IntRange(20, 1000), metavar="N", help="Wrap text at N columns.")
@options.jobs
def command(
    export: str,
    paths: tuple[Path, ...],
    output: Path | None,
    diplomatic: bool,
    wrap: int | None,
    jobs: int | None,
) -> ExitCode:
    """Turn letters into web pages, PDF or text.

    Without PATH, the whole edition that the current folder belongs to. Without -o, into the output folder of
    letterbook.toml (else build), in a folder named after the format.
    """
    from letterbook import build
    from letterbook.exports.products import Options
    from letterbook.validation import open_edition

    if export != "text" and (diplomatic or wrap):
        raise click.UsageError("--diplomatic and --wrap are for text only")
    edition = open_edition(paths)
    target = output if output is not None else edition.settings.output
    started = time.perf_counter()
    with Progress(f"making {export}") as progress:
        made = build.export(
            edition,
            [export],
            target,
            options=Options(diplomatic=diplomatic, wrap=wrap or 0),
            flat=output is not None,
            jobs=jobs,
            on_product=progress.step,
        )
    words = told(made, time.perf_counter() - started)
    say(f"{words} in {target if output is not None else target / export}")
    return ExitCode.FINDINGS if made.failed else ExitCode.FINE
