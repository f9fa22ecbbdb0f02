"""Each rule's folder of cases: the bad gives exactly what is expected, the good gives nothing, fixes make what they say."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.judging import concise, judged, mended, opened, rules_of

from letterbook.rules.catalogue import all_rules

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.glob("[A-Z][0-9]*/bad*") if path.suffix in ("", ".xml"))
GOOD = sorted(path for path in HERE.glob("[A-Z][0-9]*/good*"))
FIXED = sorted(path for path in HERE.glob("[A-Z][0-9]*/fixed*") if path.suffix in ("", ".xml"))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("path", CASES, ids=_name)
def test_what_is_bad_gives_exactly_what_is_expected(path: Path) -> None:
    """A rule finds what it is for, at its place, in these words."""
    expected = path.with_name(path.name.replace("bad", "expected").removesuffix(".xml") + ".txt")
    found = concise(judged(opened(path), rules_of(path.parent.name)))
    assert found == expected.read_text(encoding="utf-8")
    assert found, "a bad case without a finding"


@pytest.mark.parametrize("path", GOOD, ids=_name)
def test_what_is_good_gives_nothing_of_the_family(path: Path) -> None:
    """A rule and its neighbours keep quiet about what is right."""
    assert concise(judged(opened(path), rules_of(path.parent.name[0]))) == ""


@pytest.mark.parametrize("path", FIXED, ids=_name)
def test_a_fix_makes_what_it_says(path: Path) -> None:
    """The certain fixes of the bad file (or folder) make the fixed one, which has nothing to be fixed."""
    bad = path.with_name(path.name.replace("fixed", "bad"))
    made = mended(bad, rules_of(path.parent.name))
    for file in (file for file in path.rglob("*.xml")) if path.is_dir() else (path,):
        name = file.relative_to(path).as_posix() if path.is_dir() else bad.name
        assert made.get(name, (bad / name if path.is_dir() else bad).read_bytes()) == file.read_bytes()
    assert not mended(path, rules_of(path.parent.name))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_rule_has_cases_and_names_that_belong_together(rule: object) -> None:
    """A rule without cases proves nothing; its module is called as it is."""
    from letterbook.rules.catalogue import Rule

    assert isinstance(rule, Rule)
    assert rule.module.__name__.rpartition(".")[2] == rule.name.replace("-", "_")
    folder = HERE / rule.code
    assert list(folder.glob("bad*")), f"tests/rules/{rule.code} has no bad case"
    assert list(folder.glob("good*")), f"tests/rules/{rule.code} has no good case"


def test_codes_and_names_are_each_one_rule() -> None:
    """No two rules share a code, a name or an alias."""
    words = [word for rule in all_rules() for word in (rule.code, rule.name, *rule.aliases)]
    assert len(words) == len(set(words))
