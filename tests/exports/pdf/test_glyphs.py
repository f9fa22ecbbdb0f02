"""A character that no font has is told by name; the other letters go on."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from tests.exports.pdf.conftest import DATE

from letterbook.exports.pdf import MissingGlyph, PdfError, PdfMaker, compose, describe
from letterbook.findings import Severity


def test_all_missing_characters_are_named(pdf_of: Callable[..., bytes]) -> None:
    """One finding names each character once, with number and name, in code point order."""
    with pytest.raises(MissingGlyph) as raised:
        pdf_of("<p>a ✓ and ♡, <hi rend='italic'>again ✓</hi></p><p>₰</p>")
    assert raised.value.characters == ("₰", "♡", "✓")
    finding = raised.value.finding("tei/letters/a.xml")
    assert (finding.code, finding.name, finding.severity) == ("X001", "missing-glyph", Severity.ERROR)
    assert finding.span.file == "tei/letters/a.xml"
    assert "✓ (U+2713 CHECK MARK)" in finding.message
    assert "U+20B0 GERMAN PENNY SIGN" in finding.message


def test_the_next_letter_is_set(pdf_of: Callable[..., bytes]) -> None:
    """A letter that failed leaves nothing behind in the maker."""
    before = pdf_of("<p>plain</p>")
    with pytest.raises(MissingGlyph):
        pdf_of("<p>\U0001f600</p>")
    assert pdf_of("<p>plain</p>") == before


def test_a_letter_under_a_missing_mark_is_not_accused(pdf_of: Callable[..., bytes]) -> None:
    """Typst refuses base and mark together; only the mark is missing."""
    with pytest.raises(MissingGlyph) as raised:
        pdf_of("<p>e\u20dd</p>")
    assert raised.value.characters == ("\u20dd",)


def test_private_use_is_told_as_such(pdf_of: Callable[..., bytes]) -> None:
    """PDF/A forbids the private use area even where the font draws something."""
    with pytest.raises(MissingGlyph) as raised:
        pdf_of("<p>\ue010</p>")
    finding = raised.value.finding("a.xml")
    assert "(U+E010 private use)" in finding.message
    assert finding.notes and "private use area" in finding.notes[0]


@pytest.mark.parametrize(
    "text",
    [
        "é e\u0301 x\u0325 a\u0305b",
        "\u00ad\u200b\u2060\u200d\ufeff",
        "\u202f\u2009\u00a0x",
        "ἀρχή Ελλάδα",
        "Москва ѣ",
        "שלום",
        "ſ ß ‟ ⟨ ⟩ ½ № ‰ † ‡ ✝",
    ],
    ids=["composed", "invisible", "spaces", "greek", "cyrillic", "hebrew", "signs"],
)
def test_what_letters_need_is_there(pdf_of: Callable[..., bytes], text: str) -> None:
    """The scripts and signs the font was chosen for; a decomposed letter is composed."""
    assert pdf_of(f"<p>{text.replace('✝', '')}</p>").startswith(b"%PDF-1.7")


def test_a_mark_joins_its_letter() -> None:
    """A tag between a letter and its mark would let the mark stand alone; other tags stay."""
    assert compose("<p>ko<u>\u0308n</u>n\u0304 e</u>\u0301</p>") == "<p>kö<u>n</u>n\u0304 é</u></p>"
    assert compose("<p>\u0301a</p>") == "<p>\u0301a</p>"


def test_many_characters_are_counted(maker: PdfMaker) -> None:
    """The message stays short: six are named, the rest counted."""
    letters = "".join(chr(0x4E00 + number) for number in range(20))
    with pytest.raises(MissingGlyph) as raised:
        maker.make(f'<letter title="x"><body><p>{letters}</p></body></letter>', b"", "x.xml", date=DATE)
    assert len(raised.value.characters) == 20
    assert str(raised.value).endswith("and 14 more")


def test_problems_cross_processes() -> None:
    """Workers hand problems to the parent."""
    sent = pickle.loads(pickle.dumps(MissingGlyph("♡✓", "Some Font")))
    assert sent.characters == ("♡", "✓")
    assert (
        str(sent) == "the font Some Font has no glyph for ♡ (U+2661 WHITE HEART SUIT), ✓ (U+2713 CHECK MARK)"
    )


def test_an_unknown_tag_stops_the_run(maker: PdfMaker) -> None:
    """The template loses no text in silence: a tag it does not know is an error with its name."""
    with pytest.raises(PdfError, match="no rule for the tag blink") as raised:
        maker.make(
            '<letter title="x"><body><p>a <blink>b</blink></p></body></letter>', b"", "x.xml", date=DATE
        )
    assert raised.value.finding("x.xml").code == "X003"


def test_too_deep_a_letter_is_told(maker: PdfMaker) -> None:
    """Typst gives up on nesting beyond what letters have; the message says why."""
    markup = '<letter title="x"><body><p>' + "<b>x" * 90 + "</b>" * 90 + "</p></body></letter>"
    with pytest.raises(PdfError, match="nested too deeply"):
        maker.make(markup, b"", "x.xml", date=DATE)


@pytest.mark.parametrize(
    ("character", "told"),
    [
        ("✓", "✓ (U+2713 CHECK MARK)"),
        ("\u0489", "(U+0489 COMBINING CYRILLIC MILLIONS SIGN)"),
        ("\x85", "(U+0085 unnamed)"),
    ],
)
def test_characters_are_described(character: str, told: str) -> None:
    """What cannot be shown alone is told by number and name only."""
    assert describe(character) == told
