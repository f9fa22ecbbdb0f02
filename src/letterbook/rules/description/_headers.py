"""What headers of an edition do not say: one finding a file, or one for the edition where none says it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from letterbook.index import Index
from letterbook.reading.tei import TEI, first
from letterbook.rules import Beside, Document, Fault, Where, Words

Says = Callable[[etree._Element], bool]


class Lacking(NamedTuple):
    """Of one file: how many headers were looked at, and the elements (by number) where something is missing."""

    looked: int
    places: tuple[tuple[int, Mapping[str, str]], ...]


def headers(document: Document, *, letters: bool) -> list[etree._Element]:
    """The headers of its letters, or of all its TEI documents."""
    if letters:
        found = [view.letter.header for view in document.letters]
    elif document.root.tag == TEI + "teiCorpus":
        found = [first(member, "teiHeader") for member in document.all("TEI")]
    else:
        found = [first(document.root, "teiHeader")]
    return [header for header in found if header is not None]


def lacking(document: Document, says: Says, *path: str, letters: bool) -> Lacking | None:
    """The headers that do not say something; the place is what the path leads to in them, as far as it goes.

    What the header of a corpus says holds for its letters. Where none of them says it, the corpus is the place.
    """
    looked = headers(document, letters=letters)
    if not looked:
        return None
    above = first(document.root, "teiHeader") if document.root.tag == TEI + "teiCorpus" else None
    if above is not None and says(above):
        return Lacking(len(looked), ())
    silent = [header for header in looked if not says(header)]
    if above is not None and len(silent) == len(looked):
        silent = [above]
    places: tuple[tuple[int, Mapping[str, str]], ...] = tuple(
        (document.number(_at(header, path)), {}) for header in silent
    )
    return Lacking(1 if silent == [above] else len(looked), places)


def _at(header: etree._Element, path: tuple[str, ...]) -> etree._Element:
    place = header
    for step in path:
        inner = first(place, step)
        if inner is None:
            return place
        place = inner
    return place


def told(index: Index, rule: str) -> Iterator[Fault]:
    """A fault with the words ``one`` for each place; where most of many files, or all, lack it, a single one.

    That one has the words ``most`` or ``all``: then it is not that a file was forgotten, but that the edition has not
    decided; hundreds of findings would say no more.
    """
    gathered: dict[str, Lacking] = index.gathered.get(rule, {})
    looked = sum(file.looked for file in gathered.values())
    places = [
        (Where(name, number), facts)
        for name, file in sorted(gathered.items())
        for number, facts in file.places
    ]
    if len(places) == looked > 1 or (len(places) > MANY and len(places) > looked / 2):
        words = "all" if len(places) == looked else "most"
        beside = tuple(Beside(place, "too") for place, _ in places[1 : SHOWN + 1])
        yield Fault(places[0][0], words, {"count": len(places), "of": looked}, beside=beside)
        return
    for place, facts in places:
        yield Fault(place, "one", dict(facts))


def words(one: str, all_: str, most: str, help: str) -> dict[str, dict[str, Words]]:
    """The messages of such a rule: of one place, of all, of most."""
    many: Any = {"notes": ("{count} of {of}",), "labels": {"too": "it is missing here too"}}
    return {
        "en": {"one": Words(one, help), "all": Words(all_, help, **many), "most": Words(most, help, **many)}
    }


MANY = 20
"""More places than these are told at once, where they are most."""
SHOWN = 2
"""So many others are shown then."""


def says_words(element: etree._Element | None, *, filled: bool = True) -> bool:
    """Whether there are words in an element; ``filled``: not only what stands in square brackets to be filled in."""
    if element is None:
        return False
    text = str(_TEXT(element))
    return bool(text) and not (filled and text.startswith("[") and text.endswith("]"))


_TEXT = etree.XPath("normalize-space()")
