"""An image or a recording is not where the letter says

What it does
------------
Looks for the files that `url` of `graphic` and `media` and `facs` of page breaks name, where they are no addresses on the
web: seen from the file that names them, in the folder of the edition. Nothing outside that folder is looked at, and no
image is opened. Files that belong to no edition, and names below an `xml:base`, are not judged.

- `is not there`: no file has this name. Where a file names three images or more, and none is there, that is told once
  and as a warning: the images may be kept elsewhere;
- `is called …: upper and lower case count`: it works on Windows and macOS, and fails on every server;
- `leads out of the edition`, `is a path of one machine`: on any other computer it leads to nothing;
- `has a backslash`: pointers are written with `/`, on Windows too.

Why it matters
--------------
The page shows no image, and in an archive of the edition it is lost for good.

Example
-------
    <pb n="1" facs="../images/scan-O1.jpg"/>

Use instead
-----------
    <pb n="1" facs="../images/scan-01.jpg"/>

Put the file where the letter says, or give its address on the web.

Fix
---
A name that is right but for upper and lower case, and one with backslashes that leads to a file with `/`, is written as
the file is called.

Source
------
[TEI Guidelines, Digital Facsimiles](https://tei-c.org/release/doc/tei-p5-doc/en/html/PH.html#PHFAX).
"""

from __future__ import annotations

import difflib
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import quote, unquote

from lxml import etree

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.tei import NAMESPACE, TEI
from letterbook.rules import Document, Fault, Mend, Where, Words
from letterbook.rules.pointing import is_medium

CODE = "T009"
NAME = "missing-image"
SEVERITY = Severity.ERROR
MESSAGES = {
    "en": {
        "missing": Words(
            '{attribute}="{ref}": the file is not there', help="put it there, or correct its name"
        ),
        "none": Words(
            '{attribute}="{ref}": the file is not there, and none of the {count} images of this letter is',
            help="put them there, or correct their names",
        ),
        "near": Words('{attribute}="{ref}": the file is not there', help="did you mean {near}?"),
        "called": Words(
            '{attribute}="{ref}": the file is called {near}: upper and lower case count', help="write {right}"
        ),
        "outside": Words(
            '{attribute}="{ref}" leads out of the edition', help="put the file into the edition's folder"
        ),
        "machine": Words(
            '{attribute}="{ref}" is a path of one machine', help="put the file into the edition's folder"
        ),
        "backslash": Words(
            '{attribute}="{ref}" has a backslash: pointers are written with /', help="write {right}"
        ),
    }
}

_MANY = 3
"""Where none of so many images is there, it is told once."""
_MOST = 2_000
"""In a folder of more files no names that are alike are looked for."""
_MOST_NEAR = 200
"""So often are they looked for in one run."""
_naming = etree.XPath("//t:*[@facs or @url]", namespaces={"t": NAMESPACE})
_SHOWING = frozenset((TEI + "graphic", TEI + "media"))
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


class Medium(NamedTuple):
    """The file of an image that a file names: its element's number, its attribute, its name."""

    number: int
    attribute: str
    ref: str


def gather(document: Document) -> list[Medium] | None:
    """The images that a file names and that are no addresses on the web; None without any, or without an edition."""
    if document.settings.root is None:
        return None
    found = []
    for element in cast(list[etree._Element], _naming(document.root)):
        for attribute in ("url", "facs") if element.tag in _SHOWING else ("facs",):
            refs = (element.get(attribute) or "").split()
            found += [
                (element, attribute, ref) for ref in refs if is_medium(attribute, ref) and not _elsewhere(ref)
            ]
    return [
        Medium(document.number(element), attribute, ref)
        for element, attribute, ref in found
        if element.get(_BASE) is None and not any(above.get(_BASE) for above in element.iterancestors())
    ] or None


def _elsewhere(ref: str) -> bool:
    """Whether it has a scheme (of the web, of a prefixDef, of data) that is no drive."""
    scheme, colon, _ = ref.partition(":")
    return bool(colon) and len(scheme) > 1 and scheme.lower() != "file" and "/" not in scheme


def check_edition(index: Index) -> Iterator[Fault]:
    """The images of each file that are not in the edition's folder."""
    root = index.settings.root
    media: dict[str, list[Medium]] = index.gathered.get(NAME, {})
    if root is None:
        return
    folders = _Folders(root)
    for name, found in media.items():
        faults = [fault for medium in found if (fault := _judged(folders, name, medium)) is not None]
        if len(faults) == len(found) >= _MANY and all(fault.words == "missing" for fault in faults):
            facts = {**faults[0].facts, "count": len(found)}
            yield replace(faults[0], words="none", facts=facts, severity=Severity.WARNING)
        else:
            yield from faults


def _judged(folders: _Folders, name: str, medium: Medium) -> Fault | None:
    where = Where(name, medium.number, medium.attribute)
    facts = {"attribute": medium.attribute, "ref": medium.ref}
    scheme, colon, _ = medium.ref.partition(":")
    if colon and (len(scheme) == 1 or scheme.lower() == "file"):
        return Fault(where, "machine", facts)
    ref = medium.ref.replace("\\", "/")
    parts = _parts(name, unquote(ref.partition("?")[0].partition("#")[0]))
    if parts is None:
        return Fault(where, "outside", facts)
    actual = folders.actual(parts)
    if ref != medium.ref:
        mend = Mend(medium.attribute, ref, f"write {ref}", medium.ref) if actual == parts else None
        return Fault(where, "backslash", {**facts, "right": ref}, mend=mend)
    if actual == parts:
        return None
    if actual is not None:
        right = _written(ref, parts, actual)
        mend = Mend(medium.attribute, right, f"write {right}", medium.ref)
        return Fault(where, "called", {**facts, "near": "/".join(actual), "right": right}, mend=mend)
    near = folders.near(parts)
    return Fault(where, "near" if near else "missing", {**facts, "near": " or ".join(near)})


def _parts(name: str, ref: str) -> list[str] | None:
    """The folders and the file that a pointer of a file means, from the edition's folder on; None where it leads out."""
    if ref.startswith("/") or Path(name).is_absolute():
        return None
    parts = name.split("/")[:-1]
    for segment in ref.split("/"):
        if segment == "..":
            if not parts:
                return None
            parts.pop()
        elif segment not in ("", "."):
            parts.append(segment)
    return parts


def _written(ref: str, parts: list[str], actual: list[str]) -> str:
    """The pointer with the names as the files have them."""
    segments = ref.split("/")
    for back in range(1, len(parts) + 1):
        if back <= len(segments) and parts[-back] != actual[-back]:
            segments[-back] = quote(actual[-back])
    return "/".join(segments)


class _Folders:
    """The names in the folders of an edition, each folder listed once. Links to other folders are not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[tuple[str, ...], dict[str, list[tuple[str, bool]]] | None] = {}
        self._asked = 0

    def _names(self, folder: tuple[str, ...]) -> dict[str, list[tuple[str, bool]]] | None:
        """Names by what is the same in upper and lower case, and whether each is a link; None where there is no folder."""
        if folder not in self._known:
            names: dict[str, list[tuple[str, bool]]] | None = {}
            try:
                with os.scandir(self._root.joinpath(*folder)) as entries:
                    for entry in entries:
                        assert names is not None
                        names.setdefault(_folded(entry.name), []).append((entry.name, entry.is_symlink()))
            except (OSError, ValueError):
                names = None
            self._known[folder] = names
        return self._known[folder]

    def actual(self, parts: list[str]) -> list[str] | None:
        """The path as the folders have it, the same where it is right; None where there is none."""
        found: list[str] = []
        for number, part in enumerate(parts):
            held = (self._names(tuple(found)) or {}).get(_folded(part), [])
            same = [one for one in held if _composed(one[0]) == _composed(part)] or held[:1]
            if not same:
                return None
            if same[0][1]:
                return parts
            right = part if _composed(same[0][0]) == _composed(part) else same[0][0]
            found.append(right)
            if number + 1 < len(parts) and self._names(tuple(found)) is None:
                return None
        return found

    def near(self, parts: list[str]) -> list[str]:
        """At most three images in the same folder whose names are written alike."""
        names = self._names(tuple(parts[:-1]))
        self._asked += 1
        if not names or len(names) > _MOST or self._asked > _MOST_NEAR:
            return []
        images = sorted(one[0] for held in names.values() for one in held if is_medium("facs", one[0]))
        return difflib.get_close_matches(parts[-1], images, n=3, cutoff=0.8)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _folded(name: str) -> str:
    return _composed(name).casefold()
