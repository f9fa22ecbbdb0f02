"""``letterbook init``."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli import options
from letterbook.cli.errors import say
from letterbook.cli.exit_codes import ExitCode


@click.command()
@click.argument("folder", type=options.PATH, metavar="DIR")
def command(folder: Path) -> ExitCode:
    """Make DIR an edition that validates and builds.

    It gets settings, an example letter, registers, schemas and a workflow for GitHub. Files that are there
    already are never touched.
    """
    from letterbook import starting

    started = starting.start(folder)
    for name in started.written:
        click.echo(name)
    for name in started.kept:
        say(f"kept as it was: {name}")
    say(f"the edition is ready; next:\n  cd {_quoted(str(folder))}\n  letterbook build")
    return ExitCode.FINE


def _quoted(path: str) -> str:
    """The path as a shell takes it."""
    return f'"{path}"' if any(character in path for character in " ()&;'") else path
