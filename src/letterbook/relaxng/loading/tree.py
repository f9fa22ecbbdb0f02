"""A grammar as it is written, in the full syntax of section 3: what both syntaxes are read into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from letterbook.findings import Span


class Origin(Protocol):
    """Where a node comes from."""

    @property
    def span(self) -> Span:
        """The place of the node in its file; found only when somebody asks."""

    @property
    def namespaces(self) -> Mapping[str, str]:
        """The namespaces in scope by prefix, the default one under ``""`` where there is one."""

    @property
    def base(self) -> str:
        """The address that relative ones at this node start from."""


@dataclass(slots=True, eq=False)
class Node:
    """One element of the full syntax; annotations are left out.

    ``kind`` is its local name (``element``, ``choice``, ``anyName`` …), ``attributes`` are those without namespace as
    written, ``text`` is the content of ``name``, ``value`` and ``param``.
    """

    kind: str
    origin: Origin
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    text: str = ""
