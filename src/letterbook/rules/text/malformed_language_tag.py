"""A language is not named as it has to be

What it does
------------
Looks at `xml:lang`, at `ident` of `language`, and at `mainLang` and `otherLangs` of `textLang`. They hold language tags of
BCP 47: `de`, `en-GB`, `sr-Latn`, `grc`, or `x-` and a name of your own. Told are

- what is not formed as a tag: `en_US`;
- the name of a language: `German`;
- a code of three letters for a language that has one of two: `eng`, `ger` (told once for a file, with the number of
  places);
- the code of a country: `gr` for Greek, `en-UK`; codes that were given up (`iw`), or that no language has.

Whether a code of three letters is that of a language is not looked up. Capitals do not count.

Why it matters
--------------
Browsers choose fonts, hyphenation, quotation marks and the voice that reads aloud by the tag; a page whose language they
do not know is read as English. Searches by language find the letters under one code only.

Example
-------
    <p xml:lang="ger">Es ist schon spät.</p>

Use instead
-----------
    <p xml:lang="de">Es ist schon spät.</p>

Fix
---
The tag is written as it has to be, where that is certain. A code of a country at the beginning is left to a person.

Source
------
[BCP 47, Tags for Identifying Languages](https://www.rfc-editor.org/info/bcp47): of several codes of a language the shortest
one is used; [TEI Guidelines, language](https://tei-c.org/release/doc/tei-p5-doc/en/html/ref-language.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import cast

from lxml import etree

from letterbook.findings import Fix, Severity
from letterbook.reading.language_tags import Flaw, Judged, judged
from letterbook.reading.tei import XML_LANG
from letterbook.rules import Document, Entries, Fault, Words
from letterbook.rules.faults import Fact
from letterbook.rules.text._attributes import possible

CODE = "T010"
NAME = "malformed-language-tag"
SEVERITY = Severity.ERROR
INSTEAD_OF = ("G001", "G002")
_WRITE = "write {right}"
_SO = ("so it is in {count} places of this file",)
MESSAGES = {
    "en": {
        "form": Words(
            '{attribute}="{tag}" is no language tag', help="write a tag such as de, en-GB or x-mine"
        ),
        "form-meant": Words('{attribute}="{tag}" is no language tag', help=_WRITE),
        "name": Words(
            '{attribute}="{tag}" is the name of a language, and no language tag', help=_WRITE, notes=_SO
        ),
        "long": Words(
            '{attribute}="{tag}": the language has a code of two letters, {right}, and no other is a language tag',
            help=_WRITE,
            notes=_SO,
        ),
        "old": Words('{attribute}="{tag}" is a code that was given up', help=_WRITE, notes=_SO),
        "country": Words(
            '{attribute}="{tag}": no language has this code',
            help="if the language of the country is meant, write {right}",
        ),
        "unknown": Words(
            '{attribute}="{tag}": no language has this code', help="write a tag such as de, en-GB or x-mine"
        ),
        "region": Words('{attribute}="{tag}": the code of the United Kingdom is GB', help=_WRITE, notes=_SO),
    }
}

_CERTAIN = frozenset((Flaw.FORM, Flaw.NAME, Flaw.LONG, Flaw.OLD, Flaw.REGION))
_TOGETHER = frozenset((Flaw.NAME, Flaw.LONG, Flaw.OLD, Flaw.REGION))
"""What may be so in each letter of an edition is told once for a file."""
_languages = etree.XPath("//*[@xml:lang]")

Place = tuple[etree._Element, str, str, Judged]
"""An element, its attribute, the tag in it, and what is wrong with that."""


def check_document(document: Document, register: Entries) -> Iterator[Fault]:
    """Language tags: those that are wrong in one way are told together, by tag."""
    together: dict[str, list[Place]] = {}
    known: dict[str, Judged | None] = {}
    for element, attribute, tag in _tags(document):
        if tag not in known:
            known[tag] = judged(tag)
        wrong = known[tag]
        if wrong is None:
            continue
        place = (element, attribute, tag, wrong)
        if wrong.flaw in _TOGETHER:
            together.setdefault(tag, []).append(place)
        else:
            yield _fault(document, [place])
    for places in together.values():
        yield _fault(document, places)


def _tags(document: Document) -> Iterator[tuple[etree._Element, str, str]]:
    if possible(document, b"xml:lang"):
        for element in cast(list[etree._Element], _languages(document.root)):
            if tag := element.get(XML_LANG):
                yield element, XML_LANG, tag
    for element in document.all("language"):
        if tag := element.get("ident"):
            yield element, "ident", tag
    for element in document.all("textLang"):
        for attribute in ("mainLang", "otherLangs"):
            for tag in (element.get(attribute) or "").split():
                yield element, attribute, tag


def _fault(document: Document, places: list[Place]) -> Fault:
    element, attribute, tag, wrong = places[0]
    fixes = [_fix(document, place) for place in places] if wrong.flaw in _CERTAIN and wrong.right else []
    edits = tuple(chain.from_iterable(fix.edits for fix in fixes if fix is not None))
    fix = Fix(f"write {wrong.right}", edits, certain=True) if edits else None
    facts: dict[str, Fact] = {
        "attribute": "xml:lang" if attribute == XML_LANG else attribute,
        "tag": tag,
        "right": wrong.right,
        "count": len(places) if len(places) > 1 else 0,
    }
    words = "form-meant" if wrong.flaw is Flaw.FORM and wrong.right else wrong.flaw.value
    milder = Severity.WARNING if wrong.flaw in _TOGETHER else None
    return Fault(element, words, facts, attribute, fix=fix, severity=milder)


def _fix(document: Document, place: Place) -> Fix | None:
    element, attribute, tag, wrong = place
    title = f"write {wrong.right}"
    if attribute == "otherLangs":
        return document.mend_word(element, attribute, tag, wrong.right, title)
    return document.mend_attribute(element, attribute, wrong.right, title)
