"""What a reader sees: order, footnotes, running heads, tables over pages, hyphens, pages of the source."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from tests.exports.pdf.conftest import DATE, letter
from tests.exports.pdf.reader import told

from letterbook import resources
from letterbook.exports.pdf import PdfMaker

LOREM = (
    "The quick brown fox jumps over the lazy dog while the extraordinarily patient letter writer looks on. "
)
PdfOf = Callable[..., bytes]
Printed = Callable[[bytes], str]


def pages(pdf: bytes) -> int:
    return len(pikepdf.open(io.BytesIO(pdf)).pages)


def test_words_come_in_their_order(pdf_of: PdfOf) -> None:
    """Opener, paragraphs, list, verse, table, closer, postscript are told one after the other."""
    body = (
        "<div><opener><dateline>one</dateline><salute>two</salute></opener><p>three <list><item>four</item>"
        "<item>five</item></list> six</p><lg><l>seven</l><l>eight</l></lg><table><row><cell>nine</cell>"
        "<cell>ten</cell></row></table><quote><p>eleven</p></quote><closer><salute>twelve</salute>"
        "<signed>thirteen</signed></closer><postscript><p>fourteen</p></postscript></div>"
    )
    words = told(pdf_of(body)).split()
    start, end = words.index("one"), words.index("About")
    numbers = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    assert words[start:end] == numbers.split()


def test_notes_are_numbered_footnotes(pdf_of: PdfOf, printed: Printed) -> None:
    """The number stands in the text and before the note, at the foot of the same page."""
    first = printed(
        pdf_of("<p>Alpha<note>beta note</note> gamma<note><p>delta</p><p>epsilon</p></note>.</p>")
    ).split("\f")[0]
    assert re.search(r"Alpha\s?1\s", first) and re.search(r"gamma\s?2\.", first), first
    assert re.search(r"1\s*beta note", first) and re.search(r"2\s*delta\s+epsilon", first), first


def test_a_note_elsewhere_stands_at_its_place(pdf_of: PdfOf) -> None:
    """A note at the end of the letter that points to an anchor is told where the anchor is."""
    body = "<p>Alpha <anchor xml:id='a'/>beta.</p><div><note target='#a'>the note</note></div>"
    assert re.search(r"Alpha\s+the note\s*beta", told(pdf_of(body)))


def test_running_heads_from_the_second_page(pdf_of: PdfOf, printed: Printed) -> None:
    """The first page has its title, every other the running head; all have numbers."""
    pdf = pdf_of(f"<p>{LOREM * 60}</p>", title="Short title")
    first, second, *_ = printed(pdf).split("\f")
    assert second.split("\n")[0].casefold() == "short title"
    assert first.strip().endswith("1") and second.strip().endswith("2")


def test_running_heads_and_folios_are_no_content(pdf_of: PdfOf) -> None:
    """Who listens hears the title once, whatever the number of pages."""
    assert told(pdf_of(f"<p>{LOREM * 60}</p>", title="Short title")).casefold().count("short title") == 1


def test_a_table_over_two_pages_repeats_its_head(pdf_of: PdfOf, printed: Printed) -> None:
    """Rows go on on the next page, under the row of labels."""
    rows = "".join(f"<row><cell>row {number}</cell><cell>{number * 7}</cell></row>" for number in range(70))
    head = "<row role='label'><cell>Item</cell><cell>Sum</cell></row>"
    sheets = printed(pdf_of(f"<p>before</p><table>{head}{rows}</table><p>after</p>")).split("\f")
    with_rows = [sheet for sheet in sheets if "row" in sheet]
    assert len(with_rows) >= 2
    assert all("item" in sheet.casefold() for sheet in with_rows)
    assert [int(n) for n in re.findall(r"row (\d+)", "".join(sheets))] == list(range(70))


def test_words_are_divided_by_language(pdf_of: PdfOf) -> None:
    """German is divided as German: the same words give other lines in another language."""
    word = "Donaudampfschifffahrtsgesellschaft Rechtsschutzversicherung "
    pictures = {language: pdf_of(f"<p>{word * 30}</p>", language=language) for language in ("de", "la", "ko")}
    assert len({len(pdf) for pdf in pictures.values()}) > 1


def test_hyphens_of_the_page_are_soft(pdf_of: PdfOf) -> None:
    """A word divided at the end of a line is one word for who copies or listens."""
    words = re.sub("\u00ad", "", told(pdf_of(f"<p>{LOREM * 20}</p>"))).split()
    assert words.count("extraordinarily") == 20


def test_pages_of_the_source_are_no_content(pdf_of: PdfOf, printed: Printed) -> None:
    """Their numbers stand in the margin for the eye, and are not read out within the sentence."""
    pdf = pdf_of("<pb n='98'/><p>before <pb n='99'/>after</p>")
    assert "before after" in " ".join(told(pdf).split())
    assert "99" not in told(pdf)


def test_a_nine_page_letter_is_whole(pdf_of: PdfOf) -> None:
    """No paragraph of a long letter is lost between pages."""
    body = "".join(f"<p>Paragraph{number} {LOREM * 4}<note>note{number}</note></p>" for number in range(55))
    pdf = pdf_of(body)
    assert pages(pdf) >= 9
    text = told(pdf)
    assert [int(n) for n in re.findall(r"Paragraph(\d+)", text)] == list(range(55))
    assert [int(n) for n in re.findall(r"note(\d+)", text)] == list(range(55))


def test_right_to_left(pdf_of: PdfOf, printed: Printed) -> None:
    """Hebrew inside an English letter keeps its order."""
    text = printed(pdf_of("<p>He wrote <foreign xml:lang='he'>שלום עולם</foreign> and left.</p>"))
    assert "שלום עולם" in re.sub("[\u202a-\u202e]", "", text)


def test_letterspaced_words_stay_words(pdf_of: PdfOf, printed: Printed) -> None:
    """Space between letters is narrow enough that nobody takes it for space between words."""
    text = printed(
        pdf_of("<p>A <hi rend='spaced'>gesperrtes Wort</hi> and <hi rend='smallcaps'>Mr. Chairman</hi>.</p>")
    )
    assert "A gesperrtes Wort and" in text and "chairman" in text.casefold()


@pytest.mark.parametrize("outer", ["underline", "line-through", "double-underline", "underline line-through"])
def test_lines_over_lines(pdf_of: PdfOf, outer: str) -> None:
    """PDF/UA cannot tell two kinds of line at once; such text is still set."""
    looks = ("line-through", "underline", "double-underline")
    inner = "<unclear>c</unclear> " + " ".join(f"<hi rend='{look}'>{look}</hi>" for look in looks)
    assert pdf_of(f"<p><hi rend='{outer}'>x {inner}</hi> <unclear>{inner}</unclear></p>").startswith(b"%PDF")


def test_what_stands_in_the_template_is_described() -> None:
    """Each tag of the dispatch table stands in the vocabulary at the head of the template."""
    text = resources.xslt("pdf", "letter.typ").read_text(encoding="utf-8")
    vocabulary = text.partition("\n\n")[0]
    tables = re.findall(r"^#let (?:inline|blocks|parts) = \((.*?)^\)", text, re.S | re.M)
    tags = {tag for table in tables for tag in re.findall(r"^  (\w+):", table, re.M)}
    assert len(tags) > 30
    assert not {tag for tag in tags if not re.search(rf"\b{tag}\b", vocabulary)}


def test_pictures_are_made(maker: PdfMaker, sheet: Callable[..., str]) -> None:
    """The pages can be looked at as PNG files."""
    (page,) = maker.pictures(sheet(letter("<p>x</p>")), date=DATE)
    assert page.startswith(b"\x89PNG")
