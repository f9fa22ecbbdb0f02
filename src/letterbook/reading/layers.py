"""Which elements a layer shows, and which of them begin a new line. ``text.py`` walks by them."""

from __future__ import annotations

import enum

from lxml import etree

from letterbook.reading.tei import TEI, elements


class Layer(enum.Enum):
    """Which of several readings a text shows."""

    READING = "reading"
    """What a reader is given: corrected, regularised, expanded, without deletions."""
    DIPLOMATIC = "diplomatic"
    """What the source has: its errors, spellings, abbreviations, deletions and lines."""


def _tei(*names: str) -> frozenset[str]:
    return frozenset(TEI + name for name in names)


PARAGRAPHS = _tei(
    *("text", "front", "body", "back", "group", "floatingText", "div", "p", "ab", "head", "opener", "closer"),
    *(
        "postscript",
        "address",
        "lg",
        "list",
        "table",
        "sp",
        "stage",
        "trailer",
        "byline",
        "epigraph",
        "argument",
    ),
    *("titlePage", "docTitle", "titlePart", "docAuthor", "docImprint", "docEdition", "docDate", "imprimatur"),
    *("div1", "div2", "div3", "div4", "div5", "div6", "div7"),
    *("listBibl", "listPerson", "listPlace", "listOrg", "listEvent", "listRelation"),
)
"""What stands apart from what is before and after it."""

DESCRIPTIONS = _tei(
    *(
        "msDesc",
        "msContents",
        "msItem",
        "summary",
        "physDesc",
        "objectDesc",
        "supportDesc",
        "support",
        "foliation",
        "condition",
        "layoutDesc",
        "layout",
        "handDesc",
        "handNote",
        "typeDesc",
        "typeNote",
        "decoDesc",
        "decoNote",
        "additions",
        "sealDesc",
        "seal",
        "accMat",
        "history",
        "origin",
        "provenance",
        "acquisition",
        "additional",
        "adminInfo",
        "recordHist",
        "custodialHist",
        "surrogates",
    )
)
"""What a manuscript and its parts are described in."""

LINES = DESCRIPTIONS | _tei("dateline", "salute", "signed", "addrLine", "l", "item", "row", "speaker", "fw")
"""What begins and ends a line."""

BREAKS = _tei("lb", "pb", "cb", "gb")
"""Points at which a line ends in the source."""

MENTIONS = _tei(
    *(
        "persName",
        "placeName",
        "orgName",
        "rs",
        "date",
        "title",
        "name",
        "geogName",
        "settlement",
        "country",
        "region",
    )
)
"""What counts as a mention."""

ASIDE = _tei(
    *(
        "index",
        "interp",
        "interpGrp",
        "span",
        "spanGrp",
        "link",
        "linkGrp",
        "join",
        "joinGrp",
        "alt",
        "altGrp",
    ),
    *(
        "fs",
        "certainty",
        "precision",
        "respons",
        "timeline",
        "binaryObject",
        "teiHeader",
        "standOff",
        "xenoData",
    ),
)
"""What stands inside a text without being text."""

ELEMENTS_ONLY = _tei("choice", "subst", "app")
"""What holds elements only: white space between them is layout of the file."""

ROWS = _tei("listBibl", "listPerson", "listPlace", "listOrg", "listEvent", "listRelation", "list")
"""Lists whose children each begin a line."""

_KEEPS_LINES = _tei("opener", "closer", "address", "addrLine", "dateline", "salute", "signed")
_CANCELS = _tei("restore", "del", "note")
_RUNS_ON = _tei("p", "ab", "note", "item", "cell", "head", "l", "quote", "text")

CHOICE = TEI + "choice"
_DEL, _GAP, _NOTE, _RESTORE = (TEI + name for name in ("del", "gap", "note", "restore"))
_NO_CHARACTERS = dict.fromkeys(map(ord, " \t\r\n\u00ad"))
APPARATUS = TEI + "app"
ALTERNATIVES = frozenset((CHOICE, APPARATUS))
"""What shows one of its children, and no text of its own."""

_LEFT_OUT = {
    Layer.READING: _tei("del", "surplus", "fw"),
    Layer.DIPLOMATIC: _tei("supplied", "ex", "corr", "reg"),
}
_PREFERRED = {
    Layer.READING: _tei("corr", "reg", "expan", "ex"),
    Layer.DIPLOMATIC: _tei("sic", "orig", "abbr", "am"),
}
_DESCRIBED = _tei("gap", "space", "graphic", "media")


def chosen(parent: etree._Element, layer: Layer) -> etree._Element | None:
    """The child of a ``choice`` or ``app`` that shows: the first of the kind preferred, else the first."""
    children = list(elements(parent))
    preferred = (TEI + "lem",) if parent.tag == APPARATUS else _PREFERRED[layer]
    return next((child for child in children if child.tag in preferred), children[0] if children else None)


def left_out(element: etree._Element, layer: Layer) -> bool:
    """Whether the layer leaves this element out, with all it holds. A choice judges its children."""
    if element.tag in ASIDE:
        return True
    parent = element.getparent()
    if parent is not None and parent.tag in ALTERNATIVES:
        return element is not chosen(parent, layer)
    if element.tag == TEI + "desc":
        return parent is not None and parent.tag in _DESCRIBED
    if element.tag == _DEL and stands_again(element):
        return False
    return element.tag in _LEFT_OUT[layer]


def stands_again(deletion: etree._Element) -> bool:
    """Whether a ``del`` was cancelled by the ``restore`` round it. One that stands in another, restored one does not
    come back with it.
    """
    node = deletion.getparent()
    while node is not None and node.tag not in _CANCELS:
        node = node.getparent()
    return node is not None and node.tag == _RESTORE


def dividing_breaks(word: etree._Element, layer: Layer) -> list[etree._Element]:
    """The breaks that stand inside a ``w``: characters that the layer shows are before them and after them in it. Notes
    are no part of the word; white space and soft hyphens are no characters.
    """
    found: list[etree._Element] = []
    waiting: list[etree._Element] = []
    begun = False
    walker = etree.iterwalk(word, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        parent = node.getparent() if node is not word else None
        spelt = False
        if event == "start":
            if node is not word and (node.tag == _NOTE or left_out(node, layer)):
                walker.skip_subtree()
            elif node.tag == _GAP:
                spelt = True
                walker.skip_subtree()
            else:
                spelt = node.tag not in ALTERNATIVES and _spells(node.text)
                if begun and node.tag in BREAKS:
                    waiting.append(node)
        elif node is not word:
            spelt = parent is not None and parent.tag not in ALTERNATIVES and _spells(node.tail)
        if spelt:
            found += waiting
            waiting.clear()
            begun = True
    return found


def _spells(text: str | None) -> bool:
    return bool(text and text.translate(_NO_CHARACTERS))


def keeps_lines(element: etree._Element) -> bool:
    """Whether a line beginning stands in an opener, closer or address, where lines mean something."""
    node = element.getparent()
    while node is not None and node.tag not in _RUNS_ON:
        if node.tag in _KEEPS_LINES:
            return True
        node = node.getparent()
    return False
