"""Real, deep and long grammars: what they become, and in what time."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from tests.relaxng.written import loaded, refusal

from letterbook.relaxng.loading.reading import load_program
from letterbook.relaxng.loading.simplification.rows import members

B = "<element name='b'><empty/></element>"


def element(inside: str, attributes: str = "") -> str:
    """A grammar of one element."""
    return f"<element @ name='a' {attributes}>\n{inside}</element>"


def test_a_row_names_earlier_rows_only(shared: Path) -> None:
    """The rows of TEI All: no cycle, none twice, none that nothing leads to, all plain data."""
    program, _ = load_program(shared / "schemas" / "tei_all-4.12.0.rng")
    used = {program.start, *(row for _, row in program.elements)}
    for number, row in enumerate(program.rows):
        assert all(below < number for below in members(row))
        used.update(members(row))
    assert used == set(range(len(program.rows)))
    assert len(set(program.rows)) == len(program.rows)
    assert len(program.elements) > 580
    assert json.loads(json.dumps(program.rows)) is not None


def test_every_grammar_at_hand_loads(shared: Path, repository: Path) -> None:
    """All whole grammars of the corpora, of the customisations and of this project."""
    fragments = {"viz.rng", "dynamics.rng"}  # they have no start: gexf.rng includes them
    found = [
        path
        for folder in (shared / "schemas", shared / "corpora", repository / "schema")
        for path in sorted((*folder.rglob("*.rng"), *folder.rglob("*.rnc")))
        if path.name not in fragments
    ]
    assert len(found) > 35
    for path in found:
        program, _ = load_program(path)
        assert program.elements, path


def test_loading_is_quick(shared: Path) -> None:
    """TEI All, 1.1 MB: far below the two seconds that it may take."""
    path = shared / "schemas" / "tei_all-4.12.0.rng"
    load_program(path)
    before = time.perf_counter()
    load_program(path)
    assert time.perf_counter() - before < 2


def nested(kind: str, count: int) -> str:
    """One pattern in itself, many times."""
    return f"<{kind}>" * count + "<ref name='x'/>" + f"</{kind}>" * count


@pytest.mark.parametrize("kind", ["group", "choice", "interleave", "optional", "zeroOrMore", "oneOrMore"])
def test_deep_grammars(kind: str, tmp_path: Path) -> None:
    """As deep as XML files may be; nothing recurses."""
    text = f"<grammar @><start><element name='a'>{nested(kind, 2000)}</element></start><define name='x'>{B}</define></grammar>"
    assert len(loaded(tmp_path, text).elements) == 2


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("(", ")?"), ("(", ")+"), ("element b { ", " }"), ("attribute b { ", " }"), ("list { ", " }")],
)
def test_deeper_grammars_in_compact_syntax(opening: str, closing: str, tmp_path: Path) -> None:
    """5,000 levels: a program, or a refusal, in no time."""
    path = tmp_path / "deep.rnc"
    path.write_text("element a { " + opening * 5000 + "text" + closing * 5000 + " }", encoding="utf-8")
    before = time.perf_counter()
    if opening in ("attribute b { ", "list { "):
        where, message = refusal(tmp_path, "<externalRef @ href='deep.rnc'/>")
        assert where.startswith("deep.rnc:1:") and "(section 7.1." in message
    else:
        program, _ = load_program(path)
        assert len(program.elements) == (5001 if opening.startswith("element") else 1)
    assert time.perf_counter() - before < 5


@pytest.mark.parametrize(
    ("inside", "rows"),
    [
        ("<choice>" + "".join(f"<value>v{at}</value>" for at in range(10_000)) + "</choice>", 10_000),
        ("".join(f"<attribute name='b{at}'/>" for at in range(10_000)), 10_000),
        ("".join(f"<choice><value>v{at}</value>" for at in range(2_000)) + "</choice>" * 2_000, 2_000),
    ],
    ids=["choice", "attributes", "choices in choices"],
)
def test_long_grammars(inside: str, rows: int, tmp_path: Path) -> None:
    """10,000 alternatives or attributes take time in proportion, and rows do not repeat each other."""
    before = time.perf_counter()
    program = loaded(tmp_path, element(inside))
    assert time.perf_counter() - before < 5
    assert len(program.rows) < rows + 2000
    assert sum(len(members(row)) for row in program.rows) < 1_100_000
