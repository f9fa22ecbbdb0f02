"""Whole files or none: output goes to a temporary name beside its target, then is renamed."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from letterbook.findings import Finding, Problem, Severity, Span


def write(target: Path, data: bytes, *, name: str | None = None) -> None:
    """Write a file whole. Raises Problem (X005) when it cannot be written; then nothing of it stays behind.

    A file that already holds these bytes is left as it is.
    """
    label = name if name is not None else target.as_posix()
    temporary = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        if target.is_file() and target.read_bytes() == data:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("xb") as stream:
                stream.write(data)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        reason = (error.strerror or str(error) or os.strerror(error.errno or 5)).lower()
        raise Problem(
            Finding(
                "X005",
                Severity.ERROR,
                f"cannot be written: {reason}",
                Span(label),
                name="cannot-write",
                help="check that the folder exists, may be written to, and that the disk is not full",
            )
        ) from None
