"""Where in a letter something stands, in words."""

from __future__ import annotations

from pathlib import PurePosixPath

from lxml import etree

from letterbook.reading.tei import TEI, XML_ID, local
from letterbook.sources import Source

_PARTS = {"teiHeader": "the header", "text": "the text"}
_DOCUMENTS = (TEI + "TEI", TEI + "teiCorpus")


class Whereabouts:
    """The documents of one file, and what they are called."""

    def __init__(self, source: Source) -> None:
        self._name = PurePosixPath(source.name).stem
        self._called: dict[etree._Element, str] = {}

    def of(self, element: etree._Element | None) -> str:
        """``in the header of letter 1961-02-22``: which part of which document holds an element; empty outside of TEI.

        A document without ``@xml:id`` is called by the stem of the file's name.
        """
        part = ""
        while element is not None:
            if element.tag in _DOCUMENTS:
                return f"in {f'{part} of ' if part else ''}{self._call(element)}"
            part = _PARTS.get(local(element), "")
            element = element.getparent()
        return ""

    def _call(self, document: etree._Element) -> str:
        found = self._called.get(document)
        if found is None:
            letter = document.find(f".//{TEI}correspDesc") is not None
            name = document.get(XML_ID, "").strip() or self._name
            found = self._called[document] = f"{'letter' if letter else 'document'} {name}"
        return found
