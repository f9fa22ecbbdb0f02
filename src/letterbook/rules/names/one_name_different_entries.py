"""One name points to different entries

What it does
------------
Compares where the same full name points in all letters and registers of the edition. Where it points to one entry, or to
one address of an authority file, at least five times as often as to another, the rare place is told, with a place of the
common one beside it.

Two persons can share a name. So nothing is said of the rare entry where it has exactly this name in the register, nor of
surnames and forenames alone, nor where two authority files are named: both may mean the same person. A mention whose name
cannot be that of its entry is told by `name-of-another-entry` instead.

Why it matters
--------------
A number that was copied from the line above is right in form, and leads to somebody else. Among a hundred mentions that agree
it is easily overlooked, and all that is counted and linked carries it on.

Example
-------
    <correspAction type="sent">
      <persName ref="https://d-nb.info/gnd/118679228">Quill, Anselm</persName>
    </correspAction>

Use instead
-----------
    <correspAction type="sent">
      <persName ref="https://d-nb.info/gnd/118679236">Quill, Anselm</persName>
    </correspAction>

Fix
---
None: somebody has to look whom the letter means. If both are right, name the difference in the register, or say
`<?letterbook ignore one-name-different-entries two people of one name?>` at the place.

Source
------
TEI Guidelines, section 14.1.1, Linking Names and Their Referents:
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ND.html#NDATTSnr>
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from letterbook.findings import Severity
from letterbook.index import Index
from letterbook.reading.names import Mention, mention_of
from letterbook.reading.pointers import Target, TargetKind
from letterbook.reading.registers import Entry
from letterbook.reading.tei import plain, tokens
from letterbook.rules import Beside, Document, Fault, Where, Words

CODE = "N002"
NAME = "one-name-different-entries"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "rare": Words(
            "{name} points to {rare} here, and {times} times to {common}",
            help="look whom the text means here, and let {attribute} point there",
            notes=("{count} places have this pointer",),
            labels={"common": "here it points to {common}"},
        ),
    }
}

_TIMES = 5
"""So many times as often the common pointer has to be found."""


class Said(NamedTuple):
    """One full name in a file, and where it points."""

    words: tuple[str, ...]
    initials: tuple[str, ...]
    address: tuple[str, ...]
    text: str
    number: int
    attribute: str
    ref: str


def gather(document: Document) -> list[Said] | None:
    """The full names of a file that point to one thing."""
    found = []
    for element in document.all("persName", "name", "rs"):
        text = plain(element)
        if " " not in text and "." not in text:
            continue
        attribute = next((known for known in ("ref", "corresp", "key") if element.get(known)), None)
        if attribute is None or (attribute != "key" and len(tokens(element.get(attribute))) != 1):
            continue
        if not element.tag.endswith("}persName") and not element.get("type", "").lower().startswith("pers"):
            continue
        mention = mention_of(text)
        if mention is not None and mention.full and mention.words > 1:
            address = tuple(sorted(mention.address))
            ref = element.get(attribute, "").strip()
            number = document.number(element)
            found.append(Said(mention.full, mention.initials, address, text, number, attribute, ref))
    return found or None


class _Place(NamedTuple):
    file: str
    said: Said

    @property
    def where(self) -> Where:
        return Where(self.file, self.said.number, self.said.attribute)


def check_edition(index: Index) -> Iterator[Fault]:
    """Each name that points to one thing often and to another rarely."""
    names: dict[tuple[tuple[str, ...], ...], dict[str, list[_Place]]] = defaultdict(lambda: defaultdict(list))
    targets: dict[str, Target] = {}
    resolved: dict[tuple[str, str, str], str | None] = {}
    for file, all_said in index.gathered.get(NAME, {}).items():
        for said in all_said:
            asked = (file, said.attribute, said.ref)
            if asked not in resolved:
                target = index.resolver.resolve(said.ref, file, said.attribute)
                resolved[asked] = identity = _identity(target)
                if identity is not None:
                    targets.setdefault(identity, target)
            identity = resolved[asked]
            if identity is not None:
                words = (tuple(sorted(said.words)), said.initials, said.address)
                names[words][identity].append(_Place(file, said))
    for found in names.values():
        if len(found) > 1:
            yield from _compared(index, targets, found)


def _compared(index: Index, targets: dict[str, Target], found: dict[str, list[_Place]]) -> Iterator[Fault]:
    common = max(found, key=lambda identity: len(found[identity]))
    for rare, places in found.items():
        if rare == common or len(found[common]) < _TIMES * len(places):
            continue
        said = places[0].said
        mention = Mention(said.words, said.initials, frozenset(said.address))
        if not _comparable(index, targets[rare], targets[common], mention):
            continue
        facts = {"rare": _called(index, targets[rare]), "common": _called(index, targets[common])}
        beside = Beside(found[common][0].where, "common", facts)
        for place in places:
            told = {
                **facts,
                "name": place.said.text,
                "times": len(found[common]),
                "attribute": place.said.attribute,
                "count": len(places) if len(places) > 1 else "",
            }
            yield Fault(place.where, "rare", told, beside=(beside,))


def _identity(target: Target) -> str | None:
    """What tells one target from another; None for what cannot be compared."""
    if target.kind is TargetKind.ENTRY:
        return target.key
    return _address(target) if target.kind is TargetKind.EXTERNAL else None


def _address(target: Target) -> str:
    return target.href.partition("://")[2].removeprefix("www.").rstrip("/")


def _entry(index: Index, target: Target) -> Entry | None:
    return index.register.entries.get(target.key) if target.kind is TargetKind.ENTRY else None


def _comparable(index: Index, rare: Target, common: Target, mention: Mention) -> bool:
    """Whether the two cannot both be right, as far as can be seen; and whether nobody else says so."""
    if rare.kind is not common.kind:
        return False
    if rare.kind is TargetKind.EXTERNAL:
        return _address(rare).partition("/")[0] == _address(common).partition("/")[0]
    one, other = _entry(index, rare), _entry(index, common)
    known, better = (None if entry is None else index.register.names.name(entry) for entry in (one, other))
    if known is None or better is None or known.is_named(mention):
        return False
    return better.is_named(mention) and known.may_be(mention)


def _called(index: Index, target: Target) -> str:
    entry = _entry(index, target)
    return target.ref if entry is None else f"the entry of {entry.sort_name}"
