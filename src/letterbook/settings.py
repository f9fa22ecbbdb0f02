"""letterbook.toml as one typed tree of dataclasses. Each key says what it is: the reference is made of that.

A key that nobody knows, a value of another type and bad TOML are told with the line they stand in. Paths in
the file are relative to its folder and never lead out of it, because an edition may come from a stranger.
"""

from __future__ import annotations

import dataclasses
import os
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, cast

from letterbook import __version__
from letterbook.toml_lines import Places, places
from letterbook.toml_reading import Reader, SettingsError, bad_toml, fault, key, toml_name

FILE_NAME = "letterbook.toml"
"""What the settings of an edition are called; the folder that holds this file is the edition."""

CONFIG_VERSION = 1
"""The form of letterbook.toml that this Letterbook reads."""

EXPORTS = ("html", "pdf", "text")
"""What ``[build] exports`` may name."""

LEVELS = ("off", "on", "info", "warning", "error")
"""What ``[rules]`` may say of a rule. ``on`` leaves its own severity."""

__all__ = [
    "CONFIG_VERSION",
    "EXPORTS",
    "FILE_NAME",
    "LEVELS",
    "Key",
    "Settings",
    "SettingsError",
    "discover",
    "find",
    "load",
    "parse",
    "place",
    "places_in",
    "reference",
]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\Z")


def _inside(value: str) -> str | tuple[str, str]:
    """A path has to be relative and to stay in the edition, on every system."""
    if not value:
        return "is empty"
    if re.search(r"[\0-\x1f]", value):  # \b of "tei\briefe" is one to TOML
        return f"is {value!r}: no path has such a character", "write / instead of \\"
    if any(len(part) > 255 for part in PurePosixPath(value).parts):
        return "has a name of more than 255 characters, which no disk takes"
    if PurePosixPath(value).is_absolute() or PureWindowsPath(value).drive or PureWindowsPath(value).root:
        return f"is {value!r}, a path from the root of the disk: it has to be relative to {FILE_NAME}"
    if ".." in PureWindowsPath(value).parts:
        return f"is {value!r}, which leads out of the edition's folder"
    return ""


def _subfolder(value: str) -> str | tuple[str, str]:
    own = "is the edition's own folder" if PurePosixPath(value) == PurePosixPath(".") else ""
    return _inside(value) or own


def _language(value: str) -> str | tuple[str, str]:
    if _LANGUAGE.match(value):
        return ""
    return f"is {value!r}, which is no language tag such as en or de-AT", "de for German, en for English"


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

    title: str = key("", "The edition's title, as it stands on the index page.", "string")
    publisher: str = key("", "Who publishes the edition.", "string")
    licence: str = key("", "The URL of the licence of what is published.", "string")
    language: str = key(
        "en", "The language of the pages' own words, as a BCP 47 tag.", "string", check=_language
    )
    base_url: str = key(
        "",
        "The address that the pages will have, for example https://example.org/letters/.",
        "string",
        check=_url,
    )


@dataclass(frozen=True, slots=True)
class PathSettings:
    """Where the edition's files are: folders, files or patterns such as ``letters/**/*.xml``."""

    letters: tuple[str, ...] = key(
        ("tei/letters",),
        "The letters: one path or a list. A folder stands for all .xml files in and below it.",
        "strings",
        check=_inside,
    )
    registers: tuple[str, ...] = key(
        ("tei/registers",),
        "The registers of persons, places and whatever else letters point to: one path or a list.",
        "strings",
        check=_inside,
    )


@dataclass(frozen=True, slots=True)
class ValidateSettings:
    """What ``letterbook validate`` judges the edition by."""

    schema: str = key(
        "",
        "The grammar: `letterbook` for Letterbook's own with its Schematron, `tei` for all of TEI, or the "
        "path of a RELAX NG (.rng, .rnc), Schematron (.sch) or XML Schema (.xsd) file. Then nothing that the "
        "files' xml-model instructions name is used; without the key they decide, and `letterbook` judges files "
        "that have none.",
        "string",
        check=_inside,
    )
    xsd: bool = key(False, "Whether letters are also judged by the XML Schema.", "yes-no")
    schematron: tuple[str, ...] = key(
        (),
        "Schematron of the edition's own, which judges beside the schema: one path or pattern, or a list.",
        "strings",
        check=_inside,
    )
    rules: tuple[str, ...] = key(
        (),
        "Python modules with rules of the edition's own: one path or pattern, or a list. They are programs, and "
        "run only when the command is given --allow-code.",
        "strings",
        check=_inside,
    )
    catalog: str = key(
        "",
        "An OASIS XML catalog: it says which files of the edition stand for the addresses that xml-model "
        "instructions name.",
        "string",
        check=_inside,
    )
    baseline: str = key(
        "",
        "A file of findings that are not told, because they were there before: --update-baseline makes it.",
        "string",
        check=_inside,
    )


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """What ``letterbook build`` makes, and where."""

    exports: tuple[str, ...] = key(EXPORTS, "The formats to make.", "strings", choices=EXPORTS)
    output: str = key("build", "The folder that the formats are written to.", "string", check=_subfolder)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of an edition, or the defaults where there is none (``root`` is None then)."""

    config_version: int = key(
        CONFIG_VERSION, "The form of this file. Always 1 so far.", "number", check=_version
    )
    requires_letterbook: str = key(
        "",
        "The versions of Letterbook that this edition works with, for example >=0.1,<1.",
        "string",
        check=_requirement,
    )
    edition: EditionSettings = EditionSettings()
    paths: PathSettings = PathSettings()
    validate: ValidateSettings = ValidateSettings()
    rules: tuple[tuple[str, str], ...] = key(
        (),
        "What becomes of the findings of RULE: `off`, `on`, `info`, `warning` or `error`. RULE is a name, a code, "
        "the beginning of codes (`D` is all about dates), `all`, or the id of an assert of the edition's Schematron.",
        "levels",
        choices=LEVELS,
        each="RULE",
    )
    exceptions: tuple[tuple[str, tuple[str, ...]], ...] = key(
        (),
        "Rules that say nothing in the files that PATH stands for: one RULE or a list. PATH is written as in [paths]; "
        "in quotes when it has more than letters, digits, - and _.",
        "lists",
        check=_inside,
        each="PATH",
    )
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
    """One key as the reference page tells it; ``table`` is empty for keys at the top of the file.

    In tables whose keys each edition chooses, ``name`` says in capitals what a key is.
    """

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
            yield _described(toml_name(entry.name) if entry.metadata["each"] else "", entry)
        elif dataclasses.is_dataclass(entry.default):
            for inner in dataclasses.fields(entry.default):
                yield _described(entry.name, inner)


def _described(table: str, entry: dataclasses.Field[Any]) -> Key:
    data = entry.metadata
    return Key(
        table,
        data["each"] or toml_name(entry.name),
        data["kind"],
        entry.default,
        data["doc"],
        data["choices"],
    )


def find(start: Path) -> Path | None:
    """The nearest letterbook.toml in the folder ``start`` (or beside that file) or above it, if any."""
    here = Path(os.path.realpath(start))
    for folder in (here, *here.parents):
        candidate = folder / FILE_NAME
        if os.path.lexists(
            candidate
        ):  # a link to nothing is a fault to be told, not a file that is not there
            return candidate
    return None


def discover(start: Path) -> Settings:
    """The settings that hold for a path: of the nearest letterbook.toml upwards, else the defaults.

    Raises SettingsError for a letterbook.toml that is there but broken.
    """
    found = find(start)
    return Settings() if found is None else load(found)


def place(file: Path, *path: str) -> tuple[int, int]:
    """Line and column of a key in a letterbook.toml that was read; (0, 0) when it does not name the key."""
    return places_in(file).found.get(path, (0, 0))


def places_in(file: Path) -> Places:
    """The places of all keys of a letterbook.toml that was read; none when it is not what was read any more."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        tomllib.loads(text)
    except (OSError, ValueError, RecursionError):
        return Places({})
    return places(text)


def load(file: Path, *, name: str | None = None) -> Settings:
    """Read a letterbook.toml, which messages call ``name``. Raises SettingsError with all that is wrong."""
    label = name if name is not None else file.as_posix()
    if file.exists() and not file.is_file() and not file.is_dir():  # reading a pipe may never end
        raise SettingsError((fault(label, "is a device or a pipe, not a file"),))
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError((fault(label, "is not UTF-8", help_="save the file as UTF-8"),)) from None
    except OSError as error:
        reason = (
            "is a folder" if file.is_dir() else f"cannot be read: {(error.strerror or str(error)).lower()}"
        )
        raise SettingsError((fault(label, reason),)) from None
    return dataclasses.replace(parse(text, label), file=file.absolute())


def parse(text: str, name: str) -> Settings:
    """The settings that the text of a letterbook.toml makes. Raises SettingsError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError((bad_toml(text, name, error),)) from None
    except RecursionError:
        raise SettingsError((fault(name, "is nested too deep"),)) from None
    except ValueError as error:  # a number of more figures than Python reads, a day that no calendar has
        raise SettingsError((fault(name, f"not TOML: {str(error).partition(';')[0].lower()}"),)) from None
    reader = Reader(name, places(text))
    # a file for a newer version has keys that this one cannot know: the version is told first, and alone
    for first in ("requires-letterbook", "config-version"):
        reader.value(Settings, (), first, data)
        reader.finish()
    made = cast(Settings, reader.table(Settings, (), data))
    reader.finish()
    return made
