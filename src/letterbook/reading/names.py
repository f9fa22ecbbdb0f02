"""Names of persons: what a mention says, what an entry is called, and whether the one can be the other."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from letterbook.reading.tei import TEI, plain
from letterbook.reading.titles import Titles, fold, titles, words_of

if TYPE_CHECKING:
    from letterbook.reading.registers import Entry

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\.?")
_BRACKETS = re.compile(r"\([^()]*\)|<[^<>]*>|\[[^\[\]]*\]|„[^“]*“|\"[^\"]*\"")
_SOFT = re.compile("\N{SOFT HYPHEN}\\s*|(?<=\\w)-\\s+(?=[^\\W\\d_])")
_ENDINGS = frozenset(("s", "'s", "es", "ens", "n", "en", "e", "scher", "sche", "schen"))
_CYRILLIC_ENDINGS = frozenset(
    ("а", "я", "у", "ю", "ом", "ем", "е", "ым", "им", "ои", "еи", "ого", "ему", "ому", "ую", "ы", "и")
)
_SPELLINGS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("y", "i"), ("c", "k"),
              ("z", "s"), ("v", "f"), ("dt", "t"), ("ie", "i"), ("j", "i"), ("w", "f"))  # fmt: skip
_LONGEST_NAME = 200
_MOST_WORDS = 12
_LONGEST_WORD = 40
"""No name is longer: what is, is a text, and comparing texts would take long."""
_MOST_ALIKE = 200
"""A word that so many persons share tells nobody."""
_LATIN = dict(
    zip(
        "абвгдежзиклмнопрстуфхцчшщъыьэюя",
        "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia".replace("_", "").split(" "),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What a mention says, as far as it is a name."""

    full: tuple[str, ...]
    """Its name words, folded."""
    initials: tuple[str, ...]
    address: frozenset[str] = frozenset()
    """Words beside the name: forms of address, offices, kin."""

    @property
    def words(self) -> int:
        """How many words and initials it has."""
        return len(self.full) + len(self.initials)


def mention_of(text: str, known: frozenset[str] = frozenset()) -> Mention | None:
    """What a text says as a name; None where it is not one name alone: a phrase, several persons, a date.

    ``known`` are the words that are surnames, though they are titles as well: Hauptmann, King.
    """
    return _mention_of(text, known) if len(text) <= _LONGEST_NAME else None


@lru_cache(maxsize=8192)
def _mention_of(text: str, known: frozenset[str]) -> Mention | None:
    """The same name stands in many letters, and several rules ask for it."""
    tables = titles()
    full: list[str] = []
    initials: list[str] = []
    address: set[str] = set()
    doubtful: list[str] = []
    for match in _TOKEN.finditer(_SOFT.sub("", unicodedata.normalize("NFC", text))):
        token = match[0]
        bare = token.rstrip(".")
        word = fold(bare).removesuffix("'s")
        if any(char.isdigit() for char in word) or word in tables.joining:
            return None
        if word in tables.particles:
            continue
        if word in tables.beside or tables.office(word):
            if word in known and len(word) > 1:
                doubtful.append(word)
            else:
                address.add(word)
        elif bare[0].islower():
            return None
        elif len(bare) == 1 or (len(bare) <= 3 and bare.isupper()):
            initials.extend(word)
        elif token.endswith(".") and len(bare) <= 4:
            return None
        else:
            full.append(word)
    if doubtful and not full and not initials:
        return None
    full += doubtful
    if len(full) + len(initials) > _MOST_WORDS or any(len(word) > _LONGEST_WORD for word in full):
        return None
    return Mention(tuple(full), tuple(initials), frozenset(address))


@dataclass(frozen=True, slots=True)
class Variant:
    """One name of an entry."""

    surnames: frozenset[str]
    """Empty where it does not say which words are."""
    words: frozenset[str]
    """All its words, folded."""
    several: bool = False
    """Whether it names more than one person."""


class EntryName:
    """What a person's entry is called."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self._may_be: dict[Mention, bool] = {}

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Its names."""
        found = []
        for element in self.entry.name_elements:
            marked = [plain(part) for part in element.iter(TEI + "surname")]
            text = plain(element)[:_LONGEST_NAME]
            found.append(_variant(text, " ".join(marked)[:_LONGEST_NAME] if marked else None))
        return tuple(variant for variant in found if variant.words)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all its names."""
        return frozenset(word for variant in self.variants for word in variant.words)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Those that are surnames."""
        return frozenset(word for variant in self.variants for word in variant.surnames)

    @cached_property
    def clipped(self) -> frozenset[str]:
        """The surnames without an ``s`` at their end."""
        return frozenset(word.removesuffix("s") for word in self.surnames)

    @cached_property
    def said(self) -> frozenset[str]:
        """Every word of the entry: names, titles, description, names of relatives."""
        text = f"{plain(self.entry.element)} {self.entry.description} {self.entry.id.replace('_', ' ').replace('-', ' ')}"
        return frozenset(fold(match[0].rstrip(".")) for match in _TOKEN.finditer(text))

    @cached_property
    def _first_letters(self) -> frozenset[str]:
        return frozenset(word[0] for word in self.said)

    @cached_property
    def told(self) -> str:
        """Its names and its description as one text."""
        return f"{'; '.join(self.entry.names)}; {self.entry.description}"

    @cached_property
    def held(self) -> frozenset[str]:
        """The offices that it says the person held."""
        return titles().held(self.entry.description) if self.entry.description else frozenset()

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """Every office that it names in any way."""
        return titles().spoken_of(self.told)

    def is_named(self, mention: Mention) -> bool:
        """Whether a mention surely is this name: each word in it, a surname among them, no initial against it."""
        return any(_is_named(mention, variant) for variant in self.variants)

    def may_be(self, mention: Mention) -> bool:
        """Whether a mention can be this name: each word is like one of the entry's, or is not a word that could be."""
        found = self._may_be.get(mention)
        if found is None:
            found = self._may_be[mention] = all(map(self.may_have, mention.full)) and all(
                initial in self._first_letters for initial in mention.initials
            )
        return found

    def may_have(self, word: str) -> bool:
        """Whether a word of a mention is like one of this entry's."""
        if word in self.words:
            return True
        return any(alike(word, own) for own in self.words) or not self.said.isdisjoint(_forms(word))


def _variant(text: str, surname: str | None) -> Variant:
    tables = titles()
    bare = _BRACKETS.sub(" ", text)
    tokens = [match[0] for match in _TOKEN.finditer(_SOFT.sub("", bare))]
    words = [fold(token.rstrip(".")) for token in tokens if not token[0].islower() and not token[0].isdigit()]
    kept = frozenset(word for word in words if word not in tables.particles)
    if surname is None and "," in bare:
        surname = bare.partition(",")[0]
    surnames = {fold(match[0].rstrip(".")) for match in _TOKEN.finditer(_SOFT.sub("", surname or ""))}
    several = any(fold(token) in tables.joining for token in tokens)
    return Variant(kept & surnames, kept, several)


def _is_named(mention: Mention, variant: Variant) -> bool:
    if variant.several:
        return False
    left = set(variant.words)
    family = False
    for word in mention.full:
        found = next((own for own in sorted(left) if same_word(word, own)), None)
        if found is None:
            return False
        left.discard(found)
        family = family or found in variant.surnames or not variant.surnames
    for initial in mention.initials:
        found = next((own for own in sorted(left) if own.startswith(initial)), None)
        if found is None:
            return False
        left.discard(found)
    return family


def same_word(said: str, own: str) -> bool:
    """Whether a word of a mention is a word of a name, but for case endings and the ways to write umlauts."""
    if said == own:
        return True
    if said[:1] != own[:1] or len(own) < 3:
        return False
    if said.startswith(own) and said[len(own) :] in _ENDINGS:
        return True
    if "а" <= said[0] <= "я":
        stem = own[:-1] if own[-1] in "аяьиеоы" and len(own) > 3 else own
        if said.startswith(stem) and (said[len(stem) :] in _CYRILLIC_ENDINGS or said == stem):
            return True
        if own.endswith(("ии", "ыи", "ои")) and said.startswith(own[:-2]):
            return said[len(own) - 2 :] in _CYRILLIC_ENDINGS
    return len(said) > 4 and "e" in said + own and _umlauts(said) == _umlauts(own)


def _umlauts(word: str) -> str:
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def alike(said: str, own: str) -> bool:
    """Whether two words could be one name: abbreviated, transliterated, spelt otherwise. In doubt they could."""
    if same_word(said, own) or (min(len(said), len(own)) < 3 and said[0] == own[0]):
        return True
    a, b = _sound(said), _sound(own[:_LONGEST_WORD])
    if a[:3] == b[:3] or (len(a) < 3 and b.startswith(a)) or (len(b) < 3 and a.startswith(b)):
        return True
    return SequenceMatcher(None, a, b, autojunk=False).ratio() >= (0.6 if a[0] == b[0] else 0.75)


def _sound(word: str) -> str:
    """Roughly how a word sounds, in Latin letters."""
    if not word.isascii():
        word = "".join(_LATIN.get(char, char) for char in word)
    for written, heard in _SPELLINGS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word.replace("h", "") or word)


class NameIndex:
    """The persons of a register by the words of their names; places and organisations by their whole names."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        self._others = [entry for entry in entries if entry.kind in ("place", "org")]
        self._elsewhere: dict[tuple[str, str, str], list[Entry]] = {}
        self._named = {
            (entry.file, entry.key): EntryName(entry) for entry in entries if entry.kind == "person"
        }
        self._mentions: dict[str, Mention | None] = {}

    @cached_property
    def _by_word(self) -> dict[str, list[EntryName]]:
        found: dict[str, list[EntryName]] = defaultdict(list)
        for name in self._named.values():
            for word in name.words:
                for form in {word, _umlauts(word)}:
                    found[form].append(name)
        return dict(found)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """Every word that is the surname of a person."""
        return frozenset(word for name in self._named.values() for word in name.surnames)

    def name(self, entry: Entry) -> EntryName | None:
        """What the entry of a person is called."""
        return self._named.get((entry.file, entry.key))

    def mention(self, text: str) -> Mention | None:
        """What a text says as a name; see ``mention_of``."""
        if text not in self._mentions:
            self._mentions[text] = mention_of(text, self.surnames)
        return self._mentions[text]

    def only(self, word: str) -> EntryName | None:
        """The one person who has a word in a name; None where several have, or nobody."""
        found = self._by_word.get(word, [])
        return found[0] if len(found) == 1 else None

    def named(self, mention: Mention) -> list[EntryName]:
        """The persons whose name a mention surely is, in the order of the register."""
        longest = max(mention.full, key=len, default="")
        found: dict[str, EntryName] = {}
        for form in _forms(longest):
            alike = self._by_word.get(form, ())
            for name in alike if len(alike) <= _MOST_ALIKE else ():
                if name.is_named(mention):
                    found.setdefault(name.entry.key, name)
        return list(found.values())

    @cached_property
    def _whole(self) -> dict[tuple[str, tuple[str, ...]], list[Entry]]:
        found: dict[tuple[str, tuple[str, ...]], list[Entry]] = defaultdict(list)
        for entry in self._others:
            for words in {tuple(words_of(name[:_LONGEST_NAME])) for name in entry.names}:
                found[entry.kind, words].append(entry)
        return dict(found)

    def of_another(self, text: str, entry: Entry) -> list[Entry]:
        """The places or organisations that have exactly a name that cannot be the one of this entry."""
        key = (text, entry.file, entry.key)
        if key not in self._elsewhere:
            self._elsewhere[key] = self._of_another(text, entry) if len(text) <= _LONGEST_NAME else []
        return self._elsewhere[key]

    def _of_another(self, text: str, entry: Entry) -> list[Entry]:
        words = words_of(text)
        others = self._whole.get((entry.kind, tuple(words)), [])
        if not others or any(other is entry for other in others):
            return []
        told = (*entry.names, plain(entry.element), entry.description, entry.id.replace("_", " "))
        own = {word for text in told for word in words_of(text)}
        return [] if any(alike(word, known) for word in words for known in own) else others


def _forms(word: str) -> set[str]:
    """The words that a word of running text can be a form of."""
    found = {word, _umlauts(word)}
    for end in (*_ENDINGS, *_CYRILLIC_ENDINGS):
        if word.endswith(end) and len(word) - len(end) >= 3:
            stem = word[: -len(end)]
            found.add(stem)
            if end in _CYRILLIC_ENDINGS:
                found.update(stem + last for last in ("а", "я", "ь", "и", "ии", "ыи", "ои"))
    return found


__all__ = ["EntryName", "Mention", "NameIndex", "Titles", "Variant", "alike", "mention_of", "same_word"]
