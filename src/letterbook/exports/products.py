"""What is to be made, and what was made: the things that pass between the exports and the workers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from letterbook.findings import Finding


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose for the exports of one run."""

    diplomatic: bool = False
    """Whether texts show the copy text's own readings."""
    wrap: int = 0
    """Columns at which texts are wrapped; 0 leaves each paragraph on one line."""
    together: tuple[str, ...] = ()
    """The exports of this run, whose products may link to each other."""
    unmatched: str = "mark"
    """What an element without a template does: ``mark`` it and go on, or ``fail``."""
    epoch: str = ""
    """``SOURCE_DATE_EPOCH``, as the user's environment has it."""


@dataclass(frozen=True, slots=True)
class Product:
    """One file to make.

    It is made of a letter (``source``: the file's path, ``place``: which letter of it), of a ``document`` given as
    markup, or is ``data`` as it stands.
    """

    export: str
    recipe: str
    path: str
    """Where it goes, relative to the export's folder, with ``/``."""
    name: str = ""
    """What findings call the file it is made of."""
    source: str = ""
    place: int = 0
    document: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    registers: str = ""
    index: str = ""
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was made (None: it could not be), with what there is to say about it."""

    data: bytes | None
    findings: tuple[Finding, ...] = ()
    unhandled: Mapping[str, int] = field(default_factory=dict)
    """How often an element without a template of its own was met, by its name."""
    seconds: float = 0.0
    """The time the worker took for it."""
    saxon: float = 0.0
    """The part of that time that Saxon took."""
