"""The verbs, and how they are run: streams made UTF-8, errors handled in one place."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

import click

from letterbook import __version__
from letterbook.cli.errors import handled
from letterbook.cli.exit_codes import ExitCode

VERBS = ("init", "new", "validate", "explain", "rules", "build", "export", "transform", "cache")
"""Each is a module of this package with a click command ``command``."""


class _Verbs(click.Group):
    """Verbs are imported when they are named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order in which an archive meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb; None for another word."""
        if cmd_name not in VERBS:
            return None
        module = importlib.import_module(f"letterbook.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant by the arguments; a word that is none gets a suggestion."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], VERBS, n=3)
            known = f"did you mean {' or '.join(near)}?" if near else f"commands: {', '.join(VERBS)}"
            raise click.UsageError(f"there is no command {args[0]}\n  help: {known}", ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="letterbook", message="%(prog)s %(version)s")
def letterbook() -> None:
    """Letterbook makes scholarly editions of letters in TEI-XML: it checks them, and turns them into web
    pages, PDF and text."""


def run(arguments: Sequence[str] | None = None) -> ExitCode:
    """Run the command line with the arguments, and give the exit code."""
    _speak_utf8()
    words = list(sys.argv[1:] if arguments is None else arguments)

    def work() -> ExitCode:
        code = letterbook.main(args=words or ["--help"], prog_name="letterbook", standalone_mode=False)
        return ExitCode.FINE if code is None else ExitCode(code)

    return handled(work, words)


def _speak_utf8() -> None:
    """Consoles and pipes on Windows are of another encoding by default."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
