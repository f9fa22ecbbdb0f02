"""What the exit codes mean. Scripts and CI build on them: a code never changes its meaning."""

from __future__ import annotations

import enum


class ExitCode(enum.IntEnum):
    """The exit codes of every command."""

    FINE = 0
    """Everything was done, and nothing was found at or above ``--fail-on``."""

    FINDINGS = 1
    """Something was found at or above ``--fail-on``, or a file could not be read, set or written."""

    WRONG_USE = 2
    """Wrong use: an unknown option, a path that is not there, a broken letterbook.toml or schema."""

    FAILURE = 3
    """Letterbook itself failed; a log with the details was written, and its path was said."""

    INTERRUPTED = 130
    """The user stopped the command with Ctrl-C."""
