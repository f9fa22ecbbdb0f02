"""The words of the body of a letter in neutral XML, in the order of the oracle: the body, then the notes."""

from __future__ import annotations

from lxml import etree
from tests.oracle.walk import words

_INLINE = {
    *("i", "b", "sc", "u", "uu", "s", "sup", "sub", "spaced", "large", "small", "span"),
    *("supplied", "unclear", "gap", "drawn", "unknown", "pb", "link"),
}


def neutral_words(markup: str) -> list[str]:
    """The words of the body, then those of each note; the marks of gaps are none."""
    notes: list[str] = []

    def inside(element: etree._Element) -> str:
        pieces = [element.text or ""]
        for child in element:
            if child.tag == "note":
                place = len(notes)
                notes.append("")
                notes[place] = inside(child)
            else:
                apart = "" if child.tag in _INLINE else " "
                pieces.append(apart + inside(child) + apart)
            pieces.append(child.tail or "")
        return "".join(pieces)

    body = etree.fromstring(markup).find("body")
    assert body is not None
    return [word for part in (inside(body), *notes) for word in words(part)]
