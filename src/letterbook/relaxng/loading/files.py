"""The files of one grammar. It may be a stranger's: it has files of its own folder, and what a catalog leads to."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path

from letterbook.findings import Problem, Span
from letterbook.relaxng.errors import refused
from letterbook.relaxng.loading.addresses import SCHEME, address_of, inside, join
from letterbook.relaxng.loading.catalog import Catalog
from letterbook.relaxng.loading.full_syntax import PATTERNS, check
from letterbook.relaxng.loading.simplification.datatypes import datatype_libraries
from letterbook.relaxng.loading.tree import Node
from letterbook.relaxng.loading.xml_syntax import nodes
from letterbook.sources import parse, read_bytes

MAX_FILES = 1_000
"""The most files that one grammar may consist of."""

MAX_BYTES = 16 * 1024 * 1024
"""The most bytes that the files of one grammar may have together."""

MAX_ELEMENTS = 500_000
"""The most elements that the files of one grammar in XML syntax may have together."""

_SPACE = " \t\r\n"
_BAD_HREF = re.compile(r"%(?![0-9A-Fa-f]{2})|[\x00-\x1f]")


@dataclass(slots=True, eq=False, repr=False)
class File:
    """One file in the full syntax: its address, its outermost element, and which of its elements ask for other files."""

    address: str
    root: Node
    asking: list[tuple[Node, str | None]] = field(default_factory=list)
    """Each ``include`` and ``externalRef`` with the ``ns`` in scope there; None for that around the whole file."""


class Files:
    """Reads the files of a grammar, each once.

    ``read`` lists them: the path of each, and its bytes.
    """

    def __init__(self, top: Path, name: str, catalog: Catalog | None = None) -> None:
        self._top = top
        self._folder = top.resolve().parent
        self._name = name
        self._catalog = catalog
        self._files: dict[str, File] = {}
        self._asked: dict[Node, File] = {}
        self._room = MAX_BYTES
        self._elements = MAX_ELEMENTS
        self.read: list[tuple[Path, bytes]] = []

    def top(self) -> File:
        """The file that the grammar was asked for by. Raises Problem."""
        address = address_of(self._top.resolve().name)
        return self._keep(address, self._top, self._name, None)

    def asked(self, node: Node) -> File:
        """4.5: the file that the ``href`` of an ``include`` or ``externalRef`` leads to. Raises Problem."""
        known = self._asked.get(node)
        if known is None:
            known = self._asked[node] = self._found(node)
        return known

    def _found(self, node: Node) -> File:
        address, path, name = self._where(node)
        known = self._files.get(address)
        if known is not None:
            return known
        if not path.exists():
            raise refused("no-file", node.origin.span, href=node.attributes["href"])
        if len(self._files) >= MAX_FILES:
            raise refused("many-files", node.origin.span, limit=f"{MAX_FILES:,}")
        return self._keep(address, path, name, node)

    def _where(self, node: Node) -> tuple[str, Path, str]:
        """Address, path and name in findings of what a node asks for; GrammarError when it is out of reach."""
        href = node.attributes["href"].strip(_SPACE)
        if "#" in href:
            raise refused("fragment", node.origin.span, href=href)
        if _BAD_HREF.search(href):
            raise refused("bad-href", node.origin.span, href=ascii(href)[1:-1])
        whole = join(node.origin.base, href)
        if SCHEME.match(whole):
            found = self._catalog.find(whole) if self._catalog is not None else None
            if found is not None:
                return whole, found, found.as_posix()
            raise refused("remote" if "://" in whole else "outside", node.origin.span, href=href)
        step = inside(whole)
        path = self._folder / step if step is not None else None
        if step is None or path is None or not _within(path, self._folder):
            raise refused("outside", node.origin.span, href=href)
        return address_of(step), path, posixpath.join(posixpath.dirname(self._name), step)

    def _keep(self, address: str, path: Path, name: str, asking: Node | None) -> File:
        """Read a file; ``asking`` is the node that asks for it, None for the grammar itself."""
        if _size(path) > self._room:
            span = Span(name) if asking is None else asking.origin.span
            raise refused("many-bytes", span, limit=MAX_BYTES // 1024 // 1024)
        try:
            data = read_bytes(path, name=name)
        except Problem as problem:
            if asking is None:
                raise
            href, why = asking.attributes["href"], problem.finding.message
            raise refused("unusable", asking.origin.span, href=href, why=why) from None
        self._room -= len(data)
        self.read.append((path, data))
        root = self._parsed(data, path, name, address)
        file = File(address, root)
        self._files[address] = file
        if root.kind in PATTERNS:
            check(root)
            file.asking = datatype_libraries(root)
        elif asking is None:
            raise refused("root", root.origin.span, kind=root.kind)
        return file

    def _parsed(self, data: bytes, path: Path, name: str, address: str) -> Node:
        if _compact(data, path):
            from letterbook.relaxng.loading import compact  # only grammars in compact syntax need its parser

            return compact.parse(compact.decode(data, name), name=name, base=address)
        source = parse(data, name, path=path)
        self._elements -= sum(1 for _ in source.root.iter("*"))
        if self._elements < 0:
            raise refused("many-elements", source.span(source.root), limit=f"{MAX_ELEMENTS:,}")
        return nodes(source, address)


def _size(path: Path) -> int:
    """The bytes of a file; 0 for what is no file, which reading it says."""
    try:
        return path.stat().st_size if path.is_file() else 0
    except (OSError, ValueError):
        return 0


def _within(path: Path, folder: Path) -> bool:
    """Whether the file that a path really is lies in the folder, symbolic links followed."""
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError, ValueError):
        return False


def _compact(data: bytes, path: Path) -> bool:
    """Whether a file is in compact syntax: it never begins with ``<``, and XML always does."""
    if data.lstrip(b"\xef\xbb\xbf\xfe\xff\0 \t\r\n").startswith(b"<"):
        return False
    return path.suffix.lower() == ".rnc" or (
        bool(data.strip()) and path.suffix.lower() not in (".rng", ".xml")
    )
