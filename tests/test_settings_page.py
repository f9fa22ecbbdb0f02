"""The pages on letterbook.toml and on old editions say what is so."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import tests.settings_page as settings_page
from tests.test_readme import agrees

from letterbook.settings import load
from letterbook.validation.baseline import Baseline
from letterbook.validation.selection import selection_of

OLD = settings_page.FILE.parent.parent / "how-to" / "old-edition.md"
LETTER = "tei/letters/1887-03-03-marbury-quill.xml"
SOURCE = settings_page.FILE.parents[2] / "src"


def test_the_page_is_made_of_the_keys() -> None:
    """``python -m tests.settings_page`` writes it; whoever changes a key runs that."""
    assert settings_page.FILE.read_text(encoding="utf-8") == settings_page.page()


def examples(page: str) -> list[str]:
    """What a page shows of letterbook.toml."""
    return re.findall(r"```toml\n(.*?)```", page, re.DOTALL)


def test_its_examples_are_settings(tmp_path: Path) -> None:
    """What it shows is read without a complaint, and the rules that it names exist."""
    shown = examples(settings_page.page())
    assert len(shown) == 2
    schema = '[validate]\nschema = "tei"\nschematron = "own.sch"\n'
    (tmp_path / "letterbook.toml").write_text(schema + "".join(shown), encoding="utf-8")
    (tmp_path / "own.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="*">'
        '<assert id="no.seal" test="1"/></rule></pattern></schema>',
        encoding="utf-8",
    )
    assert selection_of(load(tmp_path / "letterbook.toml")).unknown == ()


def run(folder: Path, command: str) -> list[str]:
    """What a command says on the screen."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "LETTERBOOK_CACHE_DIR": str(folder.parent / "cache"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "letterbook", *shlex.split(command)[1:]],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return done.stdout.rstrip("\n").splitlines()


def test_an_old_edition_goes_that_way(tmp_path: Path) -> None:
    """Every command of the page, in its order, with what people do between them, says what the page says.

    The edition has switched off all rules but those that the page speaks of, so that new ones change nothing here.
    """
    run(tmp_path, "letterbook init letters")
    folder = tmp_path / "letters"
    settings = (folder / "letterbook.toml").read_text(encoding="utf-8")
    settings += '\n[rules]\nall = "off"\nG = "on"\nP = "on"\n'
    (folder / "letterbook.toml").write_text(settings, encoding="utf-8")
    page = OLD.read_text(encoding="utf-8")
    first, last = (folder / LETTER), (folder / "tei/letters/new.xml")
    right = first.read_text(encoding="utf-8")
    wrong = right.replace("<salute>", "<salut>").replace("</salute>", "</salut>")
    wrong = wrong.replace('"../registers/persons.xml', '"..\\registers\\persons.xml', 2)
    first.write_text(wrong, encoding="utf-8")
    copied = right.replace("marbury-quill-1887-03-03", "new")
    steps = re.findall(r"^\$ (.*)\n((?:(?!\$ |```).*\n)*)", page, re.MULTILINE)
    assert len(steps) == 7
    for number, (command, shown) in enumerate(steps):
        if number == 4:  # "name it in letterbook.toml", "somebody adds a letter with a mistake"
            (table,) = (text for text in examples(page) if "baseline" in text)
            (folder / "letterbook.toml").write_text(settings.replace("[validate]\n", table), encoding="utf-8")
            mistake = copied.replace("<signed><persName", "<signed><persname")
            last.write_text(
                mistake.replace("O. Marbury</persName>", "O. Marbury</persname>"), encoding="utf-8"
            )
        if number == 5:  # "mend some when you come by"
            first.write_text(right, encoding="utf-8")
            last.write_text(copied, encoding="utf-8")
        said = run(folder, command)
        assert agrees(said, shown.rstrip("\n").splitlines()), f"$ {command}\n" + "\n".join(said)


def test_the_file_that_the_page_shows_is_a_baseline(tmp_path: Path) -> None:
    """It has the form that is written."""
    (shown,) = re.findall(r"```json\n(.*?)```", OLD.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "b.json").write_text(shown, encoding="utf-8")
    assert Baseline.read(tmp_path / "b.json").text == shown
    assert json.loads(shown)["version"] == 1
