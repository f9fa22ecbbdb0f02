"""Who writes and who is written to, and whether somebody named in the text is one of them."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from lxml import etree

from letterbook.reading.letters import Action, Name
from letterbook.reading.names import NameIndex
from letterbook.reading.registers import Entry
from letterbook.reading.tei import plain, tokens
from letterbook.reading.titles import titles, words_of
from letterbook.rules import Entries


class Verdict(enum.Enum):
    """Whether a name is that of one of a party."""

    ONE = "one"
    ANOTHER = "another"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Party:
    """The senders or the addressees of a letter, each of whom is known for sure."""

    shown: str
    """Their names as the header writes them."""
    entries: tuple[Entry, ...]
    refs: frozenset[str]
    """Pointers that lead to no entry that is known here."""

    def judge(self, element: etree._Element, register: Entries) -> tuple[Verdict, str]:
        """Whether a tagged name is one of them, and whom it names."""
        entries = register.of(element)
        if entries:
            found = self._by_entries(entries)
            wrong = found[0] is Verdict.ANOTHER and self._meant(plain(element), entries, register)
            return (Verdict.UNSURE, "") if wrong else found
        refs = frozenset(tokens(element.get("ref")))
        if refs & self.refs:
            return Verdict.ONE, ""
        if (
            refs
            and self.refs
            and not self.entries
            and {_home(ref) for ref in refs} == {_home(r) for r in self.refs}
        ):
            return Verdict.ANOTHER, plain(element)
        return Verdict.UNSURE, ""

    def _meant(self, text: str, entries: tuple[Entry, ...], register: Entries) -> bool:
        """Whether the words are a name of the party and not of the entries: the pointer is wrong, which N001 tells."""
        for index in _indexes(register):
            mention = index.mention(text)
            if mention is None or not mention.full:
                return False
            names = [name for entry in entries if (name := index.name(entry)) is not None]
            own = [name for entry in self.entries if (name := index.name(entry)) is not None]
            if any(name.may_be(mention) for name in own) and not any(
                name.is_named(mention) for name in names
            ):
                return True
        return False

    def judge_words(self, text: str, register: Entries) -> tuple[Verdict, str]:
        """Whether an untagged name is one of them: only one that an entry surely has is another's."""
        if not self.entries:
            return Verdict.UNSURE, ""
        for index in _indexes(register):
            mention = index.mention(text)
            if mention is None or not mention.full:
                continue
            for entry in self.entries:
                own = index.name(entry)
                if own is not None and own.may_be(mention):
                    return Verdict.ONE, ""
            named = [name.entry for name in index.named(mention)]
            if named:
                return self._by_entries((named[0],)) if len(named) == 1 else (Verdict.ANOTHER, text)
        return Verdict.UNSURE, ""

    def _by_entries(self, entries: tuple[Entry, ...]) -> tuple[Verdict, str]:
        own = {(entry.file, entry.key) for entry in self.entries}
        if any((entry.file, entry.key) in own for entry in entries):
            return Verdict.ONE, ""
        if self.refs or any(entry.kind != "person" for entry in entries):
            return Verdict.UNSURE, ""
        if any(
            (words := set(words_of(entry.name))) and words <= set(words_of(self.shown)) for entry in entries
        ):
            return Verdict.UNSURE, ""  # the header has that name, and points to another: N001 tells it
        return Verdict.ANOTHER, " and ".join(entry.name for entry in entries)


def party(actions: list[Action], register: Entries) -> Party | None:
    """Those whom actions name; None where anybody could be meant: nobody named, a group, a name that nothing identifies."""
    entries: list[Entry] = []
    refs: set[str] = set()
    names = [name for action in actions for name in action.names]
    for name in names:
        found = register.of_refs(name.refs, name.key) or _by_name(name, register)
        if any(entry.kind != "person" for entry in found) or name.kind == "org":
            return None
        if found:
            entries.extend(found)
        elif name.refs:
            refs.update(name.refs)
        else:
            return None
    if not names:
        return None
    shown = [name.text or next((e.name for e in register.of_refs(name.refs, name.key)), "") for name in names]
    return Party(" and ".join(filter(None, shown)), tuple(dict.fromkeys(entries)), frozenset(refs))


def _by_name(name: Name, register: Entries) -> tuple[Entry, ...]:
    """The one entry that has a name of the header, where it points to none."""
    if name.refs or name.key or not name.text:
        return ()
    for index in _indexes(register):
        mention = index.mention(name.text)
        if mention is not None and mention.words > 1:
            named = index.named(mention)
            if len(named) == 1:
                return (named[0].entry,)
    return ()


def _indexes(register: Entries) -> list[NameIndex]:
    return [held.names for held in (register.own, register.edition) if held.entries]


def _home(ref: str) -> str:
    """What a pointer has in front of its last part: the register or the authority that it points to."""
    return re.split(r"[#/:](?=[^#/:]*\Z)", ref)[0]


_LONGEST = 300
_ADDRESS = re.compile(r"[^\W\d_]+\.?")


def addressed_by_surname(text: str) -> str:
    """The part of a salutation that names somebody by surname: from *Mr.* or *Herr* on; empty where none does."""
    tables = titles()
    honorifics = tables.men | tables.women
    for match in _ADDRESS.finditer(text[:_LONGEST]):
        word = words_of(match[0])
        if word and word[0] in honorifics and match[0][0].isupper():
            rest = re.split(r"[,;:!?()\[\]–—]|\s-\s", text[match.start() : _LONGEST])[0]
            return rest.strip()
    return ""
