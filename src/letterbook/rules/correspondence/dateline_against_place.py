"""The dateline and the header give the letter different places

What it does
------------
Compares the places tagged in the letter's `dateline`s with those of sending in `correspDesc`, by the entries of the
register that they point to. A place without a pointer is looked up by its name. Only what cannot be reconciled is told:
every place of the datelines and every place of sending has its entry, and none of these is, or lies in, another. A
register says that a place lies in another when it is nested in it, names it (`country`, `region`, `settlement`), or
stands in a `relation` with it.

Why it matters
--------------
Maps and itineraries follow the header, readers the letter. A difference is mostly a pointer to the wrong entry, or the
place of another letter that was copied along. A letter that was written in one place and posted in another can say
both.

Example
-------
    <correspAction type="sent">
      <placeName ref="places.xml#brackwater">Brackwater</placeName>
    </correspAction>
    …
    <dateline><placeName ref="places.xml#lantern-bay">Lantern Bay</placeName>, October 16, 1961</dateline>

Use instead
-----------
    <correspAction type="sent">
      <placeName ref="places.xml#lantern-bay">Lantern Bay</placeName>
    </correspAction>
    …
    <dateline><placeName ref="places.xml#lantern-bay">Lantern Bay</placeName>, October 16, 1961</dateline>

Fix
---
None: which of the two places is right, the source tells.

Source
------
TEI Guidelines, `dateline`: <https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-dateline.html>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from letterbook.findings import Severity
from letterbook.reading.registers import Entry, RawRelation, folded
from letterbook.reading.tei import TEI, elements, local, plain, tokens
from letterbook.rules import Beside, Entries, Fault, LetterView, Words
from letterbook.rules.correspondence._actions import of_type
from letterbook.rules.correspondence._opening import own, places

CODE = "C010"
NAME = "dateline-against-place"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "differs": Words(
            "the dateline says {said}, but correspAction says that the letter was sent from {sent}",
            help="look at the source, and correct one of the two; a letter posted elsewhere can name both places",
            labels={"sent": "the place of sending"},
        ),
    }
}

_HOLDING = frozenset(
    TEI + name
    for name in ("country", "region", "district", "settlement", "bloc", "placeName", "desc", "note", "p")
)


def check_letter(letter: LetterView, register: Entries) -> Iterator[Fault]:
    """Datelines of which no place can be one of sending: one finding, at the first of their places."""
    lines = own(letter, "dateline")
    sent = of_type(letter, "sent") if lines else []
    names = [name for action in sent for name in action.places]
    said = [place for line in lines for place in places(line)]
    if not names or not said:
        return
    header = [register.of_refs(name.refs, name.key) or _called(name.text, register) for name in names]
    text = [register.of(place) or _called(plain(place), register) for place in said]
    if not all(header) or not all(text):
        return
    words = {folded(name.text) for name in names if name.text}
    if any(folded(plain(place)) in words for place in said):
        return
    relations = [*register.own.relations, *register.edition.relations]
    if any(_related(one, other, relations) for a in header for one in a for b in text for other in b):
        return
    element = next(
        (each for each in sent[0].element.iter(*_HOLDING) if each is not sent[0].element), sent[0].element
    )
    facts = {"said": plain(said[0]) or text[0][0].name, "sent": names[0].text or header[0][0].name}
    yield Fault(said[0], "differs", facts, beside=(Beside(element, "sent"),))


def _called(name: str, register: Entries) -> tuple[Entry, ...]:
    """The places that have a name."""
    wanted = folded(name)
    return tuple(
        dict.fromkeys(
            entry for held in (register.own, register.edition) for entry in held.places_named.get(wanted, ())
        )
    )


def _related(one: Entry, other: Entry, relations: list[RawRelation]) -> bool:
    """Whether two entries may be one place, or one place in the other: in doubt they are."""
    if one.kind != "place" or other.kind != "place" or (one.file, one.key) == (other.file, other.key):
        return True
    pairs = ((one, other), (other, one))
    if any(big.element is above for small, big in pairs for above in small.element.iterancestors()):
        return True
    if {folded(name) for name in one.names} & {folded(name) for name in other.names}:
        return True
    if any(_speaks_of(small, big) for small, big in pairs):
        return True
    return any(_joins(relation, one, other) for relation in relations)


def _speaks_of(small: Entry, big: Entry) -> bool:
    """Whether an entry names another place, in its names, its location or its description."""
    for element in small.element.iter(*_HOLDING):
        if _is_among(big, tokens(element.get("ref"))):
            return True
    said = f" {folded(' '.join(_texts(small)))} "
    return any(f" {folded(name)} " in said for name in big.names if name)


def _texts(entry: Entry) -> Iterable[str]:
    for child in elements(entry.element):
        if local(child) not in ("idno", "place", "listPlace", "geo"):
            text = " ".join(str(piece) for piece in child.itertext())
            yield "".join(char if char.isalnum() else " " for char in text)


def _joins(relation: RawRelation, one: Entry, other: Entry) -> bool:
    ends = (*relation.active, *relation.passive, *relation.mutual)
    return _is_among(one, ends) and _is_among(other, ends)


def _is_among(entry: Entry, refs: Iterable[str]) -> bool:
    """Whether one of the pointers of a register may lead to an entry: its id is at their end."""
    return any(ref.rpartition("#")[2] == entry.id for ref in refs)
