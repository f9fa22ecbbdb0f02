"""What the coverage-guided run tries, tried on its first inputs and on a few changed ones: its promises hold, and it works."""

from __future__ import annotations

import random
from itertools import islice
from pathlib import Path

import pytest
from tests.relaxng.fuzzing.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_targets(name: str, tmp_path: Path) -> None:
    """No input breaks a promise; nearly all changed inputs are new ones."""
    target = TARGETS[name](tmp_path)
    rng = random.Random(name)
    seeds = list(target.seeds())
    rng.shuffle(seeds)
    new = 0
    for seed in islice(seeds * 5, 40):
        target.one(seed)
        changed = target.mutated(seed, rng)
        if changed is not None:
            target.one(changed)
            new += changed != seed
    assert new > 20
    for data in (b"", b"\0", b"\xff\xfe", b"<a/>" * 3):
        target.one(data)
