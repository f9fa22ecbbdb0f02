"""The sources that register entries name."""

from __future__ import annotations

import pickle

from lxml import etree

from letterbook.exports.citations import citations, pointers_in
from letterbook.reading.pointers import FileIds, Resolver
from letterbook.reading.tei import TEI, XML_ID

REGISTER = f"""<TEI xmlns="{TEI[1:-1]}"><teiHeader><bibl xml:id="chapter"><relatedItem target="#book"/>
<ref target="../letters/a.xml"/></bibl><bibl xml:id="book"><ref target="#chapter"/></bibl><person xml:id="editor"/>
</teiHeader>
<standOff>
<person xml:id="p" ref="#p"><note source="#chapter #editor #nothing other.xml#chapter">x</note></person></standOff></TEI>"""


def given() -> tuple[etree._Element, etree._Element, Resolver]:
    """The root of a register, an entry of it, and a resolver that knows its entry only."""
    root = etree.fromstring(REGISTER)
    [entry] = [element for element in root.iter() if element.get(XML_ID) == "p"]
    files = {"r/a.xml": FileIds("r/a.xml", frozenset(("p",)))}
    resolver = Resolver(files, {("r/a.xml", "p"): ("p", "person")})
    return root, entry, pickle.loads(pickle.dumps(resolver))  # as it comes from another process


def test_references_that_an_entry_names_are_found_with_what_they_are_part_of() -> None:
    """The chapter that is cited comes first, then its book, which is marked; circles end."""
    root, entry, resolver = given()
    found = list(citations(entry, "r/a.xml", {"r/a.xml": root}, resolver))
    assert [(citation.ref, citation.id, citation.further) for citation in found] == [
        ("#chapter", "chapter", False),
        ("#book", "book", True),
    ]
    assert found[0].pointers == ("#book", "../letters/a.xml") and found[0].file == "r/a.xml"
    assert etree.fromstring(found[0].markup).tag == TEI + "bibl"


def test_what_is_no_reference_is_no_source() -> None:
    """Pointers to editors, to nothing, to entries and to files that are no register are passed over."""
    _, entry, resolver = given()
    assert "#editor" in pointers_in(entry)
    assert not list(citations(entry, "r/a.xml", {}, resolver))
