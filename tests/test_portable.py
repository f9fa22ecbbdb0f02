"""Windows and macOS count as much as Linux: what the code must not rely on, found in its syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py")])

TEXT = {"read_text", "write_text"}


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a file with the name of what is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node, getattr(node.func, "attr", "") or getattr(node.func, "id", "")


def opens_text(call: ast.Call, name: str) -> bool:
    """Whether a call opens, reads or writes a file as text."""
    if name in TEXT:
        return True
    if name not in ("open", "fdopen"):
        return False
    receiver = isinstance(call.func, ast.Attribute) and name == "open"
    place = 0 if receiver and not _is_module(call.func) else 1
    mode = (
        call.args[place]
        if len(call.args) > place
        else next((k.value for k in call.keywords if k.arg == "mode"), None)
    )
    if isinstance(mode, ast.Constant) and isinstance(mode.value, str):
        return "b" not in mode.value and set(mode.value) <= set("rwxat+")
    return mode is None and not receiver


def _is_module(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id in ("io", "os")
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_without_its_encoding(path: Path) -> None:
    """Windows would take its own code page."""
    for call, name in calls(path):
        if opens_text(call, name):
            given = any(keyword.arg in ("encoding", None) for keyword in call.keywords)
            assert given, f"line {call.lineno}: {name} without encoding="
        if name in ("run", "Popen", "check_output") and any(k.arg == "text" for k in call.keywords):
            assert any(k.arg == "encoding" for k in call.keywords), (
                f"line {call.lineno}: text without encoding="
            )


@pytest.mark.parametrize(
    "path", sorted((ROOT / "src").rglob("*.py")), ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_nothing_that_only_one_system_has(path: Path) -> None:
    """No fork, no symbolic link, no call that Windows lacks without asking for the system first."""
    text = path.read_text(encoding="utf-8")
    for call, name in calls(path):
        assert name not in ("fork", "symlink_to", "symlink", "setrlimit"), f"line {call.lineno}: {name}"
        if name == "get_context":
            [method] = call.args
            assert isinstance(method, ast.Constant) and method.value == "spawn"
        if name in ("geteuid", "getuid", "sched_getaffinity"):
            assert "os.name" in text or "hasattr(os" in text, (
                f"line {call.lineno}: {name} without asking for the system"
            )


def test_no_two_files_of_the_repository_differ_by_case_only() -> None:
    kept = [
        path
        for folder in ("src", "tests", "tei", "schema", "xslt", "docs")
        for path in (ROOT / folder).rglob("*")
    ]
    names = [path.relative_to(ROOT).as_posix() for path in kept if "__pycache__" not in path.parts]
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if len(name) > 150], (
        "Windows allows 260 characters with the folder before"
    )
    assert not [name for name in names if set(name) & set('<>:"\\|?*')]
