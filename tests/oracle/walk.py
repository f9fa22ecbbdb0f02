"""The words that a text must have in each layer, found by a way of their own.

Letterbook walks a text event by event, the stylesheets by templates. This takes the tree apart instead: what
a layer leaves out is cut from a copy, notes are moved to its end, white space is put where blocks meet, and
what is left is read. It shares no code with either, so that a mistake has to be made twice to go unseen.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from lxml import etree

T = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

DROPPED = {
    "reading": "del surplus fw",
    "diplomatic": "supplied ex corr reg",
}
FIRST_CHOICE = {
    "reading": "corr reg expan ex",
    "diplomatic": "sic orig abbr am",
}
NO_TEXT = (
    "index interp interpGrp span spanGrp link linkGrp join joinGrp alt altGrp fs certainty precision respons "
    "timeline binaryObject teiHeader standOff xenoData"
)
APART = (
    "text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 p ab head opener closer "
    "postscript address lg list table sp stage trailer byline epigraph argument titlePage docTitle titlePart "
    "docAuthor docImprint docEdition docDate imprimatur listBibl listPerson listPlace listOrg listEvent listRelation "
    "dateline salute signed addrLine l item row speaker fw cell "
    "msDesc msContents msItem summary physDesc objectDesc supportDesc support "
    "foliation condition layoutDesc layout handDesc handNote typeDesc typeNote decoDesc decoNote "
    "additions sealDesc seal accMat history origin provenance acquisition additional adminInfo "
    "recordHist custodialHist surrogates"
)
SPACED = "figDesc space"
OWN_LINES = "opener closer address addrLine dateline salute signed"
LISTS = "list listBibl listPerson listPlace listOrg listEvent listRelation"
WHITE = " \t\r\n"
"""White space of XML; other spaces are characters."""
JOIN = "\ue000\ue001\ue002"
"""Stands where nothing may stand between two halves of a word; no corpus has these three in a row."""
BLOCK = "\ue000\ue001\ue003"
"""Stands where a block begins or ends."""


def words(text: str) -> list[str]:
    """The words of a text as an export shows it, without what an export may add: the sign for a gap, square
    brackets and soft hyphens."""
    return re.sub("[\\[\\]\u00ad]", "", text.replace("[…]", "")).split()


def expected_words(element: etree._Element, layer: str = "reading") -> list[str]:
    """The words of a ``text`` element (or of the one in a ``TEI``) in the layer ``reading`` or
    ``diplomatic``.

    The body comes first, then the notes in the order of their marks.
    """
    text = element if element.tag == T + "text" else element.find(T + "text")
    if text is None:
        return []
    root = ET.fromstring(etree.tostring(text, with_tail=False))  # noqa: S314
    _cut(root, layer)
    notes = _notes(root)
    return [word for part in (root, *notes) for word in words(_read(part, layer))]


def _named(names: str) -> set[str]:
    return {T + name for name in names.split()}


def _parents(root: ET.Element) -> dict[ET.Element, ET.Element]:
    return {child: parent for parent in root.iter() for child in parent}


def _remove(parent: ET.Element, child: ET.Element) -> None:
    """Take out a child; the text after it stays where it is."""
    place = list(parent).index(child)
    if child.tail:
        if place:
            before = parent[place - 1]
            before.tail = (before.tail or "") + child.tail
        else:
            parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _cut(root: ET.Element, layer: str) -> None:
    dropped, silent = _named(DROPPED[layer]), _named(NO_TEXT)
    for restored in list(root.iter(T + "restore")):
        for deletion in _uncovered(restored):
            deletion.set("kept", "yes")
    for choice in [e for e in root.iter() if e.tag in (T + "choice", T + "app")]:
        first = _named("lem" if choice.tag == T + "app" else FIRST_CHOICE[layer])
        ranked = [child for child in choice if child.tag in first] or list(choice)
        for child in list(choice):
            child.tail = None
            if child is not ranked[0]:
                choice.remove(child)
            else:
                child.set("kept", "yes")
        choice.text = None
    for parent in list(root.iter()):
        if parent.tag == T + "subst":
            for child in parent:
                child.tail = child.tail if (child.tail or "").strip(WHITE) else None
            parent.text = parent.text if (parent.text or "").strip(WHITE) else None
        if parent.tag == T + "gap":
            for child in list(parent):
                parent.remove(child)
            parent.text = "[…]"
        for child in list(parent):
            gone = child.tag in silent or (child.tag in dropped and child.get("kept") is None)
            described = child.tag == T + "desc" and parent.tag in _named("space graphic media")
            if gone or described:
                _remove(parent, child)


def _uncovered(restored: ET.Element) -> list[ET.Element]:
    """The deletions inside an element that stand in no other deletion, restoration or note inside it."""
    found: list[ET.Element] = []
    for child in restored:
        if child.tag == T + "del":
            found.append(child)
        elif child.tag not in _named("restore note"):
            found += _uncovered(child)
    return found


def _notes(root: ET.Element) -> list[ET.Element]:
    order = {element: number for number, element in enumerate(root.iter())}
    ids: dict[str, ET.Element] = {}
    for element in root.iter():
        if element.tag != T + "note" and element.get(XML_ID):
            ids.setdefault("#" + str(element.get(XML_ID)), element)
    notes = list(root.iter(T + "note"))
    parents = _parents(root)
    ranks = {}
    for note in notes:
        marks = [ids[target] for target in (note.get("target") or "").split() if target in ids]
        ranks[note] = (order[marks[0]] if marks else order[note], order[note])
    for note in notes:
        _remove(parents[note], note)
        parents = _parents(root) | {child: parent for n in notes for parent in n.iter() for child in parent}
    return sorted(notes, key=ranks.__getitem__)


def _surround(element: ET.Element, sign: str, inside: str = "") -> None:
    """Put a sign round an element and at its ends; or something else inside, one half at each end."""
    first, last = (inside[0], inside[1]) if inside else (sign, sign)
    element.text = sign + first + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + last
    else:
        element.text += last
    element.tail = sign + (element.tail or "")


def _nearest(element: ET.Element, parents: dict[ET.Element, ET.Element]) -> str:
    """The name of the nearest element around this one that decides whether its lines are lines."""
    above = parents.get(element)
    while above is not None and above.tag not in _named(f"{OWN_LINES} p ab note item cell head l quote"):
        above = parents.get(above)
    return "" if above is None else above.tag


def _inside(word: ET.Element) -> list[ET.Element]:
    """The elements of a word that have characters of it on both sides, hyphens that do not show aside."""

    def spelt(text: str) -> bool:
        return bool(text.strip(WHITE + "\u00ad"))

    pieces: list[tuple[str, ET.Element | None]] = []

    def take(element: ET.Element) -> None:
        pieces.append((element.text or "", element))
        for child in element:
            take(child)
            pieces.append((child.tail or "", None))

    take(word)
    letters = [place for place, (text, _) in enumerate(pieces) if spelt(text)]
    if not letters:
        return []
    return [e for e in (e for _, e in pieces[letters[0] + 1 : letters[-1] + 1]) if e is not None]


def _read(root: ET.Element, layer: str) -> str:
    apart, lists = _named(APART), _named(LISTS)
    parents = _parents(root)
    in_word = {inner for w in root.iter(T + "w") for inner in _inside(w)}
    for element in root.iter():
        above = parents.get(element)
        if element.tag in _named("lb pb cb gb"):
            joined = layer == "reading" and (element.get("break") == "no" or element in in_word)
            meant = element.tag == T + "lb" and _nearest(element, parents) in _named(OWN_LINES)
            element.text = JOIN if joined else BLOCK if meant else " "
        elif element.tag in apart or (above is not None and above.tag in lists):
            _surround(element, BLOCK)
        if element.tag in _named(SPACED):
            _surround(element, " ", "[]" if element.text or len(element) else "")
    text = "".join(root.itertext())
    return re.sub(f"[ \t\r\n]*(?:{JOIN}[ \t\r\n]*)+", "", text).replace(BLOCK, " ")
