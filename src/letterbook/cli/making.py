"""What ``export`` and ``build`` say about the files they made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from letterbook.cli.errors import say, say_finding

if TYPE_CHECKING:
    from letterbook.exports import Exported


def told(made: Exported, seconds: float) -> str:
    """Say the findings of exports on stderr; the summary of what was made, and how long it took."""
    for finding in made.findings:
        say_finding(finding)
    for name, count in sorted(made.unhandled.items()):
        say(f"warning: <{name}> has no template of its own: marked {count:,} times")
    files = ", ".join(f"{count:,} {export}" for export, count in made.files.items()) or "nothing"
    without = sum(made.unhandled.values())
    return f"made {files} ({without:,} elements without a template) in {seconds:.1f} s"
