"""``letterbook validate``."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli import options
from letterbook.cli.errors import WrongUse
from letterbook.cli.exit_codes import ExitCode
from letterbook.cli.progress import Progress


@click.command()
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
@options.form
@click.option(
    "--output",
    type=options.PATH,
    metavar="FILE",
    help="Write the report there, not to the screen.",
)
@options.fail_on
@options.jobs
@options.timeout
def command(
    paths: tuple[Path, ...],
    schemas: tuple[Path, ...],
    xsd: bool,
    form: str,
    output: Path | None,
    fail_on: str,
    jobs: int | None,
    timeout: float,
) -> ExitCode:
    """Say what is wrong in letters and registers, and where.

    Without PATH, the whole edition that the current folder belongs to. Files that belong to no edition are
    judged by all of TEI.
    """
    if schemas and xsd:
        raise WrongUse(
            "--schema judges by the schemas it names alone",
            "leave out --xsd, or name an .xsd by --schema too",
        )
    from letterbook import reports, validation
    from letterbook.findings import Severity

    with Progress("checking") as progress:
        result = validation.validate(
            paths,
            schemas=schemas,
            xsd=xsd,
            options=validation.Options(rules=not schemas, jobs=jobs, timeout=timeout, on_file=progress.step),
        )
    report = reports.Report(result.files, result.findings)
    text = reports.render(form, report, colour=options.in_colour(output, form))
    options.tell(text, output)
    if output is not None:
        click.echo(reports.summary(report), err=True)
    return ExitCode.FINDINGS if report.reaches(Severity.parse(fail_on)) else ExitCode.FINE
