"""Rules: thousands of letters checked by all of them, beside the grammar alone; and checked again when nothing, or one letter,
has changed.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.measuring import Run, command, median, say

_ROUNDS = 5


def report(corpora: Path) -> None:
    """All figures about checks, on the letters of one corpus."""
    with tempfile.TemporaryDirectory() as folder:
        edition = Path(folder) / "edition"
        shutil.copytree(
            corpora / "dehmel" / "brief", edition / "tei" / "letters", copy_function=shutil.copyfile
        )
        for path in (edition, *edition.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        (edition / "letterbook.toml").write_text('[validate]\nschema = "tei"\n', encoding="utf-8")
        files = sorted(edition.rglob("*.xml"))
        _anew(edition, len(files), Path(folder))
        _again(edition, files[len(files) // 2], Path(folder))


def _validated(edition: Path, cache: Path, *more: str) -> Run:
    return command("validate", str(edition), "--format", "json", *more, cache=str(cache))


def _anew(edition: Path, files: int, folder: Path) -> None:
    """All anew with all rules, and by the grammar alone: in turn, each without what the other remembered."""
    with_rules, alone = [], []
    for number in range(_ROUNDS):
        for runs, more in ((with_rules, ("--select", "all")), (alone, ("--select", "G001"))):
            cache = folder / f"cache-{number}-{len(more[1])}"
            command(
                "validate", str(next(edition.rglob("*.xml"))), cache=str(cache)
            )  # the grammar is compiled
            runs.append(_validated(edition, cache, *more))
    ratio = statistics.median(one.wall / other.wall for one, other in zip(with_rules, alone, strict=True))
    processor = statistics.median(one.cpu / other.cpu for one, other in zip(with_rules, alone, strict=True))
    every, grammar = median(with_rules), median(alone)
    say(f"{files:,} letters by all rules and all of TEI", f"{every.wall:.2f} s")
    say("  by all of TEI alone", f"{grammar.wall:.2f} s")
    say("  all rules / the grammar alone", f"{ratio:.2f} (CPU {processor:.2f})", "3")
    say("  memory of the largest process", f"{every.memory:.0f} MB", "600 MB")


def _again(edition: Path, letter: Path, folder: Path) -> None:
    """Nothing changed, and one letter changed, since the last run."""
    cache = folder / "cache"
    _validated(edition, cache)
    nothing = median([_validated(edition, cache) for _ in range(_ROUNDS)])
    say("  nothing changed since the last run", f"{nothing.wall:.2f} s", "1.5 s")
    ones = []
    for number in range(_ROUNDS):
        text = letter.read_text(encoding="utf-8")
        letter.write_text(f"{text}<!-- {number} -->", encoding="utf-8", newline="")
        ones.append(_validated(edition, cache))
    say("  one letter changed", f"{median(ones).wall:.2f} s")
