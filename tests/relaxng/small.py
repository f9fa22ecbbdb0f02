"""Small grammars in the compact syntax, written where a test uses them, and what they say."""

from __future__ import annotations

from pathlib import Path

from letterbook.relaxng import Fault, Grammar
from letterbook.sources import parse

LETTER = """
start = letter
letter = element letter { common, attribute kind { "card" | "note" }?, head, opener?, p+, closer? }
common = attribute when { xsd:date | xsd:gYearMonth | xsd:gYear }?, attribute n { text }?
head = element head { common, (text | inline)* }
opener = element opener { common, (text | inline)* }
closer = element closer { common, (text | inline | signed)* }
signed = element signed { common, (text | inline)* }
p = element p { common, (text | inline | \\list)* }
\\list = element list { common, item+ }
item = element item { common, (text | inline)* }
inline = element hi { common, (text | inline)* } | element name { common, attribute ref { xsd:anyURI }?, text } | lb
lb = element lb { common, empty }
"""
"""A letter of a few elements."""


def grammar(folder: Path, text: str = LETTER) -> Grammar:
    """The grammar of a text in the compact syntax."""
    path = folder / "small.rnc"
    path.write_text(text, encoding="utf-8", newline="\n")
    return Grammar.load(path)


def faults(of: Grammar, document: str) -> list[Fault]:
    """What a grammar says of a document."""
    return list(of.check(parse(document.encode(), "small.xml")))


def said(of: Grammar, document: str) -> list[str]:
    """The messages alone."""
    return [fault.message for fault in faults(of, document)]


def advised(of: Grammar, document: str) -> tuple[str, str]:
    """Message and help of the only fault of a document."""
    (fault,) = faults(of, document)
    return fault.message, fault.help
