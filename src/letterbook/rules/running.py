"""Rules over one file, and over an edition: faults become findings here, and nowhere else."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from letterbook.excerpts import excerpt
from letterbook.findings import Finding, Fix, Related, Severity, Span
from letterbook.index import Index
from letterbook.reading.pointers import Resolver
from letterbook.reading.registers import Register
from letterbook.rules.catalogue import Rule
from letterbook.rules.document import Document, Entries, LetterView
from letterbook.rules.faults import Beside, Fact, Fault, Mend, Where, Words
from letterbook.rules.guarding import OwnRuleFailure
from letterbook.sources import Source, Tags

LANGUAGE = "en"
"""The language that findings are told in."""


class FileRules:
    """The rules that look at one file at a time, with the registers that they look names up in."""

    def __init__(self, rules: Iterable[Rule], register: Register) -> None:
        chosen = tuple(rules)
        self._documents = [rule for rule in chosen if rule.kind == "document"]
        self._letters = [rule for rule in chosen if rule.kind == "letter"]
        self._gathering = [rule for rule in chosen if rule.kind == "edition" and rule.gather is not None]
        self._register = register
        self._resolver = Resolver.of(register, [])

    def check(self, document: Document) -> Iterator[Finding]:
        """What the rules say about a document."""
        entries = Entries(self._register, self._resolver, document)
        for rule in self._documents:
            yield from self._told(rule, document, document, entries)
        for view in document.letters:
            for rule in self._letters:
                yield from self._told(rule, document, view, entries)

    def _told(
        self, rule: Rule, document: Document, subject: Document | LetterView, entries: Entries
    ) -> Iterator[Finding]:
        try:
            for fault in rule.check(subject, entries):
                yield _finding(rule, fault, document.source)
        except Exception as error:
            yield failed(rule, document.name, error)

    def gathered(self, document: Document) -> tuple[dict[str, Any], list[Finding]]:
        """What rules over the edition want to know of this file, by their names; and which of them could not say it."""
        found: dict[str, Any] = {}
        broken: list[Finding] = []
        for rule in self._gathering:
            try:
                value = rule.gather(document)
            except Exception as error:
                broken.append(failed(rule, document.name, error))
                continue
            if value is not None:
                found[rule.name] = value
        return found, broken


def failed(rule: Rule, file: str, error: BaseException) -> Finding:
    """That a rule broke on a file: the run goes on, and the rule has to be mended."""
    causes = (error.__cause__, error)
    frames = [frame for one in causes if one for frame in traceback.extract_tb(one.__traceback__)]
    where = next((one for one in reversed(frames) if one.filename == rule.module.__file__), frames[-1])
    said = str(error) if isinstance(error, OwnRuleFailure) else f"{type(error).__name__}: {error}"
    text = f"the rule {rule.name} could not be applied: {said}"
    place = f"in {where.filename.replace(chr(92), '/').rpartition('/')[2]}, line {where.lineno}"
    return Finding("X008", Severity.ERROR, text, Span(file), name="failed-rule", notes=(place,))


Spots = dict[tuple[int, str | None], tuple[Span, str]]
"""Where elements and attributes of one file stand, by the number of the element, with the characters round them."""


def check_edition(
    rules: Iterable[Rule],
    index: Index,
    sources: Callable[[str], Source | None],
    spots: dict[str, Spots] | None = None,
    contents: Callable[[str], bytes | None] | None = None,
) -> Iterator[Finding]:
    """What the rules over the edition say; ``sources`` reads a file again for the places of its faults.

    ``contents`` gives the bytes of a file, which is enough for most places. ``spots`` has places by file that need not be
    looked up again; those that are looked up are added.
    """
    places = Places(sources, {} if spots is None else spots, contents)
    for rule in rules:
        if rule.kind != "edition":
            continue
        try:
            for fault in rule.check(index):
                yield places.finding(rule, fault)
        except Exception as error:
            yield failed(rule, "letterbook", error)


class Places:
    """Finds elements by their numbers, in files that are read again when a fault names them."""

    def __init__(
        self,
        sources: Callable[[str], Source | None],
        spots: dict[str, Spots],
        contents: Callable[[str], bytes | None] | None = None,
    ) -> None:
        self._read = sources
        self._contents = contents
        self._spots = spots
        self._tags: dict[str, Tags | None] = {}
        self._known: dict[str, tuple[Source, list[etree._Element]] | None] = {}

    def _elements(self, file: str) -> tuple[Source, list[etree._Element]] | None:
        if file not in self._known:
            if len(self._known) >= _KEPT:
                self._known.pop(next(iter(self._known)))
            source = self._read(file)
            self._known[file] = None if source is None else (source, list(source.root.iter("*")))
        return self._known[file]

    def _tagged(self, file: str) -> Tags | None:
        """The tags of a file; None where only its tree is known."""
        if self._contents is None:
            return None
        if file not in self._tags:
            if len(self._tags) >= _KEPT:
                self._tags.pop(next(iter(self._tags)))
            data = self._contents(file)
            self._tags[file] = Tags(data, file) if data is not None else None
        return self._tags[file]

    def _spot(self, where: Where) -> tuple[Span, str]:
        """The place, and the characters round it."""
        spots = self._spots.setdefault(where.file, {})
        asked = (where.number, where.attribute)
        if asked not in spots:
            tags = self._tagged(where.file)
            place = tags.span(where.number, where.attribute) if tags is not None else None
            if tags is not None and place is not None:
                spots[asked] = place, excerpt(tags.data, tags.encoding, place)
                return spots[asked]
            held = self._elements(where.file)
            if held is None or where.number >= len(held[1]):
                return Span(where.file), ""
            span = held[0].span(held[1][where.number], where.attribute)
            spots[asked] = span, context_of(held[0], span)
        return spots[asked]

    def finding(self, rule: Rule, fault: Fault) -> Finding:
        """The finding that a fault of a rule over the edition is."""
        where = fault.element
        assert isinstance(where, Where)
        words = rule.messages[LANGUAGE][fault.words]
        if fault.mend is not None:
            fault = replace(fault, fix=self._fix(where, fault.mend))
        return _made(rule, words, fault, *self._spot(where), tuple(self._beside(words, fault)))

    def _fix(self, where: Where, mend: Mend) -> Fix | None:
        held = self._elements(where.file)
        if held is None or where.number >= len(held[1]):
            return None
        document, element = Document(held[0]), held[1][where.number]
        if mend.old is None:
            return document.mend_attribute(element, mend.attribute, mend.new, mend.title)
        return document.mend_word(element, mend.attribute, mend.old, mend.new, mend.title)

    def _beside(self, words: Words, fault: Fault) -> Iterator[Related]:
        for beside in fault.beside:
            where = beside.element
            assert isinstance(where, Where)
            yield _related(words, beside, *self._spot(where))


_LONGEST = 400
"""So many characters of a fact are told."""

_KEPT = 32
"""So many files are kept for places: faults come file by file, or a few files together."""


def _finding(rule: Rule, fault: Fault, source: Source) -> Finding:
    words = rule.messages[LANGUAGE][fault.words]
    if fault.text is not None:
        text = fault.text.text
        span = source.part_span(text.element, text.slot, fault.text.start, fault.text.end)
    else:
        assert not isinstance(fault.element, Where)
        span = source.span(fault.element, fault.attribute)
    related = []
    for beside in fault.beside:
        assert not isinstance(beside.element, Where)
        home = beside.source if isinstance(beside.source, Source) else source
        place = home.span(beside.element, beside.attribute)
        related.append(_related(words, beside, place, context_of(home, place)))
    return _made(rule, words, fault, span, context_of(source, span), tuple(related))


def _made(
    rule: Rule, words: Words, fault: Fault, span: Span, context: str, related: tuple[Related, ...]
) -> Finding:
    facts = {name: _short(fact) for name, fact in fault.facts.items()}
    return Finding(
        rule.code,
        fault.severity or rule.severity,
        words.message.format(**facts),
        span,
        name=rule.name,
        related=related,
        notes=tuple(note.format(**facts) for note in words.notes if _says(note, facts)),
        help=words.help.format(**facts),
        fix=fault.fix,
        context=context,
    )


def context_of(source: Source, span: Span) -> str:
    """The characters round a place of a file, for people to see."""
    return excerpt(source.data, source.encoding, span)


def _short(fact: Fact) -> Fact:
    """A fact as it is told: a value from a file may have a million characters."""
    return f"{fact[: _LONGEST - 1]}…" if isinstance(fact, str) and len(fact) > _LONGEST else fact


def _related(words: Words, beside: Beside, span: Span, context: str) -> Related:
    return Related(span, words.labels[beside.label].format(**beside.facts), context)


def _says(note: str, facts: Mapping[str, Fact]) -> bool:
    """Whether a note has a fact to tell, or needs none."""
    wanted = [name for name in facts if f"{{{name}}}" in note]
    return not wanted or any(facts[name] not in ("", 0) for name in wanted)
