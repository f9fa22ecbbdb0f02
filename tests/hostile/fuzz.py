"""Breaks letters at random and runs everything over them: ``python -m tests.hostile.fuzz SECONDS [SEED] [--exports]``.

Each round makes an edition of mutated letters and registers, checks it by schemas and all rules in this process, and looks
at what is told: failures of Letterbook's own, places that are none, other findings the second time, fixes that do not
converge. Every twentieth round goes through the command, in every form, and with ``--exports`` each through all exports.
A round that breaks something is kept and told.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from tests.hostile import judging, mutating

ROOT = mutating.ROOT
BATCH = 16
SETTINGS = '[paths]\nletters = "letters"\nregisters = "registers"\n'


def written(
    folder: Path, letters: list[bytes], registers: list[bytes], chance: random.Random
) -> Counter[str]:
    """An edition of mutated files, with one letter as it is; how often each way was used."""
    kinds: Counter[str] = Counter()
    for name in ("letters", "registers"):
        (folder / name).mkdir(parents=True)
    (folder / "letterbook.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "letters" / "whole.xml").write_bytes(letters[0])
    for number in range(BATCH):
        kind, data = mutating.broken(letters, chance)
        (folder / "letters" / f"{number:02}-{kind}.xml").write_bytes(data)
        kinds[kind] += 1
    for number, data in enumerate(registers):
        broken = chance.random() < 0.4
        (folder / "registers" / f"{number}.xml").write_bytes(
            mutating.broken([data], chance)[1] if broken else data
        )
    return kinds


def rounds(
    seconds: float, seed: int, *, exports: bool = False, command: int = 20, most: int = 1_000_000
) -> int:
    """Rounds until the time is over; the number of rounds that broke something."""
    started, done, broken, kinds, codes = time.monotonic(), 0, 0, Counter[str](), Counter[str]()
    letters = mutating.letters()
    registers = [path.read_bytes() for path in sorted((ROOT / "tei" / "registers").glob("*.xml"))]
    while time.monotonic() - started < seconds and done < most:
        chance = random.Random(seed + done)
        folder = Path(tempfile.mkdtemp(prefix=f"fuzz-{seed + done}-"))
        kinds += written(folder, letters, registers, chance)
        begun = time.monotonic()
        try:
            told = judging.judged(folder, codes)
            if command and done % command == command - 1:
                told += judging.commanded(folder)
            if exports:
                told += judging.exported(folder)
        except Exception:
            told = [traceback.format_exc()]
        if time.monotonic() - begun > 90:
            told.append(f"took {time.monotonic() - begun:.0f} s")
        done += 1
        if told:
            broken += 1
            print(f"seed {seed + done - 1}, kept in {folder}:", *told, sep="\n  ", flush=True)
        else:
            shutil.rmtree(folder)
    spent = time.monotonic() - started
    print(
        f"{done} rounds, {dict(kinds)} letters in {spent:.0f} s; {sum(codes.values()):,} findings of {len(codes)} codes"
    )
    print(f"{broken} rounds broke something", flush=True)
    return broken


def main() -> int:
    """What the command line asks for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", type=float)
    parser.add_argument("seed", type=int, nargs="?", default=0)
    parser.add_argument("--exports", action="store_true")
    given = parser.parse_args()
    return 1 if rounds(given.seconds, given.seed, exports=given.exports) else 0


if __name__ == "__main__":
    sys.exit(main())
