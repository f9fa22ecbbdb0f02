"""Small texts with what each layer must say, written by hand: what all three walks are measured by."""

# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """A body in TEI, and the text that each layer makes of it, white space aside."""

    name: str
    body: str
    reading: str
    diplomatic: str


def _same(name: str, body: str, text: str) -> Case:
    return Case(name, body, text, text)


CASES = [
    Case(
        "choices",
        "<p>the <choice>\n  <sic>counter.</sic>\n  <corr>counter</corr>\n</choice> <choice><reg>Khrushchev</reg>"
        "<orig>Khrushchov</orig></choice>, <choice><abbr>Capt</abbr><expan>Captain</expan></choice> "
        "<choice><abbr>Mr</abbr><reg>Mister</reg></choice></p>",
        "the counter Khrushchev, Captain Mister",
        "the counter. Khrushchov, Capt Mr",
    ),
    Case(
        "several readings of one kind",
        "<p><choice><orig>ye</orig><reg>the</reg><reg>thee</reg></choice> "
        "<choice><unclear>cat</unclear><unclear>cut</unclear></choice></p>",
        "the cat",
        "ye cat",
    ),
    Case(
        "lone readings",
        "<p><sic>recieve</sic> <orig>olde</orig> <abbr>St</abbr> <expan>Sain<ex>t</ex></expan> <corr>right</corr> "
        "<reg>new</reg></p>",
        "recieve olde St Saint right new",
        "recieve olde St Sain",
    ),
    Case(
        "choice in choice",
        "<p><choice><orig>a <choice><sic>b</sic><corr>c</corr></choice></orig>"
        "<reg>d <choice><abbr>e</abbr><expan>f</expan></choice></reg></choice></p>",
        "d f",
        "a b",
    ),
    Case(
        "a choice of one",
        "<p><choice><reg>only</reg></choice> <choice><orig>this</orig></choice><choice/></p>",
        "only this",
        "only this",
    ),
    Case(
        "changes by the writer",
        "<p>I <subst>\n  <del>hoped</del>\n  <add>hope</add>\n</subst> so<del rend='x'> very <add>much</add></del>"
        "<surplus>so</surplus>, <add>my </add>dear</p>",
        "I hope so, my dear",
        "I hopedhope so very muchso, my dear",
    ),
    _same(
        "a cancelled deletion",
        "<p>I <restore><del>hope</del></restore> so, <restore>my <hi><del>very</del></hi> dear</restore> Sir</p>",
        "I hope so, my very dear Sir",
    ),
    Case(
        "what a cancelled deletion had in it",
        "<p>a <restore><del>b <del>c</del> d</del></restore> <restore>e<note>f <del>g</del></note></restore> "
        "<del>h <restore><del>i</del></restore></del></p>",
        "a b d e f",
        "a b c d e h i f g",
    ),
    Case(
        "what the editor supplies",
        "<p><supplied>“</supplied>cold war<supplied>”</supplied> is <unclear>here</unclear> "
        "<damage>l<gap reason='lost'><desc>a stain</desc></gap>st</damage></p>",
        "“cold war” is here l[…]st",
        "cold war is here l[…]st",
    ),
    Case(
        "lines",
        "<p>one<lb/>two <pb n='2'/>three<cb/>four</p>",
        "one two three four",
        "one two three four",
    ),
    Case(
        "lines within words",
        "<p>trans\n  <lb break='no'/>\n  late <w>Vor\u00ad<lb/>teil</w> auf <w>\u00ad<lb/>in</w> well-<pb break='no'/>known</p>",
        "translate Vorteil auf in well-known",
        "trans late Vor\u00ad teil auf \u00ad in well- known",
    ),
    Case(
        "lines that words begin and end with",
        "<p>herrlichen<w><lb/>Fern\u00ad<lb/>sicht</w> auf's<w>\u00ad<lb/>Land</w> <w>hin<pb n='2'/></w>und <w>her<lb/>\u00ad</w>aus"
        "<w> <lb/>ge<cb/>hen <lb/></w>wir<w>\u00ad<lb break='no'/>klich</w></p>",
        "herrlichen Fernsicht auf's Land hin und her aus gehen wirklich",
        "herrlichen Fern\u00ad sicht auf's\u00ad Land hin und her \u00adaus ge hen wir\u00ad klich",
    ),
    Case(
        "words that hold more than letters",
        "<p>a<w><del>b</del><lb/>c</w> <w>d<lb/><del>e</del></w>f <w>g<note>h</note><lb/>i</w> <w><note>j</note><lb/>k</w> "
        "<w>l<lb/><gap/></w> <w>m<note>n<lb/>o</note>p</w> <w><choice> <orig>q<lb/>r</orig><reg>s</reg></choice><lb/>t</w></p>",
        "a c d f gi k l[…] mp st h j n o",
        "ab c d ef g i k l […] mp q r t h j n o",
    ),
    _same(
        "a variant",
        "<p>a <app> <lem>b</lem> <rdg>c</rdg></app> <app><rdg>d</rdg><rdg>e</rdg></app></p>",
        "a b d",
    ),
    _same(
        "notes in what is no text",
        "<p>a<gap><desc>b<note>c</note></desc></gap> <index><term>d<note>e</note></term></index>f<note>g</note></p>",
        "a[…] f g",
    ),
    _same(
        "letter parts",
        "<div><head type='editorial'>7. Letter</head><opener><dateline><placeName>Bath</placeName>,<date>May</date>"
        "</dateline><salute>Dear<lb/>Sir</salute></opener><p>Text</p><closer><salute>Yours</salute><signed>A. B.</signed>"
        "</closer><postscript><p>More</p></postscript></div>",
        "7. Letter Bath,May Dear Sir Text Yours A. B. More",
    ),
    _same(
        "address, verse, list, table",
        "<div><address><addrLine>One</addrLine><addrLine>Two</addrLine><street>Three</street></address><lg><l>v1</l><l>v2</l></lg>"
        "<list><head>L</head><item>a</item><label>k</label><item><p>b</p></item></list>"
        "<table><row><cell>1</cell><cell>2</cell></row><row><cell>3</cell></row></table></div>",
        "One Two Three v1 v2 L a k b 1 2 3",
    ),
    _same(
        "inline elements",
        "<p><hi>M<hi rend='superscript'>rs</hi></hi>. <persName>K</persName><placeName>L</placeName><orgName>M</orgName> "
        "<rs>r</rs> <date>d</date> <title>t</title> <foreign>f</foreign> <quote>q</quote> <ref>e</ref> <name>n</name> "
        "<roleName>o</roleName> <stamp>s</stamp> <num>7</num> <seg>g</seg> <soCalled>c</soCalled> <term>w</term></p>",
        "Mrs. KLM r d t f q e n o s 7 g c w",
    ),
    _same(
        "notes",
        "<p>Sir<note>first <note>inner</note> end</note>, <persName xml:id='p1'>X</persName> goes"
        "<note><p>third</p></note>.</p><note target='#p1'>second</note><note place='top'>24</note>",
        "Sir, X goes. first end inner second third 24",
    ),
    Case(
        "a note in a deletion",
        "<p>a<del>b<note>gone</note></del><note>kept</note></p>",
        "a kept",
        "ab gone kept",
    ),
    _same(
        "figures and points",
        "<p>see<figure><graphic url='x.png'><desc>no text</desc></graphic><head>A cap</head>"
        "<figDesc>a drawing of a cap</figDesc></figure>here<anchor/> <ptr target='#x'/><milestone unit='x'/>on<space/>ly"
        "<index><term>not text</term></index></p>",
        "see A cap [a drawing of a cap] here on ly",
    ),
    Case(
        "running heads",
        "<p>one</p><fw>p. 49</fw><p>two</p>",
        "one two",
        "one p. 49 two",
    ),
    _same(
        "comments and instructions",
        "<p>be<!-- no -->fore<?x no?> and <!-- --> after</p><!-- no -->",
        "before and after",
    ),
    _same("other spaces are characters", "<p>a\u00a0b\u2009c &#8211; d</p>", "a b c – d"),
    _same("front and back", "</body><back><div><p>after</p></div></back><body>", "after"),
    _same("nothing", "<p/>", ""),
]


def document(body: str) -> str:
    """A TEI document with this body."""
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><correspDesc/></profileDesc></teiHeader>'
        f"<text><body>{body}</body></text></TEI>"
    )
