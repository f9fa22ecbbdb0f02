"""Hostile letters side by side in one folder: each is told by its own code or made, and the good one is always made."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from .conftest import Run
from .letters import LETTERS, bytes_of, letter

COPY = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:mode on-no-match="shallow-copy"/></xsl:stylesheet>'
)
WAYS = {
    "text": ("export", "text", "in", "-o", "out-text"),
    "html": ("export", "html", "in", "-o", "out-html"),
    "pdf": ("export", "pdf", "in", "-o", "out-pdf"),
    "transform": ("transform", "copy.xsl", "in", "-o", "out-transform"),
}


@pytest.mark.parametrize(
    "way", [pytest.param(way, marks=pytest.mark.corpora if way == "pdf" else ()) for way in WAYS]
)
def test_each_is_told_once_or_made(run: Run, tmp_path: Path, way: str) -> None:
    """A fault of a file is one finding with its code; what is only odd is no fault, and is made in its folder."""
    (tmp_path / "in").mkdir()
    (tmp_path / "copy.xsl").write_text(COPY, encoding="utf-8")
    for name, (content, _) in LETTERS.items():
        (tmp_path / "in" / f"{name}.xml").write_bytes(bytes_of(content))
    ran = run(*WAYS[way], cwd=tmp_path, within=100)
    assert ran.code == 1
    assert "root:x:" not in ran.err
    codes: dict[str, list[str]] = defaultdict(list)
    told = re.compile(r"^in/([\w-]+)\.xml(?::\d+:\d+)?: error: .*\((\w\d{3})\)$", re.MULTILINE)
    for name, code in told.findall(ran.err):
        codes[name].append(code)
    wrong = {name: codes.get(name, []) for name in LETTERS if codes.get(name, []) != expected(name, way)}
    assert not wrong
    only_good_files(tmp_path, way)


def expected(name: str, way: str) -> list[str]:
    """The codes that a letter gives when it is made this way."""
    only, _, code = LETTERS[name][1].rpartition(":")
    wanted = [code] if code and (not only or only == way) else []
    return [] if way == "transform" and wanted == ["L001"] else wanted  # any XML will do there


def only_good_files(here: Path, way: str) -> None:
    """The good letter is there; results stay in their folder, under names that every disk takes."""
    made = [path for path in (here / f"out-{way}").rglob("*") if path.is_file()]
    assert [path for path in made if path.stem == "good"]
    assert sorted(path.name for path in here.iterdir()) == ["copy.xsl", "in", f"out-{way}"]
    for path in made:
        assert re.fullmatch(r"[\w.\-]+", path.name) and len(path.name.encode()) <= 110
        assert path.stem.casefold() not in ("con", "nul", "aux", "prn")
        assert b"root:x:" not in path.read_bytes()
        if path.suffix == ".html":
            assert "<script>alert" not in path.read_text(encoding="utf-8")


@pytest.mark.corpora
def test_validate_tells_each(run: Run, tmp_path: Path, repository: Path) -> None:
    """All of them are checked in one run; those that cannot be read are told by their code."""
    (tmp_path / "in").mkdir()
    for name, (content, _) in LETTERS.items():
        (tmp_path / "in" / f"{name}.xml").write_bytes(bytes_of(content))
    schemas = [f"--schema={repository / 'schema' / f'letterbook.{kind}'}" for kind in ("rng", "sch")]
    ran = run("validate", "in", *schemas, cwd=tmp_path, within=100)
    assert ran.code == 1
    assert f"{len(LETTERS)} files" in ran.out
    for name, (_, code) in LETTERS.items():
        if code.startswith("R"):
            assert re.search(rf"^in/{name}\.xml: .*\n\n.*\[{code} ", ran.out, re.MULTILINE), name


@pytest.mark.corpora
@pytest.mark.slow
@pytest.mark.parametrize("export", ["text", "html", "pdf"])
def test_twenty_thousand_mentions(run: Run, tmp_path: Path, export: str) -> None:
    """So many mentions take seconds, not minutes."""
    many = "".join(f'<persName ref="#p{n}">Name {n}</persName> ' for n in range(20_000))
    (tmp_path / "a.xml").write_text(letter(f"<p>{many}</p>", id="a"), encoding="utf-8")
    assert run("export", export, "a.xml", "-o", "out", cwd=tmp_path, within=60).code == 0
