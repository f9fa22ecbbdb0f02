"""The one writer of TEI: changes of some bytes of a file, proven before they are written.

A proof has three parts: the edits lie inside the file, do not overlap and leave XML declaration and document
type alone; the result is well-formed; and everything that the edits do not touch (tags, attributes, text,
comments, instructions) is read from the new bytes as it was from the old ones. Line ends, byte order mark
and encoding of the file are kept.
"""

from __future__ import annotations

import contextlib
import os
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path

from letterbook.events import Event, read_events
from letterbook.findings import Edit, Finding, Problem, Severity, Span
from letterbook.sources import Source, SourceError, parse, read_bytes
from letterbook.tags import BYTE_ORDER_MARKS, codec
from letterbook.writing import refused
from letterbook.writing import write as write_whole

_HEADS = {"declaration": "XML declaration", "doctype": "document type declaration"}


class EditError(Problem):
    """Edits that cannot be made; nothing was changed."""


def apply(source: Source, edits: Iterable[Edit]) -> Source:
    """The source with the edits made, proven. Two insertions at one place keep the order they are given in.

    Raises EditError when an edit is out of place, the result is not well-formed, or something beside the
    edits would change.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if not ordered:
        return source
    encoding = codec(source.data, source.encoding)
    _check(source, ordered, encoding)
    windows = _windows(source.data, encoding)
    pieces: list[bytes] = []
    spans: list[tuple[int, int, int]] = []
    at = length = 0
    for edit in ordered:
        text = _encoded(source, edit, encoding, windows)
        kept = source.data[at : edit.start]
        pieces += (kept, text)
        length += len(kept)
        spans.append((length, length + len(text), edit.end - edit.start))
        length += len(text)
        at = edit.end
    pieces.append(source.data[at:])
    data = b"".join(pieces)
    try:
        made = parse(data, source.name, path=source.path)
    except SourceError as error:
        raise _refused(
            source, ordered[0], f"the edit would break the file: {error.finding.message}"
        ) from None
    _prove(source, data, ordered, spans, encoding)
    return made


def write(source: Source, path: Path | None = None) -> None:
    """Write a source to its file, or to another, whole or not at all; a file that is there keeps its
    permissions.

    Raises Problem (X005) when it cannot be written, and EditError when the source has no file.
    """
    target = path if path is not None else source.path
    if target is None:
        raise EditError(_finding("has no file", Span(source.name)))
    target = target.resolve() if target.is_symlink() else target
    mode = target.stat().st_mode if target.exists() else None
    if mode is not None and not os.access(target, os.W_OK):
        raise refused(source.name, "the file is read-only")
    write_whole(target, source.data, name=source.name)
    if mode is not None:
        with contextlib.suppress(OSError):
            target.chmod(mode & 0o7777)


def edit_file(source: Source, edits: Iterable[Edit]) -> Source:
    """Apply edits and write the file, unless the file on disk is no longer the one that was read.

    Raises what ``apply`` and ``write`` raise, and SourceError when the file cannot be read any more.
    """
    made = apply(source, edits)
    if source.path is not None and read_bytes(source.path, name=source.name) != source.data:
        message = "was changed by something else since it was read"
        raise EditError(_finding(message, Span(source.name), "run the command again"))
    write(made)
    return made


def _refused(source: Source, edit: Edit, message: str) -> EditError:
    line = source.data.count(b"\n", 0, edit.start) + 1 if 0 <= edit.start <= len(source.data) else 0
    span = Span(source.name, line, 1 if line else 0, edit.start, edit.end)
    return EditError(_finding(message, span))


def _finding(message: str, span: Span, help_: str = "") -> Finding:
    return Finding("W001", Severity.ERROR, message, span, name="refused-edit", help=help_)


def _check(source: Source, ordered: list[Edit], encoding: str) -> None:
    data = source.data
    first = next((len(mark) for mark in BYTE_ORDER_MARKS if data.startswith(mark)), 0)
    last = first
    for edit in ordered:
        if not first <= edit.start <= edit.end <= len(data):
            raise _refused(source, edit, "the edit lies outside the file")
        if edit.start < last:
            raise _refused(source, edit, "two edits overlap")
        last = edit.end
        for place in (edit.start, edit.end):
            if not _between_characters(data, place, encoding, first):
                raise _refused(source, edit, "the edit begins or ends inside a character")


def _between_characters(data: bytes, place: int, encoding: str, first: int) -> bool:
    if encoding == "utf-8":
        return place >= len(data) or data[place] & 0xC0 != 0x80
    if encoding.startswith("utf-16"):
        high = place + (1 if encoding.endswith("le") else 0)
        return (place - first) % 2 == 0 and (high >= len(data) or not 0xDC <= data[high] <= 0xDF)
    return True


def _windows(data: bytes, encoding: str) -> bool:
    """Whether most lines of a file end as they do on Windows."""
    try:
        windows, all_ = (data.count(end.encode(encoding)) for end in ("\r\n", "\n"))
    except LookupError:
        return False
    return windows * 2 > all_


def _encoded(source: Source, edit: Edit, encoding: str, windows: bool) -> bytes:
    """The edit's text with the file's line ends in its encoding; what that lacks as a reference."""
    text = edit.text.replace("\r\n", "\n")
    if windows:
        text = text.replace("\n", "\r\n")
    try:
        return text.encode(encoding, errors="xmlcharrefreplace")
    except LookupError:
        raise _refused(source, edit, f"files in {source.encoding} cannot be edited") from None


def _prove(
    source: Source, data: bytes, edits: list[Edit], spans: list[tuple[int, int, int]], encoding: str
) -> None:
    """Raise EditError when something that no edit touches is read differently from the new bytes."""
    before = read_events(source.data, encoding, (place for edit in edits for place in (edit.start, edit.end)))
    after = read_events(data, encoding, (place for start, end, _ in spans for place in (start, end)))
    if before is None or after is None:
        raise _refused(source, edits[0], f"files in {source.encoding} cannot be edited")
    for event in before:
        if event.kind in ("declaration", "doctype"):
            culprit = next((edit for edit in edits if _cuts((edit.start, edit.end), event)), None)
            if culprit is not None:
                raise _refused(source, culprit, f"the edit would change the file's {_HEADS[event.kind]}")
    if any(e.kind == "doctype" for e in before) != any(e.kind == "doctype" for e in after):
        raise _refused(source, edits[0], "the edit would add a document type declaration")
    old = _untouched(before, [(edit.start, edit.end) for edit in edits])
    new = _untouched(after, [(start, end) for start, end, _ in spans])
    shifts = [(0, 0)] + [(end, removed - (end - start)) for start, end, removed in spans]
    total, moved = 0, []
    for end, shift in shifts:
        total += shift
        moved.append((end, total))
    back = [(_shifted(place, moved), kind, content) for place, kind, content in new]
    for mine, theirs in zip([*old, None], [*back, None], strict=False):
        if mine != theirs:
            place = min(item[0] for item in (mine, theirs) if item is not None)
            culprit = max(
                (edit for edit in edits if edit.start <= place), key=lambda e: e.start, default=edits[0]
            )
            raise _refused(source, culprit, "the edit would change something beside itself")


def _shifted(place: int, moved: list[tuple[int, int]]) -> int:
    return place + moved[bisect_right(moved, place, key=lambda one: one[0]) - 1][1]


def _untouched(events: list[Event], spans: list[tuple[int, int]]) -> list[tuple[int, str, str]]:
    """Place, kind and content of what is outside the spans; of a tag that is cut, what is left of it."""
    found: list[tuple[int, str, str]] = []
    index = 0
    for event in events:
        while index < len(spans) and spans[index][1] <= event.start and not _cuts(spans[index], event):
            index += 1
        cutting = []
        for number in range(index, len(spans)):
            if spans[number][0] > event.end:
                break
            if _cuts(spans[number], event):
                cutting.append(spans[number])
        found.extend(event.outside(cutting))
    return found


def _cuts(span: tuple[int, int], event: Event) -> bool:
    """Whether a span changes something of the event: overlaps it, or inserts within it."""
    start, end = span
    if start == end:
        return event.start < start < event.end
    return start < event.end and end > event.start
