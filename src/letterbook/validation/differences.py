"""What a file becomes, as a unified diff that ``git apply`` and ``patch`` understand."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from letterbook.sources import Source
from letterbook.tags import codec

AROUND = 3
"""So many lines are shown before and after a change."""

_ODD = re.compile(r'[\x00-\x1f\x7f"\\]')
_LAST = "\\ No newline at end of file\n"

Change = tuple[int, int, int, int]
"""Lines ``a`` up to ``b`` of the old file that become lines ``c`` up to ``d`` of the new one, from 0."""


def diff(before: Source, after: Source) -> str:
    """The change of a file as text: line ends are those of the file, its encoding is undone; empty where nothing changed.

    A file in UTF-8 gives a patch that can be applied, byte order mark and last line as they are.
    """
    old, new = _lines(before), _lines(after)
    out = []
    for group in _groups(_changes(old, new), len(old)):
        out += list(_hunk(group, old, new))
    if not out:
        return ""
    name = after.name
    return "".join([f"--- {_labelled('a/' + name)}\n", f"+++ {_labelled('b/' + name)}\n", *out])


def _lines(source: Source) -> list[str]:
    """The lines with their ends; only a line feed ends one."""
    text = source.data.decode(codec(source.data, source.encoding), errors="replace")
    if not source.data.startswith(b"\xef\xbb\xbf"):
        text = text.removeprefix("\ufeff")
    lines = text.split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    """What differs, in order. Where as many lines are new as were old, line by line: fixes seldom add any."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    a, b, c, d = first, len(old) - last, first, len(new) - last
    if b - a == d - c:
        at = a
        while at < b:
            end = at
            while end < b and old[end] != new[end]:
                end += 1
            if end > at:
                yield at, end, at, end
            at = end + 1
        return
    matcher = difflib.SequenceMatcher(None, old[a:b], new[c:d])
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            yield a + i, a + j, c + k, c + m


def _groups(changes: Iterator[Change], length: int) -> Iterator[list[Change]]:
    """Changes that are near each other stand together."""
    group: list[Change] = []
    for change in changes:
        if group and change[0] - group[-1][1] > 2 * AROUND:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(group: list[Change], old: list[str], new: list[str]) -> Iterator[str]:
    start = max(group[0][0] - AROUND, 0)
    end = min(group[-1][1] + AROUND, len(old))
    begun = group[0][2] - (group[0][0] - start)
    grown = end - start + sum((d - c) - (b - a) for a, b, c, d in group)
    yield f"@@ -{_range(start, end - start)} +{_range(begun, grown)} @@\n"
    at = start
    for a, b, c, d in group:
        yield from (_line(" ", line) for line in old[at:a])
        yield from (_line("-", line) for line in old[a:b])
        yield from (_line("+", line) for line in new[c:d])
        at = b
    yield from (_line(" ", line) for line in old[at:end])


def _range(start: int, count: int) -> str:
    """A range of lines as diffs write it: from 1, without the number of lines where that is one."""
    if count == 1:
        return str(start + 1)
    return f"{start + 1 if count else start},{count}"


def _line(mark: str, line: str) -> str:
    return f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}\n{_LAST}"


def _labelled(name: str) -> str:
    """A path as git writes it: in quotes where it has odd characters, with a tab behind it where it has a space."""
    if _ODD.search(name):
        return '"' + _ODD.sub(lambda match: f"\\{ord(match.group()):03o}", name) + '"'
    return f"{name}\t" if " " in name else name
