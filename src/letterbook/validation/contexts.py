"""Findings with the characters round their places."""

from __future__ import annotations

from dataclasses import replace

from letterbook.excerpts import excerpt
from letterbook.findings import Finding
from letterbook.sources import Source


def with_context(finding: Finding, source: Source) -> Finding:
    """The finding with the characters round its place."""
    return replace(finding, context=excerpt(source.data, source.encoding, finding.span))
