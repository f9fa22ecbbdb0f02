"""Reading a grammar's files. It may be a stranger's: it includes files of its own folder, nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.relaxng.namespace import RELAXNG
from letterbook.sources import Source, read

_ASKING = (f"{{{RELAXNG}}}include", f"{{{RELAXNG}}}externalRef")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def load_trees(path: Path, name: str) -> list[etree._ElementTree]:
    """The tree of a grammar, then those of all files that it includes. Raises Problem."""
    source = read(path, name=name)
    if etree.QName(source.root).namespace != RELAXNG:
        text = f"is no RELAX NG grammar: its outermost element is <{etree.QName(source.root).localname}>"
        raise Problem(_refused(text, source.span(source.root)))
    top = path.resolve().parent
    found, seen = [source], {path.resolve()}
    for one in found:
        for child in _included(one, top):
            if child not in seen:
                seen.add(child)
                found.append(read(child, name=child.as_posix()))
    source.tree.docinfo.URL = path.resolve().as_uri()
    return [one.tree for one in found]


def _included(source: Source, top: Path) -> list[Path]:
    """The files that one file of a grammar asks for; a refusal for one outside the grammar's folder."""
    assert source.path is not None
    found = []
    for element in source.root.iter(*_ASKING):
        href = element.get("href", "")
        based = next((node for node in (element, *element.iterancestors()) if node.get(_BASE)), None)
        parts = urlsplit(href)
        target = (source.path.resolve().parent / unquote(parts.path)).resolve()
        if based is not None or parts.scheme or parts.netloc or not target.is_relative_to(top):
            text = f"asks for {href}: a grammar may only include files of its own folder"
            raise Problem(_refused(text, source.span(element)))
        if not target.is_file():
            raise Problem(_refused(f"includes {href}, but there is no such file", source.span(element)))
        found.append(target)
    return found


def _refused(message: str, span: Span) -> Finding:
    return Finding("G003", Severity.ERROR, message, span, name="incorrect-grammar")
