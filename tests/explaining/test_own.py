"""An edition's own checks have pages too, and nothing of them is run for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook import explaining
from letterbook.explaining import own
from letterbook.findings import Severity
from letterbook.settings import Settings, load, parse

RULE = '''"""A letter without a stamp

What it does
------------
It looks for a stamp.

Fix
---
None: stamps are rare.
"""
from pathlib import Path
Path("{trace}").touch()
CODE: str = "OWN001"
NAME = "letter-without-stamp"
SEVERITY = Severity.WARNING
DEFAULT = False
ALIASES = ("no-stamp",)
check_letter = print
raise SystemExit
'''

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron">
  <pattern>
    <title>Seals</title>
    <p>Every letter of this office has a seal.</p>
    <rule context="*" role="warning">
      <assert id="seal-missing" test="seal">the <name/> <emph>has</emph> no seal in <value-of select="1"/></assert>
      <report id="two-seals" role="error" test="false()">two</report>
      <assert test="true()">nameless</assert>
    </rule>
  </pattern>
</schema>
"""

SETTINGS = """[validate]
rules = "rules/*.py"
schematron = "*.sch"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An edition with a rule that would leave a trace if it were run, others that are none, and a Schematron."""
    (tmp_path / "rules").mkdir()
    for name, text in {
        "stamp": RULE.format(trace=(tmp_path / "trace").as_posix()),
        "_helper": RULE,
        "broken": "def (",
        "other": "x = 1",
    }.items():
        (tmp_path / "rules" / f"{name}.py").write_text(text, encoding="utf-8")
    (tmp_path / "seals.sch").write_text(SCHEMA, encoding="utf-8")
    (tmp_path / "broken.sch").write_text("<schema", encoding="utf-8")
    path = tmp_path / "letterbook.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return load(path)


def test_pages(settings: Settings) -> None:
    """What the files say of themselves."""
    pages = own.pages(settings)
    assert [page.code for page in pages] == ["OWN001", "seal-missing", "two-seals"]
    rule, seal, two = pages
    assert (rule.name, rule.severity, rule.default, rule.aliases, rule.fixable) == (
        "letter-without-stamp",
        Severity.WARNING,
        False,
        ("no-stamp",),
        False,
    )
    assert (
        rule.title == "A letter without a stamp" and rule.section("What it does") == "It looks for a stamp."
    )
    assert (seal.title, seal.severity) == ("The … has no seal in …", Severity.WARNING)
    assert "Every letter of this office has a seal." in seal.section("What it does")
    assert two.severity is Severity.ERROR
    assert settings.root is not None and not (settings.root / "trace").exists()


def test_they_are_found_beside_letterbook_s_own(settings: Settings) -> None:
    more = own.pages(settings)
    for word in ("own001", "Letter_Without_Stamp", "no-stamp"):
        page = explaining.find(word, more)
        assert page is not None and page.code == "OWN001"
    assert explaining.find("OWN001") is None
    assert "seal-missing" in explaining.near("seal-mising", more)
    page = explaining.find("R001", more)
    assert page is not None and page.name == "missing-file"


def test_without_an_edition_there_are_none() -> None:
    assert own.pages(Settings()) == ()
    assert own.pages(parse(SETTINGS, "letterbook.toml")) == ()
