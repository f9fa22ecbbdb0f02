"""An edition in which everything that people write is an attack: one letter, person and work for each payload."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

TEXTS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    '" style="background:url(https://x.invalid/a)',
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data='data:text/html,x'></object>",
    "<base href='https://x.invalid/'>",
    "<meta http-equiv=refresh content='0;url=https://x.invalid/'>",
    "<link rel=stylesheet href=https://x.invalid/x.css>",
    "<form action=https://x.invalid/><input autofocus onfocus=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>@import 'https://x.invalid/';</style>",
    "<!-- --><b>x",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<textarea></textarea><plaintext>",
    "<?php echo 1 ?><%= 1 %>{{ 7*7 }}${7*7}",
    "\u202egnp.exe\u2066 \u200f\u061c",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "a\u2028b\u2029c\ufeffd\u00a0e",
    "W" * 400,
)
ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&#9;java&#10;script&#58;alert(1)",
    "\u0085javascript:alert(1)",
    "javascript%3Aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml;base64,PHN2Zy8+",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//x.invalid/y",
    "\\\\x.invalid\\y",
    "/\\x.invalid/y",
    "https:javascript:alert(1)",
    'https://x.invalid/" onclick="alert(1)',
    "https://x.invalid/'><script>alert(1)</script>",
    "blob:https://x.invalid/1",
    "feed:javascript:alert(1)",
    "../../../../etc/passwd",
    "ws://x.invalid/",
    "https://x.invalid\u202e/moc.elpmaxe",
)
FILE = "x'\"><img src=x onerror=alert(1)>"
"""The name of a file whose letter has no other name."""
NAMESPACE = "http://www.tei-c.org/ns/1.0"


def _letter(number: int, text: str, address: str) -> str:
    t, a, w = escape(text), quoteattr(address), quoteattr(text)
    return f"""<TEI xmlns="{NAMESPACE}" xml:id="l{number}" n={w}><teiHeader><fileDesc><titleStmt><title>{t}</title>
<author>{t}</author>
<respStmt><resp>{t}</resp><name>{t}</name></respStmt></titleStmt><publicationStmt><publisher>{t}</publisher>
<idno type={w}>{t}</idno><availability><licence target={a}><p>{t}</p></licence></availability></publicationStmt>
<sourceDesc><bibl type={w} xml:id="b{number}"><title level={w}>{t}</title><idno type={w}>{t}</idno>
<idno>{escape(address)}</idno>
<ptr target={a}/><ref target={a}/><ref target={a}>{t}</ref></bibl><msDesc><msIdentifier><repository>{t}</repository>
<idno>{t}</idno>
</msIdentifier><physDesc><p>{t}</p></physDesc></msDesc></sourceDesc></fileDesc><profileDesc><correspDesc>
<correspAction type="sent"><persName ref="r.xml#p{number}" cert={w}>{t}</persName><placeName ref={a}>{t}</placeName>
<date when="1900-01-01">{t}</date></correspAction><correspAction type={w}><persName key={w}>{t}</persName>
<date when={w}/></correspAction>
<correspContext><ref type={w} subtype={w} target={a}>{t}</ref></correspContext><note>{t}</note></correspDesc></profileDesc>
<revisionDesc status={w}><change when={w}>{t}</change></revisionDesc></teiHeader><text xml:lang={w}><body>
<div type={w} xml:lang={w}><head type={w}>{t}</head><pb n={w} facs={a}/>
<p rend={w} style={w} rendition={a}>{t} <persName ref="r.xml#p{number}" cert="low">{t}</persName>
 <title ref="r.xml#w{number}">{t}</title>
<rs ref={a}>{t}</rs> <ref target={a} type={w}>{t}</ref> <ref target={a}/> <ptr target={a}/> <hi rend={w}>{t}</hi>
<quote source={a}>{t}</quote> <seg type={w} corresp={a}>{t}</seg> <date when={w}>{t}</date>
 <note type={w} place={w}>{t}</note>
<note target={a}>{t}</note> <choice><sic>{t}</sic><corr>{t}</corr></choice> <choice><abbr>{t}</abbr>
<expan>{t}</expan></choice>
<supplied reason={w}>{t}</supplied> <gap reason={w} unit={w} extent={w}/> <add place={w}>{t}</add>
 <foreign xml:lang={w}>{t}</foreign></p>
<figure><graphic url={a}/><head>{t}</head><figDesc>{t}</figDesc></figure><list type={w} rend={w}>
<item n={w}>{t}</item></list>
<table rows={w}><row role={w}><cell role={w} cols={w} rows={w}>{t}</cell></row></table><lg type={w}>
<l n={w} rend={w}>{t}</l></lg></div>
</body></text></TEI>"""


def _entries(number: int, text: str, address: str) -> str:
    t, a, w = escape(text), quoteattr(address), quoteattr(text)
    return f"""<listPerson><person xml:id="p{number}"><persName type="main">{t}</persName><persName>{t}</persName>
<birth when={w}>{t}<placeName ref={a}>{t}</placeName></birth><occupation>{t}</occupation>
<idno type={w}>{escape(address)}</idno>
<note type="description" source={a}>{t}</note><bibl><ptr target={a}/></bibl></person>
<listRelation><relation name={w} active="#p{number}" passive="#w{number}"/></listRelation></listPerson>
<listBibl><bibl xml:id="w{number}"><title>{t}</title><author ref={a}>{t}</author><ref target={a}/>
<ref target={a}>{t}</ref></bibl></listBibl>"""


def write_edition(folder: Path) -> None:
    """Writes the edition into a folder."""
    longest = max(len(TEXTS), len(ADDRESSES))
    pairs = [(TEXTS[i % len(TEXTS)], ADDRESSES[i % len(ADDRESSES)]) for i in range(longest)]
    letters, registers = folder / "letters", folder / "registers"
    letters.mkdir(parents=True)
    registers.mkdir()
    for number, (text, address) in enumerate(pairs):
        markup = _letter(number, text, address).replace("r.xml#", "../registers/r.xml#")
        (letters / f"l{number}.xml").write_text(markup, encoding="utf-8", newline="\n")
    unnamed = _letter(0, "a", "b").replace(' xml:id="l0"', "")
    (letters / f"{FILE}.xml").write_text(unnamed, encoding="utf-8", newline="\n")
    entries = "".join(_entries(number, *pair) for number, pair in enumerate(pairs))
    (registers / "r.xml").write_text(
        f'<TEI xmlns="{NAMESPACE}"><teiHeader><fileDesc><titleStmt><title>r</title></titleStmt><publicationStmt><p>r</p>'
        f"</publicationStmt><sourceDesc><p>r</p></sourceDesc></fileDesc></teiHeader><standOff>{entries}</standOff></TEI>",
        encoding="utf-8",
        newline="\n",
    )
    (folder / "letterbook.toml").write_text(
        """config-version = 1
[edition]
title = "</title><script>alert(1)</script>"
publisher = "<img src=x onerror=alert(1)>"
licence = "javascript:alert(1)"
base-url = "https://x.invalid/\\"><script>alert(1)</script>"
language = "en"
[paths]
letters = ["letters/*.xml"]
registers = ["registers/*.xml"]
""",
        encoding="utf-8",
        newline="\n",
    )
