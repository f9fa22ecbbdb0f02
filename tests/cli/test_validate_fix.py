"""``letterbook validate --fix`` and ``--diff``: what is certain is mended, what is shown is what is mended."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from letterbook.cli.mending import for_terminal

from .conftest import Letterbook
from .test_validate_options import SETTINGS, SMALL, TEI, letter, write

WRONG = '<persName ref="..\\registers\\persons.xml#ada">Ada</persName>'
RIGHT = '<persName ref="../registers/persons.xml#ada">Ada</persName>'
REGISTER = (
    TEI.replace("<text><body>", "<standOff><listPerson>")
    .replace("</body></text>", "</listPerson></standOff>")
    .replace("<p>Dear you,</p>", '<person xml:id="ada"><persName>Ada</persName></person>')
)


@pytest.fixture
def edition(folder: Path) -> Path:
    """An edition with two letters that have a certain fix, one of them a fault that nobody can mend for sure."""
    write(folder, "letterbook.toml", SETTINGS)
    write(folder, "small.rng", SMALL)
    write(folder, "tei/registers/persons.xml", REGISTER)
    letter(folder, "a", f"{WRONG} <bogus/>")
    letter(folder, "b", WRONG)
    letter(folder, "c", RIGHT)
    return folder


def contents(edition: Path) -> dict[str, bytes]:
    """The letters."""
    return {path.stem: path.read_bytes() for path in sorted((edition / "tei" / "letters").iterdir())}


def test_what_is_certain_is_mended(letterbook: Letterbook, edition: Path) -> None:
    """The rest is told; a second run mends nothing, and no other byte was changed."""
    before = contents(edition)
    ran = letterbook("validate", "--fix", "--format", "json")
    assert ran.code == 1
    assert [finding["code"] for finding in json.loads(ran.out)["findings"]] == ["G001"]
    assert ran.err == "2 findings in 2 files mended: 2 P001 pointer-without-target\n"
    assert contents(edition) == {
        name: data.replace(WRONG.encode(), RIGHT.encode()) for name, data in before.items()
    }
    after = contents(edition)
    ran = letterbook("validate", "--fix", "--ignore", "G")
    assert (ran.code, ran.err) == (0, "mended nothing: nothing is certain\n")
    assert contents(edition) == after


def test_the_diff_is_what_is_mended(letterbook: Letterbook, edition: Path) -> None:
    """It stands where the report would; nothing is written without --fix; git makes of it what --fix makes."""
    before = contents(edition)
    shown = letterbook("validate", "--diff")
    assert shown.code == 1 and contents(edition) == before
    assert shown.out.startswith("--- a/tei/letters/a.xml\n+++ b/tei/letters/a.xml\n@@ -8,6 +8,6 @@\n")
    assert f"\n-    <p>{WRONG} <bogus/></p>\n+    <p>{RIGHT} <bogus/></p>\n" in shown.out
    assert shown.err.splitlines() == [
        "2 findings in 2 files to be mended by --fix: 2 P001 pointer-without-target",
        "4 files, 3 errors",
    ]
    if shutil.which("git"):
        copy = edition.parent / "copy"
        shutil.copytree(edition, copy)
        subprocess.run(["git", "apply", "-"], cwd=copy, input=shown.out.encode(), check=True)
    both = letterbook("validate", "--fix", "--diff", "--format", "json", "--output", "r.json")
    assert both.out == shown.out
    assert both.err.splitlines()[-1] == "4 files, 1 error"
    assert len(json.loads((edition / "r.json").read_text(encoding="utf-8"))["findings"]) == 1
    if shutil.which("git"):
        assert contents(copy) == contents(edition)
    ran = letterbook("validate", "--diff")
    assert ran.out == "" and ran.err.startswith("nothing can be mended with certainty\n")


def test_only_what_is_told_is_mended(letterbook: Letterbook, edition: Path) -> None:
    """Neither other files, nor what is ignored, off, or in the baseline."""
    before = contents(edition)
    letterbook("validate", "--update-baseline")
    for words in (
        ("--fix", "--ignore", "P"),
        ("--fix", "--select", "G"),
        ("--fix", "--baseline", "letterbook-baseline.json"),
        ("--fix", "tei/letters/c.xml"),
    ):
        assert "mended nothing" in letterbook("validate", *words).err, words
    assert contents(edition) == before
    letterbook("validate", "--fix", "tei/letters/b.xml")
    assert [name for name, data in contents(edition).items() if data != before[name]] == ["b"]


def test_what_the_baseline_has_is_left_in_a_later_pass(letterbook: Letterbook, edition: Path) -> None:
    """A file that a new fault brings in is checked again; its old faults, which are known, are not mended by the way."""
    letterbook("validate", "--update-baseline")
    before = contents(edition)
    new = WRONG.replace("registers\\", "registers/")
    letter(edition, "b", f"{WRONG} {new}")
    ran = letterbook("validate", "--fix", "--baseline", "letterbook-baseline.json")
    assert (ran.code, ran.err.splitlines()[0]) == (
        0,
        "1 finding in 1 file mended: 1 P001 pointer-without-target",
    )
    after = contents(edition)
    assert f"<p>{WRONG} {RIGHT}</p>".encode() in after.pop("b")
    assert after.items() <= before.items()


def test_a_file_that_may_not_be_written(
    letterbook: Letterbook, edition: Path, ordinary: tuple[str, ...]
) -> None:
    """It is told and fails the run; the others are mended."""
    if os.name == "nt":
        pytest.skip("Windows lets a folder's owner write in it")
    letter(edition, "a", "fine")
    folder = edition / "tei" / "letters" / "closed"
    folder.mkdir()
    shutil.move(edition / "tei" / "letters" / "b.xml", folder / "b.xml")
    letter(edition, "c", WRONG)
    folder.chmod(0o555)
    (folder / "b.xml").write_text(
        (folder / "b.xml").read_text(encoding="utf-8").replace("..\\registers", "..\\..\\registers"),
        encoding="utf-8",
    )
    ran = letterbook("validate", "--fix", prefix=ordinary)
    folder.chmod(0o755)
    assert ran.code == 1
    assert "closed/b.xml" in ran.err and "1 finding in 1 file mended" in ran.err


def test_options_that_do_not_go_together(letterbook: Letterbook, edition: Path) -> None:
    """Wrong use, and nothing is written."""
    before = contents(edition)
    for words, said in (
        (("--fix", "--update-baseline"), "first --fix, then --update-baseline"),
        (("--diff", "--update-baseline"), "leaves nothing to mend"),
        (("--diff", "--format", "json"), "write that into a file: --output FILE"),
    ):
        ran = letterbook("validate", *words)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
    assert contents(edition) == before


def test_a_diff_on_a_terminal() -> None:
    """Colours where they are wanted, and nothing of a letter that steers the terminal."""
    assert for_terminal("-a\x9b31m\tb\r\n", True) == "\x1b[31m-a\ufffd31m b\x1b[0m\n"
    assert for_terminal("+a\n", True) == "\x1b[32m+a\x1b[0m\n"
    assert for_terminal(" a\n", True) == " a\n"
    assert for_terminal("@@ -1 +1 @@\n", False) == "@@ -1 +1 @@\n"
