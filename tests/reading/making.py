"""Small TEI documents for tests of reading."""

from __future__ import annotations

from letterbook.sources import Source, parse

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def source(markup: str, name: str = "tei/letters/x.xml") -> Source:
    """A source of this markup; NS stands for the namespace declaration."""
    return parse(markup.replace("NS", NS, 1).encode(), name)


def letter(header: str = "", text: str = "<p/>", name: str = "tei/letters/x.xml", tei: str = "") -> Source:
    """A letter with this correspDesc content and body."""
    return source(
        f"<TEI NS {tei}><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt></fileDesc>"
        f"<profileDesc><correspDesc>{header}</correspDesc></profileDesc></teiHeader>"
        f"<text><body>{text}</body></text></TEI>",
        name,
    )


def register(lists: str, name: str = "tei/registers/persons.xml") -> Source:
    """A register file with these lists."""
    return source(f"<TEI NS><teiHeader/><standOff>{lists}</standOff></TEI>", name)
