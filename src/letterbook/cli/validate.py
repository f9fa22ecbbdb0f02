"""``letterbook validate``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from letterbook.cli import options
from letterbook.cli.errors import WrongUse
from letterbook.cli.exit_codes import ExitCode

_HEADINGS = {
    "What is checked": ("--schema", "--xsd", "--allow-code", "--changed-since"),
    "What is told": ("--select", "--ignore", "--baseline", "--no-baseline", "--update-baseline"),
    "What is mended": ("--fix", "--diff"),
    "How it is told": ("--format", "--output", "--quiet", "--max"),
    "The run": ("--fail-on",),
}


@click.command(cls=options.Grouped, headings=_HEADINGS)
@options.paths
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    type=options.PATH,
    metavar="FILE",
    help="Judge the files by this schema alone (.rng, .rnc, .sch or .xsd); may be given several times.",
)
@click.option("--xsd", is_flag=True, help="Judge by the XML Schema too.")
@click.option("--allow-code", is_flag=True, help="Let the Python rules run that letterbook.toml names.")
@click.option(
    "--changed-since",
    "since",
    metavar="REV",
    help="Only files changed in git since this branch left the commit, branch or tag REV.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULE,…",
    help="Only these: names, codes, beginnings of codes (D, D00), or all; commas between them.",
)
@click.option("--ignore", multiple=True, metavar="RULE,…", help="All but these.")
@click.option(
    "--baseline",
    type=options.PATH,
    metavar="FILE",
    help="Only findings that are not in the file, which were there before.",
)
@click.option("--no-baseline", is_flag=True, help="Those of the baseline of letterbook.toml too.")
@click.option("--update-baseline", is_flag=True, help="Write all that is found into the baseline.")
@click.option("--fix", is_flag=True, help="Mend what is certain, and tell the rest.")
@click.option(
    "--diff",
    is_flag=True,
    help="Show what --fix changes, in place of findings; without --fix nothing is written.",
)
@options.form
@click.option(
    "--output",
    type=options.PATH,
    metavar="FILE",
    help="Write that form to FILE; the screen shows the one for people.",
)
@click.option("--quiet", is_flag=True, help="Show only how many there are.")
@click.option(
    "--max",
    "maximum",
    type=click.IntRange(1),
    metavar="N",
    help="Show N, the worst first, and count the rest. On a screen, 100 where nothing is said.",
)
@options.fail_on
@options.jobs
@options.timeout
@click.option("--no-cache", is_flag=True, help="Check what has not changed since the last run, too.")
@click.option("--why", is_flag=True, help="Say why each file was checked again.")
def command(paths: tuple[Path, ...], **given: Any) -> ExitCode:
    """Say what is wrong in letters and registers, and where.

    Without PATH, the whole edition that the current folder belongs to. Files that belong to no edition are
    judged by the schemas that they name, else by all of TEI. Findings have pages: letterbook explain NAME.
    """
    _refuse(given)
    from letterbook.cli import validating

    return validating.run(paths, validating.Given(**given))


def _refuse(given: dict[str, Any]) -> None:
    """Wrong use of options that contradict each other."""
    if given["schemas"] and given["xsd"]:
        raise WrongUse(
            "--schema judges by the schemas it names alone",
            "leave out --xsd, or name an .xsd by --schema too",
        )
    if given["no_baseline"] and (given["baseline"] or given["update_baseline"]):
        raise WrongUse(
            "--no-baseline and --baseline or --update-baseline contradict each other", "leave one out"
        )
    if given["update_baseline"] and (given["fix"] or given["diff"]):
        raise WrongUse("--update-baseline leaves nothing to mend", "first --fix, then --update-baseline")
    if given["diff"] and given["form"] != "terminal" and given["output"] is None:
        raise WrongUse("--diff stands where the report would", "write that into a file: --output FILE")
    if given["update_baseline"] and given["since"] is not None:
        raise WrongUse(
            "--update-baseline writes what is found in all files, --changed-since looks at some",
            "leave one out",
        )
    if given["update_baseline"] and given["schemas"] and not given["baseline"]:
        raise WrongUse(
            "--schema finds other things than the edition's baseline has",
            "name another file: --baseline FILE",
        )
