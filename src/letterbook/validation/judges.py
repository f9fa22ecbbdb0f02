"""The loaded schemas that files name by ``xml-model``, each loaded once in a worker.

They are strangers' schemas: one that is broken is told at the instruction of each file that names it, and the run goes on.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from letterbook.excerpts import excerpt
from letterbook.findings import Finding, Problem, Related, Severity, Span
from letterbook.relaxng import Catalog, Grammar
from letterbook.sources import Source, read_bytes
from letterbook.validation.instructions import Model, xml_models
from letterbook.validation.models import Located, resolved
from letterbook.validation.schematrons import Files, compiled, executable

if TYPE_CHECKING:
    from letterbook.schematron import CompiledSchema
    from letterbook.xsd import Xsd

MAX_MODELS = 64
"""The most schemas that one file may name."""

MAX_KEPT = 32
"""So many loaded schemas are kept in a worker; the one that was not used for longest goes first."""

_VERB = re.compile(r"(?:is|has|asks|cannot|embeds|goes|lacks)\b")


@dataclass(frozen=True, slots=True, eq=False)
class _Ready:
    """Schematron with what Saxon runs for it, and the files that it was made of."""

    ready: tuple[CompiledSchema, Any]
    files: Files


@dataclass(frozen=True, slots=True)
class Judging:
    """What one file is judged by, and what is wrong with the naming of it.

    ``named``: whether the file names any schema at all. ``files``: the files of all schemas that were loaded for it, with
    those that they include, and the SHA-256 of what they held. ``settled``: whether the same file, catalog and ``files``
    will always be judged by the same.
    """

    grammars: tuple[Grammar, ...] = ()
    xsds: tuple[Xsd, ...] = ()
    schematrons: tuple[tuple[CompiledSchema, Any], ...] = ()
    findings: tuple[Finding, ...] = ()
    named: bool = False
    files: Files = ()
    settled: bool = True
    places: tuple[tuple[int, Model, Located], ...] = ()
    """The identity of each loaded schema, with the instruction that names it and its file."""

    @property
    def judged(self) -> bool:
        """Whether a schema of a file says which elements it may have: a grammar or an XML Schema could be loaded."""
        return bool(self.grammars or self.xsds)

    def told(self, judge: object, problem: Problem) -> Finding:
        """What stopped one of these schemas while it judged the file, as a finding at the instruction that names it."""
        for identity, model, located in self.places:
            if identity == id(judge):
                return _broken(model, located, problem.finding)
        return problem.finding


class Judges:
    """Loads the schemas that files name: grammars, XML Schemas, Schematron ready to run. It stays in its process."""

    def __init__(self, *, root: Path | None = None, catalog: Catalog | None = None) -> None:
        self._root = root
        self._catalog = catalog
        self._kept: OrderedDict[tuple[Path, str, str], Any] = OrderedDict()

    def for_source(self, source: Source) -> Judging:
        """The schemas that a source names, loaded; each once, however often it is named."""
        models = xml_models(source)
        if not models:
            return Judging()
        path = source.path if source.path is not None else Path(source.name)
        loaded: dict[tuple[Path, str, str], tuple[Any, Model, Located]] = {}
        findings: dict[tuple[str, str], Finding] = {}
        for number, model in enumerate(models):
            if number == MAX_MODELS:
                findings["", ""] = _many(model)
                break
            located = resolved(model, file=path, root=self._root, catalog=self._catalog)
            if isinstance(located, Finding):
                findings.setdefault((located.code, model.href), located)
                continue
            key = (located.path, located.kind, located.phase)
            if key in loaded or (located.kind, str(located.path)) in findings:
                continue
            judge = self._loaded(key, located)
            if isinstance(judge, Finding):
                findings[located.kind, str(located.path)] = _broken(model, located, judge)
            else:
                loaded[key] = judge, model, located
        return _judging(loaded, tuple(findings.values()))

    def _loaded(self, key: tuple[Path, str, str], located: Located) -> Any:
        """A loaded schema; or the finding why it is of no use."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        try:
            judge = self._load(located)
        except Problem as problem:
            judge = _shown(problem.finding, located)
        except RecursionError:
            judge = _bare(located, "is nested too deep")
        self._kept[key] = judge
        if len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)
        return judge

    def _load(self, located: Located) -> Any:
        if located.kind == "rng":
            return Grammar.load(located.path, name=located.name, catalog=self._catalog)
        if located.kind == "xsd":
            from letterbook.xsd import Xsd

            return Xsd.load(located.path, name=located.name)
        root = self._root.resolve() if self._root is not None else None
        limit = root if root is not None and located.path.is_relative_to(root) else None
        schema, files = compiled(located.path, located.name, phase=located.phase, limit=limit)
        return _Ready((schema, executable(schema)), files)


def _judging(
    loaded: dict[tuple[Path, str, str], tuple[Any, Model, Located]], findings: tuple[Finding, ...]
) -> Judging:
    of: dict[str, list[Any]] = {"rng": [], "xsd": [], "sch": []}
    places = []
    for judge, model, located in loaded.values():
        ready = judge.ready if isinstance(judge, _Ready) else judge
        of[located.kind].append(ready)
        places.append((id(ready), model, located))
    files = tuple(sorted({file for judge, _, _ in loaded.values() for file in judge.files}))
    settled = all(finding.code == "G004" for finding in findings)
    return Judging(
        tuple(of["rng"]), tuple(of["xsd"]), tuple(of["sch"]), findings, True, files, settled, tuple(places)
    )


def _broken(model: Model, located: Located, why: Finding) -> Finding:
    """The finding of a file whose schema is of no use, at the instruction; the place in the schema stands beside it."""
    code, name = ("S001", "incorrect-schematron") if located.kind == "sch" else ("G003", "incorrect-grammar")
    it = "it " if _VERB.match(why.message) else ""
    text = f"the schema {located.name} cannot be used: {it}{why.message}"
    related = (Related(why.span, "this is where it is wrong", why.context),) if why.span.line else ()
    help_ = why.help or "mend the schema, or name another one"
    return Finding(
        code, Severity.ERROR, text, model.href_span, name=name, related=related, notes=why.notes, help=help_
    )


def _shown(finding: Finding, located: Located) -> Finding:
    """The finding with the characters round its place in the schema."""
    if not finding.span.line or finding.span.file != located.name:
        return finding
    try:
        data = read_bytes(located.path, name=located.name)
    except Problem:
        return finding
    return replace(finding, context=excerpt(data, "utf-8", finding.span))


def _bare(located: Located, message: str) -> Finding:
    return Finding("G003", Severity.ERROR, message, Span(located.name), name="incorrect-grammar")


def _many(model: Model) -> Finding:
    text = f"the file names more than {MAX_MODELS} schemas: this one and those after it are not read"
    return Finding("G005", Severity.ERROR, text, model.span, name="schema-not-found")
