"""Whole files or none: output goes to a temporary name beside its target, then is renamed."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from letterbook.findings import Finding, Problem, Severity, Span


def write(target: Path, data: bytes, *, name: str | None = None, new: bool = False) -> None:
    """Write a file whole. Raises Problem (X005) when it cannot be written; then nothing of it stays behind.

    A file that already holds these bytes is left as it is. With ``new`` any file that is there is left, and
    that is a Problem. Messages call the file ``name``.
    """
    label = name if name is not None else target.as_posix()
    try:
        if not new and target.is_file() and target.read_bytes() == data:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        if new:
            target.open("xb").close()  # nobody else can take the name from here on
        try:
            _replace(target, data)
        except BaseException:
            if new:
                with contextlib.suppress(OSError):
                    target.unlink()
            raise
    except OSError as error:
        raise refused(label, reason_of(error)) from None


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(f".{secrets.token_hex(6)}.part")
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def refused(label: str, reason: str, *, doing: str = "written") -> Problem:
    """The problem of a file or folder that cannot be written, or whatever ``doing`` says."""
    return Problem(
        Finding(
            "X005",
            Severity.ERROR,
            f"cannot be {doing}: {reason}",
            Span(label),
            name="cannot-write",
            help="check that the folder exists, may be written to, and that the disk is not full",
        )
    )


def reason_of(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return (error.strerror or str(error) or os.strerror(error.errno or 5)).lower()
