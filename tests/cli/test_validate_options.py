"""The options of ``letterbook validate``: which findings are told, how, and what makes the run fail."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from .conftest import SMALL, TEI, Letterbook, Ran

SETTINGS = '[validate]\nschema = "small.rng"\n[rules]\nall = "off"\nG = "on"\nP = "on"\nT = "on"\n'

WARNED = "M\N{CYRILLIC SMALL LETTER O}scow"
BAD = f'<bogus/> <persName ref="#nobody">A</persName> and {WARNED}'
"""An error of the grammar, an error of a rule and a warning of another."""

BEGUN = TEI.replace("Dear you,", "<bogus/>")
"""A letter with an error of the grammar."""


@pytest.fixture
def edition(folder: Path) -> Path:
    """An edition with a letter that has two errors and a warning, and one without any."""
    write(folder, "letterbook.toml", SETTINGS)
    write(folder, "small.rng", SMALL)
    letter(folder, "a", BAD)
    letter(folder, "b", "fine")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    """A file in the folder."""
    path = folder.joinpath(*name.split("/"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def letter(folder: Path, name: str, content: str, before: str = "") -> None:
    """A letter with the content in its paragraph."""
    text = TEI.replace("Dear you,", content).replace("    <p>", f"{before}    <p>")
    write(folder, f"tei/letters/{name}.xml", text)


def told(ran: Ran) -> list[str]:
    """File, code and severity of each finding of a report in JSON."""
    return [f"{Path(f['file']).stem} {f['code']} {f['severity']}" for f in json.loads(ran.out)["findings"]]


def run(letterbook: Letterbook, *words: str) -> list[str]:
    """The findings of a run."""
    return told(letterbook("validate", *words, "--format", "json"))


# ---- --select, --ignore, [rules], [exceptions]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), ["G001 error", "P001 error", "T004 warning"]),
        (("--select", "P001"), ["P001 error"]),
        (("--select", "pointer-without-target"), ["P001 error"]),
        (("--select", "T", "--select", "p,g001"), ["G001 error", "P001 error", "T004 warning"]),
        (("--ignore", "P"), ["G001 error", "T004 warning"]),
        (("--select", "P", "--ignore", "P001"), []),
        (("--select", "T"), ["T004 warning"]),
    ],
)
def test_select_and_ignore(
    letterbook: Letterbook, edition: Path, words: tuple[str, ...], expected: list[str]
) -> None:
    """Names, codes, beginnings; repeated or with commas. What is not told does not fail the run."""
    ran = letterbook("validate", *words, "--format", "json")
    assert [line.partition(" ")[2] for line in told(ran)] == expected
    assert ran.code == int(any("error" in line for line in expected))


def test_words_that_are_no_rule(letterbook: Letterbook, edition: Path) -> None:
    """Wrong use, with what may have been meant; never a run in which nothing was looked for."""
    for words, said in (
        (("--select", "P01"), "--select: error: there is no rule called 'P01'"),
        (("--ignore", "pointer-without-targets"), "did you mean pointer-without-target?"),
        (("--select", "banana"), "there is no rule called 'banana'"),
        (("--select", "P001,"), "a rule has no name here"),
        (("--ignore", "R006"), "R006 says that a file could not be read or checked"),
    ):
        ran = letterbook("validate", *words)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err


def test_a_word_for_an_assert_that_nothing_has(letterbook: Letterbook, folder: Path) -> None:
    """Files without an edition may name any schema: the word is looked for among the findings."""
    write(folder, "a.xml", TEI.replace("Dear", "<bogus/>Dear"))
    ran = letterbook("validate", "a.xml", "--schema", "small.sch", "--select", "no-bogus")
    assert ran.code == 2 and "no such file" in ran.err
    write(
        folder,
        "small.sch",
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="*:bogus">'
        '<assert id="no-bogus" test="false()">bogus</assert></rule></pattern></schema>',
    )
    assert run(letterbook, "a.xml", "--schema", "small.sch", "--select", "no-bogus") == ["a no-bogus error"]
    ran = letterbook("validate", "a.xml", "--schema", "small.sch", "--select", "noo-bogus-at-all")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no rule called 'noo-bogus-at-all'" in ran.err


def test_settings_say_what_becomes_of_findings(letterbook: Letterbook, edition: Path) -> None:
    """Severities, off, and files with exceptions; the command line is stronger."""
    write(edition, "letterbook.toml", SETTINGS + 'P001 = "info"\nG001 = "warning"\n')
    ran = letterbook("validate", "--format", "json")
    assert (ran.code, told(ran)) == (0, ["a G001 warning", "a P001 info", "a T004 warning"])
    write(edition, "letterbook.toml", SETTINGS + '[exceptions]\n"tei/letters/a*" = ["P", "G001", "T"]\n')
    assert run(letterbook) == []
    assert run(letterbook, "--select", "G001") == ["a G001 error"]
    write(edition, "letterbook.toml", SETTINGS + 'P001 = "off"\nnames = "off"\n')
    ran = letterbook("validate")
    assert (ran.code, ran.out) == (2, "")
    assert "letterbook.toml:9:1: error: [rules]: there is no rule called 'names'" in ran.err


def test_a_file_that_cannot_be_read_is_always_told(letterbook: Letterbook, edition: Path) -> None:
    """Whatever is selected, ignored, in the baseline: it fails the run."""
    write(edition, "tei/letters/b.xml", "<TEI>")
    for words in (
        ("--select", "P001"),
        ("--ignore", "all"),
        ("--update-baseline",),
        ("--fail-on", "never", "--ignore", "P,G"),
    ):
        ran = letterbook("validate", *words, "--format", "json")
        assert ran.code == 1
        assert "b R006 error" in told(ran)


# ---- --fail-on


@pytest.mark.parametrize(
    ("level", "ignore", "code"),
    [
        ("error", "T", 1),
        ("error", "G,P", 0),
        ("warning", "T", 1),
        ("info", "T", 1),
        ("info", "G,P,T", 0),
        ("never", "T", 0),
    ],
)
def test_fail_on(letterbook: Letterbook, edition: Path, level: str, ignore: str, code: int) -> None:
    """How bad a finding has to be; ``never`` only tells."""
    assert letterbook("validate", "--fail-on", level, "--ignore", ignore).code == code


def test_a_warning_fails_when_it_may_not_be(letterbook: Letterbook, edition: Path) -> None:
    """Without errors, ``warning`` and ``info`` see what ``error`` lets pass."""
    letter(edition, "a", WARNED)
    assert [letterbook("validate", "--fail-on", level).code for level in ("error", "warning", "info")] == [
        0,
        1,
        1,
    ]
    ran = letterbook("validate", "--fail-on", "bad")
    assert ran.code == 2 and "'bad' is not one of" in ran.err


# ---- --format, --output, --quiet, --max


def test_output_beside_the_screen(letterbook: Letterbook, edition: Path) -> None:
    """The form goes into the file whole, what people read stays on stdout; forms for people are both."""
    screen = letterbook("validate").out
    assert screen.endswith("2 files, 2 errors, 1 warning\n")
    for form in ("sarif", "csv", "junit", "gitlab", "github", "json", "terminal"):
        ran = letterbook("validate", "--format", form, "--output", f"out/{form}")
        assert (ran.code, ran.out, ran.err) == (1, screen, "")
        assert (edition / "out" / form).read_bytes().endswith(b"\n")
    assert (edition / "out" / "terminal").read_text(encoding="utf-8") == screen
    rows = list(csv.DictReader(io.StringIO((edition / "out" / "csv").read_text(encoding="utf-8"))))
    assert [row["code"] for row in rows] == ["G001", "P001", "T004"]
    assert json.loads((edition / "out" / "sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    concise = letterbook("validate", "--format", "concise")
    beside = letterbook("validate", "--format", "concise", "--output", "c", "--quiet")
    assert (edition / "c").read_text(encoding="utf-8") == concise.out
    assert beside.out == "2 files, 2 errors, 1 warning\n"


def test_output_that_cannot_be_written(letterbook: Letterbook, edition: Path) -> None:
    """A folder is wrong use before any work; a file where a folder would have to be is told."""
    ran = letterbook("validate", "--output", "tei")
    assert (ran.code, ran.out) == (2, "") and "is a folder" in ran.err
    ran = letterbook("validate", "--output", "small.rng/x")
    assert (ran.code, ran.out) == (1, "") and "X005" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_devices_and_pipes_stay_what_they_are(letterbook: Letterbook, edition: Path) -> None:
    """A report is written into them, even by root; a baseline is not; nobody waits for a reader that never comes."""
    os.mkfifo(edition / "pipe")
    (edition / "null").symlink_to("/dev/null")
    ran = letterbook("validate", "--quiet", "--format", "json", "--output", "/dev/stdout")
    assert json.loads(ran.out.rpartition("}\n")[0] + "}")["files"] == 2
    for name, code in (("null", 0), ("/dev/null", 0), ("pipe", 1)):
        ran = letterbook("validate", "--fail-on", "never", "--output", name)
        assert ran.code == code
    assert "X005" in ran.err
    for name in ("null", "pipe"):
        ran = letterbook("validate", "--baseline", name, "--update-baseline")
        assert ran.code == 2 and "a device or a pipe" in ran.err
        assert letterbook("validate", "--baseline", name).code == 2
    assert stat.S_ISFIFO((edition / "pipe").stat().st_mode)
    assert (edition / "null").is_symlink() and stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_quiet_and_max(letterbook: Letterbook, edition: Path) -> None:
    """Only the count; or so many, the worst first, and a line on the others. Programs get everything."""
    assert letterbook("validate", "--quiet").out == "2 files, 2 errors, 1 warning\n"
    ran = letterbook("validate", "--max", "1")
    assert ran.out.count("-->") == 1 and "2 more findings in 1 file" in ran.out
    assert len(run(letterbook, "--max", "1", "--quiet")) == 3
    for number in ("0", "-1", "x"):
        assert letterbook("validate", "--max", number).code == 2


def test_an_unknown_form(letterbook: Letterbook, edition: Path) -> None:
    """The forms there are, are named."""
    ran = letterbook("validate", "--format", "xml")
    assert ran.code == 2 and "narrated" in ran.err


# ---- --baseline


def test_an_old_edition_starts_today(letterbook: Letterbook, edition: Path) -> None:
    """Write the baseline, see nothing; make a new mistake, see that alone; mend an old one, be told."""
    ran = letterbook("validate", "--update-baseline")
    assert ran.code == 0
    assert ran.out.endswith("3 findings of the baseline not shown\n2 files, no findings\n")
    assert "baseline: 3 findings in " in ran.err and "letterbook-baseline.json" in ran.err
    assert 'baseline = "letterbook-baseline.json" under [validate]' in ran.err
    assert len(run(letterbook)) == 3, "it is used when somebody says so"
    used = ("--baseline", "letterbook-baseline.json")
    assert run(letterbook, *used) == []

    letter(edition, "a", f"\n\n   {BAD}", before="<!-- moved -->\n\n")
    letter(edition, "b", "<bogus/>")
    ran = letterbook("validate", *used, "--format", "json")
    assert (ran.code, told(ran)) == (1, ["b G001 error"])
    assert ran.err == "baseline: 3 findings in it not told\n"

    letter(edition, "a", "<bogus/>")
    ran = letterbook("validate", *used, "--quiet")
    assert ran.err == (
        "baseline: 1 finding in it not told\nbaseline: 2 entries are mended: --update-baseline\n"
    )
    ran = letterbook("validate", *used, "--update-baseline")
    assert (ran.code, ran.err) == (0, "baseline: 2 findings in letterbook-baseline.json\n")
    assert letterbook("validate", *used, "--quiet").err == "baseline: 2 findings in it not told\n"


def test_the_settings_name_a_baseline(letterbook: Letterbook, edition: Path) -> None:
    """Then it holds without a word, from every folder, until --no-baseline or another one is named."""
    write(edition, "letterbook.toml", SETTINGS.replace("[rules]", 'baseline = "old/b.json"\n[rules]'))
    ran = letterbook("validate")
    assert (ran.code, ran.out) == (2, "")
    assert "old/b.json: error: there is no such file" in ran.err and "--update-baseline" in ran.err
    assert letterbook("validate", "--update-baseline", cwd=edition / "tei").code == 0
    assert (edition / "old" / "b.json").is_file()
    assert letterbook("validate", cwd=edition / "tei").code == 0
    assert len(run(letterbook, "--no-baseline")) == 3
    write(edition, "none.json", '{"version": 1, "files": {}}')
    assert len(run(letterbook, "--baseline", "none.json")) == 3
    ran = letterbook("validate", "--no-baseline", "--baseline", "none.json")
    assert ran.code == 2 and "contradict each other" in ran.err


def test_a_part_of_the_edition(letterbook: Letterbook, edition: Path) -> None:
    """A run over one letter, or of some rules, neither tells of the other entries nor takes them out."""
    letter(edition, "b", "<bogus/>")
    used = ("--baseline", "b.json")
    letterbook("validate", *used, "--update-baseline")
    whole = (edition / "b.json").read_text(encoding="utf-8")
    for part in (("tei/letters/b.xml",), ("--select", "P"), ("--ignore", "G")):
        assert letterbook("validate", *part, *used, "--quiet").err.count("mended") == 0
        letterbook("validate", *part, *used, "--update-baseline")
        assert (edition / "b.json").read_text(encoding="utf-8") == whole
    letter(edition, "b", "fine")
    letter(edition, "a", "fine")
    assert "1 entry is mended" in letterbook("validate", "tei/letters/b.xml", *used).err
    letterbook("validate", "tei/letters/b.xml", *used, "--update-baseline")
    assert (edition / "b.json").read_text(encoding="utf-8").count("bogus") == 1


def test_a_broken_baseline(letterbook: Letterbook, edition: Path) -> None:
    """Wrong use with its line; only a run over everything may write it anew."""
    write(edition, "b.json", '{\n  "version": 1,\n  "files": {\n<<<<<<< HEAD\n')
    ran = letterbook("validate", "--baseline", "b.json")
    assert (ran.code, ran.out) == (2, "")
    assert "b.json:4:1: error: a merge left its marks here (E008)" in ran.err
    ran = letterbook("validate", "tei/letters/a.xml", "--baseline", "b.json", "--update-baseline")
    assert ran.code == 2
    assert letterbook("validate", "--baseline", "b.json", "--update-baseline").code == 0
    assert letterbook("validate", "--baseline", "b.json").code == 0
    assert letterbook("validate", "--baseline", "none.json").code == 2
    assert letterbook("validate", "--baseline", "tei", "--update-baseline").code == 2


def test_a_baseline_is_of_one_kind_of_run(letterbook: Letterbook, edition: Path) -> None:
    """What other schemas find, or what was changed, does not replace what the edition's own run found."""
    ran = letterbook("validate", "tei", "--schema", "small.rng", "--update-baseline")
    assert ran.code == 2 and "--baseline FILE" in ran.err
    assert not (edition / "letterbook-baseline.json").exists()
    one = ("--schema", "small.rng", "--baseline", "one.json")
    assert letterbook("validate", "tei", *one, "--update-baseline").code == 0
    assert letterbook("validate", "tei", *one).code == 0
    ran = letterbook("validate", "--changed-since", "HEAD", "--update-baseline")
    assert ran.code == 2 and "leave one out" in ran.err


# ---- --changed-since


def git(folder: Path, *words: str) -> None:
    """Something done by git."""
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, check=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_changed_since(letterbook: Letterbook, edition: Path) -> None:
    """Only what was changed is told and counted; settings that were changed make it everything."""
    git(edition, "init", "-q", "-b", "main")
    git(edition, "add", "-A")
    git(edition, "commit", "-q", "-m", "x")
    ran = letterbook("validate", "--changed-since", "HEAD")
    assert (ran.code, ran.out) == (0, "0 files, no findings\n")
    assert ran.err == "changed since HEAD: 0 of 2 files\n"
    letter(edition, "b", "<bogus/>")
    letter(edition, "new", "<bogus/>")
    ran = letterbook("validate", "--changed-since", "main", "--format", "json")
    assert (ran.code, told(ran)) == (1, ["b G001 error", "new G001 error"])
    assert json.loads(ran.out)["files"] == 2
    assert "changed since main: 2 of 3 files" in ran.err
    write(edition, "letterbook.toml", SETTINGS + "# another\n")
    ran = letterbook("validate", "--changed-since", "main", "--format", "json")
    assert len(told(ran)) == 5
    assert ran.err == "changed since main: letterbook.toml was changed, so everything is checked\n"
    assert run(letterbook, "tei/letters/b.xml", "--changed-since", "main") == ["b G001 error"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_what_changes_have_to_do_with(letterbook: Letterbook, edition: Path) -> None:
    """A letter that was not changed is not checked; what a changed one does to it is told, unless it is excused there."""
    write(edition, "letterbook.toml", SETTINGS + 'C007 = "on"\n')
    letter = BEGUN.replace("</teiHeader>", "<profileDesc><correspDesc/></profileDesc></teiHeader>")
    for name, type_, other in [
        ("a", "next", "b"),
        ("b", "prev", "a"),
        ("c", "next", "d"),
        ("d", "prev", "c"),
    ]:
        context = f'<correspContext><ref type="{type_}" target="{other}.xml"/></correspContext>'
        described = f"<correspDesc>{context}</correspDesc>"
        write(edition, f"tei/letters/{name}.xml", letter.replace("<correspDesc/>", described))
    git(edition, "init", "-q", "-b", "main")
    git(edition, "add", "-A")
    git(edition, "commit", "-q", "-m", "x")
    changed = ("--changed-since", "HEAD", "--no-cache")
    write(edition, "tei/letters/b.xml", letter)
    assert run(letterbook, *changed) == ["a C007 warning", "b G001 error"]
    ran = letterbook("validate", *changed, "--why", "--format", "json")
    assert (json.loads(ran.out)["files"], ran.err.count("tei/letters")) == (1, 1)
    path = edition / "tei" / "letters" / "a.xml"
    excused = "<?letterbook ignore C007 the neighbour is lost?>\n<TEI"
    path.write_text(path.read_text(encoding="utf-8").replace("<TEI", excused), encoding="utf-8")
    git(edition, "commit", "-q", "-m", "x", str(path))
    assert run(letterbook, *changed) == ["b G001 error"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_changes_that_nobody_knows(letterbook: Letterbook, edition: Path) -> None:
    """No repository, no such commit, an option of git: wrong use, and nothing is checked."""
    ran = letterbook("validate", "--changed-since", "main", GIT_CEILING_DIRECTORIES=str(edition.parent))
    assert (ran.code, ran.out) == (2, "") and "is in no git repository" in ran.err
    git(edition, "init", "-q")
    for revision in ("main", "--output=stolen", "", "a..b"):
        ran = letterbook("validate", f"--changed-since={revision}")
        assert (ran.code, ran.out) == (2, "") and "(E009)" in ran.err
    assert not (edition / "stolen").exists()


# ---- the run


def test_only_what_changed_is_checked_again(letterbook: Letterbook, edition: Path) -> None:
    """--why gives the reasons, --no-cache forgets what is known; the report is the same."""
    first = letterbook("validate", "--why")
    again = letterbook("validate", "--why")
    assert first.out == again.out
    assert "checked tei/letters/a.xml, tei/letters/b.xml: " in first.err
    assert again.err == "not checked again: 2 files, with nothing changed\n"
    letter(edition, "b", "finer")
    assert "checked tei/letters/b.xml: " in letterbook("validate", "--why").err
    anew = letterbook("validate", "--why", "--no-cache")
    assert anew.out == first.out and "not checked again" not in anew.err


def test_the_same_bytes(letterbook: Letterbook, edition: Path) -> None:
    """One process or eight, another order of hashes: all that rules and schemas find is told in the same way."""
    write(edition, "letterbook.toml", SETTINGS.replace('"off"', '"on"'))
    for number in range(24):
        letter(
            edition, f"letter-{number}", f"{BAD} {BAD} <persName>A. B.</persName>  <date when='188'/>\u00ad"
        )
    reports = [
        letterbook("validate", "--format", "json", "--no-cache", "--jobs", jobs, PYTHONHASHSEED=seed).out
        for jobs, seed in (("1", "1"), ("8", "2"), ("1", "3"))
    ]
    assert len(json.loads(reports[0])["findings"]) > 100
    assert reports[0] == reports[1] == reports[2]


def test_the_help_stands_under_headings(letterbook: Letterbook) -> None:
    """Each option once, each under one heading."""
    said = letterbook("validate", "--help").out
    headings = [line for line in said.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert headings == [
        *("What is checked:", "What is told:", "What is mended:", "How it is told:", "The run:"),
    ]
    from letterbook.cli.validate import command

    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert said.count(f"\n  {option} ") == 1, option
    assert max(map(len, said.splitlines())) <= 100


def test_own_rules_need_leave(letterbook: Letterbook, edition: Path) -> None:
    """Python of an edition runs only with --allow-code."""
    write(edition, "letterbook.toml", SETTINGS.replace("[rules]", 'rules = "own.py"\n[rules]'))
    write(edition, "own.py", 'open("ran", "w").close()\n')
    letterbook("validate")
    assert not (edition / "ran").exists()
