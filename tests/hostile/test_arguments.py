"""Paths and settings that mean harm: wrong use, said once, at once, whichever command is given them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from .conftest import Run
from .letters import letter

COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate", "PATH"),
    "schema": ("validate", "good.xml", "--schema", "PATH"),
    "report": ("validate", "good.xml", "--output", "PATH"),
    "text": ("export", "text", "PATH"),
    "output": ("export", "text", "good.xml", "-o", "PATH"),
    "build": ("build", "PATH"),
    "transform": ("transform", "copy.xsl", "PATH", "-o", "out"),
    "stylesheet": ("transform", "PATH", "good.xml", "-o", "out"),
    "init": ("init", "PATH"),
    "new": ("new", "PATH", "--from", "a", "--to", "b", "--date", "1888"),
}
READING = ("schema", "text", "transform", "stylesheet")
"""Those that need no large grammar."""

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other links, pipes and names")


def test_empty_and_endless_paths(run: Run, tmp_path: Path) -> None:
    """A variable that was never set does not mean the whole folder; a name that no disk takes is told."""
    (tmp_path / "good.xml").write_text(letter(), encoding="utf-8")
    for words in COMMANDS.values():
        for path in ("", "x" * 5000):
            ran = run(*(path if word == "PATH" else word for word in words), cwd=tmp_path)
            assert ran.code == 2 and ran.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["good.xml"]


@posix
@pytest.mark.parametrize("command", READING)
def test_loops_pipes_and_missing_paths(run: Run, tmp_path: Path, command: str) -> None:
    """A link to itself and a path that is not there are wrong use; a pipe is never opened: that would not end."""
    (tmp_path / "good.xml").write_text(letter(id="good"), encoding="utf-8")
    (tmp_path / "copy.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"/>', encoding="utf-8"
    )
    (tmp_path / "loop").symlink_to("loop")
    os.mkfifo(tmp_path / "pipe.xml")
    for path in ("loop", "loop/x.xml", "nowhere.xml", "good.xml/x.xml"):
        assert run(*(path if word == "PATH" else word for word in COMMANDS[command]), cwd=tmp_path).code == 2
    ran = run(
        *("pipe.xml" if word == "PATH" else word for word in COMMANDS[command]), cwd=tmp_path, within=20
    )
    assert ran.code in (1, 2)
    assert "R002" in ran.err + ran.out


@posix
def test_a_pipe_among_letters(run: Run, tmp_path: Path) -> None:
    """The letters beside it are made."""
    os.mkfifo(tmp_path / "a.xml")
    (tmp_path / "good.xml").write_text(letter(id="good"), encoding="utf-8")
    ran = run("export", "text", ".", "-o", "out", cwd=tmp_path, within=20)
    assert ran.code == 1 and "a.xml: error: is a device or a pipe" in ran.err
    assert (tmp_path / "out" / "good.txt").is_file()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_names_that_steer_a_terminal(run: Run, tmp_path: Path) -> None:
    """A file's name cannot forge a line of a message, colour it or turn it round."""
    for name in (
        b"a\nb: error.xml",
        b"\x1b[31mred.xml",
        "turned\u202elmx.xml".encode(),
        b"\xff.xml",
        b"n" * 240 + b".xml",
    ):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("<a>", encoding="utf-8")
    (tmp_path / "good.xml").write_text(letter(id="good"), encoding="utf-8")
    ran = run("export", "text", ".", "-o", "out", cwd=tmp_path)
    assert ran.code == 1
    assert ran.err.count("(R006)") == 5
    assert not {"\x1b", "\u202e"} & set(ran.err)
    assert all(
        ": error: " in line or "help: " in line or line.startswith("made") for line in ran.err.splitlines()
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.txt"]


SETTINGS: dict[str, tuple[bytes, int]] = {
    "a number without end": (b"config-version = " + b"1" * 5000, 2),
    "a path with NUL": (b'[paths]\nletters = "a\\u0000b"\n', 2),
    "an output with NUL": (b'[build]\noutput = "a\\u0000b"\n', 2),
    "a class that is none": (b'[paths]\nletters = "tei/letters/[z-a]*.xml"\n', 2),
    "a pattern of many stars": (b'[paths]\nletters = "tei/letters/' + b"*a" * 60 + b'*.xml"\n', 2),
    "a pattern of many folders": (b'[paths]\nletters = "tei/letters/' + b"**/" * 300 + b'*.xml"\n', 0),
    "a path that is too long": (b'[paths]\nletters = "' + b"x" * 5000 + b'"\n', 2),
    "a schema that is too long": (b'[validate]\nschema = "' + b"x" * 5000 + b'"\n', 2),
    "a folder as schema": (b'[validate]\nschema = "schema"\n', 2),
    "a list in lists": (b"x = " + b"[" * 100_000 + b"]" * 100_000, 2),
    "a table in tables": (b"[" + b".".join([b"a"] * 5000) + b"]\n", 2),
    "many keys": (b"".join(b"k%d = 1\n" % n for n in range(5000)), 2),
    "a day that is none": (b"x = 2024-13-45\n", 2),
    "NUL": (b"[edition]\n\0", 2),
    "UTF-16": ("[edition]\n".encode("utf-16"), 2),
    "a byte order mark": (b"\xef\xbb\xbf[edition]\n", 0),
    "nothing": (b"", 0),
    "a long title": (b'[edition]\ntitle = "' + b"t" * 500_000 + b'"\n', 0),
    "a title that is markup": (b'[edition]\ntitle = "<script>"\nlicence = "javascript:alert(1)"\n', 0),
}


@pytest.mark.corpora
def test_settings_of_strangers(run: Run, tmp_path: Path) -> None:
    """Whatever letterbook.toml holds: read, or wrong use with its name, and never without end."""
    assert run("init", "e", cwd=tmp_path).code == 0
    edition = tmp_path / "e"
    for what, (data, code) in SETTINGS.items():
        (edition / "letterbook.toml").write_bytes(data)
        ran = run("export", "text", "-o", tmp_path / "out", cwd=edition, within=20) if "schema" not in what else run(
            "validate", cwd=edition, within=20
        )  # fmt: skip
        assert ran.code == code, (what, ran)
    if os.name != "nt":
        for make in (
            lambda path: path.symlink_to("letterbook.toml"),
            lambda path: path.symlink_to("gone"),
            os.mkfifo,
        ):
            (edition / "letterbook.toml").unlink()
            make(edition / "letterbook.toml")
            assert run("validate", cwd=edition, within=20).code == 2


@pytest.mark.parametrize(
    ("option", "value"),
    [("--from", ""), ("--from", " "), ("--to", "a\x01b"), ("--title", "\x1b[31m"), ("--date", "2000-02-30"),
     ("--date", "99999999999"), ("--date", "1" * 5000), ("--date", ""), ("--place", "\ufffe")],
)  # fmt: skip
def test_new_with_words_that_xml_cannot_hold(run: Run, tmp_path: Path, option: str, value: str) -> None:
    """Nothing is written, in no register either."""
    assert run("init", "e", cwd=tmp_path).code == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.xml")}
    given = {"--from": "Marbury", "--to": "Quill", "--date": "1888", option: value}
    ran = run("new", "--add", *(word for pair in given.items() for word in pair), cwd=tmp_path / "e")
    assert (ran.code, ran.out) == (2, "")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.xml")} == before
