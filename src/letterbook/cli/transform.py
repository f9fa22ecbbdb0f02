"""``letterbook transform``."""

from __future__ import annotations

from pathlib import Path

import click

from letterbook.cli import options
from letterbook.cli.errors import WrongUse, say, say_finding
from letterbook.cli.exit_codes import ExitCode
from letterbook.cli.progress import Progress


@click.command()
@click.argument("stylesheet", type=options.PATH)
@click.argument("paths", nargs=-1, required=True, type=options.PATH, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=options.PATH,
    metavar="DIR",
    help="Folder to write to.",
)
@click.option(
    "--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of the stylesheet."
)
@click.option(
    "--allow-code", is_flag=True, help="Let the stylesheet read files, the network and the environment."
)
@options.jobs
@options.timeout
def command(
    stylesheet: Path,
    paths: tuple[Path, ...],
    output: Path,
    parameters: tuple[str, ...],
    allow_code: bool,
    jobs: int | None,
    timeout: float,
) -> ExitCode:
    """Run your own XSLT over letters.

    STYLESHEET is XSLT 1.0 to 3.0, PATH a file or a folder. It can reach no file, no network and no
    environment, unless --allow-code lets it.
    """
    from letterbook import transforming, writing
    from letterbook.reading.edition import Edition

    files = [(file.path, file.name) for file in Edition.listed(paths).selected]
    targets = transforming.targets([path for path, _ in files], paths)
    given = dict(_parameter(text) for text in parameters)
    made = failed = 0
    try:
        sheet = transforming.load(stylesheet)
        with Progress("transforming", len(files)) as progress:
            for done in transforming.run(
                sheet, files, parameters=given, allow_code=allow_code, timeout=timeout, jobs=jobs
            ):
                for message in done.messages:
                    say(f"{done.path.as_posix()}: {message}")
                for finding in done.findings:
                    say_finding(finding)
                if done.result is None:
                    failed += 1
                else:
                    writing.write(output / f"{targets[done.path]}{sheet.ending}", done.result.encode("utf-8"))
                    made += 1
                progress.step(done.path.name)
    except transforming.StylesheetError as error:
        raise WrongUse(str(error)) from None
    say(f"{made} transformed, {failed} failed")
    return ExitCode.FINDINGS if failed else ExitCode.FINE


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise WrongUse(f"--param {text} is no NAME=VALUE")
    return name, value
