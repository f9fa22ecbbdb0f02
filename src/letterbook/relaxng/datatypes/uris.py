"""anyURI: the syntax of a reference (RFC 2396 with RFC 2732's addresses), after XLink's escaping of other characters.

What is escaped before the syntax is checked: everything outside ASCII, blanks, controls and ``< > " { } | \\ ^ ` ``. None
of these can make a reference wrong, except in a scheme or a port. What can: a ``%`` that two hexadecimal digits do not
follow, a second ``#``, ``[`` or ``]`` in a path, a colon in the first step of a relative path, ``http:`` with nothing after.
"""

from __future__ import annotations

import re
from collections.abc import Container, Hashable

from letterbook.relaxng.datatypes.kinds import Namespaces, Text
from letterbook.relaxng.datatypes.reasons import LEXICAL, Reason
from letterbook.relaxng.datatypes.spaces import SPACES

# All that is not one of these is as it should be, or escaped; the digits behind "%" are checked apart.
_REGISTRY = r"[^/?\#\[\]]"
_PATH = r"[^?\#\[\]]"
_ANY = r"[^\#]"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.\-]*+:"

_REFERENCE = re.compile(
    rf"""(?: {_SCHEME}(?!/) {_ANY}++
        | (?: {_SCHEME}(?=/) | (?![^/?\#:]*+:) )
          (?! //\Z ) (?: // (?: {_REGISTRY}*+ (?=[/?\#]|\Z) | ([^/?\#]*+) ) )?+
          {_PATH}*+ (?: \? {_ANY}*+ )?
        ) (?: \# {_ANY}*+ )?""",
    re.VERBOSE,
)
_BAD_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2})")
_SCHEME_AT_START = re.compile(r"([^/?#:]*+):")
_GOOD_SCHEME = re.compile(_SCHEME)
_BRACKETED = re.compile(
    r"(?:[^/?#\[\]@]*+@)?\[([0-9A-Fa-f:.]++)(?:%[A-Za-z0-9_.]++)?\](?::[0-9]{0,10})?",
)
_ESCAPED = re.compile('[\\x00-\\x20"<>\\\\^`{|}\\x7f-\\x9f]')
_LARGEST_PORT = 2**31 - 1


def _four(text: str) -> bool:
    """Whether a text is an address of four numbers."""
    parts = text.split(".")
    return len(parts) == 4 and all(
        1 <= len(part) <= 9 and part.isdigit() and int(part) <= 255 for part in parts
    )


def _six(text: str) -> bool:
    """Whether a text of hexadecimal digits, colons and points is an IPv6 address."""
    halves = text.split("::")
    if len(halves) > 2:
        return False
    octets = 0
    for place, half in enumerate(halves):
        groups = half.split(":") if half else []
        if groups and "." in groups[-1]:
            if place < len(halves) - 1 or (place == 0 and len(groups) == 1) or not _four(groups.pop()):
                return False
            octets += 4
        if not all(1 <= len(group) <= 4 and "." not in group for group in groups):
            return False
        octets += 2 * len(groups)
    return octets < 16 if len(halves) == 2 else octets == 16


def _bracketed(authority: str) -> bool:
    """Whether the part between ``//`` and the path, which has brackets, is a host given by its IPv6 address."""
    found = _BRACKETED.fullmatch(_ESCAPED.sub("%20", authority))
    if not found or not _six(found.group(1)):
        return False
    before, _, port = authority.rpartition("]")
    return not _BAD_ESCAPE.search(before.partition("[")[0]) and int(port[1:] or "0") <= _LARGEST_PORT


def is_reference(text: str) -> bool:
    """Whether a text is a reference to a resource, relative or not, once it is escaped."""
    found = _REFERENCE.fullmatch(text)
    if not found:
        return False
    start, end = found.span(1)
    if start < 0:
        return "%" not in text or not _BAD_ESCAPE.search(text)
    return _bracketed(text[start:end]) and not _BAD_ESCAPE.search(text, end)


class Uri(Text):
    """anyURI. Its value is the text."""

    key = "uri"
    sample = "https://example.org/"

    def read(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Hashable | None:
        return text if is_reference(text) else None

    def accepts(self, text: str, namespaces: Namespaces, entities: Container[str]) -> bool:
        return is_reference(text.strip(SPACES))

    def explain(self, text: str, namespaces: Namespaces, entities: Container[str]) -> Reason:
        escape = _BAD_ESCAPE.search(text)
        if escape:
            at = escape.start()
            return Reason("bad-escape", {"found": text[at : at + 3], "at": str(at + 1)})
        if text.count("#") > 1:
            return Reason("second-hash", {"at": str(text.index("#", text.index("#") + 1) + 1)})
        scheme = _SCHEME_AT_START.match(text)
        if scheme and not _GOOD_SCHEME.match(text):
            return Reason("no-scheme", {"found": scheme.group(1)})
        if scheme and scheme.end() == len(text):
            return Reason("nothing-after-scheme", {"found": scheme.group(1)})
        bracket = re.search(r"[\[\]]", text)
        if bracket:
            return Reason("bracket", {"found": bracket.group(), "at": str(bracket.start() + 1)})
        return LEXICAL
