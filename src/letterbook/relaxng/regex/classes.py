"""Character classes: `[a-z]`, `[^\\s,]`, `[a-z-[aeiou]]`."""

from __future__ import annotations

from dataclasses import dataclass, field

from letterbook.relaxng.regex.charsets import CharSet
from letterbook.relaxng.regex.errors import RegexError, shown
from letterbook.relaxng.regex.escapes import read_escape

MOST_NESTED = 100
"""How many classes may be taken away from one another, one inside the other."""


@dataclass
class _Group:
    """A class being read."""

    opened: int
    negated: bool
    pairs: list[tuple[int, int]] = field(default_factory=list)
    wider: CharSet = field(default_factory=CharSet.of)
    filled: bool = False

    def members(self) -> CharSet:
        """The set, without what a subtraction takes away."""
        found = CharSet.of(*self.pairs) | self.wider
        return ~found if self.negated else found

    def add(self, first: str, last: str) -> None:
        """One more range."""
        self.pairs.append((ord(first), ord(last)))
        self.filled = True


def read_class(text: str, offset: int) -> tuple[CharSet, int]:
    """The class whose `[` is at `offset`, and the offset after its `]`.

    A hyphen stands for itself at the start and at the end of a class (XML Schema, second edition);
    jing wants it escaped there too.
    """
    groups = [_open(text, offset)]
    at = offset + (2 if groups[0].negated else 1)
    while True:
        group = groups[-1]
        char = text[at : at + 1]
        if not char:
            raise RegexError("the class that starts with this [ is not closed", group.opened)
        if char == "]":
            if not group.filled:
                raise RegexError("a class has nothing in it; a plain ] is written \\]", group.opened)
            found, at = _close(text, groups, at)
            if not groups:
                return found, at
        elif char == "[":
            raise RegexError("a [ inside a class is written \\[", at)
        elif char == "-" and text[at + 1 : at + 2] == "[" and group.filled:
            if len(groups) >= MOST_NESTED:
                raise RegexError(f"classes are nested more than {MOST_NESTED} deep", at)
            groups.append(_open(text, at + 1))
            at += 3 if groups[-1].negated else 2
        else:
            at = _read_member(text, at, group)


def _open(text: str, offset: int) -> _Group:
    return _Group(offset, text[offset + 1 : offset + 2] == "^")


def _close(text: str, groups: list[_Group], at: int) -> tuple[CharSet, int]:
    """Ends the innermost class at its `]` and, as a subtraction stands last, those it is taken away from."""
    found = groups.pop().members()
    at += 1
    while groups:
        group = groups.pop()
        if text[at : at + 1] != "]":
            if at >= len(text):
                raise RegexError("the class that starts with this [ is not closed", group.opened)
            raise RegexError("after a class that is taken away only ] may follow", at)
        found = group.members() - found
        at += 1
    return found, at


def _read_member(text: str, at: int, group: _Group) -> int:
    """Reads one character, range or escape into the group; the offset after it."""
    start = at
    char = text[at]
    if char == "-":
        if group.filled and not _ends_group(text, at + 1) and at + 1 < len(text):
            raise RegexError(
                "a - inside a class stands at its start, at its end or between the ends of a range; "
                "elsewhere it is written \\-",
                at,
            )
        group.add("-", "-")
        return at + 1
    first: str | CharSet = char
    at += 1
    if char == "\\":
        first, at = read_escape(text, start)
    if isinstance(first, CharSet):
        group.wider |= first
        group.filled = True
        return at
    if text[at : at + 1] != "-" or _ends_group(text, at + 1) or text[at + 1 : at + 2] in ("[", ""):
        group.add(first, first)
        return at
    if text[at + 1] == "-":
        raise RegexError("a - that ends a range is written \\-", at + 1)
    last: str | CharSet = text[at + 1]
    end = at + 2
    if last == "\\":
        last, end = read_escape(text, at + 1)
    if isinstance(last, CharSet):
        raise RegexError(f"{text[at + 1 : end]} is not one character, so no range can end with it", at + 1)
    if last < first:
        raise RegexError(f"a range [{shown(text[start:end])}] goes backwards", start)
    group.add(first, last)
    return end


def _ends_group(text: str, at: int) -> bool:
    """Whether a class ends here, or all of it but a subtraction."""
    return text[at : at + 1] == "]" or text[at : at + 2] == "-["
