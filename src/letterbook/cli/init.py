"""``letterbook init``."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli import options
from letterbook.cli.errors import WrongUse, say
from letterbook.cli.exit_codes import ExitCode

CHECKS = ("github", "gitlab", "pre-commit", "none")
"""What ``--ci`` takes; a test compares it with ``starting.SERVICES``."""


@click.command()
@click.argument("folder", type=options.PATH, metavar="DIR")
@click.option(
    "--ci",
    "services",
    multiple=True,
    type=click.Choice(CHECKS),
    help="What checks the edition at every change: github (the default), gitlab, pre-commit or none; may be given several "
    "times. In an edition that is there already, only its file is added.",
)
def command(folder: Path, services: tuple[str, ...]) -> ExitCode:
    """Make DIR an edition that validates and builds.

    It gets settings, an example letter, registers, schemas and a workflow for GitHub or another service. Files that are
    there already are never touched.
    """
    from letterbook import starting
    from letterbook.settings import FILE_NAME

    if "none" in services and len(services) > 1:
        raise WrongUse("--ci none stands alone", "leave it out, or the others")
    begun = not (folder / FILE_NAME).exists()
    started = starting.start(folder, services or None)
    for name in started.written:
        click.echo(name)
    for name in started.kept:
        say(f"kept as it was: {name}")
    if started.repository is not None and any(name in starting.SERVICES.values() for name in started.written):
        root = started.repository.as_posix()
        say(f"note: what checks the edition is looked for in the repository's main folder: move it to {root}")
    if begun:
        say(f"the edition is ready; next:\n  cd {_quoted(str(folder))}\n  letterbook build")
    return ExitCode.FINE


def _quoted(path: str) -> str:
    """The path as a shell takes it."""
    return f'"{path}"' if any(character in path for character in " ()&;'") else path
