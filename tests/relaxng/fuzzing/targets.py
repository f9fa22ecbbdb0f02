"""What is fuzzed: a target takes any bytes, and raises when what they lead to breaks a promise."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Protocol

from tests.relaxng.fuzzing.letters import Letters
from tests.relaxng.fuzzing.schemas import Compact, Schemas
from tests.relaxng.fuzzing.texts import Datatypes, Patterns


class Target(Protocol):
    """One thing to fuzz."""

    def seeds(self) -> Iterable[bytes]:
        """Inputs to begin with."""

    def mutated(self, data: bytes, rng: Random) -> bytes | None:
        """The input, changed as its kind is; None where only its bytes can be."""

    def one(self, data: bytes) -> None:
        """Try one input; AssertionError, or anything else, where a promise is broken."""


TARGETS: dict[str, Callable[[Path], Target]] = {
    "schemas": Schemas,
    "compact": Compact,
    "patterns": Patterns,
    "datatypes": Datatypes,
    "letters": Letters,
}
"""By name; each is given a folder of its own to write to."""
