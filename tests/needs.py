"""What a test needs beside Python: where all of it has to be there, a lack is a failure; elsewhere the test skips."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest

COMPLETE = "LETTERBOOK_TESTS_COMPLETE"
"""The variable by which ``.ci/run`` says that nothing may be lacking."""


def lacking(what: str) -> NoReturn:
    """Leave a test that cannot run here; ``what`` says what is lacking."""
    if os.environ.get(COMPLETE):
        pytest.fail(f"nothing may be lacking here, but {what}")
    pytest.skip(what)
