"""The checks of one file, in a worker process: its schemas, the rules that look at one file, and its facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from letterbook import sources
from letterbook.excerpts import excerpt
from letterbook.findings import Finding, Problem, Related, Severity, Span
from letterbook.index import FileFacts, facts_of
from letterbook.reading.registers import Register
from letterbook.reading.tei import XML_ID
from letterbook.reading.whereabouts import Whereabouts
from letterbook.relaxng import Grammar, GrammarError
from letterbook.rules.catalogue import Rule, all_rules
from letterbook.rules.document import Document
from letterbook.rules.running import FileRules
from letterbook.sources import Source
from letterbook.validation.collecting import settled
from letterbook.validation.contexts import with_context
from letterbook.validation.ignoring import ignores_in
from letterbook.validation.judges import Judges, Judging
from letterbook.validation.models import Catalogs
from letterbook.validation.plan import PREPARE, Checked, Files, Item, Plan

_PLAIN = ("utf-8", "us-ascii", "iso-8859-1", "windows-1252")
_TWICE = ("P003", "duplicate-id")
_PASSING = frozenset(("R001", "R002", "R003"))
"""Codes of what the machine says of a file, not its bytes: they are not remembered."""

_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


def setup(plan: Plan) -> Callable[[Sequence[Item]], list[Checked]]:
    """The function that checks some files; ``PREPARE`` only makes it ready."""
    tools: list[_Tools] = []

    def handle(items: Sequence[Item]) -> list[Checked]:
        if not tools:
            try:
                tools.append(_Tools(plan))
            except Problem as problem:
                return [Checked(broken=problem.finding)] * len(items)
            settled()
        return [tools[0].answer(item) for item in items]

    return handle


class _Tools:
    """Loaded schemas, rules and registers of one process."""

    def __init__(self, plan: Plan) -> None:
        root = plan.settings.root
        own = plan.settings.validate.catalog
        catalog = Catalogs.shipped(root / own if root is not None and own else None, own)
        grammars = tuple(Grammar.load(Path(path), name=name, catalog=catalog) for path, name in plan.grammars)
        xsds: list[Any] = []
        if plan.xsds:
            from letterbook.xsd import Xsd

            xsds = [Xsd.load(Path(path), name=name) for path, name in plan.xsds]
        self._default = Judging(grammars, tuple(xsds), tuple(map(_ready, plan.schematrons)))
        self._added = tuple(map(_ready, plan.added))
        self._judges = Judges(root=root, catalog=catalog) if plan.named else None
        self._settings = plan.settings
        self._by_name = {rule.name: rule for rule in _chosen(plan)}
        self._together = any(rule.kind == "edition" for rule in self._by_name.values())
        self._rules = FileRules(self._by_name.values(), Register.of(_readable(plan.registers)))

    def answer(self, item: Item) -> Checked:
        """What is found in one file."""
        if item == PREPARE:
            return Checked(schemas=_files(self._default))
        try:
            path = Path(item.path)
            if item.data is not None:
                source = sources.parse(item.data, item.name, path=path)
            else:
                source = sources.read(path, name=item.name)
        except Problem as problem:
            lasting = problem.finding.code not in _PASSING
            return Checked((_shown_raw(problem.finding, Path(item.path)),), lasting=lasting)
        document = Document(source, known_as=item.known_as, settings=self._settings)
        judging, found = self._default, []
        if item.judged:
            judging = self._judging(source)
            try:
                found = _one_voice(self._check(document, judging), self._by_name)
            except GrammarError as error:
                return Checked(broken=error.finding)
        gathered, broken = self._rules.gathered(document)
        return Checked(
            tuple(
                finding if finding.context else with_context(finding, source) for finding in found + broken
            ),
            facts=self._facts(document, item) if self._together else None,
            gathered=gathered,
            ignores=ignores_in(source),
            schemas=_files(judging) if judging.named else (),
            lasting=judging.settled,
            digest=source.digest,
        )

    @staticmethod
    def _facts(document: Document, item: Item) -> FileFacts:
        """What the file says to rules over the edition; a register holds no letters."""
        letters = [view.letter for view in document.letters]
        facts = facts_of(document.source, item.known_as, mentions=False, letters=letters)
        return facts if item.known_as is not None else replace(facts, letters=(), finding=None)

    def _judging(self, source: Source) -> Judging:
        """What judges a source: the schemas that it names, or else those of the plan; grammars of the plan too where what
        it names says nothing of elements.
        """
        named = self._judges.for_source(source) if self._judges is not None else Judging()
        if not named.named:
            return self._default
        if named.judged:
            return named
        default = self._default
        return replace(
            named,
            grammars=default.grammars,
            xsds=default.xsds,
            schematrons=(*named.schematrons, *(default.schematrons if not named.schematrons else ())),
        )

    def _check(self, document: Document, judging: Judging) -> Iterator[Finding]:
        """All that schemas and rules say about a document, and ids that it uses twice."""
        source = document.source
        yield from judging.findings
        twice: set[str | None] = set()
        places = Whereabouts(source)
        for grammar in judging.grammars:
            try:
                for fault in grammar.check(source):
                    code, name = "G001", "invalid-by-grammar"
                    if fault.kind == "id-twice" and fault.attribute == XML_ID and fault.element is not None:
                        twice.add(fault.element.get(XML_ID))
                        code, name = _TWICE
                    yield Finding(
                        code,
                        Severity.ERROR,
                        fault.message,
                        fault.span(source),
                        name=name,
                        related=fault.related(source),
                        notes=tuple(_joined(fault.where, places.of(fault.element))),
                        help=fault.help,
                    )
            except GrammarError as error:
                if not judging.named:
                    raise
                yield judging.told(grammar, error)
        if not _all_judged(source, max((grammar.named for grammar in judging.grammars), default=0)):
            yield from _twice(source, twice)
        for xsd in judging.xsds:
            yield from xsd.check(source)
        told = list(self._rules.check(document))
        yield from told
        known = [
            (f.span, constraint)
            for f in told
            if f.name in self._by_name
            for constraint in self._by_name[f.name].instead_of_constraints
        ]
        for schema, executable in (*judging.schematrons, *self._added):
            for finding, pattern in _asserted(schema, executable, source):
                if not any(said in pattern and _inside(span, finding.span) for span, said in known):
                    yield finding


def _chosen(plan: Plan) -> list[Rule]:
    """The rules of a plan that look at one file, or gather facts of it."""
    wanted = frozenset(plan.rules)
    chosen = [rule for rule in all_rules() if rule.name in wanted] if wanted else []
    if plan.own_rules:
        from letterbook.rules.own import load

        chosen += [rule for rule in load(plan.own_rules) if rule.name in wanted]
    return chosen


def _readable(files: Sequence[tuple[str, str]]) -> Iterator[Source]:
    """The sources of registers; what cannot be read is told where it is checked."""
    for path, name in files:
        try:
            yield sources.read(Path(path), name=name)
        except Problem:
            continue


def _files(judging: Judging) -> Files:
    """The files of the schemas that judge a file, with what they held."""
    found = dict(judging.files)
    for grammar in judging.grammars:
        found.update(grammar.files)
    for xsd in judging.xsds:
        found.update(xsd.files)
    return tuple(found.items())


def _shown_raw(finding: Finding, path: Path) -> Finding:
    """The context of a finding in a file that could not be parsed."""
    if not finding.span.line:
        return finding
    try:
        data = path.read_bytes()
    except OSError:
        return finding
    return replace(finding, context=excerpt(data, "utf-8", finding.span))


def _joined(*parts: str) -> Iterator[str]:
    """One note of the parts that say something."""
    said = [part for part in parts if part]
    if said:
        yield ", ".join(said)


def _ready(schema: Any) -> tuple[Any, Any]:
    from letterbook.schematron import SchematronError
    from letterbook.validation.schematrons import executable

    try:
        return schema, executable(schema)
    except SchematronError as error:
        raise Problem(error.finding) from None


def _inside(span: Span, other: Span) -> bool:
    """Whether a place is in another: an attribute in the start tag of its element."""
    if None in (span.start, span.end, other.start, other.end):
        return (span.line, span.column) == (other.line, other.column)
    return bool(other.start <= span.start and span.end <= other.end)  # type: ignore[operator]


def _asserted(schema: Any, executable: Any, source: Source) -> Iterator[tuple[Finding, str]]:
    """What a Schematron finds, each with the id of its pattern: TEI's have the ``ident`` of a constraint in it."""
    from letterbook import saxon
    from letterbook.schematron import run

    try:
        failures = run(schema, executable, source)
    except saxon.SaxonError as error:
        text = f"the rules of {schema.name} could not be applied: {error}"
        yield Finding("S000", Severity.ERROR, text, Span(source.name), name="failed-schematron"), ""
        return
    for failure in failures:
        place = source.node_at(failure.path)
        finding = Finding(
            code=failure.assertion_id or _pattern_code(failure.pattern),
            severity=_SEVERITIES.get(failure.role, Severity.ERROR),
            message=failure.text or "a rule of the Schematron is broken",
            span=source.span(place.element, place.attribute),
            notes=tuple(failure.diagnostics),
            help=" ".join(text for id, text in failure.properties if id.partition("-")[0] == "help"),
        )
        yield finding, failure.pattern


_PATTERN_ID = re.compile(r"([^\W\d][\w.\-]*?)(?:-constraint(?:-(?:rule|assert|report)-\d+)?)?", re.ASCII)


def _pattern_code(pattern: str) -> str:
    """The code of an assert that has no id: that of its pattern, without what TEI's own numbering adds; else S000."""
    match = _PATTERN_ID.fullmatch(pattern)
    return match[1] if match is not None else "S000"


def _all_judged(source: Source, named: int) -> bool:
    """Whether every xml:id of the file is among so many attributes that a grammar judged as ids; False where the bytes
    do not show it.
    """
    plain = source.encoding.lower() in _PLAIN and b"<!ENTITY" not in source.data
    return plain and source.data.count(b"xml:id") <= named


def _twice(source: Source, told: Container[str | None]) -> Iterator[Finding]:
    """Each xml:id that several elements have, but for those that a grammar told of: not all know what an id is."""
    having: dict[str, list[etree._Element]] = {}
    for element in source.root.iter("*"):
        identifier = element.get(XML_ID)
        if identifier is not None:
            having.setdefault(identifier, []).append(element)
    for identifier, elements in having.items():
        if len(elements) == 1 or identifier in told:
            continue
        other = Related(source.span(elements[0], XML_ID), "the first one is here")
        often = "twice" if len(elements) == 2 else f"{len(elements)} times"
        text = f'xml:id="{identifier}" stands {often} in this file'
        span = source.span(elements[1], XML_ID)
        code, name = _TWICE
        yield Finding(code, Severity.ERROR, text, span, name=name, related=(other,))


def _one_voice(findings: Iterable[Finding], rules: dict[str, Rule]) -> list[Finding]:
    """Sorted; where the grammar blames an element, the XML Schema keeps quiet about it, and where a rule knows better what
    is wrong at a place, the others do.
    """
    found = sorted(set(findings), key=lambda finding: finding.sort_key)
    blamed = {finding.span.line for finding in found if finding.code == "G001"}
    better = {
        (code, finding.span)
        for finding in found
        if finding.name in rules
        for code in rules[finding.name].instead_of
    }
    return [
        f for f in found if (f.code, f.span) not in better and (f.code != "G002" or f.span.line not in blamed)
    ]
