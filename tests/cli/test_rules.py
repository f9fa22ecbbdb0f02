"""``letterbook rules``: what there is, and how the edition sets it."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

from letterbook import explaining
from letterbook.cli import rules
from letterbook.explaining.listing import COLUMNS

from .conftest import Letterbook

CHECKS = [page for page in explaining.all_pages() if page.kind != "code"]


def test_all_of_them(letterbook: Letterbook) -> None:
    """Every rule and every assertion, one a line, with what it says."""
    ran = letterbook("rules")
    assert (ran.code, ran.err) == (0, "")
    head, *lines = ran.out.splitlines()
    assert head.split() == ["code", "name", "severity"]
    assert len(lines) == len(CHECKS)
    for page in CHECKS:
        severity = page.severity.label if page.default else "off"
        [line] = [line for line in lines if re.split(r"\s{2,}", line)[1] == page.name]
        assert severity in line.split() and line.endswith(page.title)


def test_the_forms_say_the_same(letterbook: Letterbook) -> None:
    """Table, JSON and CSV."""
    made = json.loads(letterbook("rules", "--format", "json").out)
    assert [one["code"] for one in made if one["family"] != "schema"] == [
        page.code
        for page in sorted(
            CHECKS, key=lambda page: ([*explaining.FAMILIES].index(page.family), page.sort_key)
        )
        if page.family != "schema"
    ]
    assert all(tuple(one) == COLUMNS for one in made)
    rows = list(csv.DictReader(io.StringIO(letterbook("rules", "--format", "csv").out)))
    assert [{k: str(v).lower() if isinstance(v, bool) else v for k, v in one.items()} for one in made] == rows
    assert rules.FORMS == ("table", "json", "csv")


def test_a_family(letterbook: Letterbook) -> None:
    """One or several; another word is wrong use with a suggestion."""
    made = json.loads(letterbook("rules", "names", "dates", "--format", "json").out)
    assert {one["family"] for one in made} == {"names", "dates"}
    ran = letterbook("rules", "date")
    assert (ran.code, ran.out) == (2, "") and "did you mean dates?" in ran.err


def test_as_the_edition_sets_them(letterbook: Letterbook, folder: Path) -> None:
    """Severities and what is off come from letterbook.toml; what is each rule's own stands beside it."""
    (folder / "letterbook.toml").write_text(
        '[rules]\nletter-without-sender = "off"\nC002 = "info"\nfile-without-title = "warning"\n',
        encoding="utf-8",
    )
    made = {one["name"]: one for one in json.loads(letterbook("rules", "--format", "json").out)}
    assert (made["letter-without-sender"]["severity"], made["letter-without-sender"]["on"]) == ("off", False)
    assert made["letter-without-sender"]["default"] == "error"
    assert made["letter-without-addressee"]["severity"] == "info"
    assert made["file-without-title"]["severity"] == "warning"


def test_what_the_edition_brings(letterbook: Letterbook, folder: Path) -> None:
    """Its own rules and assertions are a family of their own."""
    (folder / "own.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="*">'
        '<assert id="no-seal" test="seal" role="info">there is no seal</assert></rule></pattern></schema>',
        encoding="utf-8",
    )
    (folder / "letterbook.toml").write_text('[validate]\nschematron = "own.sch"\n', encoding="utf-8")
    [one] = json.loads(letterbook("rules", "own", "--format", "json").out)
    assert (one["name"], one["severity"], one["title"]) == ("no-seal", "info", "There is no seal")


def test_broken_settings_are_told(letterbook: Letterbook, folder: Path) -> None:
    """A list that passes over them would be believed."""
    (folder / "letterbook.toml").write_text('[rules]\nletter-without-sendr = "off"\n', encoding="utf-8")
    ran = letterbook("rules")
    assert ran.code == 2 and "letter-without-sendr" in ran.err
