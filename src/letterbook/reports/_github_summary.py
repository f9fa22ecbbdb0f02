"""The summary of a job of GitHub Actions: Markdown, in a file that the runner names."""

from __future__ import annotations

import contextlib
import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from letterbook.findings import Finding
from letterbook.reports import Report, summary
from letterbook.reports._safe import safe
from letterbook.reports._words import counted, place, title

VARIABLE = "GITHUB_STEP_SUMMARY"
LIMIT = 1024 * 1024
"""Bytes that a step may write: GitHub shows nothing of a longer summary."""

_RULES = 10
"""So many rules are listed, with how often each spoke."""

_ROOM = 1024
"""Bytes kept free for the last line."""

_MEANT = re.compile(r"[\\`*_{}\[\]()#+\-.!|~<>&@:$]")
"""Characters that Markdown, GitHub's mentions, formulas or emoji could give a meaning to."""


def append(
    report: Report, told: Sequence[Finding], rest: Sequence[Finding], environment: Mapping[str, str]
) -> None:
    """Append what the annotations do not show; where the file cannot be written nothing is said: it is an extra."""
    name = environment.get(VARIABLE)
    if not name:
        return
    with contextlib.suppress(OSError, ValueError):
        path = Path(name)
        written = path.stat().st_size if path.exists() else 0
        text = summarised(report, told, rest, environment, LIMIT - written)
        with path.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)


def summarised(
    report: Report,
    told: Sequence[Finding],
    rest: Sequence[Finding],
    environment: Mapping[str, str],
    room: int = LIMIT,
) -> str:
    """The Markdown, of at most ``room`` bytes: the count, and the findings that are no annotations as a table."""
    made = [f"## Letterbook\n\n{text(summary(report))}\n"]
    if report.baselined:
        made.append(f"\n{counted(report.baselined, 'finding')} of the baseline not shown\n")
    if rest:
        made.append("\n| rule | findings |\n|---|---:|\n")
        most = Counter(map(title, report.findings)).most_common(_RULES)
        made += [f"| {_code(one)} | {number:,} |\n" for one, number in most]
        shown = f"{counted(len(told), 'finding')} stand as annotations at their lines; " if told else ""
        made.append(
            f"\n{shown}these are the others, the worst first.\n\n| | place | finding |\n|---|---|---|\n"
        )
    size = sum(len(one.encode()) for one in made)
    if size + _ROOM > room:
        return ""
    for number, row in enumerate(_rows(report, rest, environment)):
        size += len(row.encode())
        if size + _ROOM > room:
            made.append(
                f"\nand {len(rest) - number:,} more, which the log or another form of the report has\n"
            )
            break
        made.append(row)
    return "".join(made) + "\n"


def _rows(report: Report, findings: Sequence[Finding], environment: Mapping[str, str]) -> Iterator[str]:
    base = _address(environment)
    for finding in findings:
        path = report.path(finding.span.file)
        where = _code(place(finding.span, path))
        if base and not path.startswith(("/", "../")):
            at = f"#L{finding.span.line}" if finding.span.line else ""
            where = f"[{where}]({base}{quote(path, errors='replace')}?plain=1{at})"
        said = f"{text(finding.message)} {_code(title(finding))}"
        yield f"| {finding.severity.label} | {where} | {said} |\n"


def _address(environment: Mapping[str, str]) -> str:
    """The address of the repository's files at the commit that is checked; empty where it is not told."""
    parts = [environment.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA")]
    if not all(parts) or not parts[0].startswith("https://"):
        return ""
    server, repository, commit = parts
    return f"{server}/{quote(repository)}/blob/{quote(commit)}/"


def _code(said: str) -> str:
    """The same as code, in which GitHub looks neither for mentions nor for emoji."""
    return f"<code>{text(said).replace('<!-- -->', '')}</code>"


def text(said: str) -> str:
    """Text that means nothing in Markdown or HTML, on one line."""
    return _MEANT.sub(_escaped, safe(said))


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if char in "<>&":
        return html.escape(char)
    if char in "@#:$":
        return f"{char}<!-- -->"  # neither mention nor number of an issue, emoji or formula
    return f"\\{char}"
