"""The checks of one file, in a worker process: its schemas, the rules that look at one file, and its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from letterbook import sources
from letterbook.excerpts import excerpt
from letterbook.facts import FileFacts, facts_of
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.reading.registers import Register
from letterbook.reading.tei import XML_ID
from letterbook.reading.whereabouts import Whereabouts
from letterbook.relaxng import Grammar, GrammarError
from letterbook.rules.catalogue import Rule, all_rules
from letterbook.rules.document import Document
from letterbook.rules.running import FileRules, context_of
from letterbook.sources import Source
from letterbook.validation.asserting import asserted, ready
from letterbook.validation.collecting import settled
from letterbook.validation.doubled_ids import TWICE, all_judged, doubled
from letterbook.validation.ignoring import ignores_in
from letterbook.validation.judges import Judges, Judging
from letterbook.validation.models import Catalogs
from letterbook.validation.plan import PREPARE, Checked, Files, Item, Plan

_PASSING = frozenset(("R001", "R002", "R003"))
"""Codes of what the machine says of a file, not its bytes: they are not remembered."""


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
        self._default = Judging(grammars, tuple(xsds), tuple(map(ready, plan.schematrons)))
        self._added = tuple(map(ready, plan.added))
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
                finding if finding.context else replace(finding, context=context_of(source, finding.span))
                for finding in found + broken
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
                        code, name = TWICE
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
        if not all_judged(source, max((grammar.named for grammar in judging.grammars), default=0)):
            yield from doubled(source, twice)
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
            for finding, pattern in asserted(schema, executable, source):
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


def _inside(span: Span, other: Span) -> bool:
    """Whether a place is in another: an attribute in the start tag of its element."""
    if None in (span.start, span.end, other.start, other.end):
        return (span.line, span.column) == (other.line, other.column)
    return bool(other.start <= span.start and span.end <= other.end)  # type: ignore[operator]


def _one_voice(findings: Iterable[Finding], rules: dict[str, Rule]) -> list[Finding]:
    """Sorted; where the grammar blames an element, the XML Schema keeps quiet about it, and where a rule knows better what
    is wrong at a place, the others do.
    """
    found = sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key)
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
