"""letterbook.toml as one typed tree of dataclasses. Each key says what it is: the reference is made of that.

A key that nobody knows, a value of another type and bad TOML are told with the line they stand in. Paths in
the file are relative to its folder and never lead out of it, because an edition may come from a stranger.
"""

from __future__ import annotations

import dataclasses
import difflib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, cast

from letterbook import __version__
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.toml_lines import Places, places

FILE_NAME = "letterbook.toml"
"""What the settings of an edition are called; the folder that holds this file is the edition."""

CONFIG_VERSION = 1
"""The form of letterbook.toml that this Letterbook reads."""

EXPORTS = ("html", "pdf", "text")
"""What ``[build] exports`` may name."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
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
)


class SettingsError(Problem):
    """A letterbook.toml that cannot be used; ``findings`` has everything that is wrong with it."""

    wrong_use = True

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings[0])
        self.findings = findings

    def __reduce__(self) -> Any:
        return (type(self), (self.findings,))


_Check = Callable[[Any], str]
"""What is wrong with a value, as the end of a sentence that begins with the key; empty when nothing is."""


def _key(
    default: Any, doc: str, kind: str, *, check: _Check | None = None, choices: tuple[str, ...] = ()
) -> Any:
    """A key of letterbook.toml; ``kind`` is ``string``, ``strings``, ``yes-no`` or ``number``."""
    return field(default=default, metadata={"doc": doc, "kind": kind, "check": check, "choices": choices})


def _inside(value: str) -> str:
    """A path has to be relative and to stay in the edition, on every system."""
    if not value:
        return "is empty"
    if PurePosixPath(value).is_absolute() or PureWindowsPath(value).drive or PureWindowsPath(value).root:
        return f"is {value!r}, a path from the root of the disk: it has to be relative to {FILE_NAME}"
    if ".." in PureWindowsPath(value).parts:
        return f"is {value!r}, which leads out of the edition's folder"
    return ""


def _subfolder(value: str) -> str:
    own = "is the edition's own folder" if PurePosixPath(value) == PurePosixPath(".") else ""
    return _inside(value) or own


def _language(value: str) -> str:
    return "" if _LANGUAGE.match(value) else f"is {value!r}, which is no language tag such as en or de-AT"


def _url(value: str) -> str:
    known = not value or re.match(r"https?://[^/\s]", value)
    return "" if known else f"is {value!r}, which does not begin with https://"


def _version(value: int) -> str:
    if value == CONFIG_VERSION:
        return ""
    return f"is {value}: Letterbook {__version__} reads version {CONFIG_VERSION}"


def _requirement(value: str) -> str:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import Version

    try:
        wanted = SpecifierSet(value)
    except InvalidSpecifier:
        return f"is {value!r}, which is no condition on a version such as >=0.1"
    if wanted.contains(Version(__version__), prereleases=True):
        return ""
    return f"asks for Letterbook {value}, but this is {__version__}"


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """What the edition is called, by whom and under which terms it is published."""

    title: str = _key("", "The edition's title, as it stands on the index page.", "string")
    publisher: str = _key("", "Who publishes the edition.", "string")
    licence: str = _key("", "The URL of the licence of what is published.", "string")
    language: str = _key(
        "en", "The language of the pages' own words, as a BCP 47 tag.", "string", check=_language
    )
    base_url: str = _key(
        "",
        "The address that the pages will have, for example https://example.org/letters/.",
        "string",
        check=_url,
    )


@dataclass(frozen=True, slots=True)
class PathSettings:
    """Where the edition's files are: folders, files or patterns such as ``letters/**/*.xml``."""

    letters: tuple[str, ...] = _key(
        ("tei/letters",),
        "The letters: one path or a list. A folder stands for all .xml files in and below it.",
        "strings",
        check=_inside,
    )
    registers: tuple[str, ...] = _key(
        ("tei/registers",),
        "The registers of persons, places and whatever else letters point to: one path or a list.",
        "strings",
        check=_inside,
    )


@dataclass(frozen=True, slots=True)
class ValidateSettings:
    """What ``letterbook validate`` judges the edition by."""

    schema: str = _key(
        "letterbook",
        "The grammar: `letterbook` for Letterbook's own with its Schematron, `tei` for all of TEI, or the "
        "path of a RELAX NG (.rng), Schematron (.sch) or XML Schema (.xsd) file.",
        "string",
        check=_inside,
    )
    xsd: bool = _key(False, "Whether letters are also judged by the XML Schema.", "yes-no")


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """What ``letterbook build`` makes, and where."""

    exports: tuple[str, ...] = _key(EXPORTS, "The formats to make.", "strings", choices=EXPORTS)
    output: str = _key("build", "The folder that the formats are written to.", "string", check=_subfolder)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of an edition, or the defaults where there is none (``root`` is None then)."""

    config_version: int = _key(
        CONFIG_VERSION, "The form of this file. Always 1 so far.", "number", check=_version
    )
    requires_letterbook: str = _key(
        "",
        "The versions of Letterbook that this edition works with, for example >=0.1,<1.",
        "string",
        check=_requirement,
    )
    edition: EditionSettings = EditionSettings()
    paths: PathSettings = PathSettings()
    validate: ValidateSettings = ValidateSettings()
    build: BuildSettings = BuildSettings()
    file: Path | None = None
    """The letterbook.toml these settings were read from."""

    @property
    def root(self) -> Path | None:
        """The edition's folder; None without a letterbook.toml."""
        return None if self.file is None else self.file.parent

    @property
    def output(self) -> Path:
        """The folder that ``build`` writes to."""
        return (self.root or Path()) / self.build.output


@dataclass(frozen=True, slots=True)
class Key:
    """One key as the reference page tells it; ``table`` is empty for keys at the top of the file."""

    table: str
    name: str
    kind: str
    default: Any
    doc: str
    choices: tuple[str, ...]


def reference() -> Iterator[Key]:
    """Every key of letterbook.toml, in the order of the file."""
    for entry in dataclasses.fields(Settings):
        if "doc" in entry.metadata:
            yield _described("", entry)
        elif dataclasses.is_dataclass(entry.default):
            for inner in dataclasses.fields(entry.default):
                yield _described(entry.name, inner)


def _described(table: str, entry: dataclasses.Field[Any]) -> Key:
    data = entry.metadata
    return Key(table, _toml_name(entry.name), data["kind"], entry.default, data["doc"], data["choices"])


def find(start: Path) -> Path | None:
    """The nearest letterbook.toml in the folder ``start`` (or beside that file) or above it, if any."""
    here = start.resolve()
    for folder in (here, *here.parents):
        candidate = folder / FILE_NAME
        if candidate.exists():
            return candidate
    return None


def discover(start: Path) -> Settings:
    """The settings that hold for a path: of the nearest letterbook.toml upwards, else the defaults.

    Raises SettingsError for a letterbook.toml that is there but broken.
    """
    found = find(start)
    return Settings() if found is None else load(found)


def load(file: Path, *, name: str | None = None) -> Settings:
    """Read a letterbook.toml, which messages call ``name``. Raises SettingsError with all that is wrong."""
    label = name if name is not None else file.as_posix()
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError((_finding(label, "is not UTF-8", help_="save the file as UTF-8"),)) from None
    except OSError as error:
        reason = (
            "is a folder" if file.is_dir() else f"cannot be read: {(error.strerror or str(error)).lower()}"
        )
        raise SettingsError((_finding(label, reason),)) from None
    return dataclasses.replace(parse(text, label), file=file.absolute())


def parse(text: str, name: str) -> Settings:
    """The settings that the text of a letterbook.toml makes. Raises SettingsError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError((_bad_toml(text, name, error),)) from None
    except RecursionError:
        raise SettingsError((_finding(name, "is nested too deep"),)) from None
    reader = _Reader(name, places(text))
    # a file for a newer version has keys that this one cannot know: the version is told first, and alone
    for first in ("requires-letterbook", "config-version"):
        reader.value(Settings, (), first, data)
        reader.finish()
    made = cast(Settings, reader.table(Settings, (), data))
    reader.finish()
    return made


def _bad_toml(text: str, name: str, error: tomllib.TOMLDecodeError) -> Finding:
    message = str(error)
    match = _TOML_PLACE.search(message)
    line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
    if match is not None:
        message = message[: match.start()]
        if match.group(1):
            line, column = int(match.group(1)), int(match.group(2))
    plain = next((words for part, words in _TOML_WORDS if part in message), message[:1].lower() + message[1:])
    return _finding(name, f"not TOML: {plain}", line, column)


def _finding(name: str, message: str, line: int = 0, column: int = 0, help_: str = "") -> Finding:
    return Finding(
        "E001", Severity.ERROR, message, Span(name, line, column), name="broken-settings", help=help_
    )


def _toml_name(name: str) -> str:
    return name.replace("_", "-")


_KINDS: Mapping[str, str] = {
    "string": "a string",
    "strings": "a string or a list of strings",
    "yes-no": "true or false",
    "number": "a whole number",
    "table": "a table",
}


def _kind_of(value: Any) -> str:
    for kind, word in ((bool, "true or false"), (str, "a string"), (int, "a number"), (float, "a number")):
        if isinstance(value, kind):
            return word
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else "a date or a time"


class _Reader:
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
        self._findings.append(_finding(self._name, message, line, column, help_))

    def table(self, kind: type[Any], path: tuple[str, ...], data: Mapping[str, Any]) -> Any:
        """The dataclass made from one table."""
        entries = {_toml_name(e.name): e for e in dataclasses.fields(kind) if e.name != "file"}
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
        entry = next(e for e in dataclasses.fields(kind) if _toml_name(e.name) == key)
        wanted = entry.metadata["kind"]
        if wanted == "strings" and isinstance(value, str):
            value = [value]
        if not _fits(value, wanted):
            self._complain((*path, key), f"{key} is {_kind_of(value)}, it has to be {_KINDS[wanted]}")
            return None
        for item in value if isinstance(value, list) else [value]:
            self._judge((*path, key), item, entry)
        return tuple(value) if isinstance(value, list) else value

    def _judge(self, path: tuple[str, ...], item: Any, entry: dataclasses.Field[Any]) -> None:
        check, choices = entry.metadata["check"], entry.metadata["choices"]
        wrong = check(item) if check is not None else ""
        if wrong:
            self._complain(path, f"{path[-1]} {wrong}")
        elif choices and item not in choices:
            near = difflib.get_close_matches(item, choices, n=3, cutoff=0.6)
            help_ = f"did you mean {' or '.join(near)}?" if near else f"known: {', '.join(choices)}"
            self._complain(path, f"{path[-1]} names {item!r}, which is not known", help_)


def _fits(value: Any, kind: str) -> bool:
    if kind == "strings":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind == "yes-no":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)
