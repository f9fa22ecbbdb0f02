"""The examples of pages as files: each snippet stands where its element belongs, and what it needs stands round it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"

LISTS = {
    "person": "listPerson",
    "personGrp": "listPerson",
    "place": "listPlace",
    "org": "listOrg",
    "event": "listEvent",
    "bibl": "listBibl",
}
OF_PERSONS = {"birth", "death", "residence", "occupation", "idno"}
OF_PLACES = {"location"}
OF_HEADERS = {
    "title",
    "titleStmt",
    "publicationStmt",
    "sourceDesc",
    "availability",
    "profileDesc",
    "revisionDesc",
    "correspDesc",
    "correspAction",
    "correspContext",
    "encodingDesc",
    "msDesc",
    "msIdentifier",
    "change",
    "licence",
}
BLOCKS = {
    "ab",
    "closer",
    "dateline",
    "div",
    "figure",
    "fw",
    "lg",
    "list",
    "note",
    "opener",
    "p",
    "pb",
    "postscript",
    "salute",
    "signed",
    "table",
}

SENT = '<correspAction type="sent"><persName>Ottilie Marbury</persName><placeName>Port Ember</placeName>{}</correspAction>'
DATE = '<date when="1887-03-03"/>'
RECEIVED = '<correspAction type="received"><persName>Anselm Quill</persName></correspAction>'

Parts = dict[str, str]
"""Markup by the names of its elements."""


def edition(folder: Path, text: str) -> None:
    """Write files in which all elements of a block of code are; each ``TEI`` is a file of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    snippet = etree.fromstring(f'<x xmlns="{TEI}">{text}</x>', etree.XMLParser(collect_ids=False))
    parts: Parts = defaultdict(str)
    whole = 0
    for node in snippet.iterchildren("*"):
        if etree.QName(node).localname == "TEI":
            whole += 1
            (folder / f"document-{whole}.xml").write_text(_whole(node), encoding="utf-8")
        else:
            parts[etree.QName(node).localname] += _markup(node)
    if parts or not whole:
        words = "".join([snippet.text or "", *(child.tail or "" for child in snippet)])
        (folder / "example.xml").write_text(_file(parts, words), encoding="utf-8")


def _markup(node: etree._Element) -> str:
    return str(etree.tostring(node, encoding="unicode", with_tail=False))


def _whole(node: etree._Element) -> str:
    """A document that is shown in parts, with a header and a text where it has none."""
    parts: Parts = defaultdict(str)
    for child in node.iterchildren("*"):
        parts[etree.QName(child).localname] += _markup(child)
    if parts.keys() & {"teiHeader", "text", "standOff"}:
        header = parts["teiHeader"] or _header(parts)
        text = parts["text"] or ("" if parts["standOff"] else "<text><body><p>Dear you,</p></body></text>")
        made = etree.fromstring(f'<TEI xmlns="{TEI}">{header}{parts["standOff"]}{text}</TEI>')
    else:
        made = etree.fromstring(_file(parts, ""))
    for key, value in node.attrib.items():
        made.set(key, value)
    return _markup(made)


def _header(parts: Parts) -> str:
    shown = parts["correspAction"]
    dated = parts.keys() & {"dateline", "opener", "closer"}
    sent = SENT.format("" if dated else DATE)
    actions = (
        ("" if 'type="sent"' in shown else sent) + shown + ("" if 'type="received"' in shown else RECEIVED)
    )
    described = parts["correspDesc"] or f"<correspDesc>{actions}{parts['correspContext']}</correspDesc>"
    manuscript = parts["msDesc"] or (
        f"<msDesc>{parts['msIdentifier']}</msDesc>" if parts["msIdentifier"] else ""
    )
    source = parts["sourceDesc"] or f"<sourceDesc>{manuscript or '<bibl>invented</bibl>'}</sourceDesc>"
    rights = parts["availability"] or (
        f"<availability>{parts['licence']}</availability>" if parts["licence"] else ""
    )
    published = parts["publicationStmt"] or (
        f"<publicationStmt><publisher>Nobody</publisher>{rights}</publicationStmt>"
    )
    changes = parts["revisionDesc"] or (
        f"<revisionDesc>{parts['change']}</revisionDesc>" if parts["change"] else ""
    )
    title = parts["titleStmt"] or f"<titleStmt>{parts['title'] or '<title>A letter</title>'}</titleStmt>"
    profile = parts["profileDesc"] or f"<profileDesc>{described}</profileDesc>"
    file = f"<fileDesc>{title}{published}{source}</fileDesc>"
    return f"<teiHeader>{file}{parts['encodingDesc']}{profile}{changes}</teiHeader>"


def _file(parts: Parts, words: str) -> str:
    """A letter, with entries beside it; a register where there are only entries."""
    lists: Parts = defaultdict(str)
    body, inline = "", words
    for name, markup in list(parts.items()):
        if name in LISTS:
            lists[LISTS[name]] += markup
        elif name == "relation":
            lists["listPerson"] += f"<listRelation>{markup}</listRelation>"
        elif name in OF_PERSONS:
            lists["listPerson"] += f'<person xml:id="one"><persName>One</persName>{markup}</person>'
        elif name in OF_PLACES:
            lists["listPlace"] += f'<place xml:id="there"><placeName>There</placeName>{markup}</place>'
        elif name.startswith("list") and name != "list":
            lists[""] += markup
        elif name in BLOCKS:
            body += markup
        elif name not in OF_HEADERS | {"text", "body"}:
            inline += markup
    entries = lists.pop("", "") + "".join(f"<{name}>{markup}</{name}>" for name, markup in lists.items())
    body += f"<p>{inline}</p>" if inline.strip() else ""
    if not body and not entries:
        body = "<p>Dear you,</p>"
    shown = parts.get("body") or (f"<body><div>{body}</div></body>" if body else "")
    text = parts.get("text") or (f"<text>{shown}</text>" if shown else "")
    standoff = f"<standOff>{entries}</standOff>" if entries else ""
    return f'<TEI xmlns="{TEI}">{_header(defaultdict(str, parts))}{standoff}{text}</TEI>'
