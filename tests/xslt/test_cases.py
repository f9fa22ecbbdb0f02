"""Each case of the stylesheets, what no case touches, and that nothing of a letter becomes markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import etree, html
from tests.xslt.cases import LETTER, ROOT, TEI, Case, cases
from tests.xslt.nesting import nesting_faults

from letterbook.exports.html import MOST_BESIDE
from letterbook.workers import Pool

CASES = cases()
UNTOUCHED = ROOT / "tests" / "xslt" / "untouched.txt"


@pytest.fixture(scope="module")
def strict() -> Iterator[Pool]:
    """A worker in which an element without a template ends the transformation."""
    with Pool("tests.xslt.worker:transforming", ("fail",), timeout=60) as pool:
        yield pool


@pytest.fixture(scope="module")
def marking() -> Iterator[Pool]:
    """A worker in which such an element is marked, as in a build."""
    with Pool("tests.xslt.worker:transforming", ("mark",), timeout=60) as pool:
        yield pool


def page(pool: Pool, case: Case) -> str:
    """The page of a case."""
    [outcome] = list(pool.map([case.job]))
    assert outcome.failure is None, outcome.failure
    return str(outcome.value[0])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(strict: Pool, case: Case) -> None:
    """A few lines of TEI become what is written beside them."""
    text = page(strict, case)
    assert case.part(text) == case.expected
    assert not nesting_faults(text)


def elements_in_cases() -> set[str]:
    """The TEI elements that stand in some case."""
    found = set()
    for case in CASES:
        root = etree.fromstring(case.markup.encode())
        found |= {etree.QName(element).localname for element in root.iter(f"{{{TEI}}}*")}
    return found


def test_untouched_elements_do_not_grow() -> None:
    """The elements of letterbook.rng that no case touches are listed in untouched.txt; the list only gets shorter."""
    grammar = ROOT / "schema" / "letterbook.rng"
    names = {
        element.get("name") or ""
        for element in etree.parse(str(grammar))
        .getroot()
        .iter("{http://relaxng.org/ns/structure/1.0}element")
        if element.get("ns", TEI) == TEI
    } - {""}
    untouched = names - elements_in_cases()
    print(f"\n{len(untouched)} elements of the grammar are in no case: {' '.join(sorted(untouched))}")
    known = set(UNTOUCHED.read_text(encoding="utf-8").split())
    assert not untouched - known, "a new element needs a case in tests/xslt"
    assert not known - untouched, "these have a case now: strike them from untouched.txt"


def test_unknown_element_is_marked_and_told(marking: Pool) -> None:
    """In a build an element without a template keeps its text, is marked, and is named in a message."""
    markup = LETTER.format('<p>a <x xmlns="http://www.tei-c.org/ns/1.0">b <hi rend="italic">c</hi></x></p>')
    case = (str(ROOT / "xslt" / "html" / "main.xsl"), markup, {}, "", "")
    [outcome] = list(marking.map([case]))
    text, messages = outcome.value
    assert [message for message in messages if "unhandled: x" in message]
    [mark] = html.document_fromstring(text).xpath("//*[@class='unhandled']")
    assert mark.text_content() == "b c"


def test_unknown_element_ends_a_test(strict: Pool) -> None:
    """In tests an element without a template ends the transformation."""
    case = (str(ROOT / "xslt" / "html" / "main.xsl"), LETTER.format("<p><x/></p>"), {}, "", "")
    [outcome] = list(strict.map([case]))
    assert outcome.failure is not None


@pytest.mark.parametrize(("count", "beside"), [(MOST_BESIDE, True), (MOST_BESIDE + 1, False)])
def test_more_notes_than_the_style_can_place_stay_below(strict: Pool, count: int, beside: bool) -> None:
    """The style has rules for so many notes; of a letter with one more, all stand below the letter."""
    markup = LETTER.format("<p>" + "a<note>b</note> " * count + "</p>")
    [outcome] = list(strict.map([(str(ROOT / "xslt" / "html" / "main.xsl"), markup, {}, "", "")]))
    assert ('class="beside"' in outcome.value[0]) is beside


HOSTILE = """<p rend="&quot;&gt;&lt;script&gt;" style="background:url(http://x.example)">&lt;script&gt;alert(1)&lt;/script&gt;
<ref target="javascript:alert(1)">a</ref> <ref target=" JaVa&#9;Script:alert(1)">b</ref> <ref target="data:text/html,x">c</ref>
<ref target="//x.example/y">d</ref> <ref target="https://x.example/&quot;onclick=&quot;y">e</ref> <persName ref="https://example.org/evil">f</persName>
<hi rend="x&quot; onmouseover=&quot;y">g</hi> <graphic url="vbscript:x"/> <graphic url="http://x.example/i.png"/>
<foreign xml:lang="en&quot; onload=&quot;z">h</foreign> <seg type="a b&quot;c">i</seg></p>"""


def test_nothing_of_a_letter_becomes_markup_or_script(strict: Pool) -> None:
    """Addresses that run code, markup in text and attributes with quotation marks come out harmless; nothing is loaded."""
    index = (ROOT / "tests" / "xslt" / "index.xml").read_text(encoding="utf-8")
    case = (
        str(ROOT / "xslt" / "html" / "main.xsl"),
        LETTER.format(HOSTILE),
        {"title": "</title><script>1</script>"},
        index,
        "",
    )
    [outcome] = list(strict.map([case]))
    tree = html.document_fromstring(outcome.value[0])
    assert not tree.xpath(
        "//script | //img | //iframe | //object | //@style | //@*[starts-with(name(), 'on')]"
    )
    hrefs = tree.xpath("//article//@href")
    assert hrefs and all(href.startswith(("http://", "https://")) for href in hrefs)
    assert "<script>alert(1)</script>" in tree.text_content()


def test_the_style_is_small_and_loads_nothing() -> None:
    """The one CSS file is under 25 kB and asks for nothing but the fonts that ship with it."""
    style = ROOT / "xslt" / "html" / "letterbook.css"
    text = style.read_text(encoding="utf-8")
    assert len(text.encode()) < 25_000
    assert "@import" not in text and "http" not in text

    asked = set(re.findall(r'url\("fonts/([^"]+)"\)', text))
    assert asked == {font.name for font in (ROOT / "src" / "letterbook" / "fonts" / "web").glob("*.woff2")}
    assert text.count("url(") == text.count('url("fonts/')


def test_web_fonts_are_small() -> None:
    """What every page loads, regular and italic, is under 150 kB."""
    web = ROOT / "src" / "letterbook" / "fonts" / "web"
    assert (
        sum((web / name).stat().st_size for name in ("serif-regular.woff2", "serif-italic.woff2")) < 150_000
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<p><div></div></p>", "<div> in <p>"),
        ("<a href=''><b><a href=''></a></b></a>", "<a> in <a>"),
        ("<span><ul><li>x</li></ul></span>", "<ul> in <span>"),
        ("<ul><p>x</p></ul>", "<p> in <ul>"),
        ("<p>x</i></p>", "</i> closes <p>"),
    ],
)
def test_the_check_of_nesting_bites(text: str, fault: str) -> None:
    """The check that pages hold to HTML finds what HTML forbids."""
    assert fault in nesting_faults(text)
