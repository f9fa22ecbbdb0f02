"""Pages that are files: of all codes but those of rules, and of the assertions of letterbook.sch.

The first line says what a page is of: ``R001 missing-file error``, or ``file-without-title error`` of an assertion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from letterbook.explaining import forms
from letterbook.explaining.page import Page
from letterbook.findings import Severity

FOLDER = Path(__file__).resolve().parent / "pages"
"""``pages/<code>.md``, and ``pages/schema/<id>.md`` of an assertion."""

_CODE = re.compile(r"[A-Z][0-9]{3}")
_FAMILIES = {
    "E": "edition",
    "G": "grammar",
    "L": "letters",
    "P": "pointers",
    "R": "reading",
    "S": "schematron",
    "U": "ignoring",
    "W": "editing",
    "X": "making",
}


@cache
def page_of_code(code: str) -> Page | None:
    """The page of a code that has a file; None for another word."""
    if _CODE.fullmatch(code) is None:
        return None
    path = FOLDER / f"{code}.md"
    return page(path) if path.is_file() else None


def pages() -> Iterator[Page]:
    """Every page that is a file."""
    for path in sorted(FOLDER.rglob("*.md")):
        yield page(path)


def page(path: Path) -> Page:
    """The page of a file. Raises ValueError where the first line is none of a page."""
    first, _, text = path.read_text(encoding="utf-8").partition("\n")
    words = first.split()
    title, sections = forms.parse(text)
    is_assertion = path.parent != FOLDER
    if len(words) != (2 if is_assertion else 3) or words[0] != path.stem:
        raise ValueError(f"{path.name}: the first line is to say code, name and severity")
    family = "schema" if is_assertion else _FAMILIES[words[0][0]]
    return Page(
        code=words[0],
        name=words[-2],
        severity=Severity.parse(words[-1]),
        title=title,
        sections=sections,
        kind="assert" if is_assertion else "code",
        fixable=forms.is_fixable(sections),
        family=family,
    )
