"""What README and docs/how-to/check-every-change.md show of services is what ``init`` writes, and valid."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from letterbook.distribution import ACTION as ADDRESS
from letterbook.distribution import INSTALL, REPOSITORY, TAG
from letterbook.settings import parse

from .runner import ACTION, ROOT, loaded, need, steps, templates

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


PAGE = (ROOT / "docs" / "how-to" / "check-every-change.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("text", EXAMPLES, ids=lambda text: text.split(":")[0])
def test_an_example_of_the_page_is_valid(text: str, tmp_path: Path) -> None:
    """For the service that it is for; with inputs that the action has, and actions that are pinned as elsewhere."""
    kind = (
        "github-workflows"
        if text.startswith("on:")
        else "gitlab-ci"
        if text.startswith("letterbook:")
        else ""
    )
    path = tmp_path / "example.yml"
    path.write_text(text, encoding="utf-8")
    if kind:
        need("check_jsonschema")
        command = ["-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}", str(path)]
    else:
        need("pre_commit")
        command = ["-m", "pre_commit", "validate-config", str(path)]
    done = subprocess.run(
        [sys.executable, *command], capture_output=True, text=True, encoding="utf-8", check=False, timeout=110
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = templates()[".github/workflows/letterbook.yml"]
    inputs = loaded(ACTION.read_text(encoding="utf-8"))["inputs"]
    for step in steps(loaded(text)) if kind == "github-workflows" else ():
        assert f"uses: {step['uses']}" in made
        if step["uses"] == ADDRESS:
            assert set(step.get("with", {})) <= set(inputs)


def test_the_page_has_an_example_of_each() -> None:
    assert [text.split(":")[0] for text in EXAMPLES] == ["on", "on", "letterbook", "repos"]
    assert set(re.findall(r"git\+https://[^\s\"]+", PAGE)) == {INSTALL.removeprefix("letterbook @ ")}
    assert f"rev: {TAG}" in PAGE


def test_the_settings_of_the_page_are_known() -> None:
    """Its table for letterbook.toml is read without a fault."""
    [text] = re.findall(r"^```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert parse(text, "letterbook.toml")


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
