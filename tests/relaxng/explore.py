"""Look for grammars and documents over which the engine and jing differ, for as long as told.

``python -m tests.relaxng.explore SECONDS [FIRST_SEED] [FOLDER]``: what differs is made small and written as JSON, by
default into ``tests/relaxng/found``, where every run of the tests tries it again.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.relaxng.casing import (
    FOUND,
    Case,
    Trouble,
    Verdict,
    compact_troubles,
    judged_by_jing,
    random_case,
    reduced,
    save,
    troubles,
)
from tests.relaxng.oracle.jing import Died, Jing, TooSlow

_COMPACT = 3
"""Each so-manieth grammar is tried in compact syntax too."""

_TOLD = 1000
"""After so many grammars it says how far it is."""

_OF_ONE_KIND = 4
"""So many cases of one kind of difference are written in a run."""


def explore(seconds: float, first: int = 0, into: Path = FOUND) -> int:
    """Run; how many cases differ."""
    began = time.monotonic()
    executions: Counter[str] = Counter()
    differing: Counter[str] = Counter()
    seed = first
    with Jing(seconds=10) as jing, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["LETTERBOOK_CACHE_DIR"] = str(folder / "cache")

        def differences(case: Case, expected: Verdict, compact: bool) -> list[Trouble]:
            found = troubles(case, expected, folder)
            if compact and not found:
                executions["in compact syntax"] += 1
                found = compact_troubles(case, expected, jing, folder)
            return found

        while time.monotonic() - began < seconds:
            case = random_case(seed)
            seed += 1
            try:
                expected = judged_by_jing(case, jing, folder)
            except (TooSlow, Died):
                executions["given up by jing"] += 1
                continue
            executions["grammars"] += 1
            if executions["grammars"] % _TOLD == 0:
                print(f"up to seed {seed - 1}: {dict(executions)}", flush=True)
            executions["correct"] += expected.correct
            executions["documents"] += len(expected.valid)
            executions["valid"] += sum(expected.valid)
            compact = seed % _COMPACT == 0
            for trouble in differences(case, expected, compact)[:1]:
                differing[trouble.kind] += 1
                print(f"seed {seed - 1}: {trouble.kind}: {trouble.words[:200]}", flush=True)
                if differing[trouble.kind] > _OF_ONE_KIND:
                    continue

                def still(smaller: Case, kind: str = trouble.kind, compact: bool = compact) -> bool:
                    try:
                        wanted = judged_by_jing(smaller, jing, folder)
                    except (TooSlow, Died):
                        return False
                    return any(t.kind == kind for t in differences(smaller, wanted, compact))

                small = reduced(case, still)
                name_ = hashlib.sha256(small.schema + b"".join(small.documents)).hexdigest()[:10]
                note = f"{trouble.kind}: {trouble.words[:200]}"
                save(small, judged_by_jing(small, jing, folder), note, into / f"{name_}.json")
                print(f"  {name_}: {small.schema.decode()}  {small.documents}", flush=True)
    print(f"seeds {first} to {seed - 1}: {dict(executions)}; differing: {dict(differing)}")
    return sum(differing.values())


if __name__ == "__main__":
    start = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    target = Path(sys.argv[3]) if len(sys.argv) > 3 else FOUND
    sys.exit(1 if explore(float(sys.argv[1]), start, target) else 0)
