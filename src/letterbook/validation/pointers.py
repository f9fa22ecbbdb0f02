"""Whether every pointer inside an edition lands on something, and whether no two letters have one id."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from letterbook.findings import Finding, Related, Severity, Span
from letterbook.reading.edition import Edition, EditionFile
from letterbook.reading.letters import letters_of
from letterbook.reading.pointers import FileIds, Resolver, Target, TargetKind, file_ids
from letterbook.reading.tei import TEI
from letterbook.sources import Source, SourceError, read
from letterbook.validation.contexts import with_context

ATTRIBUTES = frozenset(
    (
        "active",
        "ana",
        "change",
        "copyOf",
        "corresp",
        "datingPoint",
        "decls",
        "domains",
        "exclude",
        "facs",
        "hand",
        "inst",
        "key",
        "lemmaRef",
        "mutual",
        "next",
        "nymRef",
        "origin",
        "parts",
        "passive",
        "period",
        "prev",
        "ref",
        "resp",
        "sameAs",
        "scheme",
        "select",
        "source",
        "spanTo",
        "synch",
        "target",
        "targetEnd",
        "who",
        "wit",
    )
)
"""Attributes of TEI that hold pointers; all but ``key`` hold URIs, several separated by spaces."""

_LONGEST_ID = 100
_MOST_COMPARISONS = 200_000
"""So many ids are compared in one run for suggestions: a register that was renamed breaks each pointer to it."""

_OUTCOMES = frozenset((TargetKind.MISSING, TargetKind.OUTSIDE, TargetKind.MALFORMED))


@dataclass(frozen=True, slots=True)
class _Use:
    """A pointer of a file: the number of its element in document order, its attribute, itself."""

    element: int
    attribute: str
    ref: str


class Pointers:
    """Gathers what all files of an edition offer and use; then says which pointers of some of them fail."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._offered: list[FileIds] = []
        self._used: dict[str, tuple[_Use, ...]] = {}
        self._files = {file.name: file for file in (*edition.letter_files, *edition.register_files)}
        registers = {file.name for file in edition.register_files}
        for file in self._files.values():
            source = _readable(file)
            if source is not None:
                letters = letters_of(source, edition.ids.get(file.name)) if file.name not in registers else []
                self._offered.append(file_ids(source, letters))
                self._used[file.name] = tuple(_uses(source))
        self._resolver = Resolver.of(edition.register, self._offered)
        self._ids = {file.name: file.ids for file in self._offered}
        self._alike: dict[tuple[str, str], list[str]] = {}
        self._comparisons = _MOST_COMPARISONS

    def check(self, names: Iterable[str]) -> Iterator[Finding]:
        """The pointers of these files that land on nothing, and letters whose id another one has."""
        wanted = [name for name in names if name in self._used]
        for name in wanted:
            failed = [
                (use, target) for use in self._used[name] if (target := self._failing(use, name)) is not None
            ]
            if failed:
                yield from self._told(name, failed)
        yield from self._twice(frozenset(wanted))

    def _failing(self, use: _Use, name: str) -> Target | None:
        target = self._resolver.resolve(use.ref, name, "key" if use.attribute == "key" else "ref")
        if target.kind in _OUTCOMES:
            return None if self._is_other_file(target) else target
        if target.kind is TargetKind.ENTRY and not target.exact and not target.href:
            return target
        return None

    def _is_other_file(self, target: Target) -> bool:
        """Whether a pointer leads to a file of the edition's folder that is no XML: a picture, a PDF."""
        root = self._edition.root
        if root is None or target.kind is not TargetKind.MISSING or target.fragment or not target.file:
            return False
        if PurePosixPath(target.file).suffix.lower() in ("", ".xml"):
            return False
        return root.joinpath(*PurePosixPath(target.file).parts).is_file()

    def _told(self, name: str, failed: list[tuple[_Use, Target]]) -> Iterator[Finding]:
        """The findings of one file, which is read again for their places."""
        source = _readable(self._files[name])
        if source is None:
            return
        elements = list(source.root.iter("*"))
        for use, target in failed:
            element = elements[use.element]
            span = source.span(element, use.attribute)
            yield with_context(self._finding(use, target, name, element, span), source)

    def _finding(self, use: _Use, target: Target, name: str, element: etree._Element, span: Span) -> Finding:
        pointer = f'{use.attribute}="{use.ref}"'
        if target.kind is TargetKind.OUTSIDE:
            return Finding(
                "P002",
                Severity.ERROR,
                f"{pointer} {target.reason}",
                span,
                name="pointer-outside",
                help="pointers lead to files of the edition, or to addresses on the web",
            )
        if target.kind is TargetKind.ENTRY:
            right = f"{posixpath.relpath(target.file, posixpath.dirname(name) or '.')}#{target.fragment}"
            text = f"{pointer} leads to no file of the edition; {target.file} has an entry of that id"
            return _without_target(text, span, f"write {right}")
        severity = Severity.WARNING if use.attribute == "key" else Severity.ERROR
        reason = target.reason or "leads to nothing"
        return _without_target(f"{pointer} {reason}", span, self._suggestion(target, name), severity)

    def _suggestion(self, target: Target, name: str) -> str:
        """Ids of the file a pointer names that are written alike; or the id where a # was forgotten."""
        offered = self._ids.get(target.file, frozenset())
        if target.fragment and offered:
            near = self._near((target.file, target.fragment), offered)
            return f"did you mean #{' or #'.join(near)}?" if near else ""
        return f"write #{target.ref}" if target.ref in self._ids.get(name, frozenset()) else ""

    def _near(self, wanted: tuple[str, str], offered: frozenset[str]) -> list[str]:
        """At most three ids that are written alike; none once enough has been compared in this run."""
        if wanted not in self._alike:
            fragment = wanted[1]
            self._comparisons -= len(offered)
            within = self._comparisons > 0 and len(fragment) <= _LONGEST_ID
            ids = sorted(id for id in offered if len(id) <= _LONGEST_ID) if within else []
            self._alike[wanted] = difflib.get_close_matches(fragment, ids, n=3)
        return self._alike[wanted]

    def _twice(self, wanted: frozenset[str]) -> Iterator[Finding]:
        """Letters of the wanted files whose id a letter before them has."""
        first: dict[str, tuple[str, str]] = {}
        for file in self._offered:
            for letter, xml_id in file.letters:
                other = first.setdefault(letter.casefold(), (file.name, letter))
                if other[0] == file.name and other[1] == letter:
                    continue
                for name, told in ((file.name, other[0]), (other[0], file.name)):
                    if name in wanted:
                        yield self._same_id(letter, xml_id, name, told)

    def _same_id(self, letter: str, xml_id: str, name: str, other: str) -> Finding:
        source = _readable(self._files[name])
        span = source.span(source.root) if source is not None else Span(name)
        help_ = "give each its own xml:id" if xml_id else "give each an xml:id, or a file name of its own"
        return Finding(
            "L003",
            Severity.ERROR,
            f"the letter has the id {letter}, as another one has",
            span,
            name="duplicate-letter-id",
            help=help_,
            related=(Related(Span(other, 1, 1), "the other one is here"),),
        )


def _without_target(
    message: str, span: Span, help_: str = "", severity: Severity = Severity.ERROR
) -> Finding:
    return Finding("P001", severity, message, span, name="pointer-without-target", help=help_)


def _readable(file: EditionFile) -> Source | None:
    """The source of a file; None where it cannot be read, which its other checks tell."""
    try:
        return read(file.path, name=file.name)
    except SourceError:
        return None


def _uses(source: Source) -> Iterator[_Use]:
    """The pointers of a file. Only TEI's own elements hold any; addresses on the web are left out."""
    for number, element in enumerate(source.root.iter("*")):
        if not str(element.tag).startswith(TEI):
            continue
        for attribute, value in element.attrib.items():
            if attribute not in ATTRIBUTES:
                continue
            for ref in [str(value)] if attribute == "key" else str(value).split():
                if not ref.startswith(("http:", "https:")):
                    yield _Use(number, str(attribute), ref)
