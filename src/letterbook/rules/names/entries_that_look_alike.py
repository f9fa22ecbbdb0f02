"""Two entries look like one

What it does
------------
Compares the entries of the registers, and of lists in a file, with all others of their kind. An entry is told where an
earlier one has

- the same address or number in an authority file;
- the same name, and nothing speaks against it: not other dates of life, another number in the same authority file, other
  authors or places, nor two descriptions. Single words and initials are no names of persons here;
- the same days of birth and death, or the same years and most of its name.

Why it matters
--------------
Half of the letters point to one entry and half to the other: each page shows half of them, and what is counted is wrong.
Where two entries share a number of an authority file, one of them may have got it by mistake.

Example
-------
    <person xml:id="quill-anselm"><persName>Anselm Quill</persName></person>
    <person xml:id="quill-a"><persName>Quill, Anselm</persName></person>

Use instead
-----------
    <person xml:id="quill-anselm">
      <persName>Anselm Quill</persName><birth when="1871"/>
    </person>
    <person xml:id="quill-anselm-2">
      <persName>Quill, Anselm</persName><birth when="1904"/>
    </person>

Fix
---
None: whether they are one, a person decides. Then point all mentions to the entry that stays, and take the other away; or say
in both what tells them apart.

Source
------
TEI Guidelines, section 14.3.2, The Person Element:
<https://tei-c.org/release/doc/tei-p5-doc/en/html/ND.html#NDPERSE>
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator

from letterbook.findings import Severity
from letterbook.reading.authorities import of_address, of_number, of_type
from letterbook.reading.dates import DateValue
from letterbook.reading.marks import composed
from letterbook.reading.registers import Entry, Register
from letterbook.reading.tei import XML_ID, elements, local, plain
from letterbook.reading.titles import fold, titles, words_of
from letterbook.rules import Beside, Document, Entries, Fault, Words

CODE = "N003"
NAME = "entries-that-look-alike"
SEVERITY = Severity.WARNING
MESSAGES = {
    "en": {
        "authority": Words(
            "{name} and {other} are two entries, but both are {shared}",
            help="if they are one, keep one entry and point to it; if not, correct the number",
            labels={"other": "{other} is here"},
        ),
        "name": Words(
            "two entries have the name {name}, and nothing tells them apart",
            help="if they are one, keep one entry and point to it; if not, say in both what tells them apart",
            labels={"other": "the other one is here"},
        ),
        "dates": Words(
            "{name} and {other} are two entries, but both lived from {shared}",
            help="if they are one, keep one entry and point to it; if not, look whether the dates are right",
            labels={"other": "{other} is here"},
        ),
    }
}

_TOLD_APART = frozenset(
    ("author", "editor", "date", "country", "region", "district", "location", "geogFeat", "biblScope")
)
_YEARS = re.compile(r"\b(\d{4})\s*[-–—]\s*(\d{4})\b")
_ENTRIES = ("person", "place", "org", "event", "bibl", "biblStruct", "persName", "placeName", "orgName")


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Each entry of a document that looks like an earlier one, once."""
    own = register.own
    if document.name not in register.edition.files and not own.entries:
        return
    doubles = {**_of_edition(register.edition), **_doubles(own)}
    for element in document.all(*_ENTRIES):
        found = doubles.pop((document.name, element.get(XML_ID, "")), None)
        if found is not None:
            words, entry, other, shared = found
            facts = {"name": entry.sort_name, "other": other.sort_name, "shared": shared}
            yield Fault(
                element, words, facts, beside=(Beside(other.element, "other", facts, source=other.source),)
            )


_Double = tuple[str, Entry, Entry, str]
_last: list[tuple[Register, dict[tuple[str, str], _Double]]] = []
"""What was found in the edition's register: a run asks for it once a file."""


def _of_edition(register: Register) -> dict[tuple[str, str], _Double]:
    if not _last or _last[0][0] is not register:
        _last[:] = [(register, _doubles(register))]
    return _last[0][1]


def _doubles(register: Register) -> dict[tuple[str, str], _Double]:
    """The entries that look like an earlier one, by file and id."""
    found: dict[tuple[str, str], _Double] = {}
    for words, alike in (("authority", _by_authority), ("name", _by_name), ("dates", _by_dates)):
        for one, other, shared in _pairs(register.entries.values(), alike):
            found.setdefault((one.file, one.id), (words, one, other, shared))
    return found


_MOST = 50
"""With so many earlier entries of one name or number an entry is compared at most."""
_Keys = Callable[[Entry], Iterable[tuple[Hashable, str]]]


def _pairs(entries: Iterable[Entry], keys: _Keys) -> Iterator[tuple[Entry, Entry, str]]:
    """Each entry with the first earlier one that shares a key with it, and how the key is told."""
    held: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key, told in keys(entry):
            for other in held[entry.kind, key][:_MOST]:
                if not (_apart(entry, other) if keys is _by_name else _inside(entry, other)):
                    yield entry, other, told
                    break
            held[entry.kind, key].append(entry)


def _inside(entry: Entry, other: Entry) -> bool:
    """Whether one stands in the other, as a part of a whole does."""
    return other.element in entry.element.iterancestors()


def _by_authority(entry: Entry) -> Iterator[tuple[Hashable, str]]:
    for authority, number in _numbers(entry).items():
        yield (authority, number), f"{authority} {number}"


def _numbers(entry: Entry) -> dict[str, str]:
    """The first number of an entry in each authority file."""
    found: dict[str, str] = {}
    for value in entry.identifiers:
        known = of_address(value)
        if known is not None:
            found.setdefault(known.authority.name, known.id)
    for child in elements(entry.element):
        authority = of_type(child.get("type", "")) if local(child) == "idno" else None
        if authority is not None and "/" not in plain(child):
            found.setdefault(authority.name, of_number(authority, plain(child)).id)
    return found


def _by_name(entry: Entry) -> Iterator[tuple[Hashable, str]]:
    names = dict.fromkeys(name for name in (_normal(entry.name), _normal(entry.sort_name)) if name)
    for name in names:
        if entry.kind != "person" or (len(name) > 1 and any(len(word) > 2 for word in name[1:])):
            yield name, ""


def _normal(name: str) -> tuple[str, ...]:
    """The words of a name, surname last, umlauts written in one way."""
    last, comma, rest = name.partition(",")
    turned = f"{rest} {last}" if comma and name.count(",") == 1 else name
    folded = (
        composed(turned)
        .casefold()
        .replace("ä", "ae")
        .replace("ö", "oe")
        .replace("ü", "ue")
        .replace("ß", "ss")
    )
    return tuple(re.findall(r"\w+", folded))


def _apart(one: Entry, other: Entry) -> bool:
    """Whether anything tells two entries of one name apart."""
    if one.description and other.description:
        return True
    numbers, others = _numbers(one), _numbers(other)
    if any(numbers[name] != others[name] for name in numbers.keys() & others.keys()):
        return True
    dates, against = one.dates, other.dates
    if any(_disjoint(dates[tag], against[tag]) for tag in dates.keys() & against.keys()):
        return True
    said, heard = _said(one), _said(other)
    return any(said[tag] != heard[tag] for tag in said.keys() & heard.keys())


def _disjoint(one: DateValue, other: DateValue) -> bool:
    return any(
        first.latest is not None and second.earliest is not None and first.latest < second.earliest
        for first, second in ((one, other), (other, one))
    )


def _said(entry: Entry) -> dict[str, str]:
    """What an entry says of author and place."""
    return {
        local(child): fold(plain(child)) for child in elements(entry.element) if local(child) in _TOLD_APART
    }


def _by_dates(entry: Entry) -> Iterator[tuple[Hashable, str]]:
    if entry.kind != "person":
        return
    birth, death = entry.dates.get("birth"), entry.dates.get("death")
    if birth is not None and death is not None:
        if birth.written[:4].isdigit() and len(birth.written) == len(death.written) == 10:
            yield (birth.written, death.written), f"{birth.written} to {death.written}"
        if birth.earliest is not None and death.earliest is not None:
            yield from _by_years(entry, str(birth.earliest.year), str(death.earliest.year))
        return
    years = _YEARS.search(" ".join(entry.names))
    if years is not None:
        yield from _by_years(entry, *years.groups())


def _by_years(entry: Entry, birth: str, death: str) -> Iterator[tuple[Hashable, str]]:
    """Years of life with each two words of the name."""
    tables = titles()
    words = sorted(
        {word for word in words_of(entry.name) if len(word) > 3} - tables.beside - tables.particles
    )
    for at, word in enumerate(words):
        for second in words[at + 1 :]:
            yield (birth, death, word, second), f"{birth} to {death}"
