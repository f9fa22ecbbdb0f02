"""A printed volume that points 'President Kennedy' to the wrong Kennedy: each place is found, and little else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.rules.judging import judged, opened

from letterbook.findings import Finding
from letterbook.rules.catalogue import all_rules

PRESIDENT = [
    "118:35", "124:92", "167:65", "183:41", "295:88", "319:75", "328:35", "341:95",
    "358:62", "374:67", "378:61", "393:92", "397:78", "400:41", "581:52", "1324:70",
    "1602:138", "1965:76", "2075:45", "2078:89", "2716:43", "4406:39", "4454:45", "4493:86",
    "4497:49", "6434:51", "7429:135", "10100:43", "10635:88", "11788:43", "11789:74", "11799:62",
    "11951:63", "12015:94", "12110:39", "12161:91", "12292:39", "12355:39", "12365:98", "12372:39",
    "12434:48", "12437:45", "12446:45", "12599:65", "12618:70", "12660:52", "14482:75", "14557:53",
]  # fmt: skip
"""Line and column of the pointer wherever the text says President and the entry is the Attorney General's."""

AMBASSADOR = ["11203:61", "11206:59", "11221:59", "11316:102", "11318:52"]
"""Ambassador Dean, who led the American delegation in Geneva, points to Dean Rusk, the Secretary of State."""

ATTORNEY_GENERAL = ["12331:74"]
"""The head of document 94 points the Attorney General to the President."""


@pytest.fixture(scope="module")
def volume(shared: Path) -> Path:
    """The volume."""
    return shared / "corpora" / "frus" / "volumes" / "frus1961-63v06.xml"


@pytest.fixture(scope="module")
def findings(volume: Path) -> list[Finding]:
    """What the rules that are on by default say of names that point to somebody else."""
    rules = [
        rule
        for rule in all_rules()
        if rule.default and rule.name in ("name-of-another-entry", "one-name-different-entries")
    ]
    return judged(opened(volume), rules)


def _places(findings: Iterable[Finding]) -> list[str]:
    return [f"{finding.span.line}:{finding.span.column}" for finding in findings]


def test_the_places_are_those_that_a_plain_search_finds(volume: Path) -> None:
    """The list above is what a search for the words in the characters of the file gives, without any of our reading."""
    text = volume.read_text(encoding="utf-8")
    found = re.finditer(r'President\s*<persName (corresp="#p_KRF1")>Kennedy</persName>', text)
    starts = [match.start(1) for match in found]
    assert [
        f"{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}" for at in starts
    ] == PRESIDENT
    assert len(PRESIDENT) == text.count('<persName corresp="#p_KRF1">Kennedy</persName>') == 48


def test_every_president_who_points_to_the_attorney_general_is_found(findings: list[Finding]) -> None:
    """The persons list of the volume is its register: the title beside the name and the entries' descriptions tell them apart."""
    told = [finding for finding in findings if finding.message.startswith("President Kennedy points to")]
    assert _places(told) == PRESIDENT
    assert {finding.span.file for finding in told} == {"frus1961-63v06.xml"}
    for finding in told:
        entries = [related.span.line for related in finding.related]
        assert entries == [850, 846], "both entries are shown: where it points, and where it should"
        assert "p_KJF2" in finding.help


def test_what_else_is_found_is_wrong_too(findings: list[Finding]) -> None:
    """Nothing that is right is reported: each of the others was read in the volume."""
    others = [place for place in _places(findings) if place not in PRESIDENT]
    assert others == AMBASSADOR + ATTORNEY_GENERAL
