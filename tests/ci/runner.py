"""The files that services read, and the steps of the action, run as GitHub's runner does."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.needs import lacking

from letterbook import starting

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"

_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


def need(module: str) -> None:
    """Leave a test that needs a package which is not installed."""
    if importlib.util.find_spec(module) is None:
        lacking(f"the package {module.replace('_', '-')} is not installed")


def loaded(text: str) -> Any:
    """What a YAML file says. ``on`` is a word here, as it is for GitHub."""
    need("yaml")
    import yaml

    class Loader(yaml.SafeLoader):
        """YAML 1.2's booleans: true and false only."""

    Loader.yaml_implicit_resolvers = {
        first: [one for one in many if one[0] != "tag:yaml.org,2002:bool"]
        for first, many in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(true|false)\Z"), list("tf"))
    return yaml.load(text, Loader)


def templates() -> dict[str, str]:
    """What ``init`` writes for each service."""
    return {
        name: data.decode("utf-8")
        for name, data in starting.contents(tuple(starting.SERVICES))
        if name in starting.SERVICES.values()
    }


def steps(document: Any) -> Iterator[dict[str, Any]]:
    """The steps of an action, or of all jobs of a workflow."""
    if "runs" in document:
        yield from document["runs"]["steps"]
    for job in document.get("jobs", {}).values():
        yield from job["steps"]


@dataclass(frozen=True)
class Ran:
    """What became of a run of the action: the last exit code, all that it wrote, the outputs of its steps."""

    code: int
    out: str
    err: str
    outputs: Mapping[str, str]
    summary: str
    commands: tuple[str, ...]
    """What Python was called with."""


class Runner:
    """Runs the shell steps of the action in a folder. Python is one that stands in for an installed Letterbook."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        bash = shutil.which("bash")
        if bash is None or os.name == "nt":
            pytest.skip("there is no bash here to run the steps of the action in")
        self._bash = bash
        self._folder = folder
        self._scratch = scratch
        self._log = scratch / "commands"
        programs = scratch / "bin"
        programs.mkdir(parents=True)
        start = f"import sys; sys.path.insert(0, {str(SOURCE)!r}); from letterbook.cli import main; main(sys.argv[1:])"
        python = programs / "python"
        python.write_text(
            f"#!{bash}\n"
            f'echo "$*" >> {self._log}\n'
            'if [ "$1 $2 $3" = "-I -m pip" ]; then exit 0; fi\n'
            'if [ "$1 $2 $3" != "-I -m letterbook" ]; then exit 99; fi\n'
            "shift 3\n"
            f'exec {sys.executable} -I -c "{start}" "$@"\n',
            encoding="utf-8",
        )
        python.chmod(0o755)
        self._path = f"{programs}{os.pathsep}{os.environ['PATH']}"

    def shell(self, text: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
        """A script, in the folder, with this environment and no more."""
        script = self._scratch / "step.sh"
        script.write_text(text, encoding="utf-8")
        return subprocess.run(
            [self._bash, "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self._folder,
            env={
                "PATH": self._path,
                "HOME": str(self._scratch),
                "LETTERBOOK_CACHE_DIR": str(self._scratch / "cache"),
                **environment,
            },
            capture_output=True,
            check=False,
            timeout=110,
        )

    def run(self, **inputs: str) -> Ran:
        """All steps that are scripts, until one fails. ``inputs`` are those of the action, with ``_`` for ``-``."""
        action = loaded(ACTION.read_text(encoding="utf-8"))
        given = {name: value["default"] for name, value in action["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        context = {f"inputs.{name}": value for name, value in given.items()} | {
            "github.action_path": str(ROOT)
        }
        summary, outputs = self._scratch / "summary", self._scratch / "outputs"
        out, err, code = "", "", 0
        for step in steps(action):
            if "run" not in step or not _holds(step.get("if", ""), context):
                continue
            assert step["shell"] == "bash"
            done = self.shell(
                step["run"],
                {
                    "GITHUB_ACTIONS": "true",
                    "GITHUB_OUTPUT": str(outputs),
                    "GITHUB_STEP_SUMMARY": str(summary),
                    "GITHUB_WORKSPACE": str(self._folder),
                    **{name: _filled(str(value), context) for name, value in step.get("env", {}).items()},
                },
            )
            out += done.stdout.decode("utf-8")
            err += done.stderr.decode("utf-8")
            code = done.returncode
            if code:
                break
        return Ran(
            code,
            out,
            err,
            _outputs(outputs),
            summary.read_text(encoding="utf-8") if summary.exists() else "",
            tuple(self._log.read_text(encoding="utf-8").splitlines()),
        )


def _filled(text: str, context: Mapping[str, str]) -> str:
    """A value with its expressions evaluated."""
    return _EXPRESSION.sub(lambda match: context[match.group(1)], text)


def _holds(condition: str, context: Mapping[str, str]) -> bool:
    """Whether a condition holds, of the one kind that steps with a script have."""
    if not condition:
        return True
    match = re.fullmatch(r"(inputs\.[\w-]+) != ''", condition)
    assert match is not None, condition
    return context[match.group(1)] != ""


def _outputs(path: Path) -> dict[str, str]:
    """What steps wrote for others: ``name<<mark``, lines, ``mark``."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return {
        match[1]: match[3]
        for match in re.finditer(r"^([\w-]+)<<(\S+)\n(.*?)\n\2$", text, re.MULTILINE | re.DOTALL)
    }
