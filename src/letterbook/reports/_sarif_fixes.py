"""Fixes as SARIF has them: edits of bytes become regions of lines and columns, where the file says how."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from itertools import accumulate
from typing import Any

from letterbook.findings import Finding
from letterbook.reports import Report
from letterbook.reports._sarif_text import plain

_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


class Fixes:
    """The fixes of a report's findings. Files are read one after the other, none is kept longer than it is asked for."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._file: str | None = None
        self._lines: _Lines | None = None

    def of(self, finding: Finding) -> dict[str, Any] | None:
        """A SARIF fix object; None without a certain fix, and for a file that is not UTF-8 or does not fit the edits."""
        fix = finding.fix
        if fix is None or not fix.certain or not fix.edits or self._report.read is None:
            return None
        if self._file != finding.span.file:
            self._file = finding.span.file
            data = self._report.read(finding.span.file)
            self._lines = _Lines(data) if data is not None and _is_utf8(data) else None
        lines = self._lines
        if lines is None or any(edit.end > lines.size for edit in fix.edits):
            return None
        from letterbook.reports.sarif import located

        replacements = [
            {"deletedRegion": lines.region(edit.start, edit.end), "insertedContent": {"text": edit.text}}
            for edit in sorted(fix.edits, key=lambda edit: (edit.start, edit.end))
        ]
        change = {
            "artifactLocation": located(self._report, finding.span.file),
            "replacements": replacements,
        }
        return {"description": {"text": plain(fix.title)}, "artifactChanges": [change]}


class _Lines:
    """The lines of a file: from a byte to line and column."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.size = len(data)
        self._known = (-1, 0, 1)  # a place that was asked for: where its line begins, its byte, its column
        self._starts = [0, *accumulate(len(line) + 1 for line in data.split(b"\n"))]

    def region(self, start: int, end: int) -> dict[str, int]:
        """The region of the bytes from ``start`` up to ``end``."""
        line, column = self._place(start)
        last, after = self._place(end)
        return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": after}

    def _place(self, offset: int) -> tuple[int, int]:
        number = bisect_right(self._starts, offset)
        begin = self._starts[number - 1]
        line, at, column = self._known
        if (
            line != begin or at > offset
        ):  # else only what follows is counted: a line can be as long as its file
            at, column = begin, 1
            if begin == 0 and self._data.startswith(BOM_UTF8):
                at = min(len(BOM_UTF8), offset)
        column += len(self._data[at:offset].decode("utf-8", "replace"))
        self._known = (begin, offset, column)
        return number, column


def _is_utf8(data: bytes) -> bool:
    declared = _DECLARED.match(data.removeprefix(BOM_UTF8))
    if declared is not None and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data
