"""Which schemas judge which files, as data that worker processes are given, and what they give back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from lxml import etree

from letterbook import resources, sources
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.pickling import by_fields
from letterbook.settings import Settings
from letterbook.validation.selection import Selection

if TYPE_CHECKING:
    from letterbook.facts import FileFacts
    from letterbook.rules.own import OwnFile
    from letterbook.schematron import CompiledSchema
    from letterbook.validation.changes import Changes
    from letterbook.validation.ignoring import Ignore

_KINDS = {
    "http://relaxng.org/ns/structure/1.0": "rng",
    "http://purl.oclc.org/dsdl/schematron": "sch",
    "http://www.w3.org/2001/XMLSchema": "xsd",
}


class SchemaProblem(Problem):
    """A schema that cannot be used. It is no fault of the files: the command was used wrongly."""

    wrong_use = True


def _no_settings() -> Settings:
    return Settings()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file is judged by, besides being well-formed: paths with the names that messages call them."""

    grammars: tuple[tuple[str, str], ...] = ()
    schematrons: tuple[CompiledSchema, ...] = ()
    xsds: tuple[tuple[str, str], ...] = ()
    added: tuple[CompiledSchema, ...] = ()
    """Schematron that judges whatever else does: the edition's own."""
    named: bool = False
    """Whether the xml-model instructions of a file count, and the grammars only where they name none."""
    rules: tuple[str, ...] = ()
    """The names of the rules that are applied, those over the edition among them."""
    own_rules: tuple[OwnFile, ...] = ()
    """Rules of the edition's own, which may be run."""
    registers: tuple[tuple[str, str], ...] = ()
    """The files that names are looked up in, with what findings call them."""
    settings: Settings = field(default_factory=_no_settings)


TIMEOUT = 60.0
"""Seconds that the checks of one file may take."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a validation is made, beside what it looks at."""

    selection: Selection | None = None
    """What is told; by the edition's letterbook.toml alone, where nothing else is chosen."""
    rules: bool = True
    """Whether rules are applied, not schemas alone."""
    allow_code: bool = False
    """Whether rules of the edition's own may run."""
    changes: Changes | None = None
    """Of what is selected, only these files are checked; elsewhere, only what has to do with them is told."""
    remember: bool = True
    """Whether only what changed since the last run is checked again."""
    jobs: int | None = None
    timeout: float = TIMEOUT
    """In seconds a file."""
    on_file: Callable[[str], None] | None = None
    """Hears the name of each file when it is done."""


@by_fields
@dataclass(frozen=True, slots=True)
class Item:
    """One file to be worked on: ``known_as`` is its letters' id where they have none; None for a register."""

    path: str
    name: str
    known_as: str | None = None
    judged: bool = True
    """Whether it is checked; else only its facts are wanted."""
    data: bytes | None = None
    """What it would hold, where that is not what it holds now."""


PREPARE = Item("", "")
"""The item on which a worker loads its schemas, so that the time limit covers that too."""

Files = tuple[tuple[str, str], ...]
"""Paths with the SHA-256 of what they held."""


@by_fields
@dataclass(frozen=True, slots=True)
class Checked:
    """What schemas and rules say about one file, and what it says to others; or, as ``broken``, why a schema cannot be
    used at all.
    """

    findings: tuple[Finding, ...] = ()
    broken: Finding | None = None
    facts: FileFacts | None = None
    gathered: dict[str, Any] | None = None
    ignores: tuple[Ignore, ...] = ()
    schemas: Files = ()
    """The files of the schemas that it was judged by: of the plan's, where this is the answer to PREPARE."""
    digest: str = ""
    """The SHA-256 of the bytes that were checked; empty where they could not be read."""
    lasting: bool = True
    """Whether the same would be found again: not what depends on time or on the machine."""


def plan_for(settings: Settings, *, xsd: bool = False) -> Plan:
    """The plan of an edition; all of TEI where there is none (no ``settings.root``). Raises SchemaProblem.

    Where letterbook.toml names no schema, the files' own xml-model instructions come first.
    """
    plan = replace(_schemas(settings, xsd=xsd), settings=settings)
    if settings.root is None or not settings.validate.schematron:
        return plan
    from letterbook.validation.schematrons import own_schematrons

    return replace(plan, added=own_schematrons(settings.root, settings.validate.schematron))


def _schemas(settings: Settings, *, xsd: bool) -> Plan:
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
        return plan_of([_own_schema(settings, chosen)], names=[chosen])
    if wanted:
        files.append(resources.schema("letterbook.xsd"))
    return replace(
        plan_of(files, names=[file.name for file in files]), named=not settings.validate.schema and not xsd
    )


def _own_schema(settings: Settings, chosen: str) -> Path:
    assert settings.root is not None
    path = settings.root.joinpath(*PurePosixPath(chosen).parts)
    if path.exists():
        return path
    told = Finding(
        "R001",
        Severity.ERROR,
        "there is no such file, but [validate] schema in letterbook.toml asks for it",
        Span(chosen),
        name="missing-file",
        help='put it there, or write schema = "letterbook"',
    )
    raise SchemaProblem(told)


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
