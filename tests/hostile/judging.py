"""What is wrong with what Letterbook says of an edition: its own failures, places that are none, answers that change."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from unittest import mock

from lxml import etree

from letterbook import exports, index, resources, validation
from letterbook.findings import Finding, Problem, Span
from letterbook.reading.edition import Edition
from letterbook.settings import Settings, discover
from letterbook.sources import parse
from letterbook.tags import BYTE_ORDER_MARKS, codec
from letterbook.validation import checking, working
from letterbook.validation.plan import PREPARE, Checked, Item, Options, Plan
from letterbook.validation.selection import Selection

SUSPECT = (
    "a worker ended",
    "longer than",
    "Traceback",
    "codec",
    "parser: JAXP",
    "NullPointer",
    "XMLSyntaxError",
)
"""Words of messages that tell of Letterbook's own failure, or of one that deserves words of its own."""

FORMS = ("terminal", "concise", "narrated", "json", "sarif", "junit", "github", "gitlab", "csv")
ALL = Options(selection=Selection(select=("all",)), remember=False, jobs=1)


class Here:
    """The checks of files in this process, in place of workers."""

    def __init__(self, plan: Plan, **_: object) -> None:
        self.schemas = ()
        self._handle = checking.setup(plan)

    def over(self, items: Sequence[Item]) -> Iterator[tuple[Item, Checked]]:
        """Each file with what is found in it."""
        for item in (PREPARE, *items):
            (checked,) = self._handle([item])
            if checked.broken is not None:
                raise Problem(checked.broken)
            if item is not PREPARE:
                yield item, checked


def checked(edition: Edition) -> validation.Validation:
    """All rules and schemas over an edition, in this process."""
    with mock.patch.object(working, "Run", Here):
        return validation.validate_edition(edition, options=ALL)


def judged(folder: Path, codes: Counter[str] | None = None) -> list[str]:
    """What is wrong with what is found in an edition; ``codes`` counts what was found."""
    edition = Edition.open([folder], discover(folder))
    found = checked(edition)
    if codes is not None:
        codes.update(finding.code for finding in found.findings)
    told = [
        f"{one.span.file}: {one.code} {one.message[:300]} {one.notes}"
        for one in found.findings
        if suspicious(one)
    ]
    contents = {file.name: file.path.read_bytes() for file in edition.selected}
    for finding in found.findings:
        spans = (finding.span, *(related.span for related in finding.related))
        told += [
            f"{finding.code} {finding.name}: {wrong}"
            for span in spans
            if (wrong := misplaced(span, contents))
        ]
        told += [f"{finding.code}: unformed words {text!r}" for text in _texts(finding) if _unformed(text)]
    if checked(edition).findings != found.findings:
        told.append("other findings the second time")
    with mock.patch.object(working, "Run", Here):
        plan = validation.plan_for(edition.settings)
        mending = validation.mend(edition, found, plan=plan, options=ALL)
    told += [
        f"a fix that was not made: {one.span.file}:{one.span.line} {one.message}" for one in mending.skipped
    ]
    for name, after in mending.after.items():
        told += beside(mending.before[name].data, after.data, name)
        if any(one.fix and one.fix.certain for one in mending.findings[name]) and not mending.left:
            told.append(f"{name}: fixes do not converge")
    return told


def beside(before: bytes, after: bytes, name: str) -> list[str]:
    """Whether a mended file differs in its elements or in their order; only breaks and attributes may."""
    old, new = (list(map(_tag, parse(data, name).root.iter())) for data in (before, after))
    return [] if old == new else [f"{name}: a fix changed elements"]


def suspicious(finding: Finding) -> bool:
    """Whether it tells of a failure of Letterbook's own."""
    return finding.code in ("X007", "X008") or any(word in finding.message for word in SUSPECT)


def misplaced(span: Span, contents: dict[str, bytes]) -> str:
    """What is wrong with a place; empty where nothing is."""
    if span.file not in contents or not span.line:
        return ""
    data = contents[span.file]
    if span.line < 1 or span.column < 1 or span.line > max(data.count(b"\n"), data.count(b"\r")) + 2:
        return f"{span} is outside {len(data)} bytes"
    if span.start is None or span.end is None:
        return ""
    if not 0 <= span.start <= span.end <= len(data):
        return f"{span} is outside {len(data)} bytes"
    try:
        source = parse(data, span.file)
        encoding = codec(data, source.encoding)
        mark = next((len(mark) for mark in BYTE_ORDER_MARKS if data.startswith(mark)), 0)
        text = data[mark : span.start].decode(encoding)
        data[span.start : span.end].decode(encoding)
    except (Problem, LookupError):  # line and column of what is not well-formed come from the parser
        return ""
    except UnicodeDecodeError:
        return f"{span} is inside a character"
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if (len(lines), len(lines[-1]) + 1) != (span.line, span.column):
        return f"{span} is at line {len(lines)}, column {len(lines[-1]) + 1} ({encoding})"
    return ""


def _tag(node: etree._Element) -> object:
    return node.tag


def _texts(finding: Finding) -> tuple[str, ...]:
    return (finding.help, *(related.label for related in finding.related))


def _unformed(text: str) -> bool:
    """Whether a placeholder of a rule's words was left as it is."""
    return "{said}" not in text and any(
        f"{{{word}}}" in text for word in ("name", "value", "attribute", "word", "other")
    )


def commanded(folder: Path) -> list[str]:
    """What is wrong with the command's reports of an edition, in every form."""
    told: list[str] = []
    with tempfile.TemporaryDirectory() as cache:
        environment = {
            **os.environ,
            "PYTHONPATH": str(Path(validation.__file__).parents[2]),
            "LETTERBOOK_CACHE_DIR": cache,
        }
        for form in FORMS:
            words = [sys.executable, "-m", "letterbook", "validate", "--select", "all", "--format", form, "."]
            ran = subprocess.run(
                words, cwd=folder, env=environment, capture_output=True, timeout=120, check=False
            )
            if ran.returncode not in (0, 1) or b"Traceback" in ran.stderr + ran.stdout:
                told.append(f"--format {form} ended with {ran.returncode}: {ran.stderr[-400:]!r}")
                continue
            try:
                _read(form, ran.stdout.decode("utf-8"))
            except (ValueError, KeyError, csv.Error, etree.XMLSyntaxError) as error:
                told.append(f"--format {form}: {error}")
    return told


def _read(form: str, text: str) -> None:
    """Raise where a report is not of its form, or steers a terminal."""
    if form in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif form == "junit":
        etree.fromstring(text.encode())
    elif form == "csv":
        lengths = {len(row) for row in csv.reader(text.splitlines(keepends=True))}
        if len(lengths) > 1:
            raise ValueError(f"rows of {sorted(lengths)} cells")
    for sign in "\x1b\u202e\x9b\x7f":
        if sign in text:
            raise ValueError(f"{sign!r} in the report")


def exported(folder: Path) -> list[str]:
    """Check by the shipped schemas alone and export what is in the folder; what looks like Letterbook's own failure."""
    plan = validation.plan_of([resources.schema("letterbook.rng"), resources.schema("letterbook.sch")])
    edition = Edition.open([folder / "letters"], Settings())
    options = Options(timeout=20, jobs=1, remember=False, rules=False)
    found: list[Finding] = list(validation.validate_edition(edition, plan=plan, options=options).findings)
    made = exports.run(
        index.build(edition, jobs=1), edition.settings, ("html", "pdf", "text"), folder / "out", jobs=1
    )
    found += made.findings
    told = [f"{one.span.file}: {one.code} {one.message[:300]}" for one in found if suspicious(one)]
    return told + [f"half written: {path}" for path in folder.rglob("*.part")]
