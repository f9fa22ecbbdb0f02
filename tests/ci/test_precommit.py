"""The hook, run by the real pre-commit on a real repository: a commit with a broken letter is refused.

pre-commit clones the hook's repository, made here of this checkout, and installs it by pip with what it needs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.needs import lacking

from letterbook import starting
from letterbook.distribution import REPOSITORY, TAG

from .runner import ROOT, need

pytestmark = pytest.mark.corpora  # it installs from the network, which takes its time

LETTER = "tei/letters/1887-03-03-marbury-quill.xml"
NO_INDEX = (
    "No matching distribution",
    "Could not find a version",
    "NewConnectionError",
    "Temporary failure in name resolution",
)


class Repository:
    """A git repository, and how git and pre-commit are run in it: with settings and caches of the test's own."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder = folder
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GIT_", "PRE_COMMIT", "PYTHON"))
        }
        programs = Path(sys.executable).parent
        self.environment = {
            **kept,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(scratch / "pre-commit"),
            "LETTERBOOK_CACHE_DIR": str(scratch / "cache"),
            "GIT_CONFIG_GLOBAL": str(scratch / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONUTF8": "1",
            **{
                f"GIT_{who}_{what}": "test@example.org"
                for who in ("AUTHOR", "COMMITTER")
                for what in ("NAME", "EMAIL")
            },
        }

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A command in the repository, with all that it said on stdout."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=560,
        )

    def git(self, *words: str) -> str:
        """A command of git that has to succeed."""
        done = self.run("git", "-c", "protocol.file.allow=always", *words)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def commit(self, message: str) -> subprocess.CompletedProcess[str]:
        """Commit everything, with the hooks."""
        self.git("add", "--all")
        return self.run("git", "commit", "--quiet", "-m", message)


def published(folder: Path, scratch: Path) -> None:
    """This checkout as a repository with the tag of its version."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        lacking("this is no git checkout, so that no repository can be made of it")
    for name in listed.stdout.decode("utf-8").split("\0"):
        if name and not name.startswith("tests/") and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    repository = Repository(folder, scratch)
    repository.git("init", "--quiet")
    assert repository.commit("all").returncode == 0
    repository.git("tag", TAG)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """An edition as ``init --ci pre-commit`` makes it, in git, with the hook installed and all committed."""
    need("pre_commit")
    if shutil.which("git") is None:
        lacking("git is not installed")
    scratch = tmp_path_factory.mktemp("precommit")
    published(scratch / "letterbook", scratch)
    folder = scratch / "my archive"
    starting.start(folder, ("pre-commit",))
    settings = folder / ".pre-commit-config.yaml"
    there = settings.read_text(encoding="utf-8")
    assert REPOSITORY in there
    settings.write_text(there.replace(REPOSITORY, (scratch / "letterbook").as_uri()), encoding="utf-8")
    repository = Repository(folder, scratch)
    repository.git("init", "--quiet")
    made = repository.run(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    if made.returncode and any(sign in made.stdout for sign in NO_INDEX):
        lacking("pip cannot fetch what Letterbook needs: no package registry is reachable")
    assert made.returncode == 0, made.stdout
    first = repository.commit("the first letter")
    assert first.returncode == 0, first.stdout
    assert "letterbook validate" in first.stdout and "Passed" in first.stdout
    repository.git("tag", "first")
    return repository


@pytest.fixture
def letter(archive: Repository) -> Path:
    """The letter, which is as it was afterwards."""
    archive.git("reset", "--quiet", "--hard", "first")
    archive.git("clean", "--quiet", "--force", "-d")
    return archive.folder / LETTER


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_broken_letter_is_not_committed(archive: Repository, letter: Path) -> None:
    """The commit is refused with the finding at its line; mended, it goes through."""
    before = archive.git("rev-parse", "HEAD")
    good = letter.read_text(encoding="utf-8")
    letter.write_text(
        good.replace("<signed>", "<singed>").replace("</signed>", "</singed>"), encoding="utf-8"
    )
    refused = archive.commit("a broken letter")
    assert refused.returncode == 1
    line = next(number for number, one in enumerate(good.splitlines(), 1) if "<signed>" in one)
    assert f"{LETTER}:{line}:" in refused.stdout and "<singed>" in refused.stdout
    assert archive.git("rev-parse", "HEAD") == before
    letter.write_text(good.replace("The oil", "The fine oil"), encoding="utf-8")
    assert archive.commit("a good letter").returncode == 0
    assert archive.git("rev-parse", "HEAD") != before


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_only_what_is_committed_is_told(archive: Repository, letter: Path) -> None:
    """A mistake of another letter, committed before, is no reason to refuse; a pointer into the registers still counts."""
    text = letter.read_text(encoding="utf-8")
    old = letter.with_name("old.xml")
    old.write_text(
        text.replace("marbury-quill-1887-03-03", "old").replace("<signed>", "<signed rend='x' whne='1'>"),
        encoding="utf-8",
    )
    archive.git("add", "--all")
    archive.git("commit", "--quiet", "--no-verify", "-m", "an old sin")
    letter.write_text(text.replace("The oil", "The fine oil"), encoding="utf-8")
    passed = archive.commit("another letter")
    assert passed.returncode == 0, passed.stdout
    letter.write_text(text.replace("persons.xml#", "persons.xml#no-such-", 1), encoding="utf-8")
    refused = archive.commit("a pointer to nobody")
    assert refused.returncode == 1 and "pointer-without-target" in refused.stdout
    assert "old.xml" not in refused.stdout


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_what_is_no_letter_is_left_alone(archive: Repository, letter: Path) -> None:
    """A commit without XML does not wait for the hook."""
    (archive.folder / "notes.txt").write_text("nothing", encoding="utf-8")
    done = archive.commit("notes")
    assert done.returncode == 0 and "Skipped" in done.stdout


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_what_is_certain_is_mended(archive: Repository, letter: Path) -> None:
    """The hook letterbook-fix, where it is asked for: it stops the commit, the file is mended, and then it goes through."""
    settings = archive.folder / ".pre-commit-config.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("letterbook-validate", "letterbook-fix"),
        encoding="utf-8",
    )
    text = letter.read_text(encoding="utf-8")
    wrong = text.replace("The oil", 'The <date when="1887" calendar="#gregorian"/> oil')
    letter.write_text(wrong, encoding="utf-8")
    refused = archive.commit("a calendar of nothing")
    assert refused.returncode == 1 and "files were modified by this hook" in refused.stdout
    assert letter.read_text(encoding="utf-8") == text.replace("The oil", 'The <date when="1887"/> oil')
    assert archive.commit("mended").returncode == 0


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_many_files_at_once(archive: Repository, letter: Path) -> None:
    """More names than one command line takes: several runs, each with the whole edition before its eyes."""
    text = letter.read_text(encoding="utf-8")
    folder = letter.parent / (
        "a folder with a long name, as archives have them, so that few files are enough " + "x" * 100
    )
    folder.mkdir()
    for number in range(900):
        name = f"letter-{number}"
        broken = (
            text.replace("<signed>", "<singed>").replace("</signed>", "</singed>") if number == 899 else text
        )
        (folder / f"{name}.xml").write_text(
            broken.replace("marbury-quill-1887-03-03", name).replace("../", "../../"), encoding="utf-8"
        )
    refused = archive.commit("all at once")
    assert refused.returncode == 1
    assert re.findall(r"(letter-\d+\.xml):\d+:\d+: error", refused.stdout) == ["letter-899.xml"]
