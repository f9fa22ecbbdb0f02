"""The escapes of a pattern: `\\n`, `\\.`, `\\d`, `\\p{Lu}`, `\\P{IsGreek}` and the rest."""

from __future__ import annotations

from functools import cache

from letterbook.relaxng.regex.blocks import block
from letterbook.relaxng.regex.charsets import CharSet, categories, only
from letterbook.relaxng.regex.errors import RegexError, shown
from letterbook.relaxng.regex.xml_names import name_char, name_start

_SINGLE = {"n": "\n", "r": "\r", "t": "\t"} | {char: char for char in "\\|.?*+(){}-[]^"}

# Cs is left out on purpose: surrogates are no characters, and XML Schema does not have it either
_CATEGORIES = ("Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi",
               "Pf", "Po", "Zs", "Zl", "Zp", "Sm", "Sc", "Sk", "So", "Cc", "Cf", "Co", "Cn")  # fmt: skip


@cache
def _category(name: str) -> CharSet | None:
    """The characters of a category of one letter (`L`) or two (`Lu`); None when there is none."""
    if len(name) == 1:
        members = [full for full in _CATEGORIES if full[0] == name]
        if name == "C":
            members.append("Cs")
        return categories(*members) if name in "LMNPZSC" else None
    return categories(name) if name in _CATEGORIES else None


@cache
def _multiple(letter: str) -> CharSet | None:
    """What `\\s \\i \\c \\d \\w` stand for and, in upper case, everything else."""
    if letter in "SICDW":
        inner = _multiple(letter.lower())
        return None if inner is None else ~inner
    if letter == "s":
        return CharSet.of((0x09, 0x0A), (0x0D, 0x0D), (0x20, 0x20))
    if letter == "i":
        return name_start()
    if letter == "c":
        return name_char()
    if letter == "d":
        return categories("Nd")
    if letter == "w":
        return ~categories("Cs", *(name for name in _CATEGORIES if name[0] in "PZC"))
    return None


@cache
def any_but_line_ends() -> CharSet:
    """What `.` stands for: every character but line feed and carriage return."""
    return ~CharSet.of((0x0A, 0x0A), (0x0D, 0x0D))


def _property(text: str, offset: int) -> tuple[CharSet, int]:
    """The set that `\\p{…}` or `\\P{…}` at `offset` means, and where it ends."""
    escape = text[offset : offset + 2]
    if text[offset + 2 : offset + 3] != "{":
        raise RegexError(
            f"{escape} needs the name of a category or block in braces, as in {escape}{{L}}", offset
        )
    end = text.find("}", offset)
    if end < 0:
        raise RegexError(f"the brace after {escape} is not closed", offset + 2)
    name = text[offset + 3 : end]
    if not name:
        raise RegexError(f"{escape}{{}} names no category", offset)
    if name.startswith("Is"):
        found = block(name[2:])
        if found is None:
            raise RegexError(f"Unicode has no block that is written {escape}{{{shown(name)}}}", offset)
    else:
        found = _category(name)
        if found is None:
            raise RegexError(f"{escape}{{{shown(name)}}} names no category of Unicode", offset)
    return (~found if escape == "\\P" else found), end + 1


def read_escape(text: str, offset: int) -> tuple[str | CharSet, int]:
    """The escape that starts with the backslash at `offset`: one character or a set, and the offset after it."""
    letter = text[offset + 1 : offset + 2]
    if not letter:
        raise RegexError("a \\ at the end escapes nothing; a plain \\ is written \\\\", offset)
    if letter in _SINGLE:
        return _SINGLE[letter], offset + 2
    if letter in "pP":
        return _property(text, offset)
    found = _multiple(letter) if letter in "sSiIcCdDwW" else None
    if found is None:
        if letter in "0123456789":
            raise RegexError(
                f"\\{letter} would look back at a group, which patterns of schemas can not", offset
            )
        raise RegexError(f"\\{shown(letter)} is no escape of schema patterns", offset)
    return found, offset + 2


def set_of(read: str | CharSet) -> CharSet:
    """What `read_escape` gave, as a set."""
    return only(read) if isinstance(read, str) else read
