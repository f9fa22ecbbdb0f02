"""OASIS XML catalogs: where the file of an address is on this machine, so that nothing is fetched."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from letterbook.relaxng.errors import refused
from letterbook.sources import read

_CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MAX_CATALOGS = 100

# element: (attribute with what is looked for, attribute with where it is)
_EXACT = {"uri": ("name", "uri"), "system": ("systemId", "uri"), "public": ("publicId", "uri")}
_PREFIX = {
    "rewriteURI": ("uriStartString", "rewritePrefix"),
    "rewriteSystem": ("systemIdStartString", "rewritePrefix"),
}
_SUFFIX = {"uriSuffix": ("uriSuffix", "uri"), "systemSuffix": ("systemIdSuffix", "uri")}


class Catalog:
    """Addresses and the files that they lead to; the entries of the first catalog go before those of the next ones."""

    def __init__(self) -> None:
        self._exact: dict[str, str] = {}
        self._prefixes: dict[str, str] = {}
        self._suffixes: dict[str, str] = {}
        self._folder: Path | None = None
        self.digest = ""
        """A digest of all that the catalog says, for the keys of what is made with it."""

    @classmethod
    def load(cls, path: Path, *, anywhere: bool = False) -> Catalog:
        """Read a catalog and the ones that its ``nextCatalog`` names.

        It leads to files in its own folder or below; to all of this machine only with ``anywhere``, for a catalog that does
        not come with foreign data. Entries that lead elsewhere are as if they were not there. Raises Problem for a catalog
        that cannot be read, and for too many of them.
        """
        catalog = cls()
        catalog._folder = None if anywhere else path.resolve().parent
        catalog.digest = "anywhere" if anywhere else ""
        waiting, seen = [path], set[Path]()
        while waiting:
            one = waiting.pop(0)
            real = one.resolve()
            if real in seen or (seen and not catalog._allows(real)):
                continue
            seen.add(real)
            source = read(one, name=one.as_posix())
            if len(seen) > _MAX_CATALOGS:
                raise refused("many-catalogs", source.span(source.root), limit=_MAX_CATALOGS)
            catalog._enter(source.root, real.as_uri(), waiting)
            catalog.digest = hashlib.sha256(f"{catalog.digest} {real} {source.digest}".encode()).hexdigest()
        return catalog

    def _enter(self, root: etree._Element, address: str, waiting: list[Path]) -> None:
        bases = {root: urljoin(address, root.get(_BASE, ""))}
        for element in root.iter(f"{_CATALOG}*"):
            around = element.getparent()
            if around is not None:
                bases[element] = urljoin(bases.get(around, address), element.get(_BASE, ""))
            kind = etree.QName(element).localname
            if kind == "nextCatalog":
                found = _file(urljoin(bases[element], element.get("catalog", "")))
                waiting += [found] if found is not None else []
            for table, entries in (
                (_EXACT, self._exact),
                (_PREFIX, self._prefixes),
                (_SUFFIX, self._suffixes),
            ):
                if kind in table:
                    wanted, target = (element.get(name) for name in table[kind])
                    if wanted and target is not None:
                        entries.setdefault(_plain(wanted), urljoin(bases[element], target))

    def find(self, address: str) -> Path | None:
        """The file of an address: by the whole address, else by its longest beginning, else by its longest end."""
        address = _plain(address)
        target = self._exact.get(address)
        if target is None:
            start = max((one for one in self._prefixes if address.startswith(one)), key=len, default=None)
            if start is not None:
                target = self._prefixes[start] + address[len(start) :]
        if target is None:
            end = max((one for one in self._suffixes if address.endswith(one)), key=len, default=None)
            target = self._suffixes[end] if end is not None else None
        found = _file(target) if target is not None else None
        return found if found is not None and self._allows(found.resolve()) else None

    def _allows(self, path: Path) -> bool:
        return self._folder is None or path.is_relative_to(self._folder)


def _plain(address: str) -> str:
    """``urn:publicid:`` undone, space collapsed: the form in which addresses and public identifiers are compared."""
    address = " ".join(address.split())
    if not address.lower().startswith("urn:publicid:"):
        return address
    public = address[13:].replace("+", " ").replace(":", "//").replace(";", "::")
    return unquote(public)


def _file(address: str) -> Path | None:
    """The path of an address of the scheme ``file``, on this machine."""
    parts = urlsplit(address)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    path = unquote(parts.path)
    if "\0" in path:
        return None
    if path[2:3] == ":":  # file:///C:/…
        path = path[1:]
    return Path(path)
