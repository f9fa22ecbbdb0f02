"""Where the keys of a TOML text stand: tomllib reads values but keeps no places.

Only texts that tomllib has accepted are scanned, so the scanner need not judge anything.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_KEY_PART = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*""")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
    re.compile(r"#[^\n]*"),
)


@dataclass(frozen=True, slots=True)
class Places:
    """Line and column, both from 1, of each table and key."""

    found: dict[tuple[str, ...], tuple[int, int]]

    def of(self, path: tuple[str, ...]) -> tuple[int, int]:
        """The place of a key, or of the nearest table around it; (0, 0) for the file as a whole."""
        for length in range(len(path), 0, -1):
            place = self.found.get(path[:length])
            if place is not None:
                return place
        return (0, 0)


def places(text: str) -> Places:
    """The places of all keys of a TOML text, those in inline tables under their parent's place."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    ends = [match.start() for match in re.finditer("\n", text)]
    table: tuple[str, ...] = ()
    at = 0
    while at < len(text):
        character = text[at]
        if character in " \t\r\n":
            at += 1
        elif character == "#":
            at = _line_end(text, at)
        elif character == "[":
            start = at + (2 if text.startswith("[[", at) else 1)
            table, at = _dotted(text, start)
            found.setdefault(table, _place(ends, start))
            at = _line_end(text, at)
        else:
            path, end = _dotted(text, at)
            if end == at:  # nothing that tomllib would have accepted
                return Places(found)
            for length in range(1, len(path) + 1):
                found.setdefault(table + path[:length], _place(ends, at))
            at = _value_end(text, end + 1)
    return Places(found)


def _place(ends: list[int], at: int) -> tuple[int, int]:
    """Line and column of an offset, by the offsets at which lines end."""
    line = bisect_left(ends, at)
    return line + 1, at - (ends[line - 1] if line else -1)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _dotted(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """A key such as ``a."b c".d`` and the offset after it."""
    parts: list[str] = []
    while match := _KEY_PART.match(text, at):
        parts.append(_plain(match.group(1)))
        at = match.end()
        if not text.startswith(".", at):
            break
        at += 1
    return tuple(parts), at


def _plain(part: str) -> str:
    if part[0] == "'":
        return part[1:-1]
    if part[0] == '"':
        named = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}
        return _ESCAPE.sub(
            lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else named.get(m[3], m[3]), part[1:-1]
        )
    return part


def _value_end(text: str, at: int) -> int:
    """The offset of the line that follows a value: strings, lists and inline tables are passed over."""
    depth = 0
    while at < len(text):
        character = text[at]
        if character in "\"'#":
            match = next((m for pattern in _STRINGS if (m := pattern.match(text, at))), None)
            at = match.end() if match else at + 1
            continue
        depth += (character in "[{") - (character in "]}")
        at += 1
        if character == "\n" and depth <= 0:
            return at
    return at
