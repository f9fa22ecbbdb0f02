"""Which XML files a path stands for: folders, patterns, single files; links never lead out of the root."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

SUFFIX = ".xml"
_MAGIC = re.compile(r"[*?\[]")


def walk(
    folder: Path, *, within: Path | None = None, skip: Iterable[Path] = (), suffix: str = SUFFIX
) -> Iterator[Path]:
    """The .xml files (or those of another suffix) in and below a folder, in a stable order.

    Hidden folders and those in ``skip`` are passed over. A symbolic link is followed only to a place inside
    ``within`` (the folder itself when not given), and no folder is entered twice, so that a loop of links
    ends.
    """
    limit = (within if within is not None else folder).resolve()
    avoided = {Path(os.path.realpath(path)) for path in skip}
    entered: set[Path] = set()
    waiting = [(folder, folder.resolve())]
    while waiting:
        here, real = waiting.pop()
        if real in entered or real in avoided:
            continue
        entered.add(real)
        folders: list[tuple[Path, Path]] = []
        for entry in sorted(_scan(here), key=lambda entry: order(entry.name)):
            path = here / entry.name
            linked = entry.is_symlink()
            if linked and not _leads_inside(path, limit):
                continue
            if _is_dir(entry):
                if not entry.name.startswith("."):
                    folders.append((path, path.resolve() if linked else real / entry.name))
            elif entry.name.lower().endswith(suffix) and not entry.name.startswith("."):
                yield path
        waiting.extend(reversed(folders))


def order(name: str) -> tuple[str, str]:
    """The key by which names are put in order: the same on every disk."""
    return name.casefold(), name


def _scan(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _is_dir(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _leads_inside(path: Path, limit: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(limit)
    except (OSError, RuntimeError, ValueError):
        return False


def matching(root: Path, pattern: str, *, skip: Iterable[Path] = (), suffix: str = SUFFIX) -> list[Path]:
    """The files that a path or pattern of letterbook.toml stands for; none where it matches nothing.

    ``*`` and ``?`` stay within a name, ``**`` stands for any folders.
    """
    parts = PurePosixPath(pattern).parts
    fixed = next((index for index, part in enumerate(parts) if _MAGIC.search(part)), len(parts))
    start = root.joinpath(*parts[:fixed])
    if not _leads_inside(start, root.resolve()):
        return []
    if fixed == len(parts):
        return list(walk(start, within=root, skip=skip, suffix=suffix)) if start.is_dir() else [start]
    wanted = [None if part == "**" else re.compile(_segment(part)) for part in parts[fixed:]]
    found = walk(start, within=root, skip=skip, suffix=suffix)
    return [path for path in found if _fits(path.relative_to(start).parts, wanted)]


def covering(pattern: str) -> Callable[[str], bool]:
    """Whether a path or pattern of letterbook.toml stands for a file, told by its name: ``matching`` without a disk."""
    parts = PurePosixPath(pattern).parts
    if not any(_MAGIC.search(part) for part in parts):
        return lambda name: PurePosixPath(name).parts[: len(parts)] == parts
    wanted = [None if part == "**" else re.compile(_segment(part)) for part in parts]
    return lambda name: _fits(PurePosixPath(name).parts, wanted)


def _fits(names: tuple[str, ...], wanted: list[re.Pattern[str] | None]) -> bool:
    """Whether the names of a path fit a pattern's parts, of which None stands for any folders.

    What a part may leave over is kept, so that no pattern takes more than parts times names.
    """
    reached = {0}
    for number, part in enumerate(wanted):
        if part is None:
            last = number == len(wanted) - 1
            reached = {len(names)} if last and reached else set(range(min(reached), len(names)))
        else:
            reached = {at + 1 for at in reached if at < len(names) and part.fullmatch(names[at])}
        if not reached:
            return False
    return len(names) in reached


def _segment(part: str) -> str:
    """The expression of one part. What stands between two ``*`` is taken where it comes first: that suffices."""
    out = [""]
    index = 0
    while index < len(part):
        char = part[index]
        if char == "*":
            if out[-1] or len(out) == 1:
                out.append("")
        elif char == "?":
            out[-1] += "."
        elif char == "[" and "]" in part[index + 2 :]:
            end = part.index("]", index + 2)
            out[-1] += _class(part[index + 1 : end])
            index = end
        else:
            out[-1] += re.escape(char)
        index += 1
    if len(out) == 1:
        return out[0]
    first, *between, last = out
    return f"(?s:{first}{''.join(f'(?>.*?{piece})' for piece in between)}.*{last})"


def _class(inner: str) -> str:
    """The expression of ``[…]``; of one that is none, such as ``[z-a]``, the characters as they stand."""
    negated = inner.startswith("!")
    escaped = re.sub(r"([\\\[\]^&~|])", r"\\\1", inner.removeprefix("!"))
    made = f"[{'^' if negated else ''}{escaped}]"
    try:
        re.compile(made)
    except re.error:
        return re.escape(f"[{inner}]")
    return made
