"""What all letters say together: facts of each file, and the index over all of them.

Facts are small and picklable: they cross processes, trees do not. Pointers stay as they are written until the index
resolves them, because where they lead depends on the other files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from lxml import etree

from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.pickling import by_fields
from letterbook.reading.dates import DateValue, SortKey
from letterbook.reading.edition import Edition
from letterbook.reading.layers import MENTIONS
from letterbook.reading.letters import Context, Kind, Letter, Name, classify, letters_of
from letterbook.reading.pointers import FileIds, Resolver, Target, TargetKind, file_ids
from letterbook.reading.registers import Register
from letterbook.reading.relations import Relation, relations
from letterbook.reading.tei import NAMESPACE, local
from letterbook.reading.text import canonical_text
from letterbook.settings import Settings
from letterbook.sources import Source, read
from letterbook.workers import Pool, default_jobs

AROUND = 70
"""How many code points of text are kept on each side of a mention."""

_FEW = 40
"""Below so many files the work is done here: starting workers would take longer."""

_TEI = {"t": NAMESPACE}
_NAMES = " | ".join(
    f"descendant::t:{tag.rpartition('}')[2]}[@ref | @key | @corresp]" for tag in sorted(MENTIONS)
)


def _selecting(path: str) -> Callable[[etree._Element], list[Any]]:
    return cast(Callable[[etree._Element], list[Any]], etree.XPath(path, namespaces=_TEI))


_mentioning = _selecting(_NAMES)
_pointers = _selecting(
    " | ".join(f"descendant::*/@{name}" for name in ("ref", "source", "target", "who", "resp"))
)
_keys = _selecting("descendant::*/@key")
_corresponding = _selecting(_NAMES.replace("@ref | @key | ", ""))


@by_fields
@dataclass(frozen=True, slots=True)
class ActionFacts:
    """One ``correspAction``: who, where and when."""

    type: str
    names: tuple[Name, ...]
    places: tuple[Name, ...]
    dates: tuple[DateValue, ...]


@by_fields
@dataclass(frozen=True, slots=True)
class MentionFacts:
    """A mention that the reading layer shows, with the words around it.

    ``number`` counts the mentions with a pointer in the order of the file, from 1; 0 is one without.
    """

    element: str
    number: int
    refs: tuple[str, ...]
    key: str
    type: str
    cert: str
    surface: str
    before: str
    after: str


@by_fields
@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What one letter says."""

    id: str
    file: str
    place: int
    """Which letter of its file it is, from 0."""
    title: str
    n: str
    language: str
    status: str
    date: DateValue | None
    sort_key: SortKey
    actions: tuple[ActionFacts, ...]
    contexts: tuple[Context, ...]
    mentions: tuple[MentionFacts, ...]
    pointers: tuple[str, ...]
    """Each pointer of its attributes, once, in the order of the file."""
    keys: tuple[str, ...]
    """Each ``@key``, once."""

    def action(self, type: str) -> ActionFacts | None:
        """The first action of that type."""
        return next((action for action in self.actions if action.type == type), None)


@by_fields
@dataclass(frozen=True, slots=True)
class FileFacts:
    """What one file says; ``finding`` says why it says nothing."""

    name: str
    kind: Kind
    ids: FileIds
    digest: str = ""
    """The SHA-256 of its bytes, which all of this follows from."""
    letters: tuple[LetterFacts, ...] = ()
    finding: Finding | None = None


def facts_of(
    source: Source,
    known_as: str | None,
    *,
    mentions: bool = True,
    letters: Sequence[Letter] | None = None,
) -> FileFacts:
    """The facts of one file; ``known_as`` is its letters' id where they have none of their own.

    Without ``mentions``, what exports make pages of is left out: mentions, pointers and keys. ``letters`` are those of
    the file where somebody has looked for them before.
    """
    kind = classify(source)
    letters = letters_of(source, known_as) if letters is None else letters
    found = tuple(_letter_facts(letter, place, mentions) for place, letter in enumerate(letters))
    ids = file_ids(source, letters)
    return FileFacts(source.name, kind, ids, source.digest, found, _no_letter(source, kind, found))


def _no_letter(source: Source, kind: Kind, letters: tuple[LetterFacts, ...]) -> Finding | None:
    if letters:
        return None
    if kind is Kind.COLLECTION:
        return Finding(
            "L002",
            Severity.ERROR,
            "holds many documents in one TEI document: it is checked as TEI, but cannot be exported as a letter",
            source.span(source.root),
            name="many-documents",
            help="make one file of each letter, with a teiHeader and correspDesc of its own",
        )
    if kind is Kind.DOCUMENT:
        what = "is a TEI document without correspDesc: it is no letter, and nothing is made of it"
        return Finding("L001", Severity.WARNING, what, source.span(source.root), name="no-letter")
    if kind in (Kind.FOREIGN, Kind.CORPUS):
        what = "is no TEI document" if kind is Kind.FOREIGN else "is a teiCorpus without a letter"
        return Finding("L001", Severity.ERROR, what, source.span(source.root), name="no-letter")
    return None


def _letter_facts(letter: Letter, place: int, mentions: bool) -> LetterFacts:
    element = letter.element
    actions = tuple(ActionFacts(a.type, a.names, a.places, a.dates) for a in letter.actions)
    pointers: dict[str, None] = {}
    keys: dict[str, None] = {}
    if mentions:
        pointers.update(dict.fromkeys(token for value in _pointers(element) for token in str(value).split()))
        for mention in _corresponding(element):
            pointers.update(dict.fromkeys(mention.get("corresp", "").split()))
        keys.update(dict.fromkeys(str(value).strip() for value in _keys(element)))
    return LetterFacts(
        letter.id,
        letter.source.name,
        place,
        letter.title,
        letter.n,
        letter.language,
        letter.status,
        letter.date,
        letter.sort_key,
        actions,
        letter.contexts,
        tuple(_mentions(letter)) if mentions else (),
        tuple(pointers),
        tuple(key for key in keys if key),
    )


def _mentions(letter: Letter) -> Iterator[MentionFacts]:
    if letter.text is None:
        return
    numbers = {element: number for number, element in enumerate(_mentioning(letter.text), 1)}
    text = canonical_text(letter)
    for mention in text.mentions:
        before, after = around(text.text, mention.start, mention.end)
        yield MentionFacts(
            local(mention.element),
            numbers.get(mention.element, 0),
            mention.refs,
            mention.key,
            mention.type,
            mention.cert,
            text.surface(mention),
            before,
            after,
        )


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a span, of its own paragraph, at most ``AROUND`` code points each."""
    last = text.rfind("\n\n", 0, start)
    begin = 0 if last < 0 else last + 2
    stop = text.find("\n\n", end)
    stop = len(text) if stop < 0 else stop
    before, after = text[max(begin, start - AROUND) : start], text[end : min(stop, end + AROUND)]
    if start - AROUND > begin:
        before = "…" + (before if text[start - AROUND - 1] in " \n" else before.partition(" ")[2])
    if end + AROUND < stop:
        after = (after if text[end + AROUND] in " \n" else after.rpartition(" ")[0]) + "…"
    return before.replace("\n", " "), after.replace("\n", " ")


@dataclass
class Index:
    """All letters of an edition in their order, with everything they point to."""

    letters: tuple[LetterFacts, ...]
    register: Register
    resolver: Resolver
    findings: tuple[Finding, ...] = ()
    """Files that say nothing, with the reason; ids that several letters share."""
    paths: dict[str, Path] = field(default_factory=dict)
    """Where each file is, by its name."""
    files: dict[str, FileFacts] = field(default_factory=dict)
    """The facts of each file, by its name."""
    gathered: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What rules asked of each file: by the rule's name, then by the file's."""
    settings: Settings = field(default_factory=Settings)
    """The edition's."""

    @cached_property
    def by_id(self) -> dict[str, LetterFacts]:
        """The letters by their ids."""
        return {letter.id: letter for letter in self.letters}

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The relations between entries."""
        return relations(self.register, self.resolver)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {letter.id: place for place, letter in enumerate(self.letters)}

    def previous(self, letter: LetterFacts) -> LetterFacts | None:
        """The letter before it by date."""
        place = self._places[letter.id]
        return self.letters[place - 1] if place else None

    def next(self, letter: LetterFacts) -> LetterFacts | None:
        """The letter after it by date."""
        place = self._places[letter.id] + 1
        return self.letters[place] if place < len(self.letters) else None

    def resolve(self, letter: LetterFacts, ref: str, attribute: str = "ref") -> Target:
        """Where a pointer of a letter leads."""
        known = (letter.file, ref, attribute)
        target = self._resolved.get(known)
        if target is None:
            target = self._resolved[known] = self.resolver.resolve(ref, letter.file, attribute)
        return target

    @cached_property
    def _resolved(self) -> dict[tuple[str, str, str], Target]:
        return {}

    def entries_of(self, letter: LetterFacts, refs: Iterable[str], key: str = "") -> tuple[str, ...]:
        """The keys of the entries that pointers of a letter lead to, each once."""
        targets = [self.resolve(letter, ref) for ref in refs]
        if key:
            targets.append(self.resolve(letter, key, "key"))
        return tuple(dict.fromkeys(t.key for t in targets if t.kind is TargetKind.ENTRY))

    @cached_property
    def mentions(self) -> dict[str, list[tuple[LetterFacts, MentionFacts]]]:
        """All mentions of each entry, by its key, in the order of the letters."""
        found: dict[str, list[tuple[LetterFacts, MentionFacts]]] = defaultdict(list)
        for letter in self.letters:
            for mention in letter.mentions:
                for key in self.entries_of(letter, mention.refs, mention.key):
                    found[key].append((letter, mention))
        return dict(found)

    @cached_property
    def correspondence(self) -> dict[str, list[tuple[LetterFacts, str]]]:
        """The letters that each entry takes part in, with the type of the action: sent, received."""
        found: dict[str, list[tuple[LetterFacts, str]]] = defaultdict(list)
        for letter in self.letters:
            for action in letter.actions:
                for name in (*action.names, *action.places):
                    for key in self.entries_of(letter, name.refs, name.key):
                        if (letter, action.type) not in found[key][-1:]:
                            found[key].append((letter, action.type))
        return dict(found)


def build(
    edition: Edition, *, jobs: int | None = None, on_file: Callable[[str], None] | None = None
) -> Index:
    """Read all letter files of an edition and index them."""
    found: list[FileFacts] = []
    for facts in _all_facts(edition, jobs):
        found.append(facts)
        if on_file is not None:
            on_file(facts.name)
    return index_of(edition, found)


def index_of(
    edition: Edition, found: Sequence[FileFacts], gathered: dict[str, dict[str, Any]] | None = None
) -> Index:
    """The index over files whose facts are known, in the order of the files."""
    findings = [facts.finding for facts in found if facts.finding is not None]
    letters, repeated = _told_apart([letter for facts in found for letter in facts.letters])
    register = edition.register
    return Index(
        tuple(sorted(letters, key=lambda letter: letter.sort_key)),
        register,
        Resolver.of(register, [facts.ids for facts in found]),
        (*edition.unreadable, *findings, *repeated),
        {file.name: file.path for file in (*edition.letter_files, *edition.register_files)},
        {facts.name: facts for facts in found},
        gathered or {},
        edition.settings,
    )


def _all_facts(edition: Edition, jobs: int | None) -> Iterator[FileFacts]:
    items = [(str(file.path), file.name, edition.ids[file.name]) for file in edition.letter_files]
    wanted = jobs or default_jobs(len(items), each=_FEW)
    if wanted == 1 or len(items) < _FEW:
        yield from (read_facts(item) for item in items)
        return
    with Pool("letterbook.index:worker", jobs=wanted) as pool:
        size = max(1, min(64, len(items) // (wanted * 4)))
        for outcome in pool.map(items[at : at + size] for at in range(0, len(items), size)):
            if outcome.failure is not None:  # the chunk brought a worker down: file by file, here
                yield from (read_facts(item) for item in outcome.item)
            else:
                yield from outcome.value


def worker() -> Callable[[list[tuple[str, str, str]]], list[FileFacts]]:
    """In a worker: the facts of some files."""
    return lambda items: [read_facts(item) for item in items]


def read_facts(item: tuple[str, str, str]) -> FileFacts:
    """The facts of a file given by path, name and what it is known by; a file that cannot be read says why."""
    path, name, known_as = item
    try:
        return facts_of(read(Path(path), name=name), known_as)
    except Problem as problem:
        return FileFacts(name, Kind.FOREIGN, FileIds(name), finding=problem.finding)


def _told_apart(letters: list[LetterFacts]) -> tuple[list[LetterFacts], list[Finding]]:
    """Letters that share an id get a number behind it, and a finding."""
    out: list[LetterFacts] = []
    findings: list[Finding] = []
    taken: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for letter in letters:
        id, number = letter.id, numbers.get(letter.id, 1)
        while id in taken:
            number += 1
            id = f"{letter.id}-{number}"
        numbers[letter.id] = number
        if id != letter.id:
            findings.append(
                Finding(
                    "L003",
                    Severity.ERROR,
                    f"has the id {letter.id}, which {taken[letter.id]} has too",
                    Span(letter.file),
                    name="duplicate-letter-id",
                    help="give each letter an xml:id of its own",
                )
            )
            letter = replace(letter, id=id)
        taken[id] = letter.file
        out.append(letter)
    return out, findings
