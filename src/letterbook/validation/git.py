"""What git knows of a folder. It is run without a shell, with nothing of the repository's own that runs programs.

Names are relative to the folder, with ``/``. Nothing is fetched: what a partial clone lacks counts as missing.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

from letterbook.findings import Finding, Problem, Severity, Span

TIMEOUT = 120.0
"""Seconds that one question to git may take."""

_SAFE = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.quotePath=false",
    "protocol.allow=never",
)
_KEPT = ("GIT_CONFIG", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM")
"""What git is told by the environment. A hook is told more, which holds for the folder that it runs in."""
_FILTERS = r"^filter\..*\.(clean|process)$"
_FULL = "in GitHub Actions: fetch-depth: 0 for actions/checkout; elsewhere: git fetch --unshallow"


class ChangesError(Problem):
    """What was changed cannot be found out."""

    wrong_use = True


@dataclass(frozen=True, slots=True)
class Repository:
    """The part of a git repository that lies in and below ``folder``."""

    program: str
    folder: Path
    settings: tuple[str, ...] = _SAFE

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """The repository that a folder belongs to. Raises ChangesError where there is none, and without git."""
        program = _program()
        if program is None:
            raise _error("--changed-since asks git, which is not installed", "install it from git-scm.com")
        made = cls(program, folder)
        ran = made._run("rev-parse", "--is-inside-work-tree")
        if ran.returncode != 0 or ran.stdout.strip() != b"true":
            said = _said(ran)
            if "dubious ownership" in said:
                raise _error(
                    f"git does not trust {folder.as_posix()}, which belongs to another user",
                    f"git config --global --add safe.directory {folder.absolute().as_posix()}",
                )
            raise _error(
                f"{folder.as_posix()} is in no git repository", said if "not a git" not in said else ""
            )
        return replace(made, settings=(*_SAFE, *made._without_filters()))

    def changed_since(self, revision: str) -> frozenset[str]:
        """Files that differ on the disk from what they were when the branch left a commit; those gone and those new too.

        Raises ChangesError when there is no such commit.
        """
        commit = self._commit(revision)
        begin = self._left(commit, revision)
        options = ("--name-only", "--no-renames", "--relative", "--no-ext-diff", "--no-textconv")
        differing = self._names("diff", *options, "--ignore-submodules=none", "-z", begin, "--")
        return differing | self._names("ls-files", "--others", "--exclude-standard", "-z")

    def kept(self) -> frozenset[str]:
        """The files that git keeps, those of submodules among them."""
        return self._names("ls-files", "--recurse-submodules", "-z")

    def _commit(self, revision: str) -> str:
        """The full name of a commit."""
        if not revision.strip() or revision.startswith("-") or re.search(r"[\0-\x20\x7f]|\.\.", revision):
            help_ = "name one commit, branch or tag, such as main, origin/main or HEAD~1"
            raise _error(f"{revision!r} is not the name of a commit", help_)
        ran = self._run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        name = ran.stdout.decode("ascii", "replace").strip()
        if ran.returncode == 0 and re.fullmatch(r"[0-9a-f]{40,64}", name):
            return name
        if self._shallow():
            raise _error(
                f"there is no commit {revision} in this clone, which holds only the newest ones", _FULL
            )
        raise _error(
            f"there is no commit {revision} in this repository",
            "git branch --all lists the branches; git fetch gets those of others",
        )

    def _left(self, commit: str, revision: str) -> str:
        """The commit at which the branch left another: what has changed on the other since then is not ours."""
        ran = self._run("merge-base", commit, "HEAD")
        base = ran.stdout.decode("ascii", "replace").strip()
        if ran.returncode == 0 and re.fullmatch(r"[0-9a-f]{40,64}", base):
            return base
        if self._shallow():
            raise _error(
                f"what was changed since {revision} cannot be told: this clone holds only the newest commits",
                _FULL,
            )
        return commit  # a branch with a history of its own, or without a commit

    def _without_filters(self) -> list[str]:
        """Settings that take the programs away through which the repository's own settings would send files.

        Raises ChangesError for one that cannot be taken away.
        """
        names: set[str] = set()
        for where in ("--local", "--worktree"):
            ran = self._run("config", where, "--includes", "--name-only", "-z", "--get-regexp", _FILTERS)
            names.update(name for name in ran.stdout.decode("utf-8", "replace").split("\0") if name)
        for name in sorted(names):
            if "=" in name:
                raise _error(
                    f"the repository sends files through a program, by {name}, which cannot be switched off",
                    "take it out of the repository's settings: git config --edit",
                )
        return [f"{name}=" for name in sorted(names)] + sorted(
            {f"{name.rpartition('.')[0]}.required=false" for name in names}
        )

    def _shallow(self) -> bool:
        return self._run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def _names(self, *words: str) -> frozenset[str]:
        ran = self._run(*words)
        if ran.returncode != 0:
            raise _error(f"git {words[0]} failed: {_said(ran)}")
        return frozenset(os.fsdecode(name) for name in ran.stdout.split(b"\0") if name)

    def _run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        settings = [part for setting in self.settings for part in ("-c", setting)]
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name.startswith(_KEPT)
        }
        quiet = {
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_NO_LAZY_FETCH": "1",
            "LC_ALL": "C",
        }
        try:
            return subprocess.run(
                [self.program, "--no-pager", *settings, *words],
                cwd=self.folder,
                env={**environment, **quiet},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=TIMEOUT,
            )
        except subprocess.TimeoutExpired:
            raise _error(f"git {words[0]} did not answer within {TIMEOUT:.0f} seconds") from None
        except OSError as error:
            raise _error(f"git cannot be run: {(error.strerror or str(error)).lower()}") from None


def _program() -> str | None:
    """The path of git; never one in the current folder, where Windows would look first: it may be a stranger's."""
    endings = ("git.exe", "git.com") if os.name == "nt" else ("git",)
    for folder in os.get_exec_path():
        for ending in endings:
            path = Path(folder, ending)
            if Path(folder).is_absolute() and path.is_file() and os.access(path, os.X_OK):
                return str(path)
    return None


def _said(ran: subprocess.CompletedProcess[bytes]) -> str:
    """The first line of what git complained about."""
    lines = ran.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ").removeprefix("error: ") if lines else "it gave no reason"


def _error(message: str, help_: str = "") -> ChangesError:
    return ChangesError(
        Finding("E009", Severity.ERROR, message, Span("--changed-since"), name="no-history", help=help_)
    )
