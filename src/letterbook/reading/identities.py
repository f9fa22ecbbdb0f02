"""What letters are known by that have no ``@xml:id``, and names that nobody has yet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from pathlib import PurePosixPath

UNSAFE = re.compile(r"[\s/\\]+")
"""What an id never holds: white space and the separators of paths."""


def identify(names: Iterable[str]) -> dict[str, str]:
    """What files without ``@xml:id`` are known by: the stem, or the folder's name where several share a stem.

    Upper and lower case do not tell two files apart, because they do not on every disk. Folders further up
    are added, with a hyphen, until all are told apart. The same names give the same ids in any order.
    """
    ordered = sorted(set(names))
    found: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for name in ordered:
        groups.setdefault(PurePosixPath(name).stem.casefold(), []).append(name)
    for members in groups.values():
        if len(members) == 1:
            found[members[0]] = PurePosixPath(members[0]).stem
        else:
            found.update(_by_folder(members))
    taken = Counter(id.casefold() for id in found.values())
    for name in ordered:
        if taken[found[name].casefold()] > 1 and found[name] != PurePosixPath(name).stem:
            found[name] = f"{found[name]}-{PurePosixPath(name).stem}"
    return {name: UNSAFE.sub("-", id).strip("-") or "letter" for name, id in found.items()}


def free(wanted: str, taken: Container[str]) -> str:
    """The name, with ``-2``, ``-3`` behind it where ``taken`` has it. ``taken`` holds names made alike by ``casefold``."""
    found, number = wanted, 1
    while found.casefold() in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _by_folder(names: list[str]) -> dict[str, str]:
    depth = 1
    deepest = max(len(PurePosixPath(name).parts) for name in names)
    while True:
        tried = {name: _folder(name, depth) for name in names}
        if len({id.casefold() for id in tried.values()}) == len(names):
            return tried
        if depth > deepest:
            return {
                name: "-".join((*PurePosixPath(name).parts[:-1], PurePosixPath(name).stem)) for name in names
            }
        depth += 1


def _folder(name: str, depth: int) -> str:
    path = PurePosixPath(name)
    return "-".join(path.parts[:-1][-depth:]) or path.stem
