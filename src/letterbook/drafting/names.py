"""Who or what a name on the command line means: an entry of the registers, or somebody new."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from letterbook.reading.identities import free
from letterbook.reading.registers import Entry, Register, folded

PEOPLE = ("person", "personGrp", "org")
_MOST = 3
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "þ": "th", "ð": "d", "ı": "i"}
)


class NameError_(Exception):
    """A name that fits several entries; the message says so, ``help`` which."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.help = help_


@dataclass(frozen=True, slots=True)
class Named:
    """A name with the entry it means (``entry`` and ``key``), or the entry that could be made for it.

    ``slug`` is what file names and ids call it; ``file`` the register file it is in or would go into.
    """

    name: str
    kind: str
    key: str
    slug: str
    file: str
    entry: Entry | None = None
    markup: str = ""


def find(register: Register, text: str, *, place: bool, taken: Iterable[str] = ()) -> Named:
    """The entry whose key, name or surname the text is. Raises NameError_ when it fits several.

    What could be made for a name that fits none has an id that neither the register nor ``taken`` has.
    """
    kinds = ("place",) if place else PEOPLE
    entries = [entry for entry in register.entries.values() if entry.kind in kinds]
    wanted = folded(" ".join(text.split()))
    tests: tuple[Callable[[Entry], bool], ...] = (
        lambda entry: text in (entry.key, entry.id),
        lambda entry: wanted in {folded(name) for name in (*entry.names, entry.sort_name)},
        lambda entry: wanted == folded(entry.sort_name.partition(",")[0]),
    )
    for test in tests:
        found = [entry for entry in entries if test(entry)]
        if len(found) > 1:
            shown = ", ".join(f"{entry.key} ({entry.name})" for entry in found[:_MOST])
            more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
            raise NameError_(
                f"fits {len(found)} entries of the registers", f"name one by its id: {shown}{more}"
            )
        if found:
            return _known(found[0])
    return _new(register, text, place, taken)


def _known(entry: Entry) -> Named:
    short = slug(entry.sort_name.partition(",")[0]) or slug(entry.id)
    return Named(entry.name, entry.kind, entry.key, short, entry.file, entry)


def _new(register: Register, text: str, place: bool, taken: Iterable[str]) -> Named:
    """What the text would be as an entry: a place, or a person.

    A person's surname is what stands before a comma, else the last word.
    """
    name = " ".join(text.split())
    kind = "place" if place else "person"
    surname, comma, given = (part.strip() for part in name.partition(","))
    if not comma and not place:
        given, _, surname = name.rpartition(" ")
    parts = [name] if place else [part for part in (surname, given) if part]
    wanted = as_id("-".join(slug(part) for part in parts) or kind, "id")
    ids = (*(entry.id for entry in register.entries.values()), *taken)
    key = free(wanted, {id.casefold() for id in ids})
    file = next((entry.file for entry in register.entries.values() if entry.kind == kind), "")
    if place:
        inner = f"<placeName>{escape(name)}</placeName>"
    elif given:
        inner = (
            f"<persName><forename>{escape(given)}</forename> <surname>{escape(surname)}</surname></persName>"
        )
        name = f"{given} {surname}"
    else:
        inner = f"<persName>{escape(name)}</persName>"
    markup = f"<{kind} xml:id={quoteattr(key)}>\n  {inner}\n</{kind}>"
    return Named(name, kind, key, slug(parts[0]) or "unknown", file, None, markup)


def slug(text: str) -> str:
    """Small letters, digits and hyphens, without accents: for ids and file names."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", re.sub(r"[\W_]+", "-", letters).strip("-"))


def as_id(text: str, word: str) -> str:
    """A slug as an id, which begins with a letter: with the word before it where it does not."""
    return text if re.match(r"[^\W\d]", text) else f"{word}-{text}"
