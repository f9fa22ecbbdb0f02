"""Fixtures that tests of several rooms use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from tests.needs import lacking

settings.register_profile(
    "letterbook", deadline=None
)  # two cores are shared by many tests: a slow example is no fault
settings.load_profile("letterbook")

ROOT = Path(__file__).resolve().parent.parent


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
