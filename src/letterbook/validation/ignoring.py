"""``<?letterbook ignore NAME reason?>``: what a file excuses, where, and what of that is in vain.

The instruction stands before an element and excuses findings at that element and inside it; before the outermost element
it holds for the whole file. Several names are separated by commas.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from xml.parsers import expat

from letterbook.findings import Finding, Severity, Span
from letterbook.sources import Source
from letterbook.tags import BYTE_ORDER_MARKS

TARGET = "letterbook"
"""The target of instructions that are meant for Letterbook."""

_IGNORE = re.compile(r"ignore(?:\s+(\S+))?(?:\s+(\S.*))?\s*\Z", re.DOTALL)


_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Ignore:
    """One instruction: the names or codes it excuses, why, where it stands, and the bytes that it holds for."""

    words: tuple[str, ...]
    reason: str
    span: Span
    start: int
    """Where the element after it begins; -1 where none does."""
    end: int
    whole: bool
    """Whether it holds for the whole file."""
    text: str
    """The instruction without its target."""


def ignores_in(source: Source) -> tuple[Ignore, ...]:
    """The instructions of a file, in its order."""
    if not _may_have(source):
        return ()
    return tuple(_Reader(source).read())


def _may_have(source: Source) -> bool:
    return TARGET.encode() in source.data or source.encoding.upper().startswith("UTF-16")


class _Reader:
    """One pass of expat: instructions, and the elements after them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._mark = 1 if source.data.startswith(BYTE_ORDER_MARKS) else 0
        self._parser = expat.ParserCreate()
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._waiting: list[tuple[str, Span]] = []
        self._open: list[list[tuple[str, Span, int]]] = []
        self._found: list[Ignore] = []

    def read(self) -> list[Ignore]:
        """The instructions by their places."""
        parser = self._parser
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.ProcessingInstructionHandler = self._instruction
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(self._source.data, True)
        except (expat.ExpatError, ValueError, LookupError):
            return []
        self._vain()
        return sorted(self._found, key=lambda ignore: (ignore.span.line, ignore.span.column))

    def _instruction(self, target: str, data: str) -> None:
        if target != TARGET:
            return
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        at = self._parser.CurrentByteIndex
        column -= self._mark if line == 1 else 0
        end = self._source.data.find(b"?>", at)
        span = Span(self._source.name, line, column, at, end + 2 if end >= 0 else at)
        self._waiting.append((data, span))

    def _start(self, _name: str, _attributes: object) -> None:
        at = self._parser.CurrentByteIndex
        self._open.append([(data, span, at) for data, span in self._waiting])
        self._waiting.clear()

    def _text(self, characters: str) -> None:
        if self._waiting and not characters.isspace():
            self._vain()

    def _end(self, _name: str) -> None:
        self._vain()
        end = self._parser.CurrentByteIndex
        for data, span, start in self._open.pop():
            self._found.append(_ignore(data, span, start, end, whole=not self._open))

    def _vain(self) -> None:
        """What waits for an element that does not come."""
        self._found += [_ignore(data, span, -1, -1) for data, span in self._waiting]
        self._waiting.clear()


def _ignore(data: str, span: Span, start: int, end: int, *, whole: bool = False) -> Ignore:
    match = _IGNORE.match(data.strip())
    words = tuple(word for word in (match[1] or "").split(",") if word) if match else ()
    reason = (match[2] or "").strip() if match else ""
    return Ignore(words, reason, span, start, max(end, start + 1), whole, data.strip())


class _Holding:
    """Which instructions of a file hold at a place: elements lie in each other, and so do the parts that they hold for."""

    def __init__(self, ignores: Iterable[Ignore]) -> None:
        self._whole: dict[str, list[Ignore]] = {}
        parts: dict[tuple[int, int], dict[str, list[Ignore]]] = {}
        for ignore in ignores:
            part = self._whole if ignore.whole else parts.setdefault((ignore.start, -ignore.end), {})
            for word in ignore.words:
                part.setdefault(word, []).append(ignore)
        self._order = sorted(parts)
        self._parts = [parts[key] for key in self._order]
        self._around: list[int] = []
        outer: list[int] = []
        for number, (start, _) in enumerate(self._order):
            while outer and -self._order[outer[-1]][1] <= start:
                outer.pop()
            self._around.append(outer[-1] if outer else -1)
            outer.append(number)

    def at(self, place: int | None) -> Iterator[dict[str, list[Ignore]]]:
        """The instructions that hold there, by their words: for the whole file, then for ever larger parts of it."""
        yield self._whole
        if place is None:
            return
        number = bisect_right(self._order, (place, 0)) - 1
        while number >= 0:
            if place < -self._order[number][1]:
                yield self._parts[number]
            number = self._around[number]


class Excuses:
    """The instructions of all files of a run: takes away what they excuse, then tells those that excuse nothing."""

    def __init__(self, by_file: Iterable[tuple[str, tuple[Ignore, ...]]]) -> None:
        self._by_file = {name: ignores for name, ignores in by_file if ignores}
        self._holding = {name: _Holding(ignores) for name, ignores in self._by_file.items()}
        self._used: set[tuple[Span, str]] = set()

    def left(self, findings: Iterable[Finding], keep: Callable[[str, str], bool]) -> Iterator[Finding]:
        """The findings that nothing excuses. ``keep`` says of code and name that they can never be."""
        for finding in findings:
            holding = self._holding.get(finding.span.file)
            if holding is None or keep(finding.code, finding.name):
                yield finding
                continue
            excused = False
            for ignores in holding.at(finding.span.start):
                for word in {finding.code, finding.name} & ignores.keys():
                    excused = True
                    if (ignores[word][-1].span, word) not in self._used:
                        self._used.update((ignore.span, word) for ignore in ignores[word])
            if not excused:
                yield finding

    def vain(self, names: Iterable[str], state: Callable[[str], str]) -> Iterator[Finding]:
        """What is wrong with the instructions of these files.

        ``state`` says of a word whether it is ``on``, ``off`` (not looked for in this run), or ``unknown``; after
        ``unknown:`` may stand what was perhaps meant.
        """
        known = cache(state)  # the same word may stand in very many
        for name in names:
            for ignore in self._by_file.get(name, ()):
                yield from self._wrong(ignore, known)

    def _wrong(self, ignore: Ignore, state: Callable[[str], str]) -> Iterator[Finding]:
        if not ignore.words:
            word = ignore.text.split(None, 1)[0] if ignore.text else ""
            text = f"<?letterbook {_short(ignore.text)}?> says nothing that Letterbook knows"
            if word == "ignore":
                text = "this instruction does not say which finding is to be ignored"
            help_ = "write <?letterbook ignore NAME reason?>, with the name or code of a finding"
            yield _told("U004", "unknown-instruction", text, ignore.span, help_)
            return
        if not ignore.reason:
            text = f"nothing says why {_short(', '.join(ignore.words))} is ignored here"
            help_ = "write the reason after the name: who reads the file later has to know it"
            yield _told("U003", "ignore-without-reason", text, ignore.span, help_)
        for word in ignore.words:
            said, _, near = state(word).partition(":")
            if said == "unknown":
                help_ = f"did you mean {near}?" if near else "letterbook rules lists the names of all rules"
                text = f"{_short(word)} is ignored here, but no finding has that name or code"
                yield _told("U002", "ignore-of-unknown-name", text, ignore.span, help_)
            elif said == "on" and (ignore.span, word) not in self._used:
                yield self._unused(ignore, word)

    @staticmethod
    def _unused(ignore: Ignore, word: str) -> Finding:
        text = f"{word} is ignored here, but there is nothing to ignore"
        help_ = "take the instruction out: it would hide the next mistake"
        if ignore.start < 0:
            text = f"{word} is ignored here, but no element begins right after it"
            help_ = "put the instruction right before the element that has the finding in it"
        return _told("U001", "unused-ignore", text, ignore.span, help_)


def _short(text: str) -> str:
    """What stands in an instruction, not longer than can be read."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _told(code: str, name: str, text: str, span: Span, help_: str) -> Finding:
    return Finding(code, Severity.WARNING, text, span, name=name, help=help_)
