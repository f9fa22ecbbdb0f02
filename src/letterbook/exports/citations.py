"""The sources that a register entry names: references in the headers of registers, as the page of the entry gets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from letterbook.reading.pointers import Resolver, TargetKind
from letterbook.reading.tei import TEI, XML_ID

POINTING = ("ref", "source", "target", "corresp")
"""The attributes of an entry whose pointers its page may follow."""

_REFERENCES = frozenset((TEI + "bibl", TEI + "biblStruct"))
_NO_ENTRY = (
    TargetKind.ELEMENT,
    TargetKind.MISSING,
)  # a resolver may know the entries of a file and nothing else of it
_MOST = 200


def pointers_in(element: etree._Element) -> list[str]:
    """Each pointer in an element and what it holds, once, in their order."""
    values = (node.get(name, "") for node in element.iter("*") for name in POINTING)
    return list(dict.fromkeys(token for value in values for token in value.split()))


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference that a pointer leads to."""

    ref: str
    """The pointer."""
    id: str
    """The ``@xml:id`` of the reference, unique in its file."""
    markup: str
    further: bool
    """True when no pointer of the entry leads to it, but one of a reference that is cited: the book of a chapter."""
    file: str
    """The name of its file."""
    pointers: tuple[str, ...] = ()
    """The pointers in it."""


def citations(
    element: etree._Element, file: str, files: Mapping[str, etree._Element], resolver: Resolver
) -> Iterator[Citation]:
    """The references that an entry's pointers lead to, then those that these name in turn.

    ``file`` is the name of the entry's file, ``files`` the root of each file of the registers by its name.
    """
    waiting: list[tuple[Iterable[str], str, bool]] = [(pointers_in(element), file, False)]
    seen: set[str] = set()
    while waiting and len(seen) < _MOST:
        tokens, base, further = waiting.pop(0)
        for token in tokens:
            target = resolver.resolve(token, base)
            if token in seen or target.kind not in _NO_ENTRY or target.file not in files:
                continue
            found = _by_id(files[target.file], target.fragment)
            if found is None or found.tag not in _REFERENCES:
                continue
            seen.add(token)
            markup = etree.tostring(found, encoding="unicode", with_tail=False)
            own = tuple(pointers_in(found))
            yield Citation(token, target.fragment, markup, further, target.file, own)
            waiting.append((own, target.file, True))


def _by_id(root: etree._Element, id: str) -> etree._Element | None:
    return next((element for element in root.iter("*") if element.get(XML_ID) == id), None)
