"""By what a finding is known again in another run, though lines were moved and other findings came or went.

A fingerprint holds no number of a line and no severity. It is made from the code, the file, the message, and what
stands round the place with its white space folded; findings that are alike in all of it are numbered in the order they
come.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from letterbook.findings import Finding

_LINE = re.compile(r"\bline \d+")
"""Some messages name the line of another place, which moves too."""

LENGTH = 32
"""Hexadecimal digits of a fingerprint: 128 bits."""


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """A fingerprint for each finding, in their order, no two alike: ``LENGTH`` lower-case hexadecimal digits."""
    met: Counter[bytes] = Counter()
    made: list[str] = []
    for finding in findings:
        known_by = _known_by(finding)
        met[known_by] += 1
        ordinal = met[known_by]
        digest = (
            known_by if ordinal == 1 else hashlib.sha256(known_by + str(ordinal).encode("ascii")).digest()
        )
        made.append(digest.hex()[:LENGTH])
    return made


def _known_by(finding: Finding) -> bytes:
    line, _, marks = finding.context.partition("\n")
    start = len(marks) - len(marks.lstrip(" "))
    parts = (
        finding.code,
        finding.span.file,
        _LINE.sub("line", " ".join(finding.message.split())),
        " ".join(line.split()),
        " ".join(line[start : len(marks)].split()),
    )
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.digest()
