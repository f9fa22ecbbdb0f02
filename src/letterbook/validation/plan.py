"""Which schemas judge which files, as data that worker processes are given, and what they give back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from lxml import etree

from letterbook import resources, sources
from letterbook.findings import Finding, Problem, Severity, Span

if TYPE_CHECKING:
    from letterbook.schematron import CompiledSchema
    from letterbook.settings import Settings

_KINDS = {
    "http://relaxng.org/ns/structure/1.0": "rng",
    "http://purl.oclc.org/dsdl/schematron": "sch",
    "http://www.w3.org/2001/XMLSchema": "xsd",
}


class SchemaProblem(Problem):
    """A schema that cannot be used. It is no fault of the files: the command was used wrongly."""

    wrong_use = True


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file is judged by, besides being well-formed: paths with the names that messages call them."""

    grammars: tuple[tuple[str, str], ...] = ()
    schematrons: tuple[CompiledSchema, ...] = ()
    xsds: tuple[tuple[str, str], ...] = ()


TIMEOUT = 60.0
"""Seconds that the checks of one file may take."""

PREPARE = ("", "")
"""The item on which a worker loads its schemas, so that the time limit covers that too."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the schemas say about one file; or, as ``broken``, why a schema cannot be used at all."""

    findings: tuple[Finding, ...] = ()
    broken: Finding | None = None

    def __reduce__(self) -> tuple[type[Checked], tuple[Any, ...]]:
        """One comes from a worker for each file: this is a fifth of the work of what dataclasses do."""
        return Checked, (self.findings, self.broken)


def plan_for(settings: Settings, *, xsd: bool = False) -> Plan:
    """The plan of an edition; all of TEI where there is none (no ``settings.root``). Raises SchemaProblem."""
    chosen = (settings.validate.schema or "letterbook") if settings.root is not None else "tei"
    wanted = xsd or settings.validate.xsd
    if wanted and chosen != "letterbook":
        message = (
            "the XML Schema goes with Letterbook's own schema, but what is judged here is judged by another"
        )
        help_ = "leave --xsd out" if xsd else "leave xsd out of letterbook.toml"
        raise SchemaProblem(
            _problem(message, "letterbook.xsd", f"{help_}, or give an XML Schema with --schema")
        )
    if chosen == "letterbook":
        files = [resources.schema("letterbook.rng"), resources.schema("letterbook.sch")]
    elif chosen == "tei":
        files = [resources.schema("tei", "tei_all.rng")]
    else:
        assert settings.root is not None
        path = settings.root.joinpath(*PurePosixPath(chosen).parts)
        if not path.exists():
            told = Finding(
                "R001",
                Severity.ERROR,
                "there is no such file, but [validate] schema in letterbook.toml asks for it",
                Span(chosen),
                name="missing-file",
                help='put it there, or write schema = "letterbook"',
            )
            raise SchemaProblem(told)
        return plan_of([path], names=[chosen])
    if wanted:
        files.append(resources.schema("letterbook.xsd"))
    return plan_of(files, names=[file.name for file in files])


def plan_of(schemas: Sequence[Path], *, names: Sequence[str] | None = None) -> Plan:
    """The plan of schema files: each is RELAX NG, Schematron or XML Schema. Raises SchemaProblem.

    Grammars are only looked at here; they are loaded where they are used.
    """
    grammars: list[tuple[str, str]] = []
    schematrons: list[CompiledSchema] = []
    xsds: list[tuple[str, str]] = []
    for path, name in zip(schemas, names or [path.as_posix() for path in schemas], strict=True):
        data, kind = _looked_at(path, name)
        if kind == "sch":
            schematrons.append(_compiled(data, name))
        else:
            (grammars if kind == "rng" else xsds).append((str(path.resolve()), name))
    return Plan(tuple(grammars), tuple(schematrons), tuple(xsds))


def _looked_at(path: Path, name: str) -> tuple[bytes, str]:
    """The bytes of a schema and its kind, which its outermost element tells."""
    try:
        if path.suffix.lower() == ".rnc":
            return sources.read_bytes(path, name=name), "rng"
        source = sources.read(path, name=name)
    except Problem as problem:
        raise SchemaProblem(problem.finding) from None
    root = etree.QName(source.root)
    kind = _KINDS.get(root.namespace or "")
    if kind is None:
        text = f"is no schema: its outermost element is <{root.localname}>, in the namespace {root.namespace}"
        help_ = "a schema is RELAX NG (.rng or .rnc), ISO Schematron (.sch) or XML Schema (.xsd)"
        raise SchemaProblem(_problem(text, name, help_, source.span(source.root)))
    return source.data, kind


def _compiled(data: bytes, name: str) -> CompiledSchema:
    from letterbook.schematron import SchematronError, compile_schema

    try:
        return compile_schema(data, name=name)
    except SchematronError as error:
        raise SchemaProblem(error.finding) from None


def _problem(message: str, name: str, help_: str, span: Span | None = None) -> Finding:
    place = span or Span(name)
    return Finding("G003", Severity.ERROR, message, place, name="incorrect-grammar", help=help_)
