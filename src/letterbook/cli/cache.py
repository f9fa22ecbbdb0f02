"""``letterbook cache``."""

from __future__ import annotations

import click

from letterbook.cli.exit_codes import ExitCode


@click.group()
def command() -> None:
    """What Letterbook keeps to be faster the next time."""


@command.command()
def clear() -> ExitCode:
    """Remove all that is kept. Nothing but time is lost."""
    from letterbook import cache, writing

    try:
        count = cache.clear()
    except OSError as error:
        where = cache.folder().as_posix()
        raise writing.refused(where, writing.reason_of(error), doing="cleared") from None
    click.echo(f"{count:,} {'file' if count == 1 else 'files'} removed from {cache.folder()}")
    return ExitCode.FINE
