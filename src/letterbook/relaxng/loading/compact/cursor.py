"""Where the reading of a file has come to: its tokens one after another, and what they mean there."""

from __future__ import annotations

from collections.abc import Mapping

from letterbook.findings import Span
from letterbook.relaxng.errors import GrammarError
from letterbook.relaxng.loading.compact import words
from letterbook.relaxng.loading.compact.characters import Characters
from letterbook.relaxng.loading.compact.lexer import (
    CNAME,
    DOCUMENTATION,
    END,
    IDENTIFIER,
    KEYWORDS,
    LITERAL,
    NSNAME,
    Tokens,
)
from letterbook.relaxng.loading.tree import Node

NAMES = KEYWORDS | {IDENTIFIER}
"""The kinds of tokens that are names where no pattern could be meant."""


class Place:
    """The origin of a node: an offset in a file."""

    __slots__ = ("_cursor", "_offset")

    def __init__(self, cursor: Cursor, offset: int) -> None:
        self._cursor = cursor
        self._offset = offset

    @property
    def span(self) -> Span:
        """The place of the token that begins the node."""
        return self._cursor.characters.span(self._offset)

    @property
    def namespaces(self) -> Mapping[str, str]:
        """The namespaces declared in the file."""
        return self._cursor.namespaces

    @property
    def base(self) -> str:
        """The address of the file."""
        return self._cursor.base


class Cursor:
    """The tokens of one file and the number of the next; ``namespaces`` are filled in when they are declared."""

    def __init__(self, tokens: Tokens, characters: Characters, base: str) -> None:
        self.kinds = tokens.kinds
        self.values = tokens.values
        self.offsets = tokens.offsets
        self.characters = characters
        self.base = base
        self.namespaces: dict[str, str] = {}
        self.at = 0

    @property
    def kind(self) -> str:
        """The kind of the next token."""
        return self.kinds[self.at]

    def node(self, kind: str, at: int, attributes: dict[str, str] | None = None, text: str = "") -> Node:
        """A node that begins with the token of that number."""
        return Node(kind, Place(self, self.offsets[at]), {} if attributes is None else attributes, [], text)

    def error(self, message: str, at: int | None = None) -> GrammarError:
        """The error with this message at a token, else at the next one."""
        return self.characters.error(message, self.offsets[self.at if at is None else at])

    def missing(self, wanted: str) -> GrammarError:
        """The error that the next token is not what has to stand here."""
        kind, value = self.kinds[self.at], self.values[self.at]
        if kind == END:
            found = "the end of the file"
        elif kind == LITERAL:
            found = f"the text {words.quoted(value)}"
        elif kind == DOCUMENTATION:
            found = "a comment with ##"
        else:
            found = words.quoted(f"{value}:*" if kind == NSNAME else value)
        return self.error(words.missing(wanted, found))

    def take(self, kind: str) -> None:
        """Go past a token of this kind; GrammarError when another one stands here."""
        if self.kinds[self.at] != kind:
            raise self.missing(words.quoted(kind))
        self.at += 1

    def close(self, opening: int, bracket: str, wanted: str = "") -> None:
        """Go past the closing bracket of the token ``opening``; ``wanted`` says what else might have stood here."""
        if self.kinds[self.at] != bracket:
            if self.kinds[self.at] == END:
                raise self.error(words.unclosed(self.kinds[opening]), opening)
            raise self.missing(wanted or words.quoted(bracket))
        self.at += 1

    def identifier(self, wanted: str) -> str:
        """A name that is no keyword."""
        if self.kinds[self.at] != IDENTIFIER:
            raise self.missing(wanted)
        self.at += 1
        return self.values[self.at - 1]

    def name(self, wanted: str) -> str:
        """A name, even if it is a keyword."""
        if self.kinds[self.at] not in NAMES:
            raise self.missing(wanted)
        self.at += 1
        return self.values[self.at - 1]

    def literal(self) -> str:
        """A text in quotation marks, or several joined by ``~``."""
        if self.kinds[self.at] != LITERAL:
            raise self.missing("a text in quotation marks")
        first = self.at
        self.at += 1
        while self.kinds[self.at] == "~":
            self.at += 1
            if self.kinds[self.at] != LITERAL:
                raise self.missing("a text in quotation marks")
            self.at += 1
        return "".join(self.values[first : self.at : 2])


def split(cname: str) -> tuple[str, str]:
    """Prefix and local part of a name with prefix."""
    prefix, _, local = cname.partition(":")
    return prefix, local


__all__ = ["CNAME", "NAMES", "Cursor", "Place", "split"]
