"""The characters of a letter by an independent walk of its tree, and those of its neutral XML, to compare the two."""

from __future__ import annotations

from lxml import etree

_TEI = "{http://www.tei-c.org/ns/1.0}"
_LEFT_OUT = {"del", "surplus", "fw"}
_PREFERRED = {"corr", "reg", "expan", "ex"}
_NO_TEXT = {"gap", "space", "graphic", "ptr"}
Said = tuple[str, list[str]]


def _squeeze(text: str) -> str:
    return "".join(text.split())


def expected(letter: etree._Element) -> Said:
    """The reading layer of the TEI element's text: its characters without white space or notes; the notes, sorted."""
    notes: list[str] = []
    pieces: list[str] = []

    def walk(element: etree._Element, into: list[str]) -> None:
        name = str(element.tag).removeprefix(_TEI) if isinstance(element.tag, str) else ""
        if name == "note":
            own: list[str] = []
            inner(element, own)
            notes.append(_squeeze("".join(own)))
        elif name == "choice":
            readings = [child for child in element if isinstance(child.tag, str)]
            preferred = [child for child in readings if child.tag.removeprefix(_TEI) in _PREFERRED]
            for child in (preferred or readings)[:1]:
                inner(child, into)
        elif name and name not in _LEFT_OUT and name not in _NO_TEXT:
            inner(element, into)

    def inner(element: etree._Element, into: list[str]) -> None:
        into.append(element.text or "")
        for child in element:
            walk(child, into)
            into.append(child.tail or "")

    for text in letter.iterfind(_TEI + "text"):
        inner(text, pieces)
    return _squeeze("".join(pieces)), sorted(note for note in notes if note)


def neutral(markup: str) -> Said:
    """The same of the body of a letter in neutral XML."""
    notes: list[str] = []
    pieces: list[str] = []

    def inner(element: etree._Element, into: list[str]) -> None:
        into.append(element.text or "")
        for child in element:
            if child.tag == "note":
                own: list[str] = []
                inner(child, own)
                notes.append(_squeeze("".join(own)))
            elif child.tag != "gap":
                inner(child, into)
            into.append(child.tail or "")

    body = etree.fromstring(markup).find("body")
    assert body is not None
    inner(body, pieces)
    return _squeeze("".join(pieces)), sorted(note for note in notes if note)
