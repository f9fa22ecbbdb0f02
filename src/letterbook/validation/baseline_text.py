"""The file of a baseline: written with one finding a line, and read so that what is wrong has its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from letterbook.findings import Finding, Problem, Severity, Span

VERSION = 1
"""The form of the file."""


class BaselineError(Problem):
    """A baseline that cannot be used."""

    wrong_use = True


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A finding that is left out, by what it is known by; its file is the key it stands under."""

    code: str
    message: str
    fingerprint: str
    name: str = field(default="", compare=False)

    @property
    def alike(self) -> tuple[str, str]:
        """What it is known by when what stands round it has changed."""
        return self.code, self.message

    @classmethod
    def of(cls, finding: Finding, fingerprint: str) -> Entry:
        """The entry of a finding."""
        return cls(finding.code, finding.message, fingerprint, finding.name)

    def as_dict(self) -> dict[str, str]:
        """The entry as it is written."""
        named = {"name": self.name} if self.name else {}
        return {"code": self.code, **named, "message": self.message, "fingerprint": self.fingerprint}


def written(files: Mapping[str, Sequence[Entry]]) -> str:
    """The file of these entries, in their order; it ends with a line break."""
    blocks = []
    for name, entries in files.items():
        lines = ",\n".join(f"      {_json(entry.as_dict())}" for entry in entries)
        blocks.append(f"    {_json(name)}: [\n{lines}\n    ]")
    inner = "{\n" + ",\n".join(blocks) + "\n  }" if blocks else "{}"
    return f'{{\n  "version": {VERSION},\n  "files": {inner}\n}}\n'


def entries_in(text: str, name: str) -> dict[str, list[Entry]]:
    """The entries of each file. Raises BaselineError."""
    return _Reading(text, name).files()


def broken(name: str, message: str, line: int = 0, column: int = 0, help_: str = "") -> BaselineError:
    """The error of a baseline that is of no use."""
    span = Span(name, line, column)
    return BaselineError(Finding("E008", Severity.ERROR, message, span, name="broken-baseline", help=help_))


ANEW = "write it anew: --update-baseline over the whole edition"
"""What helps against a baseline of no use."""


def _json(value: Any) -> str:
    """One line of JSON. Halves of characters, of a file name that is no text, are escaped."""
    line = json.dumps(value, ensure_ascii=False)
    return line if _writable(line) else json.dumps(value)


def _writable(line: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in line)


_SPACE = re.compile(r"[ \t\r\n]*")
_MERGE = re.compile(r"(<<<<<<<|=======|>>>>>>>)")


class _Reading:
    """A baseline's text taken apart, so that what is wrong is told with its line."""

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._decode = json.JSONDecoder().raw_decode

    def files(self) -> dict[str, list[Entry]]:
        """The entries by file. Raises BaselineError."""
        version: Any = None
        files: dict[str, list[Entry]] = {}
        for key in self._keys():
            if key == "version":
                at = self._here()
                version = self._value()
                if version != VERSION or isinstance(version, bool):
                    text = f"is of version {version!r}: this Letterbook reads version {VERSION}"
                    raise self._wrong(text, at, ANEW)
            elif key == "files":
                for name in self._keys():
                    files.setdefault(name, []).extend(self._entry() for _ in self._items())
            else:
                self._value()
        if version is None:
            raise self._wrong("is no baseline: it does not say its version", 0, ANEW)
        if self._here() < len(self._text):
            raise self._wrong("something follows the end", self._at, ANEW)
        return files

    def _entry(self) -> Entry:
        at = self._here()
        value = self._value()
        words = (
            [value.get(key, "") for key in ("code", "message", "fingerprint", "name")]
            if isinstance(value, dict)
            else []
        )
        if not words or not all(isinstance(word, str) for word in words) or not all(words[:3]):
            raise self._wrong("an entry has a code, a message and a fingerprint, each a string", at, ANEW)
        return Entry(*words)

    def _keys(self) -> Iterator[str]:
        """The keys of the object that begins here; whoever asks reads the value before the next one."""
        for _ in self._parts("{", "}"):
            at = self._here()
            key = self._value()
            if not isinstance(key, str):
                raise self._wrong("not JSON: a key is a string in double quotes", at, ANEW)
            self._expect(":")
            yield key

    def _items(self) -> Iterator[None]:
        """Stops before each item of the list that begins here."""
        return self._parts("[", "]")

    def _parts(self, begin: str, end: str) -> Iterator[None]:
        self._expect(begin)
        if self._text[self._here() : self._at + 1] == end:
            self._at += 1
            return
        while True:
            yield
            if self._text[self._here() : self._at + 1] == end:
                self._at += 1
                return
            self._expect(",")

    def _here(self) -> int:
        """The offset of what comes next, after white space."""
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _expect(self, character: str) -> None:
        if self._text[self._here() : self._at + 1] != character:
            raise self._wrong(f"a {character} has to stand here", self._at, ANEW)
        self._at += 1

    def _value(self) -> Any:
        try:
            value, self._at = self._decode(self._text, self._here())
        except json.JSONDecodeError as error:
            raise self._wrong("not JSON", error.pos, ANEW) from None
        except (RecursionError, ValueError):
            raise self._wrong("not JSON that a baseline has", self._at, ANEW) from None
        return value

    def _wrong(self, message: str, at: int, help_: str) -> BaselineError:
        line = self._text.count("\n", 0, at) + 1
        begin = self._text.rfind("\n", 0, at) + 1
        if _MERGE.match(self._text, begin):
            message, at = "a merge left its marks here", begin
            help_ = "keep the lines of both sides, or write it anew: --update-baseline over the whole edition"
        return broken(self._name, message, line, at - begin + 1, help_)
