"""Codes of findings: each means one thing, by one name, and none is used for something else."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "letterbook"


def named_codes() -> dict[str, set[str]]:
    """Each code that a call of ``Finding`` or ``_finding`` gives as text, with the names beside it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "Finding" or not node.args:
                continue
            code = node.args[0]
            names = [
                k.value.value for k in node.keywords if k.arg == "name" and isinstance(k.value, ast.Constant)
            ]
            if isinstance(code, ast.Constant) and names:
                found[str(code.value)].update(str(name) for name in names)
    return found


def test_a_code_has_one_name_and_a_name_one_code() -> None:
    codes = named_codes()
    assert len(codes) > 10
    assert {code: names for code, names in codes.items() if len(names) > 1} == {}
    by_name: dict[str, set[str]] = defaultdict(set)
    for code, names in codes.items():
        for name in names:
            by_name[name].add(code)
    assert {name: found for name, found in by_name.items() if len(found) > 1} == {}
