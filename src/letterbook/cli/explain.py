"""``letterbook explain``."""

from __future__ import annotations

import json
import shutil
import sys
from typing import TYPE_CHECKING

import click

from letterbook.cli.errors import WrongUse
from letterbook.cli.exit_codes import ExitCode
from letterbook.cli.progress import coloured

if TYPE_CHECKING:
    from letterbook.explaining import Page

FORMS = ("terminal", "markdown", "json")
"""What ``--format`` takes."""


def _own() -> tuple[Page, ...]:
    """The pages of the checks that the edition of the current folder brings; none where its settings are broken."""
    from pathlib import Path

    from letterbook.explaining import own
    from letterbook.findings import Problem
    from letterbook.settings import discover

    try:
        return own.pages(discover(Path()))
    except Problem:
        return ()


@click.command()
@click.argument("word", metavar="NAME|CODE")
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="terminal", help="How the page is written."
)
def command(word: str, form: str) -> ExitCode:
    """Say what a finding means, why it matters, and what to write instead.

    The code and the name stand behind each finding: P001 pointer-without-target. Either will do. In an edition with checks
    of its own, these too.
    """
    from letterbook import explaining

    page = explaining.find(word)
    if page is None:
        own = _own()
        page = explaining.find(word, own)
    if page is None:
        near = explaining.near(word, own)
        help_ = f"did you mean {' or '.join(near)}?" if near else "letterbook rules lists the rules"
        raise WrongUse(f"nothing is called {word}", help_)
    if form == "json":
        text = json.dumps(page.as_dict(), ensure_ascii=False, indent=2) + "\n"
    elif form == "markdown":
        text = page.markdown
    else:
        from letterbook.explaining import terminal

        width = shutil.get_terminal_size((80, 24)).columns
        text = terminal.render(page, width, colour=coloured(sys.stdout))
    click.echo(text, nl=False, color=True)
    return ExitCode.FINE
