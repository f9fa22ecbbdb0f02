"""``--changed-since``: what git says was changed, in every kind of folder that git makes, and when it cannot say it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from letterbook.findings import Finding, Related, Severity, Span
from letterbook.reading.edition import Edition
from letterbook.validation import git as asking
from letterbook.validation.changes import Changes, ChangesError, changed_since

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

Git = Callable[..., str]

SETTINGS = """[validate]
schematron = "own"
rules = "own/*.py"
catalog = "catalog.xml"
"""


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of whoever runs the tests, nor of a hook that runs them."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def git(folder: Path, *words: str) -> str:
    """What git says in a folder."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")
    ran = subprocess.run(
        ["git", *who, *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return ran.stdout


def fill(folder: Path) -> Path:
    """An edition of three letters and a register."""
    for name in ("letters/a", "letters/b", "letters/größe", "registers/persons"):
        write(folder, f"tei/{name}.xml", "<TEI/>")
    write(folder, "letterbook.toml", SETTINGS)
    write(folder, "readme.txt", "x")
    write(folder, "own/rule.sch", "<schema/>")
    write(folder, "catalog.xml", "<catalog/>")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    """A file in the folder."""
    path = folder.joinpath(*name.split("/"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """An edition in a repository of its own, with one commit."""
    folder = fill(tmp_path / "my lettérs")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    """All that is there."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")


def changes(folder: Path, revision: str = "HEAD") -> Changes:
    """What was changed in the edition."""
    return changed_since(revision, Edition.open([folder]))


def names(folder: Path, revision: str = "HEAD") -> list[str]:
    """The stems of the files that count as changed; none of it for another reason."""
    found = changes(folder, revision)
    assert found.reason == ""
    return sorted(Path(name).stem for name in found.names)


def refused(folder: Path, revision: str) -> tuple[str, str]:
    """Message and help when nothing can be said."""
    with pytest.raises(ChangesError) as caught:
        changes(folder, revision)
    assert caught.value.wrong_use
    return caught.value.finding.message, caught.value.finding.help


def test_what_was_changed(edition: Path) -> None:
    """On the disk, in the index, in commits since then, and what git does not know yet; other files do not count."""
    assert names(edition) == []
    write(edition, "tei/letters/größe.xml", "<TEI n='1'/>")
    write(edition, "readme.txt", "y")
    assert names(edition) == ["größe"]
    write(edition, "tei/letters/b.xml", "<TEI n='1'/>")
    git(edition, "add", "tei/letters/b.xml")
    write(edition, "tei/letters/new letter.xml", "<TEI/>")
    assert names(edition) == ["b", "größe", "new letter"]
    commit(edition)
    assert names(edition) == []
    assert names(edition, "HEAD~1") == ["b", "größe", "new letter"]
    assert changes(edition, "HEAD~1").note(3, 5) == "changed since HEAD~1: 3 of 5 files"


def test_what_git_ignores_counts(edition: Path) -> None:
    """Git cannot say whether a letter that it ignores was changed."""
    write(edition, ".gitignore", "*.xml\n")
    commit(edition)
    write(edition, "tei/letters/c.xml", "<TEI/>")
    assert names(edition) == ["c"]


def test_a_branch(edition: Path) -> None:
    """What others changed on the main branch since this one left it is not this one's."""
    git(edition, "checkout", "-q", "-b", "mine")
    write(edition, "tei/letters/a.xml", "<TEI n='1'/>")
    commit(edition)
    git(edition, "checkout", "-q", "main")
    write(edition, "tei/letters/b.xml", "<TEI n='1'/>")
    commit(edition)
    git(edition, "checkout", "-q", "mine")
    assert names(edition, "main") == ["a"]
    git(edition, "tag", "v1", "main")
    assert names(edition, "v1") == ["a"]
    git(edition, "checkout", "-q", "--orphan", "other")
    commit(edition)
    assert names(edition, "main") == ["a", "b"]


@pytest.mark.parametrize(
    "name", ["letterbook.toml", "tei/registers/persons.xml", "own/rule.sch", "catalog.xml", "schema/x.rnc"]
)
@pytest.mark.parametrize("kept", [False, True])
def test_what_others_are_judged_by(edition: Path, name: str, kept: bool) -> None:
    """Settings, registers, schemas, catalogs and own rules: a change of one may be a fault of any letter."""
    write(edition, name, f"{SETTINGS}# or a comment\n" if name.endswith("toml") else "<TEI n='1'/>")
    if kept:
        commit(edition)
    found = changes(edition, "HEAD~1" if kept else "HEAD")
    assert found.reason == f"{name} was changed"
    assert found.includes("tei/letters/a.xml")
    assert found.note(4, 4) == f"changed since {found.since}: {name} was changed, so everything is checked"


def test_a_new_rule(edition: Path) -> None:
    """A rule that git does not know yet judges all letters too."""
    write(edition, "own/new.py", "")
    assert changes(edition).reason == "own/new.py was changed"


def test_a_letter_that_is_gone(edition: Path) -> None:
    """Deleted or renamed: what pointed to it may be anywhere."""
    git(edition, "mv", "tei/letters/a.xml", "tei/letters/z.xml")
    assert changes(edition).reason == "tei/letters/a.xml is gone"
    commit(edition)
    assert changes(edition, "HEAD~1").reason == "tei/letters/a.xml is gone"
    (edition / "tei" / "letters" / "b.xml").unlink()
    assert changes(edition).reason == "tei/letters/b.xml is gone"
    commit(edition)
    (edition / "readme.txt").unlink()
    write(edition, "tei/letters/notes.txt", "x")
    commit(edition)
    (edition / "tei" / "letters" / "notes.txt").unlink()
    assert names(edition) == []


def test_a_folder_below_the_top(tmp_path: Path) -> None:
    """Names are the edition's, and what is changed outside it does not count."""
    folder = fill(tmp_path / "project" / "edition")
    git(tmp_path / "project", "init", "-q")
    write(tmp_path / "project", "letterbook.toml", "")
    commit(tmp_path / "project")
    write(tmp_path / "project", "other/letterbook.toml", "# changed")
    write(tmp_path / "project", "letterbook.toml", "# changed")
    write(folder, "tei/letters/a.xml", "<TEI n='1'/>")
    write(folder, "tei/letters/new.xml", "<TEI/>")
    assert names(folder) == ["a", "new"]


def test_another_worktree(edition: Path, tmp_path: Path) -> None:
    """A second checkout of the same repository has changes of its own."""
    git(edition, "worktree", "add", "-q", str(tmp_path / "second"), "-b", "second")
    write(edition, "tei/letters/a.xml", "<TEI n='1'/>")
    write(tmp_path / "second", "tei/letters/b.xml", "<TEI n='1'/>")
    assert names(tmp_path / "second", "main") == ["b"]
    assert names(edition, "main") == ["a"]


def test_letters_in_a_submodule(edition: Path, tmp_path: Path) -> None:
    """A submodule is one thing to git: when anything in it was changed, all its files count."""
    other = tmp_path / "letters"
    write(other, "one/x.xml", "<TEI/>")
    write(other, "y.xml", "<TEI/>")
    git(other, "init", "-q")
    commit(other)
    git(edition, "submodule", "--quiet", "add", str(other), "tei/letters/sub")
    commit(edition)
    assert names(edition) == []
    write(edition, "tei/letters/sub/y.xml", "<TEI n='1'/>")
    assert names(edition) == ["x", "y"]
    commit(edition / "tei" / "letters" / "sub")
    assert names(edition) == ["x", "y"]
    commit(edition)
    assert names(edition) == []
    assert names(edition / "tei" / "letters" / "sub" / "y.xml") == []


def test_links(edition: Path) -> None:
    """A letter that is a link was changed when what it leads to was."""
    write(edition, "archive/c.xml", "<TEI/>")
    try:
        (edition / "tei" / "letters" / "c.xml").symlink_to(edition / "archive" / "c.xml")
        (edition / "tei" / "letters" / "more").symlink_to(edition / "archive", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    commit(edition)
    assert names(edition) == []
    write(edition, "archive/c.xml", "<TEI n='1'/>")
    found = changes(edition)
    assert found.names == {"tei/letters/c.xml", "tei/letters/more/c.xml"}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_odd_names(edition: Path) -> None:
    """Blanks, quotation marks, line breaks, a leading dash, bytes that are no UTF-8."""
    odd = ['a "b" c.xml', "-x.xml", "line\nbreak.xml", "tab\t.xml", os.fsdecode(b"\xff.xml")]
    for name in odd:
        write(edition, f"tei/letters/{name}", "<TEI/>")
    assert changes(edition).names == {f"tei/letters/{name}" for name in odd}
    commit(edition)
    assert names(edition) == []
    for name in odd:
        write(edition, f"tei/letters/{name}", "<TEI n='1'/>")
    assert changes(edition).names == {f"tei/letters/{name}" for name in odd}


def test_files_without_an_edition(edition: Path) -> None:
    """Files that belong to no edition have a history too."""
    (edition / "letterbook.toml").unlink()
    commit(edition)
    write(edition, "tei/letters/a.xml", "<TEI n='1'/>")
    found = changed_since("HEAD", Edition.listed([edition / "tei" / "letters"]))
    assert [Path(name).name for name in found.names] == ["a.xml"]
    assert found.reason == ""


# ---- when nothing can be said


def test_no_repository(tmp_path: Path) -> None:
    """A folder that git knows nothing of."""
    folder = fill(tmp_path / "plain")
    assert refused(folder, "main") == (f"{folder.as_posix()} is in no git repository", "")


def test_no_git(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing called git in PATH, or only in the current folder, where a stranger may have put it."""
    monkeypatch.chdir(edition)
    write(edition, "git", "#!/bin/sh\ntouch ran\n")
    (edition / "git").chmod(0o755)
    for path in ("", ".", f".{os.pathsep}"):
        monkeypatch.setenv("PATH", path)
        assert "which is not installed" in refused(edition, "main")[0]
    assert not (edition / "ran").exists()


@pytest.mark.parametrize(
    "revision", ["-h", "--output=x", "main..HEAD", "main...HEAD", "", " ", "a b", "a\nb", "a\0b", "x" * 5000]
)
def test_words_that_are_no_commit(edition: Path, revision: str) -> None:
    """Options of git, ranges, nothing: git is not even asked where it could misunderstand."""
    message, help_ = refused(edition, revision)
    assert "commit" in message and help_
    assert not (edition / "x").exists()


def test_an_unknown_commit(edition: Path) -> None:
    """It says which is unknown; a tree or a file is no commit."""
    assert refused(edition, "origin/main")[0] == "there is no commit origin/main in this repository"
    assert "there is no commit" in refused(edition, "HEAD:tei")[0]
    assert "there is no commit" in refused(edition, "HEAD~5")[0]


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    """Just begun: nothing was before."""
    folder = fill(tmp_path / "new")
    git(folder, "init", "-q")
    assert "there is no commit HEAD" in refused(folder, "HEAD")[0]


def test_a_shallow_clone(edition: Path, tmp_path: Path) -> None:
    """What CI has by default: only the newest commit. It says what to do."""
    git(edition, "checkout", "-q", "-b", "mine")
    for number in "12":
        write(edition, "tei/letters/a.xml", f"<TEI n='{number}'/>")
        commit(edition)
    git(edition, "checkout", "-q", "main")
    write(edition, "tei/letters/b.xml", "<TEI n='1'/>")
    commit(edition)
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", edition.as_uri(), "clone")
    clone = tmp_path / "clone"
    git(clone, "checkout", "-q", "mine")
    for revision in ("HEAD~1", "origin/nowhere", "origin/main"):
        message, help_ = refused(clone, revision)
        assert "only the newest" in message
        assert "fetch-depth: 0" in help_ and "git fetch --unshallow" in help_
    git(clone, "fetch", "-q", "--unshallow")
    assert names(clone, "origin/main") == ["a"]
    assert names(clone, "HEAD~1") == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="the programs of this test are shell scripts")
def test_nothing_of_the_repository_is_run(edition: Path) -> None:
    """A repository that came in an archive may bring settings that name programs."""
    program = edition / "evil"
    program.write_text(f"#!/bin/sh\ntouch '{edition}/ran'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    write(edition, ".gitattributes", "*.xml diff=evil filter=evil\n*.sch filter=worse\n")
    commit(edition)
    for key in (
        "core.fsmonitor",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.clean",
        "filter.worse.process",
        "core.pager",
        "core.sshCommand",
    ):
        git(edition, "config", key, str(program))
    git(edition, "config", "filter.evil.required", "true")
    (edition / "ran").unlink(missing_ok=True)
    for hook in ("post-index-change", "reference-transaction"):
        shutil.copy(program, edition / ".git" / "hooks" / hook)
    write(edition, "tei/letters/a.xml", "<TEI n='1'/>")
    os.utime(edition / "tei" / "letters" / "b.xml", (1, 1))
    assert names(edition) == ["a"]
    assert not (edition / "ran").exists()


def test_inside_a_hook(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git tells its hooks where they are; that is not where the edition is."""
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", str(edition / "none"))
    monkeypatch.setenv("GIT_WORK_TREE", "/")
    write(edition, "tei/letters/a.xml", "<TEI n='1'/>")
    assert names(edition) == ["a"]


@pytest.mark.skipif(os.name == "nt", reason="the slow git is a script of the shell")
def test_git_that_does_not_answer(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is stopped, and that is said."""
    slow = tmp_path / "slow" / "git"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 20\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", str(slow.parent), prepend=os.pathsep)
    monkeypatch.setattr(asking, "TIMEOUT", 0.2)
    assert "did not answer" in refused(edition, "HEAD")[0]


# ---- what is told


def test_findings_of_changed_files_and_of_those_they_speak_of() -> None:
    """A fault between two letters is told when either was changed."""
    found = Changes("main", frozenset({"a.xml"}))

    def at(file: str, *others: str) -> Finding:
        related = tuple(Related(Span(other, 1, 1), "here") for other in others)
        return Finding("C003", Severity.ERROR, "m", Span(file, 1, 1), related=related)

    assert found.shows(at("a.xml"))
    assert not found.shows(at("b.xml"))
    assert found.shows(at("b.xml", "c.xml", "a.xml"))
    assert Changes("main", frozenset(), "letterbook.toml was changed").shows(at("b.xml"))
