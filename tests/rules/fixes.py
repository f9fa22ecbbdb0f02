"""What every certain fix has to do: change its own place and nothing else, and leave nothing to be fixed again.

Trees are compared as lxml reads them, with the places masked that the edits touch. This is another way than that by which
``editing`` proves an edit, so that neither can hide a fault of the other.
"""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree
from tests.rules.judging import judged

from letterbook.findings import Edit, Finding
from letterbook.positions import position
from letterbook.reading.edition import Edition, EditionFile
from letterbook.rules.catalogue import Rule
from letterbook.sources import Source, read
from letterbook.tags import codec
from letterbook.validation import fixing

PASSES = fixing.PASSES


class Places:
    """Where the markup of a file stands: each byte belongs to a tag, an aside (comment, instruction) or a text."""

    def __init__(self, source: Source) -> None:
        self.elements = list(source.root.iter("*"))
        self._source = source
        self._data = source.data
        self._codec = codec(source.data, source.encoding)
        self._marks: list[tuple[int, str, int, int]] = [(0, "aside", -1, 0)]
        self._open: list[list[int]] = [[-1, 0]]
        self._count = 0
        parser = self._parser = expat.ParserCreate()
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CommentHandler = lambda _: self._aside("-->")
        parser.ProcessingInstructionHandler = lambda *_: self._aside("?>")
        parser.Parse(source.data, True)
        self._marks.sort(key=lambda mark: mark[0])
        self._offsets = [mark[0] for mark in self._marks]

    def _mark(self, at: int, kind: str) -> None:
        number, slot = self._open[-1]
        self._marks.append((at, kind, number, slot))

    def _start(self, _name: str, _attributes: object) -> None:
        at = self._parser.CurrentByteIndex
        self._open.append([self._count, 0])
        self._count += 1
        end = position(self._data, (0, 0, at)).end
        if end > at:
            self._mark(at, "tag")
            self._mark(end, "text")

    def _end(self, _name: str) -> None:
        at = self._parser.CurrentByteIndex
        after = at
        if self._data.startswith("</".encode(self._codec), at):
            self._mark(at, "end")
            after = self._after(">", at)
        elif self._data.startswith("<".encode(self._codec), at):
            after = position(self._data, (0, 0, at)).end
        self._open.pop()
        self._open[-1][1] += 1
        self._mark(after, "text")

    def _aside(self, mark: str) -> None:
        at = self._parser.CurrentByteIndex
        self._mark(at, "aside")
        self._open[-1][1] += 1
        self._mark(self._after(mark, at), "text")

    def _after(self, mark: str, at: int) -> int:
        encoded = mark.encode(self._codec)
        return self._data.index(encoded, at) + len(encoded)

    def touched(self, start: int, end: int) -> list[tuple[int, str, int, int]]:
        """What stands in these bytes, as offset, kind, number of the element and slot of the text in it."""
        first = bisect.bisect_right(self._offsets, start) - 1
        if start == end and self._marks[first][1] != "text" and self._marks[first][0] == start:
            first -= 1  # what is put in before a tag belongs to the text before it
        last = max(bisect.bisect_left(self._offsets, end) - 1, first)
        return self._marks[first : last + 1]

    def attributes(self, number: int, start: int, end: int) -> frozenset[str]:
        """The attributes of an element that stand in these bytes, or between which they are."""
        element = self.elements[number]
        names = [str(name) for name in element.attrib]
        spans = {name: self._source.span(element, name) for name in names}
        return frozenset(
            name
            for name, span in spans.items()
            if span.start is not None and span.end is not None and span.start <= end and start <= span.end
        )


class Mask:
    """What of a tree may differ."""

    def __init__(self, places: Places, spans: Iterable[tuple[int, int]]) -> None:
        self.texts: set[tuple[int, int]] = set()
        self.attributes: dict[int, set[str]] = defaultdict(set)
        self.whole: set[int] = set()
        """Elements whose whole content may differ."""
        self.numbers = {element: number for number, element in enumerate(places.elements)}
        for start, end in spans:
            marks = places.touched(start, end)
            if len(marks) == 1 and marks[0][1] == "text":
                self.texts.add(marks[0][2:])
            elif len(marks) == 1 and marks[0][1] == "tag" and start > marks[0][0]:
                self.attributes[marks[0][2]] |= places.attributes(marks[0][2], start, end)
            else:
                self.whole.add(self._around(places, marks))

    def _around(self, places: Places, marks: Sequence[tuple[int, str, int, int]]) -> int:
        """The innermost element whose content holds all of this."""
        lines = []
        for _, kind, number, _ in marks:
            element = places.elements[number] if number >= 0 else places.elements[0]
            line = [element, *element.iterancestors()]
            lines.append(line[1:] if kind in ("tag", "end") and len(line) > 1 else line)
        common = next(one for one in lines[0] if all(one in line for line in lines))
        return self.numbers[common]


def difference(before: Source, after: Source, edits: Iterable[Edit]) -> str:
    """What differs between two sources beside the places of the edits, in words; empty where nothing does."""
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    encoding = codec(before.data, before.encoding)
    spans = []
    shift = 0
    for edit in ordered:
        size = _size(before, edit, encoding)
        spans.append((edit.start + shift, edit.start + shift + size))
        shift += size - (edit.end - edit.start)
    if before.data.count(b"<!DOCTYPE") != after.data.count(b"<!DOCTYPE"):
        return "the document type"
    old, new = Places(before), Places(after)
    mine = Mask(old, [(edit.start, edit.end) for edit in ordered])
    theirs = Mask(new, spans)
    return _compared(before.root, after.root, mine, theirs) or _outside(before.root, after.root)


def _size(source: Source, edit: Edit, encoding: str) -> int:
    windows, all_ = (source.data.count(end.encode(encoding)) for end in ("\r\n", "\n"))
    text = edit.text.replace("\r\n", "\n")
    if windows and windows * 2 > all_:
        text = text.replace("\n", "\r\n")
    return len(text.encode(encoding, errors="xmlcharrefreplace"))


def _compared(old: etree._Element, new: etree._Element, mine: Mask, theirs: Mask) -> str:
    waiting = [(old, new)]
    while waiting:
        one, other = waiting.pop()
        where = f"<{etree.QName(one).localname}> number {mine.numbers[one]}"
        if one.tag != other.tag:
            return f"{where} is now <{etree.QName(other).localname}>"
        a, b = mine.numbers[one], theirs.numbers[other]
        masked = mine.attributes[a] | theirs.attributes[b]
        kept = [{k: v for k, v in node.attrib.items() if k not in masked} for node in (one, other)]
        if kept[0] != kept[1] or one.nsmap != other.nsmap:
            return f"the attributes of {where}: {kept[0]} and {kept[1]}"
        if a in mine.whole or b in theirs.whole:
            continue
        if len(one) != len(other):
            return f"the number of children of {where}"
        for slot, (said, says) in enumerate(zip(_texts(one), _texts(other), strict=True)):
            if said != says and (a, slot) not in mine.texts and (b, slot) not in theirs.texts:
                return f"text {slot} of {where}: {said!r} and {says!r}"
        for child, its in zip(one, other, strict=True):
            if isinstance(child.tag, str) and isinstance(its.tag, str):
                waiting.append((child, its))
            elif _aside(child) != _aside(its):
                return f"a comment or instruction in {where}"
    return ""


def _texts(element: etree._Element) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]


def _aside(node: Any) -> str:
    return etree.tostring(node, encoding="unicode", with_tail=False)


def _outside(old: etree._Element, new: etree._Element) -> str:
    """Comments and instructions before and after the root element."""
    for preceding in (True, False):
        sides = [[_aside(node) for node in root.itersiblings(preceding=preceding)] for root in (old, new)]
        if sides[0] != sides[1]:
            return "what stands outside the root element"
    return ""


def faults(
    edition: Edition, rules: Sequence[Rule], folder: Path, made: Counter[str] | None = None
) -> Iterator[str]:
    """What is wrong with the certain fixes of these rules in the files of an edition, in words; ``folder`` takes mended files.

    For each rule alone: its fixes are made pass by pass; after each the files differ only where they were fixed; the last
    pass finds nothing to be fixed. ``made`` counts the fixes of each rule, by its name.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in judged(edition, rules):
        if finding.fix is not None and finding.fix.certain:
            found[finding.code].append(finding)
            if made is not None:
                made[finding.name] += 1
    for rule in rules:
        if found[rule.code]:
            yield from _faults(edition, rule, found[rule.code], folder / rule.code)


def _faults(edition: Edition, rule: Rule, found: Sequence[Finding], folder: Path) -> Iterator[str]:
    now = edition
    for number in range(PASSES):
        sources = {file.name: file.path for file in (*now.letter_files, *now.register_files)}
        mended: dict[str, Path] = {}
        for name, some in _by_file(found).items():
            before = read(sources[name], name=name)
            after, done, wrong = fixing._made(before, some)
            for finding, problem in wrong:
                yield f"{rule.name}: {name}:{finding.span.line}: cannot be made: {problem.finding.message}"
            differs = difference(before, after, (edit for one in done for edit in fixing._edits(one)))
            if differs:
                yield f"{rule.name}: {name}: changes something else: {differs}"
            if done:
                target = folder / str(number) / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(after.data)
                mended[name] = target
        if not mended:
            return
        now = _moved(now, mended)
        changed = now if rule.kind == "edition" else _only(now, mended)
        found = [one for one in judged(changed, [rule]) if one.fix is not None and one.fix.certain]
        if not found:
            return
    yield f"{rule.name}: after {PASSES} passes there is still something to be fixed"


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    return fixing._by_file(findings, set())


def _moved(edition: Edition, mended: Mapping[str, Path]) -> Edition:
    """The edition with mended files in the place of its own."""

    def moved(files: Iterable[EditionFile]) -> tuple[EditionFile, ...]:
        return tuple(EditionFile(mended.get(file.name, file.path), file.name) for file in files)

    return replace(
        edition,
        letter_files=moved(edition.letter_files),
        register_files=moved(edition.register_files),
        selected=moved(edition.selected),
    )


def _only(edition: Edition, names: Iterable[str]) -> Edition:
    """The edition with these files alone; its registers are looked up as before."""
    wanted = frozenset(names)

    def kept(files: Iterable[EditionFile]) -> tuple[EditionFile, ...]:
        return tuple(file for file in files if file.name in wanted)

    edition.register  # noqa: B018 - read before the files are taken away
    return replace(edition, letter_files=kept(edition.letter_files), selected=kept(edition.selected))
