"""The examples in the documentation of the room's public face do what they show."""

from __future__ import annotations

import doctest
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.relaxng.small import grammar

from letterbook.relaxng import Grammar
from letterbook.relaxng.possible import Possible
from letterbook.sources import parse


@pytest.mark.parametrize("documented", [Grammar.check, Possible.inside], ids=lambda one: one.__qualname__)
def test_examples(documented: Callable[..., object], tmp_path: Path) -> None:
    """Each with a grammar for small letters at hand."""
    globs = {"grammar": grammar(tmp_path), "parse": parse}
    (test,) = doctest.DocTestFinder(recurse=False).find(documented, globs=globs)
    assert test.examples
    said: list[str] = []
    result = doctest.DocTestRunner().run(test, out=said.append)
    assert not result.failed, "".join(said)
