"""The command line: one module a verb. No work is done here; a verb imports what does it when called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run ``letterbook`` with the arguments (else the process's own) and leave with its exit code."""
    try:
        from letterbook.cli.commands import run

        code = int(run(arguments))
    except KeyboardInterrupt:  # so early or so late that nothing else hears it
        code = 130
    raise SystemExit(code)
