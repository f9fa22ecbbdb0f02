"""What a fix changes in a file, as the unified diff that git and patch read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from letterbook.sources import Source

CONTEXT = 3
"""So many lines are shown before and after what is changed."""

_ALIKE = 3
"""So many lines have to be alike for two files to be at the same place again."""

_FAR = 60
"""So many lines of each are looked through for that."""

_NO_END = "\\ No newline at end of file\n"


def unified(before: Source, after: Source) -> Iterator[str]:
    """The lines of the diff, each with its line end; none where nothing was changed. Line ends count as they are."""
    old, new = _lines(before), _lines(after)
    if old == new:
        return
    name = before.name if _plain(before.name) else _quoted(before.name)
    yield f"--- a/{name}\n" if _plain(before.name) else f'--- "a/{name}"\n'
    yield f"+++ b/{name}\n" if _plain(before.name) else f'+++ "b/{name}"\n'
    for group in _Walked(old, new).get_grouped_opcodes(CONTEXT):
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
        for kind, a, b, c, d in group:
            for sign, lines in (
                (" ", old[a:b] if kind == "equal" else []),
                ("-", old[a:b] if kind != "equal" else []),
                ("+", new[c:d] if kind != "equal" else []),
            ):
                for line in lines:
                    yield sign + line
                    if not line.endswith("\n"):
                        yield "\n" + _NO_END


_Change = tuple[str, int, int, int, int]


class _Walked(SequenceMatcher[str]):
    """Two files that differ in few places, compared from the top: the time it takes grows with their lines alone."""

    def __init__(self, old: list[str], new: list[str]) -> None:
        super().__init__(None, (), ())
        self._lines = (old, new)

    def get_opcodes(self) -> list[_Change]:  # type: ignore[override]
        """The changes, and what is equal between them."""
        old, new = self._lines
        found: list[_Change] = []
        i = j = 0
        while i < len(old) or j < len(new):
            begin = i
            while i < len(old) and j < len(new) and old[i] == new[j]:
                i, j = i + 1, j + 1
            if i > begin:
                found.append(("equal", begin, i, begin + j - i, j))
            if i < len(old) or j < len(new):
                more, other = _meeting(old, new, i, j)
                kind = "replace" if more and other else "delete" if more else "insert"
                found.append((kind, i, i + more, j, j + other))
                i, j = i + more, j + other
        return found


def _meeting(old: Sequence[str], new: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """After how many lines of each the two are alike again; all that is left where that is too far away."""
    left, right = len(old) - i, len(new) - j
    for both in range(1, 2 * _FAR):
        for more in range(min(both, left) + 1):
            other = both - more
            if other > right:
                continue
            ends = more == left and other == right
            if ends or (
                old[i + more : i + more + _ALIKE] == new[j + other : j + other + _ALIKE]
                and more < left
                and other < right
            ):
                return more, other
    return left, right


def _range(start: int, stop: int) -> str:
    """The lines of a hunk, as diff counts them."""
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _lines(source: Source) -> list[str]:
    """The lines with their ends. Of bytes that are no text, what can be shown."""
    lines = source.data.decode(source.encoding, "replace").split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _plain(name: str) -> bool:
    return name.isprintable() and '"' not in name and "\\" not in name


def _quoted(name: str) -> str:
    """A name as git writes it when it holds what would end the line."""
    out = []
    for byte in name.encode("utf-8", "surrogateescape"):
        character = chr(byte)
        plain = 32 <= byte < 127 and character not in '"\\'
        out.append(character if plain else f"\\{character}" if character in '"\\' else f"\\{byte:03o}")
    return "".join(out)
