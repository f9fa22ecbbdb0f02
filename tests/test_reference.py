"""The examples of the reference pages are what happens."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

NOTE = """element note {
  attribute date { xsd:date },
  attribute status { "draft" | "final" }?,
  element from { text },
  element to { text }+,
  element p { (text | element hi { text })* }+
}"""


def test_relaxng(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """docs/reference/relaxng.md, from top to bottom, in a folder with its grammar."""
    page = repository / "docs" / "reference" / "relaxng.md"
    (tmp_path / "note.rnc").write_text(NOTE, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    said: list[str] = []
    test = doctest.DocTestParser().get_doctest(
        page.read_text(encoding="utf-8"), {"Path": Path}, page.name, str(page), 0
    )
    ran = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert ran.attempted > 8
    assert not ran.failed, "".join(said)
