"""Real letters broken at random: bytes, tags as they are written, and trees. A seed makes the same again."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"

VALUES = (
    "", " ", "#", "##", "../../x", "0", "-1", "99999999999999999999", "9" * 5000, "x" * 5000, "\u202e", "{0}", "{said}",
    "a b c", "NaN", "inf", "-0000", "0000", "1961-02-30", "1961-13", "-4713-01-01", "1961-02-22T25:61:61", "24:00:00",
    "1961-02-22/1961-02-21", "Y17000000002", "19XX-1X", "--02-30", "---31", "P1Y2M", "1961?", "[1960, 1961]",
    "gnd:1", "http://", "https://d-nb.info/gnd/", "//host/x", "http://[::1", "file:///etc/passwd", "C:\\x", "%", "%00",
    "a%2Fb#c", "#\u0301", "mailto:a@b", "urn:x:y", "local:" * 40, "de", "de_AT", "x-" * 60, "zz-ZZ-zz", "i-klingon",
    "90.0001 -180.1", "48,2 16,3", "1e400 0", "\u0661 \u0662", "48.2,16.3,0", "sent", "received", "prev next", "true",
    "<b>", "&amp;", "'", '"', "\u0085\u2028", "e\u0301" * 30, "\U0001f600", "\ud7ff\ue000", "\ufffd", "\u00ad", "a\u0430b",
    "||", "::error::x", "\x7f", "=1+1", "page", "C002", "\t\n", "(((((", "\u201e", "I" * 300, "22 February 1961",
    "den 30. Februar 1961", "1 \u043c\u0430\u044f 1961", "Montag", "s.d.", "Dear Mr. Chairman,",
)  # fmt: skip
"""What no editor would write into an attribute or a text, or what is right elsewhere."""

NAMES = ("ref", "key", "when", "from", "to", "notBefore", "notAfter", "n", "type", "corresp", "target", "facs", "calendar",
         "sameAs", "active", "passive", "mutual", "status", "source", "resp", "cert", f"{XML}id", f"{XML}lang", f"{XML}base",
         f"{XML}space", "when-custom", "when-iso", "dur", "role", "subtype", "ident", "matchPattern")  # fmt: skip
"""Attributes that rules read."""

ELEMENTS = ("persName", "placeName", "orgName", "date", "dateline", "signed", "salute", "p", "lb", "pb", "rs", "name", "note",
            "correspAction", "correspContext", "correspDesc", "ref", "person", "place", "relation", "listPerson", "geo",
            "idno", "birth", "death", "TEI", "teiHeader", "text", "body", "opener", "closer", "change", "title", "licence",
            "availability", "choice", "list", "item", "listPrefixDef", "prefixDef", "graphic", "foreign")  # fmt: skip
"""Elements that rules look for."""

_PIECES = (b"<", b"&", b"]]>", b"<!--", b"-->", b"\0", b"\xff\xfe", b"&#0;", b"<p>", b"</p>", b"\xc2\x85", b"\xc2\xad", b"\r",
           b"\r\n", b"\t", b"&#xAD;", b"&#13;", b"\xef\xbf\xbd", b"\xf0\x9f\x98\x80", b"<![CDATA[x]]>",
           b"<?letterbook ignore D001?>",
           b"<?letterbook ignore all x?>", b"<?letterbook ignore ?>", b"<?xml-model href='x.rng'?>", b"<lb/>", b"<pb n='9'/>",
           b"<lb break='no'/>", b"<p/>", b"  ", b"\xe2\x80\x9e", b"(", b'"')  # fmt: skip
_TAG = re.compile(rb"<[^<>!?]{1,400}>")
_ATTRIBUTE = re.compile(rb"""\s[\w:.-]+\s*=\s*("[^"]*"|'[^']*')""")


def letters(each: int = 40) -> list[bytes]:
    """What is mutated: the shipped edition, and some letters of each corpus that lies beside the checkout."""
    found = [path.read_bytes() for path in sorted((ROOT / "tei").rglob("*.xml"))] * 4
    for corpus in sorted((ROOT.parent / "shared" / "corpora").glob("*")):
        files = sorted(path for path in corpus.rglob("*.xml") if path.stat().st_size < 150_000)
        found += [path.read_bytes() for path in files[:: max(1, len(files) // each)][:each]]
    return found


def bytes_broken(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, doubled, lost, cut off, or put in from elsewhere."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at, size = chance.randrange(len(out)), chance.choice((1, 2, 5, 40, 400))
        kind = chance.randrange(6)
        if kind == 0:
            out[at] = chance.randrange(256)
        elif kind == 1:
            del out[at : at + size]
        elif kind == 2:
            out[at:at] = out[at : at + size]
        elif kind == 3:
            out[at:at] = chance.choice(_PIECES)
        elif kind == 4 and chance.random() < 0.2:
            del out[at:]
        else:
            other = chance.randrange(len(out))
            out[at:at] = out[other : other + size]
        if not out:
            break
    return bytes(out) or b"x"


def markup_broken(data: bytes, chance: random.Random) -> bytes:
    """Tags and attributes as they are written: lost, doubled, changed; pieces of markup between them. Often well-formed."""
    out = data
    for _ in range(chance.randint(1, 8)):
        tags = list(_TAG.finditer(out))
        if not tags:
            break
        tag = chance.choice(tags)
        written = list(_ATTRIBUTE.finditer(tag[0]))
        kind = chance.randrange(5)
        if kind == 0:
            out = out[: tag.end()] + chance.choice(_PIECES) + out[tag.end() :]
        elif kind == 1 and written:
            one = chance.choice(written)
            value = _written(chance.choice(VALUES)).encode()
            out = out[: tag.start() + one.start(1)] + b'"' + value + b'"' + out[tag.start() + one.end(1) :]
        elif kind == 2 and written:
            one = chance.choice(written)
            space = chance.choice((b"\n", b"\t\t", b"  ", b"\r\n"))
            out = out[: tag.start() + one.start()] + space + out[tag.start() + one.start() + 1 :]
        elif kind == 3 and written:
            one = chance.choice(written)
            out = out[: tag.start() + one.start()] + out[tag.start() + one.end() :]
        elif kind == 4 and not tag[0].startswith(b"</"):
            at = tag.end() - (2 if tag[0].endswith(b"/>") else 1)
            name = chance.choice([name for name in NAMES if "}" not in name] + ["xml:id", "xml:lang"])
            value = _written(chance.choice(VALUES))
            out = out[:at] + f" {name}='{value}'".encode("utf-8", "replace") + out[at:]
    return out


def tree_broken(data: bytes, chance: random.Random) -> bytes:
    """Elements lost, moved, doubled, renamed, emptied or nested; attributes set to odd values, in one encoding or another."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, collect_ids=False))
    except etree.XMLSyntaxError:
        return bytes_broken(data, chance)
    for _ in range(chance.randint(1, 12)):
        every = [element for element in root.iter("*") if element.getparent() is not None]
        if not every:
            break
        _one_broken(chance.choice(every), chance.choice(every), chance)
    encoding = chance.choice(("utf-8",) * 8 + ("utf-16", "us-ascii", "iso-8859-1", "utf-32", "utf-16be"))
    return etree.tostring(root, encoding=encoding, xml_declaration=encoding != "utf-8")


def _one_broken(one: etree._Element, two: etree._Element, chance: random.Random) -> None:
    parent = one.getparent()
    assert parent is not None
    kind = chance.randrange(12)
    if kind == 0:
        parent.remove(one)
    elif kind == 1 and two not in one.iter():
        two.insert(chance.randint(0, len(two)), one)
    elif kind == 2:
        one.tag = two.tag
    elif kind == 3:
        one.text = chance.choice(("", None, "x" * 3000, "\u0301" * 40, *_texts()))
    elif kind == 4:
        for child in list(one):
            one.remove(child)
    elif kind == 5 and one.attrib:
        one.set(chance.choice(list(map(str, one.attrib))), _allowed(chance.choice(VALUES)))
    elif kind == 6:
        for name, value in two.attrib.items():
            one.set(str(name), str(value))
    elif kind == 7:
        for _ in range(chance.choice((3, 3, 50, 300))):
            wrapped = etree.Element(one.tag)
            parent.replace(one, wrapped)
            wrapped.append(one)
            parent = wrapped
    elif kind == 8:
        one.set(chance.choice(NAMES), _allowed(chance.choice(VALUES)))
    elif kind == 9:
        one.tag = TEI + chance.choice(ELEMENTS)
    elif kind == 10:
        made = etree.Element(TEI + chance.choice(ELEMENTS))
        made.text = chance.choice(_texts())
        made.set(chance.choice(NAMES), _allowed(chance.choice(VALUES)))
        one.insert(chance.randint(0, len(one)), made)
    else:
        one.addprevious(copy.deepcopy(one))


BREAKERS: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "bytes": bytes_broken,
    "markup": markup_broken,
    "tree": tree_broken,
}
"""Ways of breaking a letter."""


def broken(sources: Sequence[bytes], chance: random.Random) -> tuple[str, bytes]:
    """A letter, broken in one way."""
    name = chance.choice(("bytes", "markup", "markup", "tree", "tree", "tree"))
    return name, BREAKERS[name](chance.choice(sources), chance)


def _texts() -> list[str]:
    return [_allowed(value) for value in VALUES]


def _allowed(value: str) -> str:
    """What XML can hold of a value."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", value)


def _written(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;").replace('"', "&quot;")
