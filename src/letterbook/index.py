"""What all letters say together: the index over the facts of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from letterbook.facts import FileFacts, LetterFacts, MentionFacts, facts_of
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.reading.edition import Edition
from letterbook.reading.letters import Kind
from letterbook.reading.pointers import FileIds, Resolver, Target, TargetKind
from letterbook.reading.registers import Register
from letterbook.reading.relations import Relation, relations
from letterbook.settings import Settings
from letterbook.sources import read
from letterbook.workers import Pool, default_jobs

_FEW = 40
"""Below so many files the work is done here: starting workers would take longer."""


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
