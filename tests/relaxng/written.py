"""Small grammars written into a folder: what loading makes of them, or says against them."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.findings import Problem
from letterbook.relaxng.errors import GrammarError
from letterbook.relaxng.loading.catalog import Catalog
from letterbook.relaxng.loading.reading import load_program
from letterbook.relaxng.program import Program, Row

NAMESPACE = 'xmlns="http://relaxng.org/ns/structure/1.0"'
W3C = "http://www.w3.org/2001/XMLSchema-datatypes"


def write(folder: Path, **files: str) -> Path:
    """Write files, ``part_x`` as ``part.x``; ``@`` stands for the declaration of the namespace. The first one's path."""
    paths = []
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("@", NAMESPACE), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths[0]


def loaded(folder: Path, text: str, **files: str) -> Program:
    """The program of a grammar that is right."""
    return load_program(write(folder, top_rng=text, **files), name="top.rng")[0]


def refusal(folder: Path, text: str, *, catalog: Catalog | None = None, **files: str) -> tuple[str, str]:
    """What is said against a grammar: ``file:line:column``, and the message."""
    path = write(folder, top_rng=text, **files)
    with pytest.raises(Problem) as caught:
        load_program(path, name="top.rng", catalog=catalog)
    found = caught.value.finding
    if isinstance(caught.value, GrammarError):
        assert found.code == "G003" and found.name == "incorrect-grammar"
    return f"{found.span.file}:{found.span.line}:{found.span.column}", found.message


def shown(program: Program, number: int | None = None) -> str:
    """A row in the way of the compact syntax, elements by number: ``start`` when none is given."""
    row: Row = program.rows[program.start if number is None else number]
    kind = row[0]
    if kind in ("choice", "group", "interleave"):
        sign = {"choice": " | ", "group": ", ", "interleave": " & "}[kind]
        return f"({sign.join(shown(program, one) for one in row[1])})"
    if kind == "oneOrMore":
        return f"{shown(program, row[1])}+"
    if kind == "list":
        return f"list {{{shown(program, row[1])}}}"
    if kind == "attribute":
        return f"@{name(row[1])} {{{shown(program, row[2])}}}"
    if kind == "element":
        return f"<{name(program.elements[row[1]][0])}>"
    if kind == "data":
        params = "".join(f" {key}={value}" for key, value in row[3])
        return f"{row[2]}{params}" + (f" - {shown(program, row[4])}" if row[4] >= 0 else "")
    if kind == "value":
        return f"{row[2]} '{row[3]}'"
    return str(kind)


def name(row: Row) -> str:
    """A name class in the way of the compact syntax, a namespace in braces."""
    if row[0] == "choice":
        return f"({' | '.join(name(one) for one in row[1])})"
    if row[0] == "name":
        return f"{{{row[1]}}}{row[2]}" if row[1] else str(row[2])
    excepted = f" - {name(row[-1])}" if row[-1] is not None else ""
    return ("*" if row[0] == "anyName" else f"{{{row[1]}}}*") + excepted


def content(program: Program, element: str) -> str:
    """The content of the first element of that name."""
    return next(shown(program, row) for class_, row in program.elements if name(class_) == element)
