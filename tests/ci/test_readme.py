"""What the README shows of services is what ``init`` writes, and valid."""

from __future__ import annotations

import re
from typing import Any

import pytest

from letterbook.distribution import ACTION as ADDRESS
from letterbook.distribution import INSTALL, REPOSITORY, TAG

from .runner import ACTION, ROOT, loaded, templates

README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = {
    match[1]: match[2]
    for match in re.finditer(r"^```yaml\n# (\S+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
}


def within(small: Any, large: Any) -> bool:
    """Whether everything that one says the other says too; a list may have more."""
    if isinstance(small, dict):
        return isinstance(large, dict) and all(
            key in large and within(value, large[key]) for key, value in small.items()
        )
    if isinstance(small, list):
        return isinstance(large, list) and all(any(within(one, other) for other in large) for one in small)
    return bool(small == large)


def test_each_service_is_shown() -> None:
    assert set(SHOWN) == set(templates())


@pytest.mark.parametrize("name", [".github/workflows/letterbook.yml", ".pre-commit-config.yaml"])
def test_what_is_shown_is_what_is_written(name: str) -> None:
    """A part of it: the README leaves out what a first look does not need."""
    shown, made = loaded(SHOWN[name]), loaded(templates()[name])
    if isinstance(shown.get("on"), list):
        shown["on"] = dict.fromkeys(shown["on"])
    assert within(shown, made)


def test_gitlab_is_shown_as_it_is_written() -> None:
    """There in one job."""
    shown, made = loaded(SHOWN[".gitlab-ci.yml"])["letterbook"], loaded(templates()[".gitlab-ci.yml"])
    base = made[".letterbook"]
    assert shown["script"] == base["before_script"] + made["letterbook"]["script"]
    assert shown["image"] == base["image"] and shown["artifacts"] == made["letterbook"]["artifacts"]


def test_addresses() -> None:
    assert ADDRESS in SHOWN[".github/workflows/letterbook.yml"]
    assert INSTALL in SHOWN[".gitlab-ci.yml"]
    assert REPOSITORY in SHOWN[".pre-commit-config.yaml"] and TAG in SHOWN[".pre-commit-config.yaml"]


def test_the_table_has_every_input_with_its_default() -> None:
    """An input that nobody knows of is of no use."""
    inputs = loaded(ACTION.read_text(encoding="utf-8"))["inputs"]
    rows = {
        match[1]: match[2]
        for match in re.finditer(r"^\| `([\w-]+)` \| [^|]+ \| ([^|]+) \|$", README, re.MULTILINE)
    }
    for name, value in inputs.items():
        assert name in rows, name
        assert not value["default"] or rows[name] == f"`{value['default']}`"
