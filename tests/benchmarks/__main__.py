"""Prints the figures of this machine."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks import checking, exporting, pdf, relaxng
from tests.benchmarks.measuring import CORPORA, REPOSITORY, command, median, say


def main() -> None:
    """All figures, quick ones first."""
    helped = median([command("--help") for _ in range(5)])
    say("letterbook --help", f"{helped.wall:.3f} s", "0.25 s")
    with tempfile.TemporaryDirectory() as folder:
        built = median([command("build", "-o", str(Path(folder) / str(n))) for n in range(3)])
        say("the shipped edition, validated and in all formats", f"{built.wall:.2f} s", "4 s")
        checked = median([command("validate") for _ in range(3)])
        say("  of which `letterbook validate`", f"{checked.wall:.2f} s ({checked.wall / built.wall:.0%})")
    pdf.report(REPOSITORY)
    if CORPORA.is_dir():
        exporting.report(CORPORA)
        relaxng.report(CORPORA.parent)
        checking.report(CORPORA)
    else:
        print("the corpora are not beside this checkout: their figures are left out")


if __name__ == "__main__":
    main()
