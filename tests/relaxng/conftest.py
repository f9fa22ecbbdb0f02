"""jing in one process for all tests of this room, and a cache folder of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.needs import lacking
from tests.relaxng.oracle import jing as oracle


@pytest.fixture(scope="session", autouse=True)
def cache_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled grammars of this run alone: not what an earlier state of the code made, and no rubbish left behind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LETTERBOOK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def jing() -> Iterator[oracle.Jing]:
    """jing, started at its first question."""
    if lack := oracle.lack():
        lacking(lack)
    with oracle.Jing() as running:
        yield running
