"""A coverage-guided run: ``python -m tests.relaxng.fuzzing TARGET FOLDER [OPTIONS OF LIBFUZZER]``.

Needs atheris (``pip install atheris``), which is no part of the project's environment. ``FOLDER`` keeps the inputs that
reached something new, and in ``FOLDER/broken`` each input that broke a promise, the first few of each kind; the run goes on
until ``-max_total_time=SECONDS`` or ``-runs=NUMBER`` ends it.
"""

from __future__ import annotations

import hashlib
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

import atheris

_OF_ONE_KIND = 3
_SLOW = 5.0
"""Seconds; no input of a fuzzer is so large that it may take longer."""


def main() -> None:
    """Run one target."""
    name, folder, options = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    with tempfile.TemporaryDirectory() as aside:
        os.environ["LETTERBOOK_CACHE_DIR"] = aside
        with atheris.instrument_imports(include=["letterbook"]):
            from tests.relaxng.fuzzing.targets import TARGETS

            target = TARGETS[name](Path(aside))
        broken = folder / "broken"
        broken.mkdir(parents=True, exist_ok=True)
        for seed in target.seeds():
            (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
        kinds: Counter[str] = Counter()

        def one(data: bytes) -> None:
            began = time.monotonic()
            try:
                target.one(data)
                if time.monotonic() - began < _SLOW:
                    return
                kind = words = f"slow: {time.monotonic() - began:.0f} s"
            except Exception as error:
                last = traceback.extract_tb(error.__traceback__)[-1]
                kind = f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
                words = f"{kind}: {str(error)[:300]}"
            kinds[kind] += 1
            if kinds[kind] <= _OF_ONE_KIND:
                path = broken / hashlib.sha256(data).hexdigest()[:16]
                path.write_bytes(data)
                print(f"BROKEN {path.name}: {words}", flush=True)

        def mutated(data: bytes, most: int, seed: int) -> bytes:
            rng = random.Random(seed)
            try:
                made = target.mutated(data, rng) if rng.random() < 0.7 else None
            except Exception:
                made = None
            if made is None or len(made) > most:
                made = atheris.Mutate(data, most)
            return bytes(made)

        atheris.Setup([sys.argv[0], *options, str(folder)], one, custom_mutator=mutated)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
