"""The diff of a fix: what git applies, whatever line ends, encodings and names there are."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.sources import Source, parse
from letterbook.validation.diffing import unified


def source(text: str, name: str = "tei/a.xml", encoding: str = "utf-8") -> Source:
    """A file with the text."""
    return parse(text.encode(encoding), name)


def diff(before: str, after: str, name: str = "tei/a.xml", encoding: str = "utf-8") -> str:
    """The diff of two texts."""
    return "".join(unified(source(before, name, encoding), source(after, name, encoding)))


LINES = "<a>\n" + "".join(f"<b n='{n}'/>\n" for n in range(20)) + "</a>\n"


def test_a_line_with_those_round_it() -> None:
    """Three lines before and after."""
    assert diff(LINES, LINES.replace("'7'", "'seven'")) == (
        "--- a/tei/a.xml\n+++ b/tei/a.xml\n@@ -6,7 +6,7 @@\n"
        " <b n='4'/>\n <b n='5'/>\n <b n='6'/>\n-<b n='7'/>\n+<b n='seven'/>\n"
        " <b n='8'/>\n <b n='9'/>\n <b n='10'/>\n"
    )
    assert diff(LINES, LINES) == ""


CASES = [
    (LINES, LINES.replace("'3'", "'x'").replace("'17'", "'y'")),
    (LINES, LINES.replace("<b n='0'/>\n", "").replace("</a>", "<c/>\n\n</a>")),
    (LINES, LINES.rstrip("\n")),
    (LINES.rstrip("\n"), LINES),
    (LINES.rstrip("\n"), LINES.rstrip("\n").replace("'19'", "'x'")),
    (LINES.replace("\n", "\r\n"), LINES.replace("\n", "\r\n").replace("'9'", "'x'")),
    ("<a>x\u2028y\x85z</a>", "<a>x\u2028w\x85z</a>"),
    ("<a/>", "<a>\n</a>"),
    ("<a>\n  x\n\n\n</a>\n", "<a>\n  x\n\n</a>\n"),
]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize(("before", "after"), CASES)
@pytest.mark.parametrize("name", ["tei/a.xml", 'tei/ä "b" \t.xml'])
def test_git_applies_it(tmp_path: Path, before: str, after: str, name: str) -> None:
    """And makes of the one file exactly the other."""
    path = tmp_path / name
    path.parent.mkdir()
    try:
        path.write_bytes(before.encode())
    except OSError:
        pytest.skip("this system has no such names")
    patch = diff(before, after, name).encode()
    ran = subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert path.read_bytes() == after.encode()


def test_other_encodings_are_shown_as_text() -> None:
    """A diff is text, whatever the file is in."""
    text = '<?xml version="1.0" encoding="{}"?>\n<a>Grüße</a>\n'
    for encoding in ("UTF-16", "ISO-8859-1"):
        before = text.format(encoding)
        assert "-<a>Grüße</a>\n+<a>Gruß</a>\n" in diff(
            before, before.replace("Grüße", "Gruß"), encoding=encoding
        )


def test_many_lines_are_quick() -> None:
    """A file of a hundred thousand equal lines, changed at its beginning and at its end."""
    text = "<a>\n<x/>\n" + "<b/>\n" * 100_000 + "<c/>\n<d/>\n</a>\n"
    begin = time.perf_counter()
    made = diff(text, text.replace("<c/>", "<e/>").replace("<d/>", "<f/>\n<g/>").replace("<x/>\n", ""))
    assert made.count("\n-") == 3 and made.count("\n+") == 3 + 1
    assert made.count("@@ -") == 2
    assert time.perf_counter() - begin < 5


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_any_two_files(old: list[str], new: list[str]) -> None:
    """What the diff says of the old file and of the new one is what stands in them."""
    before, after = ("<x>\n" + "".join(f"{line}\n" for line in lines) + "</x>" for lines in (old, new))
    lines = diff(before, after).replace("\n\\ No newline at end of file\n", "").split("\n")
    place, at = 0, {"-": 0, "+": 0}
    for line in lines[2:]:
        if line.startswith("@@"):
            begins = [int(part.split(",")[0][1:]) - 1 for part in line.split()[1:3]]
            at = {"-": begins[0], "+": begins[1]}
            place += 1
            continue
        for sign, text in (("-", before), ("+", after)):
            if line[:1] in (" ", sign):
                assert text.split("\n")[at[sign]] == line[1:]
                at[sign] += 1
    assert bool(place) == (old != new)
