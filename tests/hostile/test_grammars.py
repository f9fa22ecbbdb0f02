"""Grammars of strangers, in either syntax: one clear message with its place, or findings, and always an end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.processes import all_gone

from .conftest import Run, environment
from .letters import BOMB

RNG = (
    'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
)
START = "start = element a { empty }\n"


def doubled(sign: str) -> str:
    """Sixty definitions, each of which is the next one twice."""
    return "".join(f"d{n} = d{n + 1}{sign}d{n + 1}\n" for n in range(60))


def pattern(regex: str) -> str:
    """An element whose text has to match."""
    return (
        f'<element {RNG} name="a"><data type="string"><param name="pattern">{regex}</param></data></element>'
    )


REFUSED: dict[str, tuple[str | bytes, str, str]] = {
    "empty.rnc": ("", "empty.rnc:1:1", "no <start>"),
    "empty.rng": ("", "empty.rng", "the file is empty"),
    "words.rng": ("no xml at all", "words.rng:1:1", "is no XML"),
    "open.rnc": ("start = element a {\n  text\n", "open.rnc:1:19", '"{" is not closed'),
    "latin.rnc": ("start = element é { text }".encode("latin-1"), "latin.rnc:1:17", "not UTF-8"),
    "control.rnc": ("start = element a { \x01 }", "control.rnc:1:21", "U+0001"),
    "zero.rnc": ("start = \0", "zero.rnc:1:9", "U+0000"),
    "itself.rnc": ('start = external "itself.rnc"', "itself.rnc:1:9", "leads back"),
    "cycle.rnc": ('include "other.rnc"\n' + START, "other.rnc:2:1", "leads back"),
    "outside.rnc": (START + 'include "../../etc/passwd"', "outside.rnc:2:1", "own folder"),
    "root.rnc": (START + 'include "file:///etc/passwd"', "root.rnc:2:1", "nothing is fetched"),
    "folder.rnc": (START + 'include "folder"', "folder.rnc:2:1", "is a folder"),
    "http.rnc": (START + 'include "http://127.0.0.1:9/x.rnc"', "http.rnc:2:1", "nothing is fetched"),
    "many.rnc": ("".join(f'include "many/{n}.rnc"\n' for n in range(2000)) + START, "many.rnc:1000:1", "more than 1,000 files"),
    "interleave.rnc": (f"start = element a {{ d0 }}\n{doubled(' & ')}d60 = element b {{ empty }}?", "interleave.rnc:62:7", "7.4"),
    "attribute.rnc": (f"start = element a {{ d0 }}\n{doubled(', ')}d60 = attribute b {{ text }}?", "attribute.rnc:62:7", "7.3"),
    "ways.rnc": (f"start = element a {{ d0 }}\n{doubled(', ')}d60 = element b {{ empty }}?", "ways.rnc", "more ways open"),
    "regex.rng": (pattern("(((a{0,1000}){0,1000}){0,1000}){0,1000}"), "regex.rng:1:", "grows too large"),
    "bomb.rng": (f'<!DOCTYPE g [{BOMB}]><element {RNG} name="a"><value>&a9;</value></element>', "bomb.rng:1:", "without bound"),
    "entity.rng": (f'<!DOCTYPE g [<!ENTITY e SYSTEM "a.xml">]><grammar {RNG}>&e;</grammar>', "entity.rng:1:", "external"),
    "undefined.rnc": ("start = element a { b }", "undefined.rnc:1:21", "no definition of b"),
    "prefix.rnc": ("start = element x:a { empty }", "prefix.rnc:1:17", "not declared"),
    "list.rnc": ("start = element a {\n  list { element b { empty } } }", "list.rnc:2:", "7.1.3"),
    "large.rnc": (START + "# " + "x" * 50_000_000, "large.rnc", "16 MB"),
    "definitions.rnc": (START + "".join(f"d{n} = d{n + 1}\n" for n in range(50_000)), "definitions.rnc:50001:", "no definition"),
}  # fmt: skip
"""By name: what is in it, the place that is told, and some of the words."""


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a document of sixty elements, and files to be included."""
    (tmp_path / "a.xml").write_text(f"<a>{'<b/>' * 60}</a>", encoding="utf-8")
    (tmp_path / "other.rnc").write_text('# a circle\ninclude "cycle.rnc"\n', encoding="utf-8")
    (tmp_path / "folder").mkdir()
    return tmp_path


def put(folder: Path, name: str, content: str | bytes) -> None:
    """Write a grammar."""
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("name", REFUSED)
def test_a_grammar_that_cannot_be_used(run: Run, here: Path, name: str) -> None:
    """Exit code 2 and one message, with file, line and column of what is wrong."""
    content, place, words = REFUSED[name]
    put(here, name, content)
    if name == "many.rnc":
        (here / "many").mkdir()
        for number in range(2000):
            put(here, f"many/{number}.rnc", f"d{number} = element e{number} {{ text }}")
    ran = run("validate", "a.xml", "--schema", name, cwd=here, within=50)
    assert (ran.code, ran.out) == (2, ""), ran
    assert ran.err.startswith(place) and words in ran.err, ran.err
    assert ran.err.count("error: ") == 1 and len(ran.err) < 1_000


def externals() -> dict[str, str]:
    """Forty files, each of which refers to the next one twice: two to the fortieth elements, were they written out."""
    files = {
        f"x/{n}.rng": f'<group {RNG}><externalRef href="{n + 1}.rng"/><externalRef href="{n + 1}.rng"/></group>'
        for n in range(40)
    }
    return {**files, "x/40.rng": f'<element {RNG} name="b"><empty/></element>'}


MINGLED = " & ".join(
    f"((element a{n} {{ empty }}, element x{n} {{ empty }}?) | (element a{n} {{ text }}, element y{n} {{ empty }}?))"
    for n in range(25)
)
NAMES = "|".join(f"n{n}" for n in range(20_000))
JUDGED: dict[str, tuple[str, str, int]] = {
    "external.rng": (f'<element {RNG} name="a"><externalRef href="x/0.rng"/></element>', "<a><b/><b/></a>", 1),
    "choice.rnc": (f"start = element a {{ d0 }}\n{doubled(' | ')}d60 = element b {{ empty }}?", "<a><b/></a>", 0),
    "deep.rnc": ("start = " + "element a { " * 5_000 + "empty" + " }" * 5_000, "<a>" * 300 + "</a>" * 300, 1),
    "brackets.rnc": ("start = element a { " + "(" * 5_000 + "text" + ")?" * 5_000 + "}", "<a>x</a>", 0),
    "mingled.rnc": (f"start = element a {{ {MINGLED} }}", f"<a>{''.join(f'<a{n}/>' for n in range(25))}</a>", 0),
    "nothing.rnc": ("start = notAllowed", "<a/>", 1),
    "plus.rng": (pattern("((a+)+)+x"), f"<a>{'a' * 100_000}</a>", 1),
    "counted.rng": (pattern("((a{1,20}){1,20}){1,20}x"), f"<a>{'a' * 50_000}</a>", 1),
    "utf16.rnc": ("\ufeffstart = element a { empty }", "<a/>", 0),
    "names.rnc": (f"start = element a {{ element * - ({NAMES}) {{ empty }} }}", "<a><n7/></a>", 1),
}  # fmt: skip
"""By name: what is in it, a document, and the exit code."""


@pytest.mark.parametrize("name", JUDGED)
def test_a_grammar_that_is_only_odd(run: Run, here: Path, name: str) -> None:
    """It judges in time, whatever it would become if it were written out."""
    content, document, code = JUDGED[name]
    put(here, name, content.encode("utf-16-le") if name == "utf16.rnc" else content)
    if name == "external.rng":
        (here / "x").mkdir()
        for file, text in externals().items():
            put(here, file, text)
    put(here, "b.xml", document)
    ran = run("validate", "b.xml", "--schema", name, cwd=here, within=50)
    assert (ran.code, ran.err) == (code, ""), ran
    assert ran.out.endswith("1 file, no findings\n" if code == 0 else "1 file, 1 error\n")


def test_a_grammar_named_by_the_catalog_is_not_asked_of_the_network(run: Run, here: Path) -> None:
    """TEI's address for MathML leads to the file that is shipped, or is refused; nothing is fetched either way."""
    put(here, "m.rnc", 'include "https://example.org/nowhere/mathml2.rnc"\n' + START)
    ran = run("validate", "a.xml", "--schema", "m.rnc", cwd=here)
    assert ran.code == 2 and ran.err.startswith("m.rnc:1:1: error: asks for https://example.org/")
    assert "no catalog" in ran.err


@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C to consoles, not to processes")
@pytest.mark.parametrize("moment", ["loading", "checking"])
def test_ctrl_c(here: Path, moment: str) -> None:
    """While a large grammar is loaded, and while a large file is judged: 130, no traceback, no process left."""
    count = 60_000 if moment == "loading" else 1
    defines = "".join(f"d{n} = element e{n} {{ attribute k {{ text }}?, d{n + 1}? }}\n" for n in range(count))
    put(
        here,
        "large.rnc",
        f"start = element r {{ (d0 | element p {{ xsd:integer }})* }}\n{defines}d{count} = empty\n",
    )
    put(here, "large.xml", f"<r>{'<p>x</p>' * (400_000 if moment == 'checking' else 1)}</r>")
    process = subprocess.Popen(
        [sys.executable, "-m", "letterbook", "validate", "large.xml", "--schema", "large.rnc"],
        cwd=here,
        env=environment(here / "cache"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(2.5)
    assert process.poll() is None, "it is long enough to be interrupted"
    os.killpg(process.pid, signal.SIGINT)
    began = time.monotonic()
    _, err = process.communicate(timeout=60)
    assert time.monotonic() - began < 10
    assert process.returncode == 130, err
    assert b"Traceback" not in err
    assert all_gone(process.pid)
