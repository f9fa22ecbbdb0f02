"""Compiled grammars in the cache: rows as JSON, under the content of the grammar's file, proven by that of all others."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from letterbook import cache
from letterbook.relaxng.program import Program
from letterbook.relaxng.proving import proven
from letterbook.sources import read_bytes

_KIND = "relaxng"
_FORMAT = "1"


def load(path: Path, name: str, aside: Iterable[str], make: Callable[[], Loaded]) -> tuple[Program, Files]:
    """The program of a grammar, and the files that it is made of: from the cache, where all are as they were; else made
    and kept.

    ``aside`` is what else decides about the program. Raises Problem when a grammar has to be made and cannot.
    """
    where = path.resolve()
    key = cache.key([_KIND, _FORMAT, str(where), read_bytes(path, name=name), *aside])
    kept = cache.load(_KIND, key)
    if kept is not None:
        restored = _restored(kept)
        if restored is not None:
            return restored
    program, read = make()
    files = tuple((str(one.resolve()), hashlib.sha256(data).hexdigest()) for one, data in read)
    document = {
        "files": files,
        "start": program.start,
        "elements": program.elements,
        "rows": program.rows,
    }
    with contextlib.suppress(
        RecursionError, UnicodeEncodeError
    ):  # name classes nested too deep, paths that are no text
        cache.save(_KIND, key, json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode())
    return program, files


Files = tuple[tuple[str, str], ...]
"""Paths with the SHA-256 (hexadecimal) of what they held."""

Loaded = tuple[Program, list[tuple[Path, bytes]]]


def _restored(kept: bytes) -> tuple[Program, Files] | None:
    """The program as it was kept; None when one of its files is another now, or something else than a program was kept."""
    try:
        document: dict[str, Any] = json.loads(kept)
        files = tuple((str(file), str(digest)) for file, digest in document["files"])
        for file, digest in files:
            path = Path(file)
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                return None
        program = proven(document["rows"], document["elements"], document["start"])
        return None if program is None else (program, files)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
