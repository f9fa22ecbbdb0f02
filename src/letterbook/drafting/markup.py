"""The markup of a letter that is begun. What has to be filled in says so in square brackets."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from letterbook import resources
from letterbook.drafting.dates import DraftDate
from letterbook.drafting.languages import language
from letterbook.drafting.names import Named
from letterbook.settings import Settings

_ELEMENTS = {"person": "persName", "org": "orgName", "place": "placeName", "personGrp": "name"}
_LICENCES = (
    ("creativecommons.org/licenses/by/4.0", "Creative Commons Attribution 4.0"),
    ("creativecommons.org/publicdomain/zero/1.0", "Creative Commons Zero 1.0"),
)
_MODELS = (("rng", "http://relaxng.org/ns/structure/1.0"), ("sch", "http://purl.oclc.org/dsdl/schematron"))


def letter(
    identity: str,
    *,
    title: str,
    senders: Sequence[Named],
    addressees: Sequence[Named],
    place: Named | None,
    dated: DraftDate,
    folder: str,
    settings: Settings,
    today: date,
) -> str:
    """The whole file. ``folder`` is where it will be, relative to the edition."""
    edition = settings.edition
    words = language(edition.language)
    from_, to = (words.names([named.name for named in group]) for group in (senders, addressees))
    values = {
        "models": _models(settings, folder),
        "id": quoteattr(identity),
        "language": quoteattr(edition.language),
        "title": escape(title or f"{words.title.format(from_, to)}, {dated.words}"),
        "authors": _lines(10, [_pointing("author", named, folder) for named in senders]),
        "publisher": escape(edition.publisher or edition.title or "[Who publishes the letter?]"),
        "terms": _terms(edition.licence),
        "senders": _lines(12, [_name(named, folder) for named in senders]),
        "place": _lines(12, [_name(place, folder)] if place else []),
        "date": _date(dated),
        "addressees": _lines(12, [_name(named, folder) for named in addressees]),
        "dateline": (f"{_name(place, folder)}, " if place else "") + _date(dated),
        "salute": "[Salutation]",
        "signed": words.names([_name(named, folder) for named in senders]),
        "today": today.isoformat(),
    }
    text = resources.templates("letter.xml").read_text(encoding="utf-8").replace("\r\n", "\n")
    text = re.sub(
        r"^ *@(\w+)@\n", lambda found: "" if not values[found[1]] else found[0], text, flags=re.MULTILINE
    )
    return re.sub(
        r"@(\w+)@", lambda found: values[found[1]], text
    )  # at once: a name may look like a place to fill


def _models(settings: Settings, folder: str) -> str:
    """Instructions by which editors find the schema, where the edition has a copy of it."""
    if settings.validate.schema not in ("", "letterbook") or settings.root is None:
        return ""
    lines = []
    for ending, space in _MODELS:
        if (settings.root / "schema" / f"letterbook.{ending}").is_file():
            href = posixpath.relpath(f"schema/letterbook.{ending}", folder or ".")
            lines.append(f'<?xml-model href="{href}" type="application/xml" schematypens="{space}"?>')
    return "\n".join(lines)


def _lines(indent: int, pieces: Sequence[str]) -> str:
    return ("\n" + " " * indent).join(pieces)


def _pointing(element: str, named: Named, folder: str) -> str:
    """An element with the name, pointing to its entry when there is one."""
    known = named.entry is not None or (named.file and not named.markup)
    ref = f" ref={quoteattr(pointer(named, folder))}" if known else ""
    return f"<{element}{ref}>{escape(named.name)}</{element}>"


def pointer(named: Named, folder: str) -> str:
    """How a letter in a folder of the edition points to an entry, or to what would be one."""
    identity = named.entry.id if named.entry is not None else named.key
    return f"{posixpath.relpath(named.file, folder or '.')}#{identity}"


def _name(named: Named, folder: str) -> str:
    return _pointing(_ELEMENTS[named.kind], named, folder)


def _date(dated: DraftDate) -> str:
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in dated.attributes)
    return f"<date{attributes}>{escape(dated.words)}</date>"


def _terms(licence: str) -> str:
    if not licence:
        return "<p>[Under which terms is the letter published?]</p>"
    name = next((name for part, name in _LICENCES if part in licence), licence)
    return f"<licence target={quoteattr(licence)}>{escape(name)}</licence>"
