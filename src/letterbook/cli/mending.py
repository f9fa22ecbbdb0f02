"""``--fix`` and ``--diff``: certain fixes written, shown, and counted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from letterbook.cli.errors import say, say_finding
from letterbook.cli.progress import coloured
from letterbook.findings import Severity
from letterbook.reports._safe import safe
from letterbook.reports._words import counted
from letterbook.validation import fixing
from letterbook.validation.diffing import unified

if TYPE_CHECKING:
    from letterbook.validation.fixing import Mended, Mending


def mend(mending: Mending, *, write: bool, show: bool) -> tuple[bool, bool]:
    """Show the changes on stdout, write them, say how many there are.

    Gives whether files were written, and whether one that was to be written could not be.
    """
    if show:
        screen = sys.stdout.isatty()
        for name in mending.after:
            for line in unified(mending.before[name], mending.after[name]):
                click.echo(for_terminal(line, coloured(sys.stdout)) if screen else line, nl=False, color=True)
        sys.stdout.flush()
    done = fixing.write(mending) if write else fixing.told(mending)
    for finding in done.skipped:
        say_finding(finding)
    say(_counted(done, "mended" if write else "to be mended by --fix"))
    wrong = any(finding.severity is Severity.ERROR for finding in done.skipped)
    return write and bool(done.files), write and wrong


_COLOURS = {"-": "31", "+": "32", "@": "36"}


def for_terminal(line: str, colour: bool) -> str:
    """A line of a diff for a terminal, which nothing in it steers."""
    text = safe(line.rstrip("\r\n").replace("\t", " "))
    painted = _COLOURS.get(text[:1]) if colour else None
    return f"\x1b[{painted}m{text}\x1b[0m\n" if painted else f"{text}\n"


def _counted(done: Mended, verb: str) -> str:
    if not done.fixes:
        return (
            "nothing can be mended with certainty"
            if verb != "mended"
            else "mended nothing: nothing is certain"
        )
    rules = ", ".join(f"{count:,} {code}{f' {name}' if name else ''}" for code, name, count in done.rules)
    return f"{counted(done.fixes, 'finding')} in {counted(len(done.files), 'file')} {verb}: {rules}"
