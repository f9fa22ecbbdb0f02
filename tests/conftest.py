"""Fixtures that tests of several rooms use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.needs import lacking

# The same examples in every run, so that a change is blamed only for what it breaks; LETTERBOOK_EXPLORE=1 looks for new ones.
# No deadline: two cores are shared by many tests, and a slow example is no fault.
settings.register_profile("letterbook", deadline=None, derandomize="LETTERBOOK_EXPLORE" not in os.environ)
settings.load_profile("letterbook")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session", autouse=True)
def _a_cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test learns from what the user's cache holds, nor leaves anything there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LETTERBOOK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of corpora, schemas and facts beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        lacking("the folder ../shared with the corpora and schemas is not beside this checkout")
    return folder
