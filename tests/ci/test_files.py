"""action.yml, the hook and what ``init`` writes: valid for the services that read them, and safe with strangers."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from letterbook.distribution import ACTION as ADDRESS
from letterbook.distribution import INSTALL, REPOSITORY, TAG

from .runner import ACTION, HOOKS, loaded, need, steps, templates

GITHUB, GITLAB, PRE_COMMIT = ".github/workflows/letterbook.yml", ".gitlab-ci.yml", ".pre-commit-config.yaml"


def documents() -> dict[str, Any]:
    """The action and the workflow."""
    return {"action.yml": loaded(ACTION.read_text(encoding="utf-8")), GITHUB: loaded(templates()[GITHUB])}


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("action.yml", "vendor.github-actions"),
        (GITHUB, "vendor.github-workflows"),
        (GITLAB, "vendor.gitlab-ci"),
    ],
)
def test_valid_by_the_schemas_of_the_services(name: str, schema: str, tmp_path: Path) -> None:
    """By check-jsonschema, which brings them."""
    need("check_jsonschema")
    path = tmp_path / Path(name).name
    path.write_text(
        ACTION.read_text(encoding="utf-8") if name == "action.yml" else templates()[name], encoding="utf-8"
    )
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=110)
    assert done.returncode == 0, done.stdout + done.stderr


def test_valid_for_pre_commit(tmp_path: Path) -> None:
    """The hook's file, and the settings that ask for it."""
    need("pre_commit")
    settings = tmp_path / PRE_COMMIT
    settings.write_text(templates()[PRE_COMMIT], encoding="utf-8")
    for verb, path in (("validate-manifest", HOOKS), ("validate-config", settings)):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", verb, str(path)],
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=110,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "warn" not in (done.stdout + done.stderr).lower()


@pytest.mark.parametrize("name", ["action.yml", GITHUB])
def test_nothing_is_put_into_a_script(name: str) -> None:
    """What a pull request is called, or an input says, would else become a command."""
    found = [step["run"] for step in steps(documents()[name]) if "run" in step]
    assert found
    assert all("${{" not in script for script in found)


@pytest.mark.parametrize("name", ["action.yml", GITHUB])
def test_actions_are_pinned(name: str) -> None:
    """A tag can be moved to other code; a commit cannot. The comment says which version it is."""
    text = ACTION.read_text(encoding="utf-8") if name == "action.yml" else templates()[name]
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, comment in used:
        if action != ADDRESS:
            assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", action), action
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action


def test_the_same_action_is_the_same_everywhere() -> None:
    """One commit for each action."""
    text = ACTION.read_text(encoding="utf-8") + templates()[GITHUB]
    pinned = set(re.findall(r"uses: ([\w./-]+)@([0-9a-f]{40})", text))
    assert len({action for action, _ in pinned}) == len(pinned) >= 4


def test_the_workflow_may_only_read() -> None:
    """Nothing that runs on a pull request can write to the repository."""
    workflow = documents()[GITHUB]
    assert workflow["permissions"] == {"contents": "read"}
    assert set(workflow["on"]) == {"push", "pull_request"}  # not pull_request_target, which has secrets
    assert all("permissions" not in job for job in workflow["jobs"].values())
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert (
                step["with"]["persist-credentials"] == "false" or step["with"]["persist-credentials"] is False
            )


def test_nothing_of_the_repository_is_run() -> None:
    """No --allow-code, and Python that imports nothing of the folder it stands in."""
    everything = {
        "action.yml": ACTION.read_text(encoding="utf-8"),
        "hooks": HOOKS.read_text(encoding="utf-8"),
        **templates(),
    }
    for name, text in everything.items():
        lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
        assert not any("allow-code" in line for line in lines), name
        for call in re.findall(r"\bpython [^\n]*", "\n".join(lines)):
            assert call.startswith("python -I -m "), (name, call)


def test_every_input_is_described_and_used() -> None:
    """Each reaches a step, and says what it is for."""
    action = documents()["action.yml"]
    text = ACTION.read_text(encoding="utf-8")
    for name, value in action["inputs"].items():
        assert value["description"].endswith(".") and isinstance(value["default"], str)
        assert re.search(rf"inputs\.{name}\b", text.partition("\nruns:")[2]), name


def test_everything_is_installed_from_one_address() -> None:
    """The address stands in ``distribution``; the hook's and the action's version is this one."""
    made = templates()
    assert INSTALL in made[GITHUB] and INSTALL in made[GITLAB]
    assert f"uses: {ADDRESS}\n" in made[GITHUB]
    [repository] = loaded(made[PRE_COMMIT])["repos"]
    assert (repository["repo"], repository["rev"]) == (REPOSITORY, TAG)
    offered = {hook["id"] for hook in loaded(HOOKS.read_text(encoding="utf-8"))}
    assert {hook["id"] for hook in repository["hooks"]} <= offered
    assert not any(
        "@" + mark + "@" in text
        for text in made.values()
        for mark in ("INSTALL", "ACTION", "VERSION", "REPOSITORY")
    )


def test_gitlab_gets_its_report_whatever_is_found() -> None:
    """The artifact is kept when the job fails: that is when it is wanted."""
    job = loaded(templates()[GITLAB])["letterbook"]
    assert job["artifacts"]["when"] == "always"
    report = job["artifacts"]["reports"]["codequality"]
    assert f"--format gitlab --output {report}" in job["script"][0]


def test_files_are_tidy() -> None:
    """No tabs, no blanks at the ends of lines, one line break at the end."""
    for text in (
        ACTION.read_text(encoding="utf-8"),
        HOOKS.read_text(encoding="utf-8"),
        *templates().values(),
    ):
        assert "\t" not in text and "\r" not in text
        assert not re.search(r" $", text, re.MULTILINE)
        assert text.endswith("\n") and not text.endswith("\n\n")
        assert max(map(len, text.splitlines())) <= 130
