"""What stylesheets are given: for each page the part of the index and of the registers that it needs, as markup.

A page gets no more than it shows, so that a changed entry touches the pages that mention it and no others.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from letterbook.exports.citations import Citation, citations, pointers_in
from letterbook.exports.naming import file_names
from letterbook.facts import ActionFacts, LetterFacts, MentionFacts
from letterbook.index import Index
from letterbook.reading.dates import DateValue, Day, Shape
from letterbook.reading.letters import Name
from letterbook.reading.pointers import Target, TargetKind
from letterbook.reading.registers import Entry
from letterbook.reading.relations import Relation
from letterbook.reading.tei import TEI, XML_ID
from letterbook.settings import Settings

INDEX = "urn:letterbook:index"
"""The namespace of the index."""

LETTERS, ENTRIES = "letters", "registers"
"""The folders that the pages of letters and of entries stand in."""


def _attributes(**values: object) -> str:
    """Attributes that have a value, as markup; ``_`` in a name is ``-``."""
    return "".join(
        f' {name.strip("_").replace("_", "-")}="{_quoted(str(value))}"'
        for name, value in values.items()
        if value not in (None, "", False)
    )


_SPECIAL = re.compile('[&<>"\n\t\r]')


def _quoted(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _date(value: DateValue) -> str:
    names = {
        Shape.POINT: ("when", "when"),
        Shape.SPAN: ("from", "to"),
        Shape.UNCERTAIN: ("notBefore", "notAfter"),
    }
    first, last = names.get(value.shape, ("", ""))
    written = value.written.split("/")
    attributes = {first: written[0]} if first else {}
    if last != first and len(written) > 1:
        attributes[last] = written[1]
    marks = "".join(f' {name}="{_quoted(text)}"' for name, text in attributes.items() if text)
    return f"<ix:date{marks}{_attributes(cert=value.cert)}>{escape(value.text)}</ix:date>"


@dataclass
class Given:
    """Makes what the stylesheets are given, from the index and the settings of an edition."""

    index: Index
    settings: Settings

    @cached_property
    def letter_names(self) -> dict[str, str]:
        """The name of each letter's products, without ending, by its id."""
        return file_names(letter.id for letter in self.index.letters)

    @cached_property
    def entry_names(self) -> dict[str, str]:
        """The name of each entry's page, without ending, by its key."""
        return file_names(self.index.register.entries)

    def letter_page(self, id: str) -> str:
        """The page of a letter, relative to the site's root."""
        return f"{LETTERS}/{self.letter_names[id]}.html"

    def entry_page(self, key: str) -> str:
        """The page of an entry, relative to the site's root."""
        return f"{ENTRIES}/{self.entry_names[key]}.html"

    @cached_property
    def edition(self) -> dict[str, Any]:
        """The settings that every page gets."""
        edition = self.settings.edition
        known = {
            "title": edition.title,
            "publisher": edition.publisher,
            "licence": edition.licence,
            "language": edition.language,
            "base-url": edition.base_url,
        }
        kinds = dict.fromkeys(entry.kind for entry in self.index.register.entries.values())
        return {key: value for key, value in known.items() if value} | {"lists": list(kinds)}

    # -- letters ---------------------------------------------------------------------------------------------------

    def letter(self, letter: LetterFacts) -> str:
        """The index as the page of one letter gets it: the letter, its neighbours, and where its pointers lead."""
        before, after = self.index.previous(letter), self.index.next(letter)
        contexts = [
            self._context(letter, targets) for targets in (context.targets for context in letter.contexts)
        ]
        others = dict.fromkeys(
            [*filter(None, (before, after)), *(other for found in contexts for other in found)]
        )
        parts = [self._letter(letter, current=True)]
        parts += [self._letter(other) for other in others if other is not letter]
        if before is not None:
            parts.append(f"<ix:previous{_attributes(letter=before.id)}/>")
        if after is not None:
            parts.append(f"<ix:next{_attributes(letter=after.id)}/>")
        parts += self._pointers(letter)
        return _index(parts)

    def _context(self, letter: LetterFacts, targets: Iterable[str]) -> list[LetterFacts]:
        found = (self.index.resolve(letter, target) for target in targets)
        keys = [target.key for target in found if target.kind is TargetKind.LETTER]
        return [self.index.by_id[key] for key in keys if key in self.index.by_id]

    def _letter(self, letter: LetterFacts, *, current: bool = False, inside: str = "") -> str:
        attributes, content = self._described(letter)
        mark = ' current="true"' if current else ""
        return f"<ix:letter{attributes}{mark}>{content}{inside}</ix:letter>"

    def _described(self, letter: LetterFacts) -> tuple[str, str]:
        """The attributes and the content of a letter in the index, made once."""
        found = self._descriptions.get(letter.id)
        if found is None:
            found = self._descriptions[letter.id] = self._attributes_of(letter), self._content_of(letter)
        return found

    @cached_property
    def _descriptions(self) -> dict[str, tuple[str, str]]:
        return {}

    def _attributes_of(self, letter: LetterFacts) -> str:
        date = letter.date
        return _attributes(
            id=letter.id,
            n=letter.n,
            file=letter.file,
            page=self.letter_page(letter.id),
            title=letter.title,
            when=date.written.partition("/")[0] if date is not None else "",
            date=date.text if date is not None else "",
            language=letter.language,
            status=letter.status,
        )

    def _content_of(self, letter: LetterFacts) -> str:
        contexts = "".join(
            "<ix:context"
            + _attributes(
                type=context.type,
                subtype=context.subtype,
                letter=next((other.id for other in self._context(letter, context.targets)), ""),
                targets=" ".join(context.targets),
            )
            + f">{escape(context.text)}</ix:context>"
            for context in letter.contexts
        )
        return "".join(self._action(letter, action) for action in letter.actions) + contexts

    def _action(self, letter: LetterFacts, action: ActionFacts) -> str:
        inner = "".join(self._name("name", letter, name) for name in action.names)
        inner += "".join(self._name("place", letter, place) for place in action.places)
        inner += "".join(_date(date) for date in action.dates)
        return f"<ix:action{_attributes(type=action.type)}>{inner}</ix:action>"

    def _name(self, tag: str, letter: LetterFacts, name: Name) -> str:
        key = next(iter(self.index.entries_of(letter, name.refs, name.key)), "")
        page = self.entry_page(key) if key else ""
        shown = name.text or (self.index.register.entries[key].name if key else "")
        return f"<ix:{tag}{_attributes(kind=name.kind, entry=key, page=page, cert=name.cert)}>{escape(shown)}</ix:{tag}>"

    def _pointers(self, letter: LetterFacts) -> Iterator[str]:
        for ref in letter.pointers:
            yield self._pointer(ref, self.index.resolve(letter, ref))
        for key in letter.keys:
            if key not in letter.pointers:
                yield self._pointer(key, self.index.resolve(letter, key, "key"))

    def _pointer(self, ref: str, target: Target) -> str:
        if target.kind is TargetKind.ENTRY:
            entry = self.index.register.entries[target.key]
            page = self.entry_page(entry.key)
            known = _attributes(ref=ref, entry=entry.key, kind=entry.kind, page=page, name=entry.name)
        elif target.kind is TargetKind.LETTER and target.key in self.index.by_id:
            letter = self.index.by_id[target.key]
            known = _attributes(
                ref=ref, letter=letter.id, kind="letter", page=self.letter_page(letter.id), name=letter.title
            )
        else:
            known = _attributes(
                ref=ref, href=target.href, missing=target.kind in (TargetKind.MISSING, TargetKind.OUTSIDE)
            )
        return f"<ix:pointer{known}/>"

    def entries(self, letter: LetterFacts) -> str:
        """The register as the page of one letter gets it: the entries it points to, with the relations between them."""
        keys = dict.fromkeys(self.index.entries_of(letter, letter.pointers))
        keys.update((key, None) for name in letter.keys for key in self.index.entries_of(letter, (), name))
        return self._register(keys)

    # -- entries ---------------------------------------------------------------------------------------------------

    def entry(self, entry: Entry) -> str:
        """The entry itself as a source document, its id made its key."""
        return self._copies[entry.key]

    def entry_index(self, entry: Entry) -> str:
        """The index as the page of one entry gets it: each letter that mentions it or that it takes part in."""
        inside: dict[str, list[str]] = {}
        for letter, mention in self.index.mentions.get(entry.key, ()):
            inside.setdefault(letter.id, []).append(_mention(mention))
        for letter, role in self.index.correspondence.get(entry.key, ()):
            inside.setdefault(letter.id, []).append(f"<ix:role{_attributes(type=role)}/>")
        order = [letter for letter in self.index.letters if letter.id in inside] if inside else []
        parts = [self._letter(letter, inside="".join(inside[letter.id])) for letter in order]
        related = {key for relation in self._relations_of.get(entry.key, ()) for key in relation.keys}
        parts += [self._entry_pointer(self.index.register.entries[key]) for key in sorted(related)]
        parts += self._own_pointers(entry)
        return _index(parts)

    def _own_pointers(self, entry: Entry) -> Iterator[str]:
        """Where the pointers inside an entry lead: sources, places of birth, other entries."""
        resolver = self.index.resolver
        cited = {
            found.ref: found for found in citations(entry.element, entry.file, self._register_files, resolver)
        }
        places = {token: found.file for found in cited.values() for token in found.pointers}
        places |= dict.fromkeys(pointers_in(entry.element), entry.file)
        for token, file in places.items():
            if token not in cited:
                yield self._pointer(token, resolver.resolve(token, file))
        yield from map(_citation, cited.values())

    @cached_property
    def _register_files(self) -> dict[str, etree._Element]:
        """The root of each file that holds entries, by its name."""
        entries = self.index.register.entries.values()
        return {entry.file: entry.element.getroottree().getroot() for entry in entries}

    def _entry_pointer(self, entry: Entry) -> str:
        page = self.entry_page(entry.key)
        return f"<ix:pointer{_attributes(ref='#' + entry.key, entry=entry.key, kind=entry.kind, page=page, name=entry.name)}/>"

    def entry_register(self, entry: Entry) -> str:
        """The register as the page of one entry gets it: the entries its relations touch, with those relations."""
        relations = self._relations_of.get(entry.key, ())
        keys = dict.fromkeys([entry.key, *(key for relation in relations for key in sorted(relation.keys))])
        return self._register(keys, relations)

    @cached_property
    def _relations_of(self) -> dict[str, list[Relation]]:
        found: dict[str, list[Relation]] = {}
        for relation in self.index.relations:
            for key in relation.keys:
                found.setdefault(key, []).append(relation)
        return found

    @cached_property
    def _copies(self) -> dict[str, str]:
        return {key: _copy(entry) for key, entry in self.index.register.entries.items()}

    def _register(self, keys: Iterable[str], relations: Iterable[Relation] | None = None) -> str:
        known = [key for key in keys if key in self._copies]
        if relations is None:
            inside = set(known)
            touching = (relation for key in known for relation in self._relations_of.get(key, ()))
            relations = dict.fromkeys(relation for relation in touching if relation.keys <= inside)
        lists = "".join(_relation(relation) for relation in relations)
        entries = "".join(self._copies[key] for key in known)
        listed = f"<listRelation>{lists}</listRelation>" if lists else ""
        return f'<standOff xmlns="{TEI[1:-1]}">{entries}{listed}</standOff>'

    # -- pages over the whole edition ------------------------------------------------------------------------------

    @cached_property
    def whole(self) -> str:
        """The index of all letters and entries, as a source document."""
        letters = [self._letter(letter) for letter in self.index.letters]
        kinds = dict.fromkeys(entry.kind for entry in self.index.register.entries.values())
        entries = [self._listed(entry) for kind in kinds for entry in self.index.register.listed(kind)]
        return _index(letters + entries)

    def _listed(self, entry: Entry) -> str:
        mentions = self.index.mentions.get(entry.key, [])
        return (
            "<ix:entry"
            + _attributes(
                key=entry.key,
                kind=entry.kind,
                name=entry.name,
                sort=entry.sort_name,
                type=entry.element.get("type", ""),
                page=self.entry_page(entry.key),
                mentions=len(mentions),
                letters=len({letter.id for letter, _ in mentions}),
                dates=_years(entry),
            )
            + "/>"
        )


def _years(entry: Entry) -> str:
    """The years of an entry in short: ``1822–1887``, ``1887``, ``1857–``."""
    dates = entry.dates
    if "birth" in dates or "death" in dates:
        begin, end = dates.get("birth"), dates.get("death")
        return f"{_year(begin.earliest if begin else None)}–{_year(end.latest if end else None)}"
    for value in dates.values():
        first, last = _year(value.earliest), _year(value.latest)
        return first if first == last else f"{first}–{last}"
    return ""


def _year(day: Day | None) -> str:
    return "" if day is None else str(day.year)


def _mention(mention: MentionFacts) -> str:
    anchor = f"m-{mention.number}" if mention.number else ""
    attributes = _attributes(n=mention.number, element=mention.element, anchor=anchor, cert=mention.cert)
    hit = f"<ix:hit>{escape(mention.surface)}</ix:hit>"
    return f"<ix:mention{attributes}>{escape(mention.before)}{hit}{escape(mention.after)}</ix:mention>"


def _citation(citation: Citation) -> str:
    """A pointer to a reference, with the reference in it."""
    attributes = _attributes(ref=citation.ref, cited=citation.id, further=citation.further)
    return f"<ix:pointer{attributes}>{citation.markup}</ix:pointer>"


def _copy(entry: Entry) -> str:
    """The markup of an entry with its key as id; entries inside it keep theirs."""
    element = copy.deepcopy(entry.element)
    element.set(XML_ID, entry.key)
    return etree.tostring(element, encoding="unicode", with_tail=False)


def _relation(relation: Relation) -> str:
    def ends(keys: Iterable[str]) -> str:
        return " ".join("#" + key for key in keys)

    attributes = _attributes(
        name=relation.name,
        active=ends(relation.active),
        passive=ends(relation.passive),
        mutual=ends(relation.mutual),
    )
    desc = relation.raw.element.find(TEI + "desc")
    inner = etree.tostring(desc, encoding="unicode", with_tail=False) if desc is not None else ""
    return f"<relation{attributes}>{inner}</relation>"


def _index(parts: Iterable[str]) -> str:
    return f'<ix:index xmlns:ix="{INDEX}">{"".join(parts)}</ix:index>'


__all__ = ["ENTRIES", "INDEX", "LETTERS", "Given"]
