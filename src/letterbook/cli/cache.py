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
    from letterbook import cache
    from letterbook.findings import Finding, Problem, Severity, Span

    try:
        count = cache.clear()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        span = Span(cache.folder().as_posix())
        raise Problem(Finding("X005", Severity.ERROR, f"cannot be cleared: {reason}", span)) from None
    click.echo(f"{count:,} {'file' if count == 1 else 'files'} removed from {cache.folder()}")
    return ExitCode.FINE
