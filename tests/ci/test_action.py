"""The action's steps, run in a shell as GitHub runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from letterbook import starting

from .runner import ROOT, Runner
from .test_strangers import lay

LETTER = "tei/letters/1887-03-03-marbury-quill.xml"


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """An edition as ``init`` makes it."""
    folder = tmp_path / "work space"
    starting.start(folder)
    return folder


@pytest.fixture
def runner(edition: Path, tmp_path: Path) -> Runner:
    """A runner of GitHub that has checked it out."""
    return Runner(edition, tmp_path / "scratch")


def spoil(edition: Path, name: str = LETTER) -> None:
    """Misspell a tag."""
    path = edition / name
    text = path.read_text(encoding="utf-8").replace("<signed>", "<singed>").replace("</signed>", "</singed>")
    path.write_text(text, encoding="utf-8")


def test_a_good_edition_passes(runner: Runner) -> None:
    """Nothing is marked, and Letterbook is installed from the action's own checkout."""
    ran = runner.run()
    assert ran.code == 0, ran.err
    assert "::error" not in ran.out
    install, check = ran.commands
    assert install == f"-I -m pip install --quiet --disable-pip-version-check {ROOT}"
    assert check == "-I -m letterbook validate --format github --fail-on=error --"


def test_a_mistake_is_marked_at_its_line(runner: Runner, edition: Path) -> None:
    """GitHub reads the annotation from the log; the step fails."""
    spoil(edition)
    ran = runner.run()
    assert ran.code == 1
    assert re.search(rf"^::error file={LETTER},line=\d+.*<singed>", ran.out, re.MULTILINE)
    assert "Letterbook" in ran.summary


def test_what_fails_can_be_chosen(runner: Runner, edition: Path) -> None:
    """A warning fails the check only where that is wanted; a word that is no level is wrong use."""
    path = edition / LETTER
    path.write_text(path.read_text(encoding="utf-8").replace("The oil", "The <hi>oil</hi>"), encoding="utf-8")
    assert runner.run().code == 0
    assert runner.run(fail_on="warning").code == 1
    assert runner.run(fail_on="disaster").code == 2


def test_paths_stand_on_lines(runner: Runner, edition: Path) -> None:
    """Only these are checked; blanks in names, empty lines and the line ends of Windows do no harm."""
    other = "tei/letters/other letter.xml"
    (edition / other).write_bytes(
        (edition / LETTER).read_bytes().replace(b"marbury-quill-1887-03-03", b"other")
    )
    spoil(edition)
    assert runner.run(path=f"\n{other}\r\n\n").code == 0
    assert runner.run(path=f"{other}\n{LETTER}").code == 1
    assert runner.run(path="nowhere.xml").code in (1, 2)


@pytest.mark.parametrize(
    "text", ["$(touch owned)", "`touch owned`", "; touch owned", "--allow-code", "-h", '"; touch owned; "']
)
def test_inputs_are_never_commands(runner: Runner, edition: Path, text: str) -> None:
    """Whatever stands in an input, it is a path, a level or a file."""
    for ran in (runner.run(path=text), runner.run(baseline=text), runner.run(fail_on=text)):
        assert ran.code in (1, 2)
    assert not (edition / "owned").exists()


def test_sarif_is_written_beside(runner: Runner, edition: Path) -> None:
    """All findings for code scanning; the check still marks and fails."""
    spoil(edition)
    ran = runner.run(sarif="letterbook.sarif")
    assert ran.code == 1 and "::error" in ran.out
    assert ran.outputs == {"sarif": "letterbook.sarif"}
    made = json.loads((edition / "letterbook.sarif").read_text(encoding="utf-8"))
    assert made["version"] == "2.1.0" and made["runs"][0]["results"]


def test_a_baseline_is_used(runner: Runner, edition: Path) -> None:
    """Old findings do not fail the check."""
    spoil(edition)
    from click.testing import CliRunner

    from letterbook.cli.validate import command

    made = CliRunner().invoke(
        command,
        [str(edition), "--baseline", str(edition / "baseline.json"), "--update-baseline"],
        standalone_mode=False,
    )
    assert made.exception is None, made.output
    assert runner.run(baseline="baseline.json").code == 0
    assert runner.run().code == 1


def test_a_stranger_runs_nothing(runner: Runner, edition: Path) -> None:
    """Modules with the names of Python's own, rules and stylesheets of the edition's own: none is run."""
    trace = lay(edition)
    (edition / "letterbook.py").write_text((edition / "pip.py").read_text(encoding="utf-8"), encoding="utf-8")
    (edition / "rules").mkdir()
    (edition / "rules" / "own.py").write_text(
        (edition / "pip.py").read_text(encoding="utf-8"), encoding="utf-8"
    )
    settings = edition / "letterbook.toml"
    text = settings.read_text(encoding="utf-8").replace("[validate]", '[validate]\nrules = "rules/*.py"')
    settings.write_text(text, encoding="utf-8")
    ran = runner.run(sarif="x.sarif")
    assert ran.code == 0, ran.err
    assert not trace.exists()


def test_what_a_file_says_is_no_command_of_github(runner: Runner, edition: Path) -> None:
    """A letter that holds ``::set-output`` or ``::stop-commands`` does not speak to the runner."""
    path = edition / LETTER
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("<signed>", "<singed>\n::stop-commands::x\n::add-mask::a\n<hi>").replace(
            "</signed>", "</hi></singed>"
        ),
        encoding="utf-8",
    )
    ran = runner.run()
    assert ran.code == 1
    kinds = {
        line.split("::")[1].split(" ")[0]
        for line in (ran.out + ran.err).splitlines()
        if line.lstrip().startswith("::")
    }
    assert kinds <= {"error", "warning", "notice", "group", "endgroup"}
