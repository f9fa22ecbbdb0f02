"""A stranger's git repository under ``--changed-since``: its settings, attributes and names run nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.needs import lacking

from .conftest import Run
from .letters import letter

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the traps are scripts of a POSIX shell")

PROGRAMS = (
    "core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy",
    "core.alternateRefsCommand",
    "pager.diff", "pager.ls-files", "diff.external", "diff.trap.command", "diff.trap.textconv", "filter.trap.clean",
    "filter.trap.smudge", "filter.trap.process", "merge.trap.driver", "gpg.program", "gpg.ssh.program",
    "credential.helper",
    "uploadpack.packObjectsHook", "sequence.editor", "interactive.diffFilter", "trace2.eventTarget",
)  # fmt: skip
SETTINGS = {
    "filter.trap.required": "true",
    "log.showSignature": "true",
    "core.untrackedCache": "true",
    "submodule.recurse": "true",
    "diff.submodule": "log",
    "status.submoduleSummary": "true",
    "remote.origin.promisor": "true",
    "remote.origin.partialCloneFilter": "blob:none",
    "protocol.ext.allow": "always",
}
HOOKS = (
    "post-index-change",
    "fsmonitor-watchman",
    "pre-commit",
    "post-checkout",
    "reference-transaction",
    "query-watchman",
)


@pytest.fixture
def trapped(tmp_path: Path) -> tuple[Path, Path]:
    """A repository full of traps, and the file that tells that one was sprung."""
    git = shutil.which("git")
    if git is None:
        lacking("git is not installed")
    canary, here = tmp_path / "canary", tmp_path / "edition"
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\necho \"$0 $*\" >> '{canary}'\ncat\n", encoding="utf-8")
    trap.chmod(0o755)
    here.mkdir()

    def run(*words: str, cwd: Path = here) -> None:
        name = ("-c", "user.name=n", "-c", "user.email=n@example.org", "-c", "protocol.file.allow=always")
        subprocess.run(
            [git, *name, *words], cwd=cwd, check=True, capture_output=True, stdin=subprocess.DEVNULL
        )

    inner = tmp_path / "inner"
    inner.mkdir()
    run("init", "-q", "-b", "main", cwd=inner)
    (inner / "i.xml").write_text(letter(id="i"), encoding="utf-8")
    run("add", "-A", cwd=inner)
    run("commit", "-q", "-m", "i", cwd=inner)
    run("init", "-q", "-b", "main")
    for name in ("a", "b"):
        (here / f"{name}.xml").write_text(letter(id=name), encoding="utf-8")
    run("submodule", "add", "-q", str(inner), "sub")
    run("add", "-A")
    run("commit", "-q", "-m", "one")
    run("update-ref", "refs/heads/--output=x", "HEAD")
    for name in PROGRAMS:
        run("config", name, str(trap))
    for name, value in SETTINGS.items():
        run("config", name, value)
    run("config", "remote.origin.url", f"ext::{trap} %S")
    run("config", "submodule.sub.url", f"ext::{trap} %S")
    run("config", "submodule.sub.update", f"!{trap}")
    for alias in ("diff", "ls-files", "rev-parse", "merge-base", "config"):
        run("config", f"alias.{alias}", f"!{trap}")
    (here / ".gitattributes").write_text(
        "*.xml filter=trap diff=trap merge=trap\n* filter=trap\na.xml filter=inc\n", encoding="utf-8"
    )
    hooks = here / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in HOOKS:
        shutil.copy(trap, hooks / hook)
    for program in ("git", "git-diff", "less", "ssh"):
        shutil.copy(trap, here / program)
    run("config", "core.hooksPath", str(hooks))
    (here / "b.xml").write_text(letter("<p>changed</p>", id="b"), encoding="utf-8")
    (here / "sub" / "i.xml").write_text(letter("<p>changed</p>", id="i"), encoding="utf-8")
    subprocess.run([git, "config", "core.fsmonitor", str(trap)], cwd=here / "sub", check=True)
    for name in ("filter.trap.clean", "filter.trap.process", "diff.external"):
        subprocess.run([git, "config", name, str(trap)], cwd=here / "sub", check=True)
    (here / "sub" / ".gitattributes").write_text("* filter=trap diff=trap\n", encoding="utf-8")
    (here / ".git" / "more").write_text(
        f'[filter "inc"]\n\tclean = {trap}\n\tprocess = {trap}\n', encoding="utf-8"
    )
    run("config", "include.path", "more")
    for touched in (here / "a.xml", here / "sub" / "i.xml"):  # as long as it was: git has to read it
        touched.write_text(letter("<p>Dear me,</p>", id=touched.stem), encoding="utf-8")
    canary.unlink(missing_ok=True)
    return here, canary


@pytest.mark.parametrize("revision", ["main", "HEAD", "HEAD~0", "main@{0}", ":/one"])
def test_nothing_of_the_repository_runs(run: Run, trapped: tuple[Path, Path], revision: str) -> None:
    """What was changed is found out, and no program that the repository names was started."""
    here, canary = trapped
    ran = run("validate", "--select", "P", "--changed-since", revision, ".", cwd=here)
    assert not canary.exists(), canary.read_text(encoding="utf-8")
    assert ran.code in (0, 1, 2)
    if revision == "main":
        assert "of" in ran.err and ran.code in (0, 1), ran


def test_a_filter_that_cannot_be_taken_away(run: Run, trapped: tuple[Path, Path]) -> None:
    """The name of a filter that git does not take on its command line is told, before git uses it."""
    here, canary = trapped
    trap = here.parent / "trap.sh"
    subprocess.run(["git", "config", "filter.Odd=name.clean", str(trap)], cwd=here, check=True)
    (here / ".gitattributes").write_text("*.xml filter=Odd=name\n", encoding="utf-8")
    ran = run("validate", "--changed-since", "main", ".", cwd=here)
    assert (ran.code, ran.out) == (2, "") and "Odd=name" in ran.err
    assert not canary.exists()


@pytest.mark.parametrize(
    "revision",
    [
        "--output=x",
        "-h",
        "--exec=sh",
        "",
        " ",
        "a..b",
        "main\n--output=x",
        "x" * 5000,
        "@{u}",
        "\x00"[:0] + "^main",
    ],
)
def test_revisions_that_are_options(run: Run, trapped: tuple[Path, Path], revision: str) -> None:
    """A revision is never taken for an option of git; nothing is written."""
    here, canary = trapped
    before = sorted(path.name for path in here.iterdir())
    ran = run("validate", f"--changed-since={revision}", ".", cwd=here)
    assert (ran.code, ran.out) == (2, "")
    assert sorted(path.name for path in here.iterdir()) == before
    assert not canary.exists()
