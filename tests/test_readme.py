"""The README stays true: every command in it runs, in its order, and says what the README says it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from letterbook.distribution import INSTALL
from letterbook.settings import Key, reference

README = Path(__file__).resolve().parent.parent / "README.md"

SHELL = {
    "make": "run by .ci/run and by whoever builds from a checkout",
    "make test": "runs this",
    "py -m pip install .": "tests/test_wheel.py installs what pip builds, in an empty environment",
    "py -m letterbook build": "tests/test_wheel.py",
    f'pip install "{INSTALL}"': "nothing is published yet: the address is compared with the code",
}
"""The commands of the blocks that are not run here, with where they are run."""

MISTAKES = "tei/letters/mistakes.xml"

TITLES = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:output method="text"/>
  <xsl:param name="mark"/>
  <xsl:template match="/"><xsl:value-of select="$mark, (//title)[1]"/></xsl:template>
</xsl:stylesheet>
"""


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(
        rf"^```{language}\n(.*?)^```", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


def steps() -> list[tuple[str, list[str]]]:
    """Each command of the console blocks with the lines it is to say."""
    out: list[tuple[str, list[str]]] = []
    for block in blocks("console"):
        for line in block.splitlines():
            if line.startswith("$ "):
                out.append((line[2:], []))
            else:
                out[-1][1].append(line)
    return out


def make_mistakes(folder: Path) -> None:
    """The letter with two mistakes of which the README speaks."""
    letter = (folder / "tei/letters/1887-03-03-marbury-quill.xml").read_text(encoding="utf-8")
    wrong = letter.replace("marbury-quill-1887-03-03", "mistakes").replace("1887-03-03", "1887-03-10")
    wrong = wrong.replace("3 March", "10 March").replace("<signed><persName", "<signed><persname")
    wrong = wrong.replace("O. Marbury</persName>", "O. Marbury</persname>").replace(
        '#port-ember">Port', '#port-amber">Port', 1
    )
    (folder / MISTAKES).write_text(wrong, encoding="utf-8")


def told(text: str) -> list[str]:
    """What a command said, with the parts that differ from run to run made alike."""
    text = re.sub(r" in \d+\.\d s", " in 0.8 s", text)
    return text.rstrip("\n").splitlines()


def agrees(said: list[str], shown: list[str]) -> bool:
    """Whether the lines are those of the README, where ``…`` stands for any lines."""
    if not shown:
        return not said
    if shown[0].strip() == "…":
        return any(agrees(said[at:], shown[1:]) for at in range(len(said) + 1))
    return bool(said) and said[0].rstrip() == shown[0].rstrip() and agrees(said[1:], shown[1:])


def test_every_example_says_what_the_readme_says(tmp_path: Path) -> None:
    folder = tmp_path
    environment = {
        **os.environ,
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "LETTERBOOK_CACHE_DIR": str(tmp_path / "cache"),
    }
    environment["PYTHONPATH"] = str(README.parent / "src")
    ran = 0
    for command, shown in steps():
        words = shlex.split(command)
        if words[0] == "cd":
            folder = folder / words[1]
            continue
        assert words[0] == "letterbook", command
        if "titles.xsl" in command:
            (folder / "titles.xsl").write_text(TITLES, encoding="utf-8")
        if MISTAKES in command:
            make_mistakes(folder)
        done = subprocess.run(
            [sys.executable, "-m", "letterbook", *words[1:]],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        said = told(done.stdout.replace(str(folder) + os.sep, "").replace(os.sep, "/"))
        assert agrees(said, shown), f"$ {command}\n" + "\n".join(said)
        (folder / MISTAKES).unlink(missing_ok=True)
        ran += 1
    assert ran >= 12


def test_no_command_is_left_out() -> None:
    """A command in another block is one that is run elsewhere; every verb has an example."""
    lines = {line for block in blocks("sh") for line in block.splitlines()}
    assert lines <= set(SHELL)
    from letterbook.cli.commands import VERBS

    used = {shlex.split(command)[1] for command, _ in steps() if command.startswith("letterbook")}
    assert used == set(VERBS)


def row(key: Key) -> str:
    """The line of one key in the table."""
    name = f"[{key.table}] {key.name}" if key.table else key.name
    value = ", ".join(key.default) if isinstance(key.default, tuple) else str(key.default).lower()
    return f"| `{name}` | {key.doc}{f' Without it: `{value}`.' if value else ''} |"


@pytest.mark.parametrize("key", list(reference()), ids=lambda key: key.name)
def test_every_key_of_the_settings_is_in_the_table(key: Key) -> None:
    assert row(key) in README.read_text(encoding="utf-8").splitlines()
