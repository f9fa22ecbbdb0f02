"""``letterbook new``."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli import options
from letterbook.cli.errors import WrongUse, say
from letterbook.cli.exit_codes import ExitCode


@click.command()
@click.argument("path", required=False, type=options.PATH, metavar="[PATH]")
@click.option(
    "--from",
    "senders",
    multiple=True,
    required=True,
    metavar="NAME",
    help="Who wrote; may be given several times.",
)
@click.option(
    "--to",
    "addressees",
    multiple=True,
    required=True,
    metavar="NAME",
    help="To whom; may be given several times.",
)
@click.option(
    "--date", "when", required=True, metavar="DATE", help="1887-03-03, 1887-03, 1887?, 1887/1889, ../1889"
)
@click.option("--place", default="", metavar="NAME", help="Where it was written.")
@click.option("--title", default="", metavar="TEXT", help="Its title; else made from names and date.")
@click.option("--add", is_flag=True, help="Write names that no register has into a register.")
def command(
    path: Path | None,
    senders: tuple[str, ...],
    addressees: tuple[str, ...],
    when: str,
    place: str,
    title: str,
    add: bool,
) -> ExitCode:
    """Begin a letter: a valid file to fill in.

    PATH is the edition, or the file to write; without it, the edition that the current folder belongs to. A
    NAME is the id, the name or the surname of an entry of the registers. No file is ever overwritten.
    """
    from letterbook import drafting
    from letterbook.reading.edition import Edition
    from letterbook.settings import FILE_NAME, discover

    named = path if path is not None and path.suffix.lower() == ".xml" else None
    if path is not None and named is None and not path.is_dir():
        raise WrongUse(f"{path} is neither a folder nor the name of an .xml file")
    where = named.absolute().parent if named is not None else (path or Path())
    settings = discover(where)
    if settings.root is None:
        raise WrongUse(
            f"there is no {FILE_NAME} in {where.absolute()} or above", "letterbook init DIR makes one"
        )
    edition = Edition.open((), settings, empty=True)
    made = drafting.draft(
        edition, senders, addressees, when, place=place, title=title, target=named, add_unknown=add
    )
    click.echo(drafting.shown(made.path))
    for file, key in made.added:
        say(f"added {key} to {file}")
    for file, markup, ref in made.offered:
        say(
            f'not in a register yet: add this to {file or "a register"}, and ref="{ref or "…"}" to the name in '
            f"the letter (--add does both, next time)\n{markup}"
        )
    return ExitCode.FINE
