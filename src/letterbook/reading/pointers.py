"""Where pointers lead. ``Resolver.resolve`` is the one function that says so.

Nothing is ever opened because a pointer names it: a pointer leads to what the edition holds already, to an
address outside, or nowhere. Upper and lower case count in file names, because they do on a web server and on
most disks of Linux: a name that is right but for case is MISSING, with a reason that says so.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import cast
from urllib.parse import unquote

from lxml import etree

from letterbook.pickling import by_fields
from letterbook.reading.letters import Letter
from letterbook.reading.marks import composed
from letterbook.reading.prefixes import Prefix, prefixes_of
from letterbook.reading.registers import Register
from letterbook.reading.tei import XML_ID
from letterbook.sources import Source


class TargetKind(enum.Enum):
    """What a pointer leads to."""

    ENTRY = "entry"
    """An entry of a register."""
    LETTER = "letter"
    """A letter of the edition, as a whole."""
    ELEMENT = "element"
    """Another element of one of its files: a note, a witness, an editor."""
    FILE = "file"
    """A file of the edition that is no letter."""
    EXTERNAL = "external"
    """An address outside."""
    MISSING = "missing"
    """Nothing: the file, the element or the prefix is not there."""
    OUTSIDE = "outside"
    """A file outside the edition."""
    MALFORMED = "malformed"
    """No pointer at all."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where one pointer leads."""

    kind: TargetKind
    ref: str
    """The pointer as it was written."""
    key: str = ""
    """The entry's key, or the letter's id."""
    entry_kind: str = ""
    file: str = ""
    fragment: str = ""
    href: str = ""
    """The address of what is outside."""
    reason: str = ""
    """Why it leads nowhere, as the end of a sentence; empty where it leads somewhere."""
    exact: bool = True
    """False where another place was named: the entry was found by its file's name or by an identifier."""

    @property
    def found(self) -> bool:
        """Whether it leads to something in the edition."""
        return self.kind in (TargetKind.ENTRY, TargetKind.LETTER, TargetKind.ELEMENT, TargetKind.FILE)


@by_fields
@dataclass(frozen=True, slots=True)
class FileIds:
    """What a file offers to pointers. Small and picklable, so that it can come from another process."""

    name: str
    ids: frozenset[str] = frozenset()
    letters: tuple[tuple[str, str], ...] = ()
    """Each letter's id, and the ``@xml:id`` of its TEI element (empty without one)."""
    prefixes: tuple[Prefix, ...] = ()


_ids = etree.XPath("//@xml:id", smart_strings=False)


def file_ids(source: Source, letters: Iterable[Letter] = ()) -> FileIds:
    """What this source offers to pointers."""
    return FileIds(
        source.name,
        frozenset(filter(None, cast(list[str], _ids(source.root)))),
        tuple((letter.id, letter.element.get(XML_ID, "")) for letter in letters),
        prefixes_of(source.root),
    )


_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):(.*)\Z", re.DOTALL)
_BLANK = re.compile(r"[\s\0]")
_OUTER_SCHEMES = frozenset(
    ("http", "https", "ftp", "mailto", "urn", "tel", "doi", "hdl", "info", "geo", "tag", "ark", "news")
)
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MOST_STEPS = 4
_MOST_ALIKE = 32
"""So many prefixes of one name in one file are tried."""
_MOST_MATCHING = 50_000_000
"""So many ways of dividing values by the patterns of one file are tried, all its pointers together."""


@dataclass
class Resolver:
    """Says where pointers lead. Holds names and keys only: it can be sent to another process."""

    files: dict[str, FileIds] = field(default_factory=dict)
    entries: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    """File name and id of each entry, with its key and kind."""
    identifiers: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Addresses that entries give for themselves, without scheme and last slash, with key and kind."""

    @classmethod
    def of(cls, register: Register, files: Iterable[FileIds]) -> Resolver:
        """The resolver of an edition with these entries and files; those of the register are known."""
        made = cls()
        ids: dict[str, set[str]] = {}
        for (name, id), entry in register.by_place.items():
            made.entries[name, id] = (entry.key, entry.kind)
            ids.setdefault(name, set()).add(id)
        for entry in register.entries.values():
            for value in entry.identifiers:
                if "/" in value:
                    made.identifiers.setdefault(_bare(value), (entry.key, entry.kind))
        for name, found in ids.items():
            made.files[name] = FileIds(name, frozenset(found))
        for file in files:
            made.files[file.name] = file
        made._index()
        return made

    def _index(self) -> None:
        self._idents: dict[str, dict[str, list[Prefix]]] = {}
        self._spent: dict[str, int] = {}
        self._folded: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._keys: dict[str, tuple[str, str]] = {}
        self._letters: dict[str, tuple[str, str]] = {}
        for name in sorted(self.files):
            self._folded.setdefault(_fold(name), name)
            for letter, xml_id in self.files[name].letters:
                self._letters.setdefault(letter, (name, xml_id))
        for (name, id), (key, kind) in sorted(self.entries.items()):
            self._by_name.setdefault(PurePosixPath(name).name, []).append(name)
            self._keys.setdefault(id, (key, kind))
            self._folded.setdefault(_fold(name), name)
        for key, kind in self.entries.values():
            self._keys[key] = (key, kind)
        self._by_name = {file: sorted(set(names)) for file, names in self._by_name.items()}

    def beside(self, file: FileIds, own: Register | None = None) -> Resolver:
        """The resolver that knows one more file, with entries of its own; this one stays as it is.

        What both know is shared: each file of an edition gets one of these.
        """
        made = Resolver.of(own or Register(), [file])
        if file.name in self.files:
            made.files[file.name] = replace(file, ids=file.ids | self.files[file.name].ids)
        made.files = {**self.files, **made.files}
        made.entries = {**self.entries, **made.entries} if made.entries else self.entries
        made.identifiers = {**made.identifiers, **self.identifiers} if made.identifiers else self.identifiers
        made._folded = {**self._folded, **made._folded}
        made._by_name = {**self._by_name, **made._by_name} if made._by_name else self._by_name
        made._keys = {**self._keys, **made._keys} if made._keys else self._keys
        made._letters = {**self._letters, **made._letters}
        return made

    def __getstate__(self) -> Mapping[str, object]:
        return {"files": self.files, "entries": self.entries, "identifiers": self.identifiers}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        self.__dict__.update(state)
        self._index()

    def resolve(self, ref: str, base_name: str, attribute: str = "ref") -> Target:
        """Where one pointer of the file ``base_name`` leads.

        ``ref`` is one pointer, without white space (``split`` the attribute first). With ``attribute="key"``
        it is the key or id of an entry; any other attribute holds a URI.
        """
        if attribute == "key":
            return self._key(ref)
        value, steps = ref, 0
        while True:
            if not value or _BLANK.search(value):
                return Target(TargetKind.MALFORMED, ref, reason="is no pointer")
            if "\\" in value:
                return Target(
                    TargetKind.MALFORMED, ref, reason="has a backslash: pointers are written with /"
                )
            match = _SCHEME.match(value)
            if match is None:
                return self._relative(ref, value, base_name)
            scheme, rest = match.groups()
            expanded = self._expand(scheme, rest, base_name)
            steps += 1
            if expanded is None or steps > _MOST_STEPS:
                return self._absolute(ref, value, scheme, bool(steps > _MOST_STEPS), base_name)
            value = expanded

    def _key(self, ref: str) -> Target:
        found = self._keys.get(ref.strip())
        if found is not None:
            return Target(TargetKind.ENTRY, ref, found[0], found[1])
        return Target(TargetKind.MISSING, ref, reason="is the key of no entry")

    def _prefixes(self, base_name: str) -> tuple[Prefix, ...]:
        file = self.files.get(base_name)
        return () if file is None else file.prefixes

    def _named(self, scheme: str, base_name: str) -> list[Prefix]:
        """The prefixes of that name in a file, the first few of very many."""
        if base_name not in self._idents:
            by_ident: dict[str, list[Prefix]] = {}
            for prefix in self._prefixes(base_name):
                alike = by_ident.setdefault(prefix.ident, [])
                if len(alike) < _MOST_ALIKE:
                    alike.append(prefix)
            self._idents[base_name] = by_ident
        return self._idents[base_name].get(scheme, [])

    def _expand(self, scheme: str, rest: str, base_name: str) -> str | None:
        for prefix in self._named(scheme, base_name):
            spent = self._spent.get(base_name, 0) + prefix.steps(rest)
            if spent > _MOST_MATCHING:
                return None
            self._spent[base_name] = spent
            expanded = prefix.expand(rest)
            if expanded is not None:
                return expanded
        return None

    def _absolute(self, ref: str, value: str, scheme: str, circular: bool, base_name: str) -> Target:
        if len(scheme) == 1 or scheme.lower() == "file":
            return Target(TargetKind.OUTSIDE, ref, reason="is a path of one machine")
        declared = bool(self._named(scheme, base_name))
        if circular:
            return Target(
                TargetKind.MISSING, ref, reason=f"never ends: the prefix {scheme} leads back to itself"
            )
        if declared:
            return Target(
                TargetKind.MISSING, ref, reason=f"does not match the pattern of the prefix {scheme}"
            )
        found = self.identifiers.get(_bare(value))
        if found is not None:
            return Target(TargetKind.ENTRY, ref, found[0], found[1], href=value, exact=False)
        if scheme.lower() not in _OUTER_SCHEMES:
            return Target(
                TargetKind.MISSING, ref, reason=f"begins with {scheme}:, a prefix that is not declared"
            )
        address, _, fragment = value.partition("#")
        last = address.rstrip("/").rpartition("/")[2]
        if fragment:
            moved = self._moved(ref, unquote(last), unquote(fragment), value)
            if moved is not None:
                return moved
        return Target(TargetKind.EXTERNAL, ref, href=value)

    def _moved(self, ref: str, file: str, fragment: str, href: str = "") -> Target | None:
        """The entry of that id in the one register file of that name, wherever the file is."""
        names = self._by_name.get(file, [])
        found = [self.entries[name, fragment] for name in names if (name, fragment) in self.entries]
        if len(found) != 1:
            return None
        name = next(name for name in names if (name, fragment) in self.entries)
        return Target(TargetKind.ENTRY, ref, *found[0], name, fragment, href, exact=False)

    def _relative(self, ref: str, value: str, base_name: str) -> Target:
        path, hash_, fragment = value.partition("#")
        path = path.partition("?")[0]
        decoded = [_decoded(segment) for segment in path.split("/")]
        end = _decoded(fragment, slash=True)
        if end is None or any(segment is None for segment in decoded):
            return Target(TargetKind.MALFORMED, ref, reason="has a percent sign that is no encoded character")
        if hash_ and not end:
            return Target(TargetKind.MALFORMED, ref, reason="ends with # and names nothing")
        segments = [segment for segment in decoded if segment is not None]
        name = base_name if not path else _joined(base_name, segments)
        if name is None:
            return Target(TargetKind.OUTSIDE, ref, reason="leads out of the edition")
        return self._inside(ref, name, end)

    def _inside(self, ref: str, name: str, fragment: str) -> Target:
        held = name if name in self.files else self._same(name)
        if held is None:
            moved = self._moved(ref, PurePosixPath(name).name, fragment) if fragment else None
            if moved is not None:
                return moved
            near = self._folded.get(_fold(name))
            reason = f"names {name}, which the edition does not have"
            if near is not None:
                reason = f"names {name}, but the file is called {near}: upper and lower case count"
            return Target(TargetKind.MISSING, ref, file=name, fragment=fragment, reason=reason)
        file = self.files[held]
        if not fragment:
            if len(file.letters) == 1:
                return Target(TargetKind.LETTER, ref, file.letters[0][0], file=held)
            return Target(TargetKind.FILE, ref, file=held)
        entry = self.entries.get((held, fragment))
        if entry is not None:
            return Target(TargetKind.ENTRY, ref, *entry, held, fragment)
        for letter, xml_id in file.letters:
            if fragment == xml_id:
                return Target(TargetKind.LETTER, ref, letter, file=held, fragment=fragment)
        if fragment in file.ids:
            return Target(TargetKind.ELEMENT, ref, file=held, fragment=fragment)
        reason = f"names {fragment}, which is not in {held}"
        return Target(TargetKind.MISSING, ref, file=held, fragment=fragment, reason=reason)

    def _same(self, name: str) -> str | None:
        """The file of that name where only the composition of accents differs, as on macOS."""
        near = self._folded.get(_fold(name))
        return near if near in self.files and composed(near) == composed(name) else None


def _fold(name: str) -> str:
    return composed(name).casefold()


def _bare(address: str) -> str:
    """An address for comparing: without scheme, www. and last slash."""
    _, mark, rest = address.partition("://")
    return (rest if mark else address).removeprefix("www.").rstrip("/")


def _decoded(segment: str, *, slash: bool = False) -> str | None:
    """A segment with percent-encoded characters decoded; None where they are none or hide a slash."""
    if "%" not in segment:
        return segment
    if _BAD_PERCENT.search(segment):
        return None
    try:
        plain = unquote(segment, errors="strict")
    except UnicodeDecodeError:
        return None
    return None if "\0" in plain or (not slash and ("/" in plain or "\\" in plain)) else plain


def _joined(base_name: str, segments: list[str]) -> str | None:
    """The name that a relative path makes with the folder of the base; None when it leads out of all."""
    if segments and segments[0] == "":
        return None
    parts = list(_folder(base_name))
    for segment in segments:
        if segment == "..":
            if not parts or parts[-1] in ("..", "/"):
                return None
            parts.pop()
        elif segment not in ("", "."):
            parts.append(segment)
    if not parts:
        return "."
    return parts[0] + "/".join(parts[1:]) if parts[0][:1] == "/" else "/".join(parts)


@lru_cache(maxsize=1024)
def _folder(name: str) -> tuple[str, ...]:
    """The steps to the folder of a file; the first is ``/`` where the name is a whole path."""
    return PurePosixPath(name).parts[:-1]
