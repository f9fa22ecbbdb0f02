"""What SARIF tells of the rules behind the results: their pages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from letterbook import explaining
from letterbook.findings import Finding, Severity
from letterbook.reports._safe import safe
from letterbook.reports._sarif_text import LONGEST, plain

_ADDRESS = re.compile(r"https://[\w.~:/?#@!$&'()*+,;=%\[\]-]+", re.ASCII)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}


def rules(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """One descriptor for each code met, sorted by code."""
    met: dict[str, Finding] = {}
    for finding in findings:
        met.setdefault(safe(finding.code), finding)
    return [_descriptor(met[code]) for code in sorted(met)]


def _descriptor(finding: Finding) -> dict[str, Any]:
    name = finding.name or finding.code
    title = name.replace("-", " ")
    full = title
    text = markdown = _capital(plain(title))
    severity = finding.severity
    kind = ""
    page = explaining.find(finding.code)
    if (
        page is not None and page.code == finding.code
    ):  # an assertion of the edition's own may be called like another rule
        title, severity, kind, markdown = page.title, page.severity, page.kind, page.markdown
        text = _text(markdown)
        full = _text(page.sections[0][1]) if page.sections else title
    made: dict[str, Any] = {
        "id": safe(finding.code),
        "shortDescription": {"text": _capital(plain(title))},
        "fullDescription": {"text": _capital(plain(" ".join(full.split())))},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": ["TEI", *([kind] if kind else [])], "problem.severity": _PROBLEMS[severity]},
    }
    pascal = _pascal(safe(name))
    if pascal and pascal != made["id"]:
        made["name"] = pascal
    if _ADDRESS.fullmatch(finding.page):
        made["helpUri"] = finding.page
    return made


def _capital(text: str) -> str:
    """As a sentence."""
    made = text[:1].upper() + text[1:]
    return made if made.endswith((".", "!", "?")) else made[: LONGEST - 1] + "."


def _pascal(name: str) -> str:
    """``duplicate-id`` as SARIF has names: ``DuplicateId``."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[^\w]+", name))[:255]


def _text(markdown: str) -> str:
    """Markdown as text for who cannot show it: without underlines of headings and signs of code."""
    lines = [one for one in markdown.splitlines() if not re.fullmatch(r"\s*(-{3,}|={3,}|```\w*)\s*", one)]
    return "\n".join(lines).replace("`", "").strip()
