"""Letters that mean harm, each with the code that exports tell, and empty where they are made."""

from __future__ import annotations

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
SENT = '<date when="1888-03-03"/>'


def letter(
    body: str = "<p>Dear you,</p>",
    *,
    id: str = "",
    title: str = "A letter",
    head: str = "",
    desc: str = "",
    date: str = SENT,
) -> str:
    """A letter, whole but for what is put in."""
    named = f' xml:id="{id}"' if id else ""
    return (
        f"<TEI {NS}{named}><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>"
        "<publicationStmt><publisher>N</publisher></publicationStmt><sourceDesc><bibl>i</bibl></sourceDesc></fileDesc>"
        f'{head}<profileDesc><correspDesc><correspAction type="sent"><persName>Ada</persName>{date}</correspAction>'
        f'<correspAction type="received"><persName>Bea</persName></correspAction>{desc}</correspDesc></profileDesc>'
        f"</teiHeader><text><body>{body}</body></text></TEI>"
    )


def nested(name: str, depth: int) -> str:
    """Elements in each other."""
    return f"<{name}>" * depth + "x" + f"</{name}>" * depth


def declared(doctype: str, body: str) -> str:
    """A letter behind a document type declaration."""
    return f"<!DOCTYPE TEI [{doctype}]>{letter(body)}"


BOMB = '<!ENTITY a0 "lolololol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
CORPUS = f"<teiCorpus {NS}><teiHeader/><teiCorpus><teiHeader/>{letter(id='inner')}</teiCorpus>{letter(id='outer')}</teiCorpus>"
REGEX = (
    '<encodingDesc><listPrefixDef><prefixDef ident="b" matchPattern="(a+)+$" replacementPattern="#$1"/>'
    '<prefixDef ident="b" matchPattern="(.*)(.*)(.*)!" replacementPattern="#$1"/>'
    '<prefixDef ident="b" matchPattern="[" replacementPattern="$9"/></listPrefixDef></encodingDesc>'
)
SELF = '<correspContext><ref type="prev" target="#self">s</ref><ref type="next" target="context-self.xml#self"/></correspContext>'

LETTERS: dict[str, tuple[str | bytes, str]] = {
    "good": (letter(id="good"), ""),
    "ill-formed": (letter()[:-8], "R006"),
    "empty": (b"", "R005"),
    "only-white": (b" \n ", "R005"),
    "only-bom": (b"\xef\xbb\xbf", "R006"),
    "not-utf-8": (letter().encode().replace(b"Dear", b"D\xe9ar"), "R007"),
    "utf-16": (('<?xml version="1.0" encoding="UTF-16"?>' + letter(id="utf-16")).encode("utf-16"), ""),
    "nul": (letter().encode().replace(b"Dear", b"De\0ar"), "R006"),
    "nul-behind": (letter().encode() + b"\0\0", "R006"),
    "bomb": (declared(BOMB, "<p>&a9;</p>"), "R008"),
    "bomb-in-attribute": (declared(BOMB, '<p n="&a9;">x</p>'), "R008"),
    "bomb-flat": (declared(f'<!ENTITY a "{"x" * 100_000}">', f"<p>{'&a;' * 5000}</p>"), "R008"),
    "external": (declared('<!ENTITY x SYSTEM "file:///etc/passwd">', "<p>&x;</p>"), "R009"),
    "external-parameter": (declared('<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;', "<p>y</p>"), "R009"),
    "include": (
        letter(
            '<p><i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/></p>'
        ),
        "",
    ),
    "deep-hi": (letter(f"<p>{nested('hi', 2000)}</p>"), "pdf:X003"),
    "deep-div": (letter(nested("div", 2000).replace("x", "<p>x</p>")), ""),
    "deep-list": (letter("<list><item>" * 700 + "x" + "</item></list>" * 700), "pdf:X003"),
    "too-deep": (letter(f"<p>{nested('hi', 3000)}</p>"), "R010"),
    "attributes": (letter("<p" + "".join(f' a{n}="v"' for n in range(10_000)) + ">x</p>"), ""),
    "long-attribute": (letter(f'<p n="{"v" * 1_000_000}">x</p>'), ""),
    "title": (letter(title="t " * 50_000), "pdf:X003"),
    "marks": (letter(f"<p>a{chr(0x301) * 20_000}</p>"), "pdf:X003"),
    "long-word": (letter(f"<p>{'x' * 200_000}</p>"), ""),
    "id-path": (letter(id="../../x"), ""),
    "id-device": (letter(id="con"), ""),
    "id-long": (letter(id="i" * 5000), ""),
    "id-points": (letter(id="..."), ""),
    "id-signs": (letter(id="!?*:"), ""),
    "id-turned": (letter(id="a&#x202E;b"), ""),
    "id-line": (letter(id="a&#10;b"), ""),
    "id-index": (letter(id="index"), ""),
    "coordinates": (
        letter("<p><placeName><location><geo>999 x -- NaN</geo></location>P</placeName></p>"),
        "",
    ),
    "regex": (
        letter("".join(f'<p><rs ref="b:{"a" * 190}{n}">N</rs></p>' for n in range(300)), head=REGEX),
        "",
    ),
    "context-self": (letter(id="self", desc=SELF), ""),
    "no-text": (letter(id="no-text").partition("<text>")[0] + "</TEI>", ""),
    "bare": (f"<TEI {NS}><teiHeader><profileDesc><correspDesc/></profileDesc></teiHeader><text/></TEI>", ""),
    "no-namespace": (letter().replace(NS, ""), "L001"),
    "corpus-in-corpus": (CORPUS, ""),
    "script": (letter("<p>&lt;script>alert(1)&lt;/script></p>", title="&lt;script>alert(2)&lt;/script>"), ""),
    "typst": (
        letter('<p>#panic("x") $x^2$ `a` \\ #read("/etc/passwd") @r &lt;l> /* //</p>', title='#panic("x")'),
        "",
    ),
    "cells": (
        letter(
            '<table><row><cell cols="1000000000" rows="1000000000">x</cell><cell cols="-1"/></row></table>'
        ),
        "",
    ),
    "controls": (letter("<p>&#x85;&#x9b;31m&#x2028;&#x202e;</p>"), "pdf:X001"),
    **{
        f"date-{number}": (
            letter(date=f'<date when="{value}"/><date from="{value}" notBefore="{value}"/>'),
            told,
        )
        for number, (value, told) in enumerate(
            [
                (value, "")
                for value in ("99999999999", "-0000", "2000-02-30", "0000", "2000-13", "", "x" * 5000)
            ]
            + [("٢٠٠٠", "pdf:X001")]  # the font has no Arabic figures
        )
    },
}
"""File name: what is in it, and the code that an export tells (``pdf:`` when only that one does)."""


def bytes_of(content: str | bytes) -> bytes:
    """What is written."""
    return content if isinstance(content, bytes) else content.encode()
