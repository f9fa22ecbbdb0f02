"""Words that stand beside names and are none: offices, forms of address, kin, particles; one table a language.

A language is one more module with the same tables. Words are written as ``fold`` makes them: lower case, without
accents. ``OFFICES`` gives an office the forms that a description of its holder has, the plain one first;
``ENDINGS`` are what a form may have behind it in running text.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from letterbook.reading.marks import without_marks

_OTHER_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʹ": "", "ʺ": ""}
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def fold(text: str) -> str:
    """Letters for comparing: lower case, without accents."""
    if text.isascii():
        return text.lower()
    return without_marks(text.casefold().translate(_OTHER_LETTERS))


def words_of(text: str) -> list[str]:
    """The words of a text, folded, without points and hyphens."""
    return _WORD.findall(fold(text))


@dataclass(frozen=True)
class Titles:
    """The tables of all languages together."""

    offices: dict[str, str]
    """Each form of an office, one to three words, with the office."""
    inflected: dict[str, str]
    """The same with forms that running text has."""
    compounds: tuple[tuple[str, str], ...]
    """Ends of compound words, each with the office: Reichskanzler."""
    abbreviated: frozenset[str]
    """Forms that are written with a point."""
    lesser: frozenset[str]
    """What makes an office another one: deputy, former."""
    prepositions: frozenset[str]
    """What an office is followed by: of, to."""
    owning: frozenset[str]
    """Those that say whose something is: of."""
    breaks: frozenset[str]
    """What begins another office in a description: thereafter."""
    men: frozenset[str]
    women: frozenset[str]
    """Forms of address of a man, of a woman."""
    nobles: frozenset[str]
    """Ranks whose holders are called by other names than their own."""
    kin: frozenset[str]
    """Words for a person by kin or standing."""
    plain: frozenset[str]
    """Other words beside a name: doctor, esquire, articles."""
    particles: frozenset[str]
    """What belongs to a surname and tells nobody from anybody: von, de."""
    joining: frozenset[str]
    """What joins two names: and."""

    @property
    def beside(self) -> frozenset[str]:
        """All words that are no part of a name."""
        return _beside()

    def office(self, word: str) -> str | None:
        """The office of one word of running text."""
        found = self.inflected.get(word)
        if found is None:
            found = next((office for end, office in self.compounds if word.endswith(end)), None)
        return found

    def last_office(self, before: list[str]) -> tuple[str, int] | None:
        """The office that the last of these words name, and how many they are; None where none is or it is a lesser one."""
        for count in (3, 2, 1):
            if len(before) >= count:
                office = self.inflected.get(" ".join(before[-count:]))
                if office is None and count == 1:
                    office = self.office(before[-1])
                if office is not None:
                    lesser = len(before) > count and before[-count - 1] in self.lesser
                    return None if lesser else (office, count)
        return None

    def held(self, description: str) -> frozenset[str]:
        """The offices that a description says its subject held, by their plain names, none that it only speaks of."""
        found = set()
        for clause in re.split(r"[;,.:()\n]", description):
            words = words_of(clause)
            for part in _parts(words, self.breaks):
                head = part[
                    : next((at for at, word in enumerate(part) if word in self.prepositions), len(part))
                ]
                office = self._named(head)
                if office is not None:
                    found.add(office)
        return frozenset(found)

    def _named(self, head: list[str]) -> str | None:
        for count in (3, 2, 1):
            for at in range(len(head) - count + 1):
                phrase = " ".join(head[at : at + count])
                office = self.offices.get(phrase)
                if office is None and count == 1:
                    office = next((name for end, name in self.compounds if phrase.endswith(end)), None)
                if office is not None:
                    return None if set(head[:at]) & self.lesser else office
        return None

    def spoken_of(self, text: str) -> frozenset[str]:
        """Every office that a text names in any way."""
        words = words_of(text.replace("'s", "").replace("’s", ""))
        found = set()
        at = 0
        while at < len(words):
            for count in (3, 2, 1):
                phrase = " ".join(words[at : at + count])
                office = self.inflected.get(phrase) or (self.office(phrase) if count == 1 else None)
                if office is not None:
                    found.add(office)
                    break
            at += count if office is not None else 1
        return frozenset(found)


def _parts(words: list[str], breaks: frozenset[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for word in words:
        if word in breaks:
            found.append([])
        else:
            found[-1].append(word)
    return [part for part in found if part]


def group(office: str) -> str:
    """What kind of office it is: those of one kind follow each other in a life, as ranks do."""
    return office.partition(":")[0]


@cache
def titles() -> Titles:
    """The tables of all languages, put together once."""
    tables = [importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
    offices: dict[str, str] = {}
    inflected: dict[str, str] = {}
    compounds: dict[str, str] = {}
    for table in tables:
        for office, forms in table.OFFICES.items():
            for form in forms.split(","):
                offices.setdefault(form.strip(), office)
        for form, office in [*offices.items()]:
            for end in ("", *table.ENDINGS):
                if end or form not in inflected:
                    inflected.setdefault(form + end, office)
        compounds.update(table.COMPOUNDS)
    return Titles(
        offices,
        inflected,
        tuple(compounds.items()),
        *(_together(tables, name) for name in _LISTS.split()),
    )


_LISTS = "ABBREVIATED LESSER PREPOSITIONS OWNING BREAKS MEN WOMEN NOBLES KIN PLAIN PARTICLES JOINING"
"""The other tables of a language, in the order of the fields of ``Titles``."""


def _together(tables: list[ModuleType], name: str) -> frozenset[str]:
    return frozenset(word for table in tables for word in getattr(table, name).split())


@cache
def _beside() -> frozenset[str]:
    found = titles()
    return found.men | found.women | found.nobles | found.kin | found.plain
