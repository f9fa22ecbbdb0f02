"""SARIF 2.1.0, as code scanning services read it; GitHub's limits are kept.

Columns count code points. Files are relative to the root of the repository. Results stand the worst first: of more
than ``MOST`` the least bad are left out, and a notification says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from letterbook import __version__
from letterbook.findings import Finding, Related, Severity
from letterbook.fingerprints import fingerprints
from letterbook.reports import Manner, Report
from letterbook.reports._excerpt import end_column, marked
from letterbook.reports._jsontext import line
from letterbook.reports._safe import safe
from letterbook.reports._sarif_fixes import Fixes
from letterbook.reports._sarif_rules import rules
from letterbook.reports._sarif_text import message, uri

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""Results of a run that GitHub takes; it shows 5,000 of them."""

MOST_RELATED = 100
"""Places of a result that GitHub shows."""

_SEMANTIC = re.compile(r"\d+\.\d+\.\d+")

ROOT = "REPOSITORY"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def pieces(report: Report, manner: Manner) -> Iterator[str]:
    """One log of one run, each result on a line of its own."""
    ranked = [
        (finding, fingerprint)
        for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    ranked.sort(key=lambda both: -both[0].severity)
    left = len(ranked) - MOST
    del ranked[MOST:]
    descriptors = rules(finding for finding, _ in ranked)
    numbers = {one["id"]: number for number, one in enumerate(descriptors)}
    driver = {
        "name": "Letterbook",
        "version": __version__,
        **({"semanticVersion": __version__} if _SEMANTIC.fullmatch(__version__) else {}),
        "informationUri": "https://github.com/letterbook/letterbook",
        "rules": descriptors,
    }
    yield f'{{\n"$schema": {line(SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
    yield f'"tool": {{"driver": {line(driver)}}},\n'
    yield f'"automationDetails": {line({"id": f"letterbook/{safe(report.root)}/".replace("//", "/")})},\n'
    yield f'"invocations": [{line(_invocation(left))}],\n'
    root = {ROOT: {"description": {"text": "The root of the repository."}}}
    yield f'"originalUriBaseIds": {line(root)},\n"columnKind": "unicodeCodePoints",\n"results": ['
    between = "\n"
    fixes = Fixes(report)
    for finding, fingerprint in ranked:
        yield between + line(_result(finding, fingerprint, numbers[safe(finding.code)], report, fixes))
        between = ",\n"
    yield "\n]\n}]\n}\n"


def _result(finding: Finding, fingerprint: str, rule: int, report: Report, fixes: Fixes) -> dict[str, Any]:
    made: dict[str, Any] = {
        "ruleId": safe(finding.code),
        "ruleIndex": rule,
        "level": LEVELS[finding.severity],
        "message": {"text": message(finding)},
        "locations": [{"physicalLocation": _physical(finding, report)}],
    }
    if finding.related:
        made["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(one, report), "message": {"text": safe(one.label)}}
            for number, one in enumerate(finding.related[:MOST_RELATED], 1)
        ]
    # GitHub knows alerts again by this one key alone.
    made["partialFingerprints"] = {
        "letterbook/v1": fingerprint,
        "primaryLocationLineHash": f"{fingerprint[:16]}:1",
    }
    fix = fixes.of(finding)
    if fix is not None:
        made["fixes"] = [fix]
    return made


def _physical(one: Finding | Related, report: Report) -> dict[str, Any]:
    span = one.span
    region: dict[str, Any] = {"startLine": max(span.line, 1)}
    if span.line and span.column:
        region["startColumn"] = span.column
        region["endLine"] = span.line
        region["endColumn"] = end_column(span, one.context)
        text = marked(one.context)
        if text:
            region["snippet"] = {"text": text}
    return {"artifactLocation": located(report, span.file), "region": region}


def located(report: Report, file: str) -> dict[str, str]:
    """Where a file is: relative to the repository's root, unless it was named absolutely."""
    address = uri(report.path(file))
    return {"uri": address} if ":" in address.partition("/")[0] else {"uri": address, "uriBaseId": ROOT}


def _invocation(left: int) -> dict[str, Any]:
    made: dict[str, Any] = {"executionSuccessful": True}
    if left > 0:
        text = f"{left:,} more results are not in this log: it holds the worst {MOST:,}."
        made["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return made
