"""The frame of all verbs: help, versions, exit codes, the one error handler."""

from __future__ import annotations

import importlib
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from letterbook import __version__, reports, settings
from letterbook.cli import commands, errors, options
from letterbook.cli.errors import WrongUse, handled
from letterbook.cli.exit_codes import ExitCode
from letterbook.findings import Finding, Problem, Severity, Span

from .conftest import SOURCE, Letterbook


def test_help_names_every_verb(letterbook: Letterbook) -> None:
    """``letterbook``, ``-h`` and ``--help`` say what there is."""
    for arguments in ((), ("-h",), ("--help",)):
        ran = letterbook(*arguments)
        assert ran.code == 0
        assert all(f"  {verb} " in ran.out for verb in commands.VERBS)


@pytest.mark.parametrize("verb", commands.VERBS)
def test_every_verb_says_how_it_is_used(letterbook: Letterbook, verb: str) -> None:
    """Each verb has a description and describes each option."""
    ran = letterbook(verb, "--help")
    assert ran.code == 0 and ran.err == ""
    command = importlib.import_module(f"letterbook.cli.{verb}").command
    assert command.help
    assert all(p.help for p in command.params if isinstance(p, click.Option))


def test_one_module_a_verb() -> None:
    """What is not a verb is a helper of the frame: nothing is forgotten in the list of verbs."""
    import pkgutil

    import letterbook.cli

    modules = {module.name for module in pkgutil.iter_modules(letterbook.cli.__path__)}
    helpers = {"commands", "errors", "exit_codes", "making", "options", "progress"}
    helpers |= {"baselining", "mending", "telling", "validating"}
    assert modules == helpers | set(commands.VERBS)


def test_version(letterbook: Letterbook) -> None:
    """``--version`` is for reports of faults and for scripts."""
    assert letterbook("--version").out == f"letterbook {__version__}\n"


def test_help_is_quick(tmp_path: Path) -> None:
    """Help in under 0.25 s, the median of five; on a slow machine ``LETTERBOOK_SLOW`` multiplies the bound."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "letterbook", "--help"],
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        times.append(time.perf_counter() - started)
    assert statistics.median(times) < 0.25 * float(os.environ.get("LETTERBOOK_SLOW") or 1)


def test_help_loads_nothing_heavy() -> None:
    """What makes help quick: none of the big packages is imported for it."""
    code = (
        "import sys\nfrom letterbook.cli.commands import run\nrun(['--help'])\n"
        "print([m for m in ('lxml', 'rich', 'saxonche', 'xmlschema', 'typst', 'multiprocessing') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=True,
        capture_output=True,
    )
    assert done.stdout.splitlines()[-1] == b"[]"


def test_unknown_verb_and_option(letterbook: Letterbook) -> None:
    """A slip of the finger is wrong use (2), with what was probably meant."""
    ran = letterbook("valdate")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean validate?" in ran.err
    assert letterbook("validate", "--shema", "x").code == 2
    assert letterbook("validate", "--jobs", "0").code == 2
    assert letterbook("export", "docx").code == 2


def test_lists_of_options_are_those_of_the_rooms() -> None:
    """The command line repeats some lists to start quickly: they must be the rooms' own."""
    assert sorted(options.FORMS) == list(reports.names())
    assert options.EXPORTS == settings.EXPORTS
    assert [Severity.parse(level).label for level in options.LEVELS] == list(options.LEVELS)


FINDING = Finding("X005", Severity.ERROR, "cannot be written", Span("a.txt", 3, 4), help="try again")


def raising(error: BaseException) -> Callable[[], ExitCode]:
    """Work that ends in an error."""

    def work() -> ExitCode:
        raise error

    return work


class WrongSchema(Problem):
    """A problem that is wrong use."""

    wrong_use = True


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (WrongUse("no such thing", "take another"), 2, ["no such thing", "help: take another"]),
        (Problem(FINDING), 1, ["a.txt:3:4: error: cannot be written (X005)", "help: try again"]),
        (WrongSchema(FINDING), 2, ["a.txt:3:4"]),
        (KeyboardInterrupt(), 130, ["interrupted"]),
        (click.Abort(), 130, ["interrupted"]),
        (click.UsageError("what?"), 2, ["what?"]),
    ],
)
def test_known_errors_become_words_and_codes(
    error: BaseException, code: int, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind of error has its exit code, and nobody sees a traceback."""
    assert handled(raising(error), []) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert all(word in told.err for word in words)
    assert "Traceback" not in told.err


def test_unknown_errors_leave_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of Letterbook's own (3) says where its log is; the log has versions, arguments and traceback."""
    monkeypatch.setenv("LETTERBOOK_CACHE_DIR", str(tmp_path))
    assert handled(raising(ZeroDivisionError("oh")), ["build", "x"]) == 3
    (log,) = (tmp_path / "logs").iterdir()
    assert str(log) in capsys.readouterr().err
    text = log.read_text(encoding="utf-8")
    assert f"letterbook {__version__}" in text
    assert "lxml " in text and "saxonche " in text
    assert "['build', 'x']" in text
    assert "ZeroDivisionError: oh" in text and "Traceback" in text


def test_a_log_that_cannot_be_written_is_said_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also on a full disk the traceback is not lost."""
    (tmp_path / "logs").write_text("a file where the folder belongs", encoding="utf-8")
    monkeypatch.setenv("LETTERBOOK_CACHE_DIR", str(tmp_path))
    assert handled(raising(ZeroDivisionError("oh")), []) == 3
    assert "ZeroDivisionError: oh" in capsys.readouterr().err


def test_of_an_error_in_a_worker_only_the_last_line_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its traceback is in the log."""
    monkeypatch.setenv("LETTERBOOK_CACHE_DIR", str(tmp_path))
    trace = "checking it (a.xml):\nTraceback (most recent call last):\n  File x\nKeyError: 'q'\n"
    assert handled(raising(RuntimeError(trace)), []) == 3
    said = capsys.readouterr().err
    assert "RuntimeError: KeyError: 'q'" in said and "Traceback" not in said
    [log] = (tmp_path / "logs").iterdir()
    assert "File x" in log.read_text(encoding="utf-8")


def test_an_error_that_is_no_problem_is_not_swallowed() -> None:
    """SystemExit and the like go on."""
    with pytest.raises(SystemExit):
        handled(raising(SystemExit(7)), [])


def test_exit_codes_never_change() -> None:
    """Scripts build on the numbers."""
    assert {code.name: int(code) for code in ExitCode} == {
        "FINE": 0,
        "FINDINGS": 1,
        "WRONG_USE": 2,
        "FAILURE": 3,
        "INTERRUPTED": 130,
    }


@pytest.mark.skipif(os.name == "nt", reason="Windows has no head")
def test_a_reader_that_leaves_is_no_fault(letterbook: Letterbook, folder: Path) -> None:
    """``letterbook … | head`` ends quietly."""
    for number in range(300):
        (folder / f"{number}.xml").write_text("<a>", encoding="utf-8")
    grammar = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'
    (folder / "s.rng").write_text(grammar, encoding="utf-8")
    command = f'"{sys.executable}" -m letterbook validate . --schema s.rng --format json | head -c 10'
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        check=False,
    )
    assert done.stdout == b'{\n  "versi'
    assert done.stderr == b""


def test_messages_are_utf_8_whatever_the_locale(letterbook: Letterbook, folder: Path) -> None:
    """Pipes on Windows and in the C locale are of another encoding by default."""
    ran = letterbook("validate", "bühne.xml", PYTHONIOENCODING="latin-1", LC_ALL="C")
    assert ran.code == 2
    assert "bühne.xml: error: there is no such file" in ran.err


def test_nothing_is_coloured_in_a_pipe(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """Colours are for terminals only."""
    (folder / "a.xml").write_text("<a>", encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", schema)
    assert "1 error" in ran.out
    assert "\x1b" not in ran.out + ran.err


def test_say_survives_a_closed_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that closed stderr still gets its exit code."""
    import io

    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    errors.say("nobody hears this")


def test_cache_clear_removes_what_is_kept_and_nothing_else(letterbook: Letterbook, tmp_path: Path) -> None:
    """``cache clear`` leaves files alone that Letterbook did not put into its store."""
    store = tmp_path / "cache" / "store" / "html" / "ab"
    store.mkdir(parents=True)
    (store / "abc").write_bytes(b"x")
    other = tmp_path / "cache" / "precious.txt"
    other.write_text("x", encoding="utf-8")
    ran = letterbook("cache", "clear")
    assert (ran.code, ran.out.startswith("1 file removed")) == (0, True)
    assert other.exists() and not store.exists()
    assert letterbook("cache", "clear").code == 0
