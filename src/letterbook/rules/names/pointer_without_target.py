"""A pointer leads to nothing

What it does
------------
Names, relations and references point to something: `ref="../registers/persons.xml#quill-anselm"` means the entry with
that xml:id in that file, seen from the file in which it is written. Here there is no such thing. The message gives the
pointer and one of these reasons:

- `names …, which is not in …`: the file is there, the id is not;
- `names …, which the edition does not have`: there is no such file;
- `names …, but the file is called …: upper and lower case count`: it works on Windows and macOS, and fails on every
  server;
- `leads to no file of the edition; … has an entry of that id`: the path is wrong, and only the id shows what was
  meant;
- `is the key of no entry`: a `key` that no register has (a warning, and only where other keys of the edition lead to
  entries: by TEI a `key` is whatever a database elsewhere says);
- `begins with …:, a prefix that is not declared`, `does not match the pattern of the prefix …`, `never ends: …`:
  something is wrong with the `prefixDef` in the header;
- `ends with a comma, which is no part of a pointer`: several pointers are parted by spaces;
- `is no pointer`, `has a backslash: pointers are written with /`, `ends with # and names nothing`, `has a percent sign
  that is no encoded character`: it is not written as a pointer has to be.

Addresses on the web (`https://…`) are not looked up: nothing leaves your computer; relative pointers are such addresses
too where the `xml:base` of the document is one. Of the `facs` of a file that has no `facsimile` at all the first is told.
Nothing is said of pointers to a file that cannot be read now: mend that file first. Of files that belong to no edition
only pointers inside the file and to the other files given are judged. What `ref` says in CMIF of a letter's language or
text base (`type="cmif:hasLanguage" target="de"`) is a term and no pointer.

Why it matters
--------------
The name is not linked on the pages, is missing in the index of persons, and counts for nobody in searches and
statistics.

Example
-------
    <persName ref="../registers/persons.xml#quil-anselm">Anselm Quill</persName>

Use instead
-----------
    <persName ref="../registers/persons.xml#quill-anselm">Anselm Quill</persName>

Write `/` in pointers, on Windows too.

Fix
---
What can mean one thing only is written as it was meant:

- a `#` that was forgotten before an id of the same file, where nothing else in the edition has that id;
- a `#` before an address on the web;
- a comma or semicolon behind a pointer that leads to something without it;
- backslashes, where the same pointer with `/` leads to something;
- the name of a file that is right but for upper and lower case, and holds the id;
- the folder of a register file, where the file's name and the id are right and no other file of that name has the id.

For all else the help proposes the entry of that id in another register, ids that are written alike, or an address on the
web, and a person decides.

Source
------
[TEI Guidelines, Pointing Mechanisms](https://tei-c.org/release/doc/tei-p5-doc/en/html/SA.html#SAXP).
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.pointers import Resolver, Target, TargetKind
from letterbook.rules import Fault, Mend, Where, Words
from letterbook.rules.pointing import Offer, Use, offer, resolver

CODE = "P001"
NAME = "pointer-without-target"
SEVERITY = Severity.ERROR
_POINTER = '{attribute}="{ref}"'
MESSAGES = {
    "en": {
        "nothing": Words(f"{_POINTER} {{reason}}"),
        "alike": Words(f"{_POINTER} {{reason}}", help="did you mean {near}?"),
        "write": Words(f"{_POINTER} {{reason}}", help="write {right}"),
        "marked": Words(
            f"{_POINTER} ends with {{mark}}, which is no part of a pointer",
            help="write {right}: several pointers are parted by spaces",
        ),
        "web": Words(f"{_POINTER} {{reason}}", help="if an address on the web is meant, write {right}"),
        "prefix": Words(
            f"{_POINTER} {{reason}}",
            help="write the whole address, https:// included, or declare the prefix with prefixDef in the header",
        ),
        "moved": Words(
            f"{_POINTER} leads to no file of the edition; {{file}} has an entry of that id",
            help="write {right}",
        ),
    }
}

_LONGEST_ID = 100
_MOST_COMPARISONS = 200_000
"""So many ids are compared in one run for suggestions: a register that was renamed breaks each pointer to it."""
_UNSAFE = re.compile(r"[\s%#?\\]")
_WEB = re.compile(
    r"(?:www\.[^/]+|(?:[\w-]+\.)+(?:at|be|ch|com|cz|de|edu|eu|fr|gov|info|it|net|nl|org|pl|ru|uk))(?:/.*)?",
    re.I,
)
"""What looks like an address on the web without its ``https://``."""
_LIKE_HTTP = re.compile(r"h?t+ps?(?=://)", re.I)
_ID = re.compile(r"[^\W\d][\w.\-·]*")
"""What may be an xml:id: another one is wrong itself, and is not offered."""
_FAILED = frozenset((TargetKind.MISSING, TargetKind.MALFORMED))

gather = offer


def check_edition(index: Index) -> Iterator[Fault]:
    """The pointers that land on nothing, file by file."""
    offers: dict[str, Offer] = index.gathered.get(NAME, {})
    known = resolver(index, {name: offered.ids for name, offered in offers.items()})
    judge = _Judge(index, known)
    keyed = any(
        known.resolve(use.ref, name, "key").found
        for name, offered in offers.items()
        for use in offered.uses
        if use.attribute == "key"
    )
    for name, offered in offers.items():
        for use in offered.uses:
            target = judge.failing(use, name) if keyed or use.attribute != "key" else None
            if target is not None:
                yield judge.fault(use, target, name)


class _Judge:
    """What fails, and what was meant."""

    def __init__(self, index: Index, known: Resolver) -> None:
        self._resolver = known
        self._root: Path | None = index.settings.root
        self._ids = {name: file.ids for name, file in known.files.items()}
        self._unread = index.paths.keys() - self._ids.keys()
        """Files of the edition that could not be read: what they hold is not known."""
        self._holding: dict[str, list[str]] = defaultdict(list)
        for name, ids in sorted(self._ids.items()):
            for id in ids:
                self._holding[id].append(name)
        self._alike: dict[tuple[str, str], list[str]] = {}
        self._comparisons = _MOST_COMPARISONS

    def failing(self, use: Use, name: str) -> Target | None:
        """The target of a pointer that leads to nothing; None where it leads somewhere or cannot be judged."""
        target = self._resolver.resolve(use.ref, name, "key" if use.attribute == "key" else "ref")
        if target.kind is TargetKind.MISSING and target.file in self._unread:
            return None
        if target.kind in _FAILED:
            if self._root is None and target.file not in self._ids:
                return None
            return None if self._is_other_file(target) else target
        moved = target.kind is TargetKind.ENTRY and not target.exact and not target.href
        return target if moved and self._root is not None else None

    def _is_other_file(self, target: Target) -> bool:
        """Whether a pointer leads to a file of the edition's folder that is no XML: a picture, a PDF."""
        if self._root is None or target.kind is not TargetKind.MISSING or target.fragment or not target.file:
            return False
        if PurePosixPath(target.file).suffix.lower() in ("", ".xml"):
            return False
        return self._root.joinpath(*PurePosixPath(target.file).parts).is_file()

    def fault(self, use: Use, target: Target, name: str) -> Fault:
        """What is said about a pointer that fails."""
        facts = {"attribute": use.attribute, "ref": use.ref, "reason": target.reason or "leads to nothing"}
        where = Where(name, use.number, use.attribute)
        if use.attribute == "key":
            return Fault(where, "nothing", facts, severity=Severity.WARNING)
        right, certain = self._meant(target, name)
        if right:
            mend = Mend(use.attribute, right, f"write {right}", use.ref) if certain else None
            words = "moved" if target.kind is TargetKind.ENTRY else "write"
            return Fault(where, words, {**facts, "right": right, "file": target.file}, mend=mend)
        bare = use.ref.rstrip(",;")
        if bare != use.ref and self._leads(bare, name):
            mark = "a comma" if use.ref.endswith(",") else "a semicolon"
            mend = Mend(use.attribute, bare, f"write {bare}", use.ref)
            return Fault(where, "marked", {**facts, "right": bare, "mark": mark}, mend=mend)
        if _WEB.fullmatch(use.ref):
            return Fault(where, "web", {**facts, "right": f"https://{use.ref}"})
        if _LIKE_HTTP.match(use.ref):
            return Fault(where, "web", {**facts, "right": _LIKE_HTTP.sub("https", use.ref, count=1)})
        if facts["reason"].endswith("that is not declared"):
            return Fault(where, "prefix", facts)
        near = " or ".join(self._elsewhere(target, name)) or self._near(target)
        return Fault(where, "alike" if near else "nothing", {**facts, "near": near})

    def _meant(self, target: Target, name: str) -> tuple[str, bool]:
        """What else the pointer can only mean, and whether that is certain; empty where nothing shows it."""
        if target.kind is TargetKind.ENTRY:
            right = _from(name, target.file, target.fragment)
            return right, self._leads(right, name)
        if target.kind is not TargetKind.MISSING:
            right = target.ref.replace("\\", "/")
            return (right, True) if right != target.ref and self._leads(right, name) else ("", False)
        if target.ref.startswith(("#http://", "#https://")):
            return target.ref[1:], True
        if not target.fragment:
            held = self._holding.get(target.ref, [])
            return (f"#{target.ref}", held == [name]) if name in held else ("", False)
        if target.file not in self._ids:
            near = [file for file in self._ids if file.casefold() == target.file.casefold()]
            if len(near) == 1 and target.fragment in self._ids[near[0]]:
                right = _from(name, near[0], target.fragment)
                return right, self._leads(right, name)
        return "", False

    def _leads(self, ref: str, name: str) -> bool:
        return (target := self._resolver.resolve(ref, name)).found and target.exact

    def _elsewhere(self, target: Target, name: str) -> list[str]:
        """Pointers to entries of that very id in other files: the file's name was forgotten, or is another register's."""
        file, dot, id = target.ref.partition(".xml")
        if not target.fragment and dot and id:
            right = f"{file}.xml#{id}"
            return [right] if self._leads(right, name) else []
        id = target.fragment or target.ref
        held = [file for file in self._holding.get(id, ()) if (file, id) in self._resolver.entries]
        return [_from(name, file, id) for file in held[:3]]

    def _near(self, target: Target) -> str:
        """Ids of the file that a pointer names that are written alike."""
        offered = self._ids.get(target.file, frozenset())
        if not target.fragment or not offered:
            return ""
        return " or ".join(f"#{id}" for id in self._written_alike((target.file, target.fragment), offered))

    def _written_alike(self, wanted: tuple[str, str], offered: frozenset[str]) -> list[str]:
        """At most three ids that are written alike; none once enough has been compared in this run."""
        if wanted not in self._alike:
            fragment = wanted[1]
            self._comparisons -= len(offered)
            within = self._comparisons > 0 and len(fragment) <= _LONGEST_ID
            fit = (id for id in offered if len(id) <= _LONGEST_ID and _ID.fullmatch(id))
            ids = sorted(fit) if within else []
            self._alike[wanted] = difflib.get_close_matches(fragment, ids, n=3)
        return self._alike[wanted]


def _from(name: str, file: str, fragment: str) -> str:
    """The pointer from one file to an id in another."""
    path = posixpath.relpath(file, posixpath.dirname(name) or ".")
    return f"{_UNSAFE.sub(lambda match: quote(match[0]), path)}#{fragment}"
