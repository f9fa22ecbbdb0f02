"""The file and kind of a schema that an ``xml-model`` instruction names.

The file is a stranger's, and so is what it names: a schema is looked for near the file, or where a catalog says; nothing is
fetched, and nothing is read outside.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote
from xml.parsers import expat

from letterbook import resources
from letterbook.findings import Finding, Problem, Severity
from letterbook.relaxng import Catalog
from letterbook.syntax import fault
from letterbook.validation.instructions import Model, models_in, xml_models

__all__ = ["Catalogs", "Kind", "Located", "Model", "home", "models_in", "resolved", "xml_models"]

Kind = Literal["rng", "sch", "xsd"]

_NAMESPACES: dict[str, Kind] = {
    "http://relaxng.org/ns/structure/1.0": "rng",
    "http://purl.oclc.org/dsdl/schematron": "sch",
    "http://www.ascc.net/xml/schematron": "sch",
    "http://www.w3.org/2001/XMLSchema": "xsd",
}
_TYPES: dict[str, Kind] = {
    "application/relax-ng-compact-syntax": "rng",
    "application/relax-ng+xml": "rng",
    "application/schematron+xml": "sch",
}
_SUFFIXES: dict[str, Kind] = {".rng": "rng", ".rnc": "rng", ".sch": "sch", ".xsd": "xsd"}
_UNREAD = {
    "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0": "NVDL",
    "http://purl.oclc.org/dsdl/nvdl": "NVDL",
    "application/xml-dtd": "a DTD",
    ".nvdl": "NVDL",
    ".dtd": "a DTD",
    ".mod": "a DTD",
    ".ent": "a DTD",
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_BAD = re.compile(r"%(?![0-9A-Fa-f]{2})|[\x00-\x1f\x7f]")
_SHOWN = 200

_READ = "RELAX NG (.rng or .rnc), ISO Schematron (.sch) and XML Schema (.xsd) are read"
_HERE = "put the schema beside the files, in a folder such as schema/, and write its path from this file"


@dataclass(frozen=True, slots=True)
class Located:
    """A schema that is there: its file with all links followed, its kind, what messages call it, and the phase asked for."""

    path: Path
    kind: Kind
    name: str
    phase: str = ""


class _CatalogProblem(Problem):
    """A catalog of letterbook.toml that cannot be used."""

    wrong_use = True


def _asked_for(finding: Finding, path: Path, name: str) -> Finding:
    """What is wrong with the catalog of an edition, under the name that letterbook.toml has for it."""
    message = finding.message
    if finding.code == "R001":
        message += ", but [validate] catalog in letterbook.toml asks for it"
    mine = finding.span.file == path.as_posix()
    return replace(finding, message=message, span=replace(finding.span, file=name) if mine else finding.span)


class Catalogs(Catalog):
    """Several catalogs as one: the first that knows an address counts."""

    def __init__(self, *catalogs: Catalog) -> None:
        super().__init__()
        self._catalogs = catalogs
        self.digest = hashlib.sha256(" ".join(catalog.digest for catalog in catalogs).encode()).hexdigest()

    def find(self, address: str) -> Path | None:
        """The file of an address."""
        return next((path for one in self._catalogs if (path := one.find(address)) is not None), None)

    @classmethod
    def shipped(cls, own: Path | None = None, name: str = "") -> Catalogs:
        """The catalog of Letterbook's schemas, after the one of an edition: ``name`` is its path from the edition's folder.

        Raises Problem for one that cannot be read, or that is a link out of the edition.
        """
        shipped = Catalog.load(resources.schema("catalog.xml"))
        if own is None:
            return cls(shipped)
        root = own.absolute().parents[max(len(PurePosixPath(name).parts), 1) - 1]
        try:
            if own.exists() and not own.resolve().is_relative_to(root.resolve()):
                raise _CatalogProblem(
                    fault("R002", "not-a-file", own.as_posix(), "is a link out of the edition")
                )
            return cls(Catalog.load(own), shipped)
        except Problem as problem:
            raise _CatalogProblem(_asked_for(problem.finding, own, name or own.name)) from None


def home(file: Path, root: Path | None = None) -> Path:
    """The folder, links followed, that the schemas of a file have to lie in: the edition where the file is of one, else the
    working copy of git, else the folder above the file's own.
    """
    return _home(file.absolute().parent, root.absolute() if root is not None else None)


@lru_cache(maxsize=4096)
def _home(around: Path, root: Path | None) -> Path:
    folder = around.resolve()
    if root is not None and folder.is_relative_to(root.resolve()):
        return root.resolve()
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            return above
    above = folder.parent
    return above if above.parent != above else folder


def resolved(
    model: Model, *, file: Path, root: Path | None = None, catalog: Catalog | None = None
) -> Located | Finding:
    """The schema that an instruction of a file names, or why it is of no use.

    ``root`` is the folder of the edition, if there is one. ``catalog`` is asked for every address that is more than a path.
    """
    href = model.href
    if not href:
        return _missing(model, "the xml-model instruction names no schema: it has no href", _HERE)
    unread = _unread(model)
    if unread:
        text = f'the schema "{_cut(href)}" is {unread}, which is not read'
        return _unknown(model, text, Severity.INFO)
    if _BAD.search(href):
        return _missing(model, f'href="{_cut(href)}" is no address', "write % as %25")
    address, mark, _ = href.partition("#")
    if mark:
        text = f'href="{_cut(href)}" names a part of a file: a schema is a whole file'
        return _missing(model, text, "leave out # and what comes after it")
    found = _found(model, address, file, root, catalog)
    if isinstance(found, Finding):
        return found
    path, name = found
    kind = _kind(model, path)
    if isinstance(kind, Finding):
        return kind
    return Located(path, kind, name, model.phase if kind == "sch" else "")


def _found(
    model: Model, address: str, file: Path, root: Path | None, catalog: Catalog | None
) -> tuple[Path, str] | Finding:
    """Path and name of the file that an address leads to."""
    scheme = _SCHEME.match(address)
    if scheme is not None or address.startswith("//"):
        known = catalog.find(address) if catalog is not None and scheme is not None else None
        if known is None or (scheme is not None and scheme[1].lower() == "file"):
            return _elsewhere(model, scheme[1].lower() if scheme is not None else "http")
        path, name = known, _named(known, root)
        if not path.is_file():
            text = f'the schema "{_cut(address)}" is not where the catalog says: there is no file {name}'
            return _missing(model, text, "put the file there, or mend the catalog")
        return path.resolve(), name
    if address.startswith(("/", "\\")):
        return _missing(model, f'the schema "{_cut(address)}" is named by a path of one machine', _HERE)
    if "\\" in address:
        return _missing(model, f'href="{_cut(address)}" is no address', "write / instead of \\")
    steps = [unquote(step) for step in address.split("/")]
    if any(re.search(r"[/\\\x00-\x1f:?]", step) for step in steps):
        return _missing(model, f'there is no schema "{_cut(address)}"', _HERE)
    limit = home(file, root)
    try:
        path = file.absolute().parent.joinpath(*steps).resolve()
        inside = path.is_relative_to(limit)
        there = inside and path.is_file()
        folder = inside and path.is_dir()
    except (OSError, ValueError, RuntimeError):
        return _missing(model, f'there is no schema "{_cut(address)}"', _HERE)
    if not inside:
        what = "the edition" if root is not None and limit == root.resolve() else "the files that are checked"
        return _missing(model, f'the schema "{_cut(address)}" lies outside {what} and is not read', _HERE)
    if folder:
        return _missing(model, f'"{_cut(address)}" is a folder, and no schema', _HERE)
    if not there:
        text = f'there is no schema "{_cut(address)}"'
        return _missing(
            model, text, "put the file there, or mend the path: it begins at the folder of this file"
        )
    return path, posixpath.normpath(posixpath.join(posixpath.dirname(model.href_span.file), *steps))


def _elsewhere(model: Model, scheme: str) -> Finding:
    """What an address that no catalog knows comes to."""
    if scheme == "file" or len(scheme) == 1:  # C:\\…
        text = f'the schema "{_cut(model.href)}" is named by a path of one machine'
        return _missing(model, text, _HERE)
    text = (
        f'the schema "{_cut(model.href)}" is not here, and nothing is fetched: the file is not judged by it'
    )
    return Finding(
        "G004",
        Severity.WARNING,
        text,
        model.href_span,
        name="schema-not-here",
        help="download it into schema/ and write its path, or name it in a catalog ([validate] catalog)",
    )


def _missing(model: Model, message: str, help_: str) -> Finding:
    return Finding("G005", Severity.ERROR, message, model.href_span, name="schema-not-found", help=help_)


def _unknown(model: Model, message: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding("G006", severity, message, model.href_span, name="schema-kind-unknown", help=_READ)


def _type(model: Model) -> str:
    return model.type.partition(";")[0].strip().lower()


def _suffix(href: str) -> str:
    return posixpath.splitext(href.partition("#")[0].partition("?")[0])[1].lower()


def _unread(model: Model) -> str:
    """NVDL or DTD, if the instruction says that the schema is one; what is said outright goes before the suffix."""
    if model.schematypens:
        return _UNREAD.get(model.schematypens, "")
    if _type(model) in _TYPES:
        return ""
    return _UNREAD.get(_type(model), "") or _UNREAD.get(_suffix(model.href), "")


def _kind(model: Model, path: Path) -> Kind | Finding:
    """What the instruction says, else what the file's name says, else what its outermost element says."""
    kind = _TYPES.get(_type(model))
    if kind == "rng" or (kind is not None and not model.schematypens):
        return kind
    if model.schematypens:
        kind = _NAMESPACES.get(model.schematypens)
        if kind is None:
            text = f'schematypens="{_cut(model.schematypens)}" is no kind of schema that is known'
            return _unknown(model, text)
        return kind
    kind = _SUFFIXES.get(path.suffix.lower()) or _SUFFIXES.get(_suffix(model.href))
    if kind is None:
        space = _outermost(path)
        kind = _NAMESPACES.get(space)
        if kind is None:
            what = _UNREAD.get(space)
            if what:
                text = f'the schema "{_cut(model.href)}" is {what}, which is not read'
                return _unknown(model, text, Severity.INFO)
            return _unknown(model, f'nothing says what kind of schema "{_cut(model.href)}" is')
    return kind


class _Reached(Exception):
    """The outermost element, by its name."""


def _outermost(path: Path) -> str:
    """The namespace of a file's outermost element; empty where it has none."""

    def start(name: str, _: object) -> None:
        raise _Reached(name.rpartition("}")[0])

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = start
    try:
        with path.open("rb") as stream:
            parser.Parse(stream.read(1 << 20), False)
    except _Reached as reached:
        return str(reached)
    except (OSError, expat.ExpatError, ValueError, LookupError):
        pass
    return ""


def _named(path: Path, root: Path | None) -> str:
    """What messages call a file that a catalog led to."""
    real = path.resolve()
    if root is not None and real.is_relative_to(root.resolve()):
        return real.relative_to(root.resolve()).as_posix()
    shipped = resources.schema("catalog.xml").resolve().parent
    if real.is_relative_to(shipped):
        return real.relative_to(shipped).as_posix()
    return path.name


def _cut(text: str) -> str:
    """A value from the file, not longer than can be read, with nothing in it that cannot be seen."""
    text = text[: _SHOWN - 1] + "…" if len(text) > _SHOWN else text
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
