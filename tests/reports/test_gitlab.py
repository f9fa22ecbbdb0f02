"""GitLab's code quality report."""

from __future__ import annotations

import json

import pytest
from tests.reports.runs import MIXED, RUNS
from tests.reports.schema_of import faults

from letterbook import reports


@pytest.mark.parametrize("run", RUNS)
def test_it_is_what_gitlab_documents_and_what_its_parser_takes(run: str) -> None:
    """A report that is not is dropped without a word."""
    made = json.loads(reports.render("gitlab", RUNS[run]))
    assert faults("gitlab-documented.json", made) == []
    assert [fault for one in made for fault in faults("gitlab-codeclimate.json", one)] == []
    assert len(made) == len(RUNS[run].findings)


@pytest.mark.parametrize("run", RUNS)
def test_fingerprints_are_unique(run: str) -> None:
    """GitLab shows one finding of each."""
    made = json.loads(reports.render("gitlab", RUNS[run]))
    assert len({one["fingerprint"] for one in made}) == len(made)


def test_paths_are_the_repositorys() -> None:
    """The merge request finds the lines."""
    made = json.loads(reports.render("gitlab", MIXED))
    assert made[0]["location"] == {
        "path": "edition/tei/letters/humboldt-1829-10-15.xml",
        "lines": {"begin": 2},
    }
    assert made[3]["location"]["lines"] == {"begin": 1}
    assert [one["severity"] for one in made] == ["major", "minor", "minor", "info", "major"]
