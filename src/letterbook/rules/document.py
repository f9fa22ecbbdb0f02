"""One file as rules see it: each view of it is made once, when the first rule asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from letterbook.reading.kinds import LISTS, Kind, classify
from letterbook.reading.letters import Letter, letters_of
from letterbook.reading.pointers import Resolver, Target, TargetKind, file_ids
from letterbook.reading.registers import Entry, Register, has_glossed
from letterbook.reading.tei import TEI, tokens
from letterbook.rules.mends import Mends
from letterbook.rules.texts import Text, regions
from letterbook.settings import Settings
from letterbook.sources import Source

_LENGTH = len(TEI)


class Document(Mends):
    """A TEI document, letter or register: its elements by name, its texts, its letters, all in document order.

    Comments and instructions are no elements here.
    """

    def __init__(
        self, source: Source, *, known_as: str | None = None, settings: Settings | None = None
    ) -> None:
        self.source = source
        self.settings = settings if settings is not None else Settings()
        self._known_as = known_as

    @property
    def name(self) -> str:
        """What findings call the file."""
        return self.source.name

    @property
    def path(self) -> Path | None:
        """Where the file is."""
        return self.source.path

    @property
    def root(self) -> etree._Element:
        """The document element."""
        return self.source.root

    @cached_property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return classify(self.source)

    @cached_property
    def letters(self) -> tuple[LetterView, ...]:
        """Its letters: one, several in a corpus, none in a register."""
        return tuple(LetterView(letter, self) for letter in letters_of(self.source, self._known_as))

    @cached_property
    def _pass(self) -> tuple[dict[str, list[etree._Element]], tuple[Text, ...], list[etree._Element]]:
        """The one walk over the tree that all rules share."""
        by_name: dict[str, list[etree._Element]] = {}
        every: list[etree._Element] = []
        texts: list[Text] = []
        within: dict[etree._Element, str] = {}
        for region, top in regions(self.root):
            within[top] = region
        region = "text"
        for event, node in etree.iterwalk(self.root, events=("start", "end", "comment", "pi")):
            if event == "start":
                tag = str(node.tag)
                every.append(node)
                if tag.startswith(TEI):
                    by_name.setdefault(tag[_LENGTH:], []).append(node)
                if node in within:
                    region = within[node]
                string = node.text
                if string is not None and not string.isspace():
                    texts.append(Text(node, False, string, region))
            elif node not in within:
                string = node.tail
                if string is not None and not string.isspace():
                    texts.append(Text(node, True, string, region))
        return by_name, tuple(texts), every

    def all(self, *names: str) -> list[etree._Element]:
        """The TEI elements of these names (without namespace), in document order."""
        by_name = self._pass[0]
        if len(names) == 1:
            return by_name.get(names[0], [])
        found = [element for name in names for element in by_name.get(name, ())]
        present = sum(name in by_name for name in names)
        return found if present < 2 else sorted(found, key=self._numbers.__getitem__)

    @property
    def names(self) -> frozenset[str]:
        """The names of all TEI elements that it has."""
        return frozenset(self._pass[0])

    @property
    def texts(self) -> tuple[Text, ...]:
        """All texts that are more than white space."""
        return self._pass[1]

    @property
    def elements(self) -> list[etree._Element]:
        """Every element, of any namespace."""
        return self._pass[2]

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self._pass[2])}

    def number(self, element: etree._Element) -> int:
        """The number of an element in the file, from 0: by it another process finds the place."""
        return self._numbers[element]


@dataclass(frozen=True)
class LetterView:
    """A letter and the document that it stands in."""

    letter: Letter
    document: Document

    @property
    def element(self) -> etree._Element:
        """Its ``TEI`` element."""
        return self.letter.element

    @cached_property
    def description(self) -> etree._Element | None:
        """Its ``correspDesc``."""
        header = self.letter.header
        return None if header is None else next(header.iter(TEI + "correspDesc"), None)

    def all(self, *names: str) -> list[etree._Element]:
        """The TEI elements of these names in this letter, in document order."""
        if self.element is self.document.root:
            return self.document.all(*names)
        return list(self.element.iter(*(TEI + name for name in names)))

    def in_text(self, *names: str) -> list[etree._Element]:
        """Those that stand in its ``text``."""
        text = self.letter.text
        if text is None or not self.document.names.intersection(names):
            return []
        return list(text.iter(*(TEI + name for name in names)))


class Entries:
    """What a document's mentions can point to: the edition's registers and the file's own lists.

    Each document has its own; what they share is the edition's register and resolver.
    """

    def __init__(self, register: Register, resolver: Resolver, document: Document) -> None:
        self.edition = register
        """The edition's register, the same for all documents."""
        self._base = resolver
        self._document = document

    @cached_property
    def own(self) -> Register:
        """The entries of lists in the file itself, where it is none of the edition's registers.

        The list of names of a printed volume counts: names with an id in the items of a list.
        """
        document = self._document
        if document.name in self.edition.files:
            return Register()
        glossed = bool(document.all("list")) and has_glossed(document.all("persName", "placeName", "orgName"))
        lists = glossed or any(document.all(name) for name in _OWN_LISTS)
        return Register.of([document.source], glossed=glossed) if lists else Register()

    @cached_property
    def register(self) -> Register:
        """All entries: of the edition and the file's own."""
        own = self.own
        if not own.entries:
            return self.edition
        taken = self.edition.entries
        mine = {(key if key not in taken else f"{key}#"): entry for key, entry in own.entries.items()}
        return Register(
            {**taken, **mine},
            {**self.edition.by_place, **own.by_place},
            [*self.edition.repeated, *own.repeated],
            [*self.edition.relations, *own.relations],
        )

    @cached_property
    def _resolver(self) -> Resolver:
        document = self._document
        ids = file_ids(document.source, [view.letter for view in document.letters])
        return self._base.beside(ids, self.own)

    def target(self, ref: str, attribute: str = "ref") -> Target:
        """Where one pointer of the document leads, as far as its own file and the registers say."""
        return self._resolver.resolve(ref, self._document.name, attribute)

    def entry(self, ref: str, attribute: str = "ref") -> Entry | None:
        """The entry that one pointer leads to, or None."""
        if not (self.edition.entries or self.own.entries):
            return None
        asked = (ref, attribute)
        if asked not in self._found:
            self._found[asked] = self._entry(ref, attribute)
        return self._found[asked]

    @cached_property
    def _found(self) -> dict[tuple[str, str], Entry | None]:
        return {}

    def _entry(self, ref: str, attribute: str) -> Entry | None:
        target = self.target(ref, attribute)
        if target.kind is not TargetKind.ENTRY:
            return None
        found = self.edition.entries.get(target.key)
        if found is not None and (not target.file or found.file == target.file):
            return found
        return self.own.entries.get(target.key, found)

    def of(self, element: etree._Element) -> tuple[Entry, ...]:
        """The entries that a mention's ``@ref``, else ``@corresp``, and ``@key`` lead to, each once."""
        refs = tokens(element.get("ref")) or tokens(element.get("corresp"))
        found = [self.entry(ref) for ref in refs]
        key = element.get("key")
        if key:
            found.append(self.entry(key, "key"))
        return tuple(dict.fromkeys(entry for entry in found if entry is not None))

    def of_refs(self, refs: tuple[str, ...], key: str = "") -> tuple[Entry, ...]:
        """The entries that pointers (and a key) of a name of the header lead to, each once."""
        found = [self.entry(ref) for ref in refs]
        if key:
            found.append(self.entry(key, "key"))
        return tuple(dict.fromkeys(entry for entry in found if entry is not None))


_OWN_LISTS = tuple(name.rpartition("}")[2] for name in sorted(LISTS))
