"""The tokens of a grammar in compact syntax (section A.2.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterbook.relaxng.loading.compact import words
from letterbook.relaxng.loading.compact.characters import ESCAPED_NEWLINE, NEWLINE, Characters

IDENTIFIER = "identifier"
CNAME = "name with prefix"
NSNAME = "prefix with star"
LITERAL = "literal"
DOCUMENTATION = "documentation"
END = "end"

KEYWORDS = frozenset(
    {
        "attribute",
        "default",
        "datatypes",
        "div",
        "element",
        "empty",
        "external",
        "grammar",
        "include",
        "inherit",
        "list",
        "mixed",
        "namespace",
        "notAllowed",
        "parent",
        "start",
        "string",
        "text",
        "token",
    }
)
"""The words that are names only where no pattern could be meant; the kind of each is the word itself."""

_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NCNAME = rf"[{_START}][{_START}\-.0-9\xb7\u0300-\u036f\u203f\u2040]*+"
_LINE = rf"[^{NEWLINE}{ESCAPED_NEWLINE}]*+"
_TOKEN = re.compile(
    rf"(?P<separator>[ \t{NEWLINE}{ESCAPED_NEWLINE}]++|\#(?!\#){_LINE})"
    rf"|(?P<name>{_NCNAME})(?::(?:(?P<local>{_NCNAME})|(?P<star>\*)))?"
    r"|(?P<operator>\|=|&=|>>|[{}()\[\]=,|&?*+\-~])"
    r'|(?P<long>"""[^"]*+(?:"{1,2}+[^"]++)*+"""' + r"|'''[^']*+(?:'{1,2}+[^']++)*+''')"
    rf"""|(?P<short>"[^"{NEWLINE}]*+"|'[^'{NEWLINE}]*+')"""
    rf"|\\(?P<quoted>{_NCNAME})"
    rf"|(?P<documentation>\#\#{_LINE}(?:[{NEWLINE}{ESCAPED_NEWLINE}][ \t]*+\#\#{_LINE})*+)"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a file: three lists of one length, the last token an ``END``.

    The kind of a keyword or sign is the word or sign itself, of others one of the names above. The value is the name
    (without backslash), the text of a literal, what stands before the ``:*``, or as written. Offsets are those of
    ``Characters.text``.
    """

    kinds: list[str]
    values: list[str]
    offsets: list[int]


def tokenize(characters: Characters) -> Tokens:
    """All tokens of the file; GrammarError at the first place where none begins."""
    text = characters.text
    kinds: list[str] = []
    values: list[str] = []
    offsets: list[int] = []
    match_at = _TOKEN.match
    at, end = 0, len(text)
    while at < end:
        match = match_at(text, at)
        if match is None:
            raise characters.error(_no_token(text, at), at)
        begin, at = at, match.end()
        group = match.lastgroup
        if group == "separator":
            continue
        value = match[0]
        if group == "name":
            kind = value if value in KEYWORDS else IDENTIFIER
        elif group == "operator":
            kind = value
        elif group == "short" or group == "long":
            kind = LITERAL
            value = value[1:-1] if group == "short" else value[3:-3]
            value = value.replace(ESCAPED_NEWLINE, "\n")
        elif group == "local":
            kind = CNAME
        elif group == "star":
            kind, value = NSNAME, match["name"]
        elif group == "quoted":
            kind, value = IDENTIFIER, match["quoted"]
        else:
            kind = DOCUMENTATION
        kinds.append(kind)
        values.append(value)
        offsets.append(begin)
    kinds.append(END)
    values.append("")
    offsets.append(end)
    return Tokens(kinds, values, offsets)


def _no_token(text: str, at: int) -> str:
    if text[at] in "\"'":
        return words.OPEN_LITERAL
    if text[at] == "\\":
        return words.LONE_BACKSLASH
    return words.no_token(text[at])
