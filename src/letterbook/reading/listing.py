"""Which XML files a path stands for: folders, patterns, single files; links never lead out of the root."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

SUFFIX = ".xml"
_MAGIC = re.compile(r"[*?\[]")


def walk(folder: Path, *, within: Path | None = None, skip: Iterable[Path] = ()) -> Iterator[Path]:
    """The .xml files in and below a folder, in a stable order.

    Hidden folders and those in ``skip`` are passed over. A symbolic link is followed only to a place inside
    ``within`` (the folder itself when not given), and no folder is entered twice, so that a loop of links
    ends.
    """
    limit = (within if within is not None else folder).resolve()
    avoided = {path.resolve() for path in skip}
    entered: set[Path] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        real = here.resolve()
        if real in entered or real in avoided:
            continue
        entered.add(real)
        folders: list[Path] = []
        for entry in sorted(_scan(here), key=lambda entry: order(entry.name)):
            path = here / entry.name
            if entry.is_symlink() and not _leads_inside(path, limit):
                continue
            if _is_dir(entry):
                if not entry.name.startswith("."):
                    folders.append(path)
            elif entry.name.lower().endswith(SUFFIX) and not entry.name.startswith("."):
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
    except (OSError, RuntimeError):
        return False


def matching(root: Path, pattern: str, *, skip: Iterable[Path] = ()) -> list[Path]:
    """The files that a path or pattern of letterbook.toml stands for; none where it matches nothing.

    ``*`` and ``?`` stay within a name, ``**`` stands for any folders.
    """
    parts = PurePosixPath(pattern).parts
    fixed = next((index for index, part in enumerate(parts) if _MAGIC.search(part)), len(parts))
    start = root.joinpath(*parts[:fixed])
    if not _leads_inside(start, root.resolve()):
        return []
    if fixed == len(parts):
        return [start] if start.is_file() else list(walk(start, within=root, skip=skip))
    wanted = _expression(parts[fixed:])
    return [
        path
        for path in walk(start, within=root, skip=skip)
        if wanted.fullmatch(path.relative_to(start).as_posix())
    ]


def _expression(parts: tuple[str, ...]) -> re.Pattern[str]:
    pieces = []
    for index, part in enumerate(parts):
        last = index == len(parts) - 1
        if part == "**":
            pieces.append(".*" if last else "(?:[^/]+/)*")
        else:
            pieces.append(_segment(part) + ("" if last else "/"))
    return re.compile("".join(pieces))


def _segment(part: str) -> str:
    out = []
    index = 0
    while index < len(part):
        char = part[index]
        if char == "*":
            out.append("[^/]*")
        elif char == "?":
            out.append("[^/]")
        elif char == "[" and "]" in part[index + 2 :]:
            end = part.index("]", index + 2)
            inner = part[index + 1 : end].replace("\\", "\\\\")
            out.append(f"[{'^' + inner[1:] if inner.startswith('!') else inner}]")
            index = end
        else:
            out.append(re.escape(char))
        index += 1
    return "".join(out)
