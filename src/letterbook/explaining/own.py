"""Pages of what an edition checks by itself: its Python rules, which are read and never run, and its Schematron.

A file that cannot be read, or is no rule, has no page; ``validate`` says why.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from letterbook.explaining import forms
from letterbook.explaining.page import Page
from letterbook.findings import Problem, Severity

if TYPE_CHECKING:
    from lxml import etree

    from letterbook.settings import Settings

FAMILY = "own"

_SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"
_BUILT_IN = ("", "letterbook", "tei")


def pages(settings: Settings) -> tuple[Page, ...]:
    """The pages of an edition's own checks, by code; none where there is no edition."""
    if settings.root is None:
        return ()
    from letterbook.reading.listing import matching

    found: dict[str, Page] = {}
    chosen = settings.validate.schema
    for pattern in settings.validate.rules:
        for path in matching(settings.root, pattern, suffix=".py"):
            if not path.name.startswith("_") and (page := _rule(path)) is not None:
                found.setdefault(page.code, page)
    for pattern in (*settings.validate.schematron, *(() if chosen in _BUILT_IN else (chosen,))):
        for path in matching(settings.root, pattern, suffix=".sch"):
            for page in _assertions(path, path.relative_to(settings.root).as_posix()):
                found.setdefault(page.code, page)
    return tuple(sorted(found.values(), key=lambda page: page.sort_key))


def _rule(path: Path) -> Page | None:
    """The page of a Python rule: its docstring, and what stands as plain values in it."""
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    said = dict(_values(tree))
    code, name = said.get("CODE"), said.get("NAME")
    if not isinstance(code, str) or not isinstance(name, str):
        return None
    severity, aliases = said.get("SEVERITY"), said.get("ALIASES", ())
    title, sections = forms.parse(ast.get_docstring(tree) or "")
    return Page(
        code=code,
        name=name,
        severity=severity if isinstance(severity, Severity) else Severity.ERROR,
        title=title or "A rule of this edition's own",
        sections=sections,
        kind="rule",
        default=said.get("DEFAULT") is not False,
        aliases=tuple(str(alias) for alias in aliases) if isinstance(aliases, tuple | list) else (),
        fixable=bool(sections) and forms.is_fixable(sections),
        family=FAMILY,
    )


def _values(tree: ast.Module) -> Iterator[tuple[str, object]]:
    """The names to which the outermost statements give plain values or severities, with these."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name, value = node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            name, value = node.target.id, node.value
        else:
            continue
        if isinstance(value, ast.Attribute) and value.attr in Severity.__members__:
            yield name, Severity[value.attr]
            continue
        try:
            yield name, ast.literal_eval(value)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            continue


def _assertions(path: Path, name: str) -> Iterator[Page]:
    """The pages of the assertions of a Schematron that have an id: their own words, and those round them."""
    from letterbook import sources
    from letterbook.schematron.model import severity

    try:
        root = sources.read(path, name=name).root
    except Problem:
        return
    for element in root.iter(f"{_SCHEMATRON}assert", f"{_SCHEMATRON}report"):
        code = str(element.get("id") or "")
        if not code:
            continue
        rule = next(element.iterancestors(f"{_SCHEMATRON}rule"), element)
        roles = (element.get("role"), element.get("flag"), rule.get("role"), rule.get("flag"))
        message = _said(element) or "A rule of the Schematron is broken"
        does = [f"An assertion of `{name}`. It is told as: `{message}`."]
        does += [text for around in _around(element) if (text := _said(around))]
        yield Page(
            code=code,
            name=code,
            severity=Severity.parse(severity(*(None if role is None else str(role) for role in roles))),
            title=f"{message[:1].upper()}{message[1:]}".rstrip("."),
            sections=(("What it does", "\n\n".join(does)),),
            kind="assert",
            family=FAMILY,
        )


def _around(element: etree._Element) -> Iterator[etree._Element]:
    """The title and paragraphs of the pattern that an assertion stands in."""
    for pattern in element.iterancestors(f"{_SCHEMATRON}pattern"):
        yield from pattern.iterchildren(f"{_SCHEMATRON}title", f"{_SCHEMATRON}p")


def _said(element: etree._Element) -> str:
    """The words of an element on one line; … stands for what is put in when it is told."""
    parts = [element.text or ""]
    for child in element:
        shown = child.tag in (f"{_SCHEMATRON}emph", f"{_SCHEMATRON}span", f"{_SCHEMATRON}dir")
        parts.append(_said(child) if shown else "…" if isinstance(child.tag, str) else "")
        parts.append(child.tail or "")
    return " ".join("".join(parts).split()).replace("`", "'")
