"""The date of a letter that is begun: from what EDTF writes to TEI's attributes and words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letterbook.drafting.languages import Language, language
from letterbook.reading.dates import parse_edtf

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)
_CERT = {"?": "medium", "~": "low", "%": "low"}


@dataclass(frozen=True, slots=True)
class DraftDate:
    """A date: TEI's attributes in their order, how it is said, and how file names say it."""

    attributes: tuple[tuple[str, str], ...]
    words: str
    stem: str


def read(text: str, tag: str = "en") -> DraftDate:
    """The date that an EDTF value says, worded in the language of a BCP 47 tag.

    Raises ValueError, with a sentence, for what is none.

    Understood are days, months and years; ``?``, ``~`` and ``%`` behind them; unspecified figures (``188X``,
    ``1887-XX``); and intervals, also open ones (``1887/1889``, ``../1887-07``).
    """
    given, said_in = text.strip(), language(tag)
    first, slash, last = given.partition("/")
    if parse_edtf(given) is None:
        raise ValueError(f"{given!r} is no date")
    if not slash:
        return _single(given, said_in)
    begin, end = (None if part in ("", "..") else _part(part) for part in (first, last))
    pairs = [("notBefore", begin)] if begin else []
    pairs += [("notAfter", end)] if end else []
    form = said_in.between if begin and end else said_in.later if begin else said_in.earlier
    said = form.format(*(_words(part, said_in) for part in (begin, end) if part))
    return DraftDate(tuple(pairs), said, begin or end or "")


def _part(text: str) -> str:
    """One end of an interval: a plain date."""
    if not _PLAIN.match(text):
        raise ValueError(f"{text!r} cannot be the end of an interval here")
    return text


def _single(text: str, said_in: Language) -> DraftDate:
    bare = text.rstrip("?~%")
    cert = tuple(("cert", _CERT[mark]) for mark in text[len(bare) :][:1])
    known = re.sub(r"(-XX)+\Z", "", bare)
    if _PLAIN.match(known):
        form = {"medium": said_in.perhaps, "low": said_in.about}.get(cert[0][1] if cert else "", "{0}")
        return DraftDate((("when", known), *cert), form.format(_words(known, said_in)), known)
    found = parse_edtf(bare)
    if found is None or not re.match(r"[\dX]{4}\Z", bare) or found[0] is None or found[1] is None:
        raise ValueError(f"{text!r} is no date that a letter can be given")
    first, last = f"{found[0].year:04d}", f"{found[1].year:04d}"
    pairs = (("notBefore", first), ("notAfter", last), *cert)
    return DraftDate(pairs, said_in.between.format(first, last), first)


def _words(iso: str, said_in: Language) -> str:
    """``3 March 1887``, ``März 1887``, ``1887``."""
    match = _PLAIN.match(iso)
    if match is None:
        return iso
    year, month, day = match.groups()
    return said_in.date(year, int(month or 0), int(day or 0))
