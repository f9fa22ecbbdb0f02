"""Random grammars and documents: the engine refuses what jing refuses, and judges as jing judges."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.relaxng.casing import FOUND, Case, compact_troubles, judged_by_jing, kept, random_case, troubles
from tests.relaxng.oracle.jing import Jing


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**63))
@example(seed=0)
def test_random_grammars(jing: Jing, tmp_path: Path, seed: int) -> None:
    """Every pattern, name class and datatype, in ways that nobody would write, in both syntaxes; five documents for each."""
    case = random_case(seed)
    expected = judged_by_jing(case, jing, tmp_path)
    found = troubles(case, expected, tmp_path)
    if seed % 3 == 0:
        found += compact_troubles(case, expected, jing, tmp_path)
    assert not found, (found[0], case.schema.decode())


@pytest.mark.parametrize("path", sorted(FOUND.glob("*.json")), ids=lambda path: path.stem)
def test_found(path: Path, tmp_path: Path) -> None:
    """What once differed."""
    case, expected = kept(path)
    assert troubles(case, expected, tmp_path) == []


def test_random_cases_are_worth_it(jing: Jing, tmp_path: Path) -> None:
    """Most random grammars are correct, some are not; of their documents a good part is valid, and a good part not."""
    correct = valid = documents = 0
    for seed in range(60):
        expected = judged_by_jing(random_case(seed), jing, tmp_path)
        correct += expected.correct
        valid += sum(expected.valid)
        documents += len(expected.valid)
    assert 30 < correct < 58
    assert documents * 0.2 < valid < documents * 0.8


def test_a_case_is_kept_as_it_is(tmp_path: Path) -> None:
    """A random case is the same each time, and survives being written."""
    from tests.relaxng.casing import Verdict, save

    case = random_case(7)
    assert case == random_case(7)
    verdict = Verdict(True, tuple(n % 2 == 0 for n in range(len(case.documents))))
    save(case, verdict, "a note", tmp_path / "case.json")
    again, read = kept(tmp_path / "case.json")
    assert (again, read) == (case, verdict)
    assert isinstance(again, Case)
