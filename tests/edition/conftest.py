"""The letters of the shipped edition, each walked once."""

from __future__ import annotations

import pytest
from tests.edition.witness import LETTERS, Witnesses, parse


@pytest.fixture(scope="session")
def letters() -> dict[str, Witnesses]:
    """The letters by their numbers."""
    return {number: Witnesses(parse(name)) for number, name in LETTERS.items()}
