"""jing in one process for all tests of this room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.needs import lacking
from tests.relaxng.oracle import jing as oracle


@pytest.fixture(scope="session")
def jing() -> Iterator[oracle.Jing]:
    """jing, started at its first question."""
    if lack := oracle.lack():
        lacking(lack)
    with oracle.Jing() as running:
        yield running
