"""Prefixes that a header declares by ``prefixDef``: ``psn:quill-anselm`` becomes a relative or absolute
URI.

The patterns come from the files, so they are foreign: only what surely ends soon is ever run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from letterbook.reading.tei import TEI

_LONGEST_PATTERN = 200
_LONGEST_VALUE = 200
_MOST_REPEATS = 3
_MOST_STEPS = 250_000
"""So many ways of dividing a value among the repeats of a pattern are tried at most."""
_REPEAT = re.compile(r"(?<!\\)[*+{]")
_GROUP_NUMBER = re.compile(r"\$(\d)")


@dataclass(frozen=True, slots=True)
class Prefix:
    """One ``prefixDef``: the scheme it defines, what must follow it, and what that becomes."""

    ident: str
    match: str
    replacement: str

    def expand(self, rest: str) -> str | None:
        """What the part after the colon becomes; None when it does not match or may not be run."""
        if len(rest) > _LONGEST_VALUE or not is_safe(self.match):
            return None
        if self.steps(rest) > _MOST_STEPS:
            return None
        try:
            found = re.fullmatch(self.match, rest)
        except (re.error, OverflowError, RecursionError):
            return None
        if found is None:
            return None
        groups = found.groups("")
        return _GROUP_NUMBER.sub(lambda m: _group(groups, int(m.group(1)), rest), self.replacement)

    def steps(self, rest: str) -> int:
        """How many ways there are to divide a value among the repeats of the pattern; for one too long, 1: it is not tried."""
        return len(rest) ** _repeats(self.match) if len(rest) <= _LONGEST_VALUE else 1


@lru_cache(maxsize=1024)
def _repeats(pattern: str) -> int:
    return min(len(_REPEAT.findall(pattern)), _MOST_REPEATS + 1)


def _group(groups: tuple[str, ...], number: int, whole: str) -> str:
    if number == 0:
        return whole
    return groups[number - 1] if number <= len(groups) else ""


def is_safe(pattern: str) -> bool:
    """Whether a pattern is one that ends soon on any text: few repeats, none of a group, no look-around."""
    if len(pattern) > _LONGEST_PATTERN:
        return False
    repeats = 0
    index = 0
    in_class = False
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            if pattern[index + 1 : index + 2].isdigit():
                return False
            index += 2
            continue
        if in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
            index += 1 if pattern[index + 1 : index + 2] in ("]", "^") else 0
        elif char == "(" and pattern[index + 1 : index + 2] == "?" and pattern[index + 1 : index + 3] != "?:":
            return False
        elif char in "*+{" or (char == "?" and index and pattern[index - 1] not in "*+?}("):
            repeats += 1
            if index and pattern[index - 1] == ")":
                return False
        index += 1
    return repeats <= _MOST_REPEATS


def prefixes_of(root: etree._Element) -> tuple[Prefix, ...]:
    """The prefixes that a document declares, in their order; several of one name are alternatives."""
    return tuple(
        Prefix(node.get("ident", ""), node.get("matchPattern", ""), node.get("replacementPattern", ""))
        for node in root.iter(TEI + "prefixDef")
        if node.get("ident")
    )
