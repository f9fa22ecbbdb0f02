"""Exports of whole corpora, beside a stylesheet that copies its input, run over the same letters in the same round."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measuring import command, say

from letterbook import build
from letterbook.exports import Exported
from letterbook.reading.edition import Edition
from letterbook.settings import Settings

COPY = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>"""


def export(paths: Sequence[Path], names: Sequence[str]) -> tuple[float, Exported]:
    """Wall seconds of an export from nothing, and what it made."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        made = build.export(Edition.open(paths, Settings()), names, Path(folder))
        return time.perf_counter() - started, made


def report(corpora: Path) -> None:
    """Edgeworth to HTML, Dehmel to HTML and text."""
    letters = corpora / "edgeworth" / "Encoded Letters"
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "copy.xsl"
        sheet.write_text(COPY, encoding="utf-8")
        copied = command(
            "transform", str(sheet), str(letters), "-o", str(Path(folder) / "out"), "--jobs", "1"
        ).wall
    wall, made = export([letters], ["html"])
    say("335 Edgeworth letters to HTML", f"{wall:.2f} s", "4 s")
    _shares(made, wall)
    say("  times a stylesheet that copies, in one worker", f"{wall / copied:.1f}")
    single = [
        path for path in sorted((corpora / "dehmel" / "brief").glob("*/content.xml")) if not _corpus(path)
    ]
    wall, made = export(single, ["html", "text"])
    say(f"{len(single)} Dehmel letters to HTML and text", f"{wall:.1f} s", "30 s")
    _shares(made, wall)
    with tempfile.TemporaryDirectory() as folder:
        run = command("export", "html", str(corpora / "dehmel" / "brief"), "-o", folder)
    say("  memory of the largest process", f"{run.memory:.0f} MB", "1,000 MB")


def _corpus(path: Path) -> bool:
    return b"<teiCorpus" in path.read_bytes()[:2000]


def _shares(made: Exported, wall: float) -> None:
    share = f"{made.saxon:.1f} of {made.seconds:.1f} s ({made.saxon / made.seconds:.0%})"
    say("  of the workers' time, Saxon and the XSLT", share)
    if made.unhandled:
        say("  elements without a template", str(sum(made.unhandled.values())), "0")
