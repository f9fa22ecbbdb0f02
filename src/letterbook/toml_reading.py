"""A TOML table read into dataclasses whose fields say what they take; each fault is told with its line.

A field made with ``key`` is a key of the table; a field whose default is a dataclass is a table in it.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from letterbook.findings import Finding, Problems, Severity, Span
from letterbook.toml_lines import Places

Check = Callable[[Any], str | tuple[str, str]]
"""What is wrong with a value, as the end of a sentence that begins with the key; empty when nothing is.

As a pair, with what to do.
"""

_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_TOML_WORDS = (
    ("Expected '='", "a key without = and a value"),
    ("Expected ']", "a table's name is not closed by ]"),
    ("Expected newline", "something follows the value on its line"),
    ("Invalid value", "a value that is neither a string in quotes, a number, true, false nor a list"),
    ("Invalid statement", "a line that is neither a table nor a key with its value"),
    ("Unterminated string", "a string is not closed"),
    ("Illegal character", "a character that a string may not hold, such as a line break"),
    ("Cannot overwrite a value", "a key stands twice"),
    ("Unescaped '\\'", "a string with \\ in it"),
    ("Invalid hex value", "a string with \\ in it"),
)
_CURLY = re.compile("[\u2018-\u201f\u00ab\u00bb\u2039\u203a]")


class SettingsError(Problems):
    """A letterbook.toml that cannot be used; ``findings`` has everything that is wrong with it."""

    wrong_use = True


def key(
    default: Any,
    doc: str,
    kind: str,
    *,
    check: Check | None = None,
    choices: tuple[str, ...] = (),
    each: str = "",
) -> Any:
    """A key of letterbook.toml; ``kind`` is ``string``, ``strings``, ``yes-no`` or ``number``.

    Two kinds are tables whose keys each edition chooses, made into pairs; ``each`` is what their keys are called:
    ``levels`` (each value one of ``choices``) and ``lists`` (each key is judged by ``check``, each value is strings).
    """
    return field(
        default=default,
        metadata={"doc": doc, "kind": kind, "check": check, "choices": choices, "each": each},
    )


def fault(name: str, message: str, line: int = 0, column: int = 0, help_: str = "") -> Finding:
    """A finding about a letterbook.toml."""
    return Finding(
        "E001", Severity.ERROR, message, Span(name, line, column), name="broken-settings", help=help_
    )


def bad_toml(text: str, name: str, error: tomllib.TOMLDecodeError) -> Finding:
    """Why a text is no TOML, in plain words, at its place."""
    message = str(error)
    match = _TOML_PLACE.search(message)
    line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    if match is not None:
        message = message[: match.start()]
        if match.group(1):
            line, column = int(match.group(1)), int(match.group(2))
    plain = next((words for part, words in _TOML_WORDS if part in message), message[:1].lower() + message[1:])
    help_ = "write / instead of \\" if plain.endswith("\\ in it") else ""
    before, after = _around(text, line, column)
    curly = _CURLY.match(after) or ("string" in plain and _CURLY.search(before))
    if curly:
        plain, help_ = "curly quotation marks", 'write straight ones: "…"'
    return fault(name, f"not TOML: {plain}", line, column, help_)


def _around(text: str, line: int, column: int) -> tuple[str, str]:
    """The line of a place, before it and from it on."""
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    return shown[: column - 1], shown[column - 1 :]


def toml_name(name: str) -> str:
    """How TOML writes the name of a field."""
    return name.replace("_", "-")


_KINDS: Mapping[str, str] = {
    "string": "a string",
    "strings": "a string or a list of strings",
    "yes-no": "true or false",
    "number": "a whole number",
    "levels": "a table",
    "lists": "a table",
}


def _kind_of(value: Any) -> str:
    for kind, word in ((bool, "true or false"), (str, "a string"), (int, "a number"), (float, "a number")):
        if isinstance(value, kind):
            return word
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else "a date or a time"


class Reader:
    """Fills the dataclasses from what tomllib read and gathers what is wrong."""

    def __init__(self, name: str, where: Places) -> None:
        self._name = name
        self._where = where
        self._findings: list[Finding] = []

    def finish(self) -> None:
        """Raise SettingsError when something was wrong."""
        if self._findings:
            raise SettingsError(tuple(sorted(self._findings, key=lambda finding: finding.sort_key)))

    def _complain(self, path: tuple[str, ...], message: str, help_: str = "") -> None:
        line, column = self._where.of(path)
        self._findings.append(fault(self._name, message, line, column, help_))

    def table(self, kind: type[Any], path: tuple[str, ...], data: Mapping[str, Any]) -> Any:
        """The dataclass made from one table."""
        entries = {toml_name(e.name): e for e in dataclasses.fields(kind) if _is_from_file(e)}
        for unknown in (key for key in data if key not in entries):
            near = difflib.get_close_matches(unknown, entries, n=3, cutoff=0.6)
            help_ = f"did you mean {' or '.join(near)}?" if near else f"known here: {', '.join(entries)}"
            place = f" in [{'.'.join(path)}]" if path else ""
            self._complain((*path, unknown), f"unknown key {unknown!r}{place}", help_)
        made: dict[str, Any] = {}
        for key, entry in entries.items():
            if key not in data:
                continue
            if dataclasses.is_dataclass(entry.default):
                if isinstance(data[key], dict):
                    made[entry.name] = self.table(type(entry.default), (*path, key), data[key])
                else:
                    self._complain(
                        (*path, key), f"{key} is {_kind_of(data[key])}, it has to be a table: [{key}]"
                    )
            else:
                made[entry.name] = self.value(kind, path, key, data)
        return kind(**made)

    def value(self, kind: type[Any], path: tuple[str, ...], key: str, data: Mapping[str, Any]) -> Any:
        """The value of one key, of the type that the dataclass wants; None when it is not there or wrong."""
        if key not in data:
            return None
        value = data[key]
        entry = next(e for e in dataclasses.fields(kind) if toml_name(e.name) == key)
        wanted = entry.metadata["kind"]
        if wanted == "strings" and isinstance(value, str):
            value = [value]
        if not _fits(value, wanted):
            self._complain((*path, key), f"{key} is {_kind_of(value)}, it has to be {_KINDS[wanted]}")
            return None
        if isinstance(value, dict):
            return tuple(self._pairs(value, (*path, key), entry))
        for item in value if isinstance(value, list) else [value]:
            self._judge((*path, key), item, entry)
        return tuple(value) if isinstance(value, list) else value

    def _pairs(
        self, data: Mapping[str, Any], path: tuple[str, ...], entry: dataclasses.Field[Any]
    ) -> Iterator[tuple[str, Any]]:
        """The keys of a table with their values, as far as they are right."""
        for name, value in data.items():
            here = (*path, name)
            if isinstance(value, dict) and value:  # a.b = "off" is a table a to TOML
                dotted = f"{name}.{next(iter(value))}"
                self._complain(
                    here, f"{name!r} is a table in [{path[-1]}]", f'a name with dots: "{dotted}" = …'
                )
            elif entry.metadata["kind"] == "levels":
                level = {True: "on", False: "off"}[value] if isinstance(value, bool) else value
                if isinstance(level, str):
                    self._judge(here, level, entry)
                    yield name, level
                else:
                    self._complain(here, f"{name} is {_kind_of(value)}", _one_of(entry.metadata["choices"]))
            else:
                items = [value] if isinstance(value, str) else value
                if _fits(items, "strings"):
                    self._judge(here, name, entry, called="the path")
                    yield name, tuple(items)
                else:
                    self._complain(here, f"{name} is {_kind_of(value)}, it has to be {_KINDS['strings']}")

    def _judge(
        self, path: tuple[str, ...], item: Any, entry: dataclasses.Field[Any], *, called: str = ""
    ) -> None:
        check, choices = entry.metadata["check"], entry.metadata["choices"]
        wrong = check(item) if check is not None else ""
        if wrong:
            message, help_ = wrong if isinstance(wrong, tuple) else (wrong, "")
            self._complain(path, f"{called or path[-1]} {message}", help_)
        elif choices and item not in choices:
            near = difflib.get_close_matches(item, choices, n=3, cutoff=0.6)
            help_ = f"did you mean {' or '.join(near)}?" if near else _one_of(choices)
            said = "is" if entry.metadata["each"] else "names"
            self._complain(path, f"{path[-1]} {said} {item!r}, which is not known", help_)


def _one_of(choices: Iterable[str]) -> str:
    return f"known: {', '.join(choices)}"


def _is_from_file(entry: dataclasses.Field[Any]) -> bool:
    """Whether a field is a key or a table of the file."""
    return "doc" in entry.metadata or dataclasses.is_dataclass(entry.default)


def _fits(value: Any, kind: str) -> bool:
    if kind in ("levels", "lists"):
        return isinstance(value, dict)
    if kind == "strings":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind == "yes-no":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)
