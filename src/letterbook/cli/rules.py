"""``letterbook rules``."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from typing import TYPE_CHECKING

import click

from letterbook.cli.errors import WrongUse
from letterbook.cli.exit_codes import ExitCode
from letterbook.cli.progress import coloured

if TYPE_CHECKING:
    from letterbook.explaining.listing import Row

FORMS = ("table", "json", "csv")
"""What ``--format`` takes."""


@click.command()
@click.argument("families", nargs=-1, metavar="[FAMILY]...")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", help="How the list is written.")
def command(families: tuple[str, ...], form: str) -> ExitCode:
    """List the rules, with their severity and whether they are on.

    In an edition, both are as its letterbook.toml sets them. FAMILY lists some of them: correspondence, dates, names,
    registers, description, text, own for what the edition brings, or schema for the assertions of letterbook.sch.
    """
    from pathlib import Path

    from letterbook.explaining import listing, own
    from letterbook.settings import discover
    from letterbook.validation.selection import selection_of

    settings = discover(Path())
    pages = listing.listed(own.pages(settings))
    known = listing.families(pages)
    for family in families:
        if family not in known:
            raise WrongUse(f"there is no family {family}", _suggested(family, known))
    rows = listing.rows(pages, selection_of(settings), families)
    click.echo({"table": _table, "json": _json, "csv": _csv}[form](rows), nl=False, color=True)
    return ExitCode.FINE


def _suggested(family: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(family, known, n=3)
    return f"did you mean {' or '.join(near)}?" if near else f"families: {', '.join(known)}"


def _table(rows: list[Row]) -> str:
    """Columns; on a terminal a line that is too long for it is cut."""
    if not rows:
        return ""
    paint = coloured(sys.stdout)
    room = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else None
    head = ("code", "name", "severity", "", "")
    cells = [
        (row.shown_code, row.name, row.shown_severity, "fix" if row.fixable else "", row.title)
        for row in rows
    ]
    widths = [max(len(one[at]) for one in (head, *cells)) for at in range(4)]
    lines = []
    for number, one in enumerate((head, *cells)):
        line = "  ".join(f"{cell:<{width}}" for cell, width in zip(one, (*widths, 0), strict=True)).rstrip()
        if room is not None and len(line) > room:
            line = f"{line[: room - 1]}…"
        faint = number == 0 or not rows[number - 1].on
        lines.append(f"\x1b[2m{line}\x1b[0m" if paint and faint else line)
    return "\n".join(lines) + "\n"


def _json(rows: list[Row]) -> str:
    return json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=2) + "\n"


def _csv(rows: list[Row]) -> str:
    from letterbook.explaining.listing import COLUMNS

    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        said = row.as_dict()
        writer.writerow({name: str(v).lower() if isinstance(v, bool) else v for name, v in said.items()})
    return out.getvalue()
