"""The command line as users meet it: a process, a folder and a cache of its own for each test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.needs import lacking

SOURCE = Path(__file__).resolve().parents[2] / "src"

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>A letter</title></titleStmt>
      <publicationStmt><publisher>Nobody</publisher></publicationStmt>
      <sourceDesc><bibl>invented</bibl></sourceDesc>
    </fileDesc>
  </teiHeader>
  <text><body>
    <p>Dear you,</p>
  </body></text>
</TEI>
"""

SMALL = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
  <start>
    <element name="TEI">
      <ref name="atts"/>
      <element name="teiHeader"><ref name="any"/></element>
      <choice>
        <element name="standOff"><ref name="any"/></element>
        <element name="text">
          <element name="body"><oneOrMore><element name="p"><ref name="words"/></element></oneOrMore></element>
        </element>
      </choice>
    </element>
  </start>
  <define name="atts"><zeroOrMore><attribute><anyName/></attribute></zeroOrMore></define>
  <define name="words">
    <ref name="atts"/>
    <zeroOrMore>
      <choice>
        <text/>
        <element name="persName"><ref name="words"/></element>
        <element name="ref"><ref name="words"/></element>
        <element name="seg"><ref name="words"/></element>
      </choice>
    </zeroOrMore>
  </define>
  <define name="any">
    <ref name="atts"/>
    <zeroOrMore><choice><text/><element><anyName/><ref name="any"/></element></choice></zeroOrMore>
  </define>
</grammar>
"""
"""A grammar of a few elements. It loads at once."""


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


Letterbook = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder whose name has a space and an umlaut; no letterbook.toml is above it."""
    made = tmp_path / "my lettérs"
    made.mkdir()
    return made


@pytest.fixture
def letterbook(folder: Path, tmp_path: Path) -> Letterbook:
    """Run ``letterbook`` with arguments in the folder."""

    def run(
        *arguments: str | Path, cwd: Path | None = None, prefix: tuple[str, ...] = (), **environment: str
    ) -> Ran:
        variables = {
            **os.environ,
            "PYTHONPATH": str(SOURCE),
            "LETTERBOOK_CACHE_DIR": str(tmp_path / "cache"),
            **environment,
        }
        done = subprocess.run(
            [*prefix, sys.executable, "-m", "letterbook", *map(str, arguments)],
            cwd=cwd or folder,
            env=variables,
            capture_output=True,
            timeout=110,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    return run


@pytest.fixture
def schema(folder: Path) -> Path:
    """A small grammar beside the files."""
    path = folder / "small.rng"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def ordinary() -> tuple[str, ...]:
    """What stands before a command so that permissions bind it: nothing, or a program that takes root's rights."""
    if os.name == "nt":
        pytest.skip("permissions of Windows are of another kind")
    if os.geteuid() != 0:
        return ()
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        lacking("permissions do not bind root, and setpriv is not there to change that")
    return (setpriv, "--bounding-set=-dac_override,-dac_read_search")
