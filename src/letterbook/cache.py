"""What need not be done again: results kept in the user's cache folder under the hash of all they were made from.

A broken, missing or unwritable cache means that the work is done anew, silently. Pickles are kept only where nobody else
can write (``private``).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import shutil
import stat
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from letterbook import __version__
from letterbook.findings import Problem
from letterbook.writing import write

_STORE = "store"


def folder() -> Path:
    """The cache folder: ``LETTERBOOK_CACHE_DIR``, else the user's own."""
    named = os.environ.get("LETTERBOOK_CACHE_DIR")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("letterbook", appauthor=False)


def key(parts: Iterable[str | bytes]) -> str:
    """The hash (hexadecimal) of Letterbook's version and all parts; no two different lists of parts share one."""
    digest = hashlib.sha256(__version__.encode())
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def program() -> str:
    """A hash that is another when this Letterbook is: of its version, and of the sizes and times of its modules."""
    here = Path(__file__).resolve().parent
    try:
        found = sorted((path, path.stat()) for path in here.rglob("*.py"))
    except OSError:
        found = []
    return key(f"{path.relative_to(here)} {status.st_size} {status.st_mtime_ns}" for path, status in found)


def _file(kind: str, name: str) -> Path:
    return folder() / _STORE / kind / name[:2] / name


def load(kind: str, name: str) -> bytes | None:
    """What was kept of that kind under that key, or None. The content proves itself by a hash before it."""
    try:
        data = _file(kind, name).read_bytes()
    except OSError:
        return None
    mark, content = data[:32], data[32:]
    return content if hashlib.sha256(content).digest() == mark else None


def save(kind: str, name: str, content: bytes) -> None:
    """Keep content under a key; a cache that cannot be written is no error."""
    target = _file(kind, name)
    with contextlib.suppress(OSError, Problem):
        for place in (target.parent.parent, target.parent):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
        write(target, hashlib.sha256(content).digest() + content)


def private() -> bool:
    """Whether only this user can write to the cache, so that what lies in it can be trusted like the program itself.

    On Windows that is so for the user's own folder, and not for one that ``LETTERBOOK_CACHE_DIR`` names.
    """
    store = folder() / _STORE
    if os.name == "nt":
        return not os.environ.get("LETTERBOOK_CACHE_DIR")
    try:
        store.mkdir(parents=True, exist_ok=True, mode=0o700)
        return all(_owned(place) for place in (store, *store.iterdir()))
    except OSError:
        return False


def _owned(place: Path) -> bool:
    status = place.lstat()
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid() and not status.st_mode & 0o022


def load_object(kind: str, name: str) -> Any:
    """An object that was kept by ``save_object``; None when there is none, it is broken, or others could have put it there."""
    data = load(kind, name) if private() else None
    if data is None:
        return None
    try:
        return pickle.loads(data)
    except Exception:  # whatever a pickle of another version of a package does
        return None


def save_object(kind: str, name: str, value: Any) -> None:
    """Keep an object that pickles, where only this user can write; else nothing."""
    if not private():
        return
    with contextlib.suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
        save(kind, name, pickle.dumps(value))


def clear() -> int:
    """Remove all that is kept, and nothing else; the number of files removed. Raises OSError when that fails."""
    where = folder() / _STORE
    if not where.is_dir():
        return 0
    count = sum(1 for path in where.rglob("*") if path.is_file())
    shutil.rmtree(where)
    return count
