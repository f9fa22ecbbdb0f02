"""Whether files still hold what they held, each read at most once in a run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


class Contents:
    """The contents of files, as hashes."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def digest(self, path: str) -> str:
        """The SHA-256 (hexadecimal) of what a file holds; empty where it cannot be read."""
        if path not in self._known:
            try:
                file = Path(path)
                self._known[path] = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
            except (OSError, ValueError):
                self._known[path] = ""
        return self._known[path]

    def same(self, files: Iterable[tuple[str, str]]) -> bool:
        """Whether all these files hold what their hashes say."""
        return all(digest and self.digest(path) == digest for path, digest in files)
