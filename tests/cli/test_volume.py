"""``letterbook validate`` on a printed volume of 120 documents in one file, with its own list of persons."""

from __future__ import annotations

import json
from pathlib import Path

from tests.rules.test_frus import AMBASSADOR, ATTORNEY_GENERAL, PRESIDENT

from .conftest import Letterbook


def test_the_command_finds_each_name_that_points_to_another_person(
    letterbook: Letterbook, shared: Path
) -> None:
    """Without options or letterbook.toml: each place is told, and nothing else of this kind that is right."""
    volume = shared / "corpora" / "frus" / "volumes" / "frus1961-63v06.xml"
    ran = letterbook("validate", volume, "--format", "json")
    findings = json.loads(ran.out)["findings"]
    told = [f"{found['line']}:{found['column']}" for found in findings if found["code"] == "N001"]
    assert told == sorted(
        (*PRESIDENT, *AMBASSADOR, *ATTORNEY_GENERAL), key=lambda place: int(place.partition(":")[0])
    )
