"""JUnit's XML, as Jenkins and others read it: a suite for each file, a case for each finding.

Findings that make the run fail are failures, a file that could not be read is an error; what is only told passes, with
its text as output. A file without findings is one case that passes.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from letterbook.findings import Finding
from letterbook.reports import Manner, Report
from letterbook.reports._excerpt import excerpt
from letterbook.reports._safe import safe
from letterbook.reports._words import place, spoken, title

UNREAD = "R"
"""The first letter of the codes that say a file could not be read."""

_FORBIDDEN = re.compile("[\ufffe\uffff]")
"""What XML forbids beside control characters and halves of characters, which ``safe`` has replaced."""


def pieces(report: Report, manner: Manner) -> Iterator[str]:
    """The document, suite by suite, in the order of the files."""
    errors = sum(map(_unread, report.findings))
    failures = sum(finding.severity >= report.fail_on for finding in report.findings) - errors
    by_file: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_file[finding.span.file].append(finding)
    clean = [name for name in report.names if name not in by_file]
    uncounted = 0 if report.names else max(report.files - len(by_file), 0)
    tests = len(report.findings) + (len(clean) if report.names else min(uncounted, 1))
    time = report.elapsed or 0
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        f'<testsuites name="letterbook" tests="{tests}" failures="{failures}" errors="{errors}"'
        f' time="{time:.3f}">\n'
    )
    for file in sorted({*by_file, *clean}):
        yield _suite(file, by_file.get(file, ()), report)
    if uncounted:
        yield _passing("letterbook", f"{uncounted} files without findings", "letterbook")
    yield "</testsuites>\n"


def _suite(file: str, findings: Sequence[Finding], report: Report) -> str:
    path = report.path(file)
    if not findings:
        return _passing(path, "no findings", _class(path))
    errors = sum(map(_unread, findings))
    failures = sum(finding.severity >= report.fail_on for finding in findings) - errors
    lines = [
        f'  <testsuite name={_quoted(path)} tests="{len(findings)}" failures="{failures}"'
        f' errors="{errors}" skipped="0">\n'
    ]
    met: Counter[str] = Counter()
    for finding in findings:
        name = title(finding) + spoken(finding.span)
        met[name] += 1
        if met[name] > 1:
            name += f" ({met[name]})"
        lines.append(_case(name, _class(path), finding, report))
    return "".join((*lines, "  </testsuite>\n"))


def _case(name: str, of: str, finding: Finding, report: Report) -> str:
    text = _text("\n".join(_lines(finding, report)))
    head = f'    <testcase name={_quoted(name)} classname={_quoted(of)} time="0">'
    if finding.severity < report.fail_on and not _unread(finding):
        return f"{head}<system-out>{text}</system-out></testcase>\n"
    kind = "error" if _unread(finding) else "failure"
    told = f"<{kind} type={_quoted(title(finding))} message={_quoted(finding.message)}>{text}</{kind}>"
    return f"{head}{told}</testcase>\n"


def _lines(finding: Finding, report: Report) -> Iterator[str]:
    path = report.path(finding.span.file)
    yield f"{safe(place(finding.span, path))}: {finding.severity.label}: {safe(finding.message)}"
    found = excerpt(finding.context)
    if found is not None:
        yield found.line
        yield found.marks("^")
    for related in finding.related:
        yield safe(f"{place(related.span, report.path(related.span.file))}: {related.label}")
    for note in finding.notes:
        yield safe(f"note: {note}")
    if finding.help:
        yield safe(f"help: {finding.help}")


def _passing(suite: str, name: str, of: str) -> str:
    return (
        f'  <testsuite name={_quoted(suite)} tests="1" failures="0" errors="0" skipped="0">\n'
        f'    <testcase name={_quoted(name)} classname={_quoted(of)} time="0"/>\n  </testsuite>\n'
    )


def _unread(finding: Finding) -> bool:
    return finding.code.startswith(UNREAD)


def _class(path: str) -> str:
    """The file as Jenkins groups cases: folders with dots, then the file's name, its own dots not taken for them."""
    folder, name = posixpath.split(posixpath.splitext(path)[0])
    return ".".join((*folder.strip("/").split("/"), name.replace(".", "-"))).lstrip(".")


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))


def _quoted(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", safe(text)))
