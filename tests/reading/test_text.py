"""The canonical text: spans of mentions, blocks, notes; what its words are is tested in tests/oracle."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.making import letter

from letterbook.reading.edition import Edition
from letterbook.reading.layers import Layer
from letterbook.reading.letters import letters_of
from letterbook.reading.text import CanonicalText, canonical_text
from letterbook.settings import Settings
from letterbook.sources import parse, read


def made(body: str, layer: Layer = Layer.READING) -> CanonicalText:
    (one,) = letters_of(letter(text=body))
    return canonical_text(one, layer)


def surfaces(text: CanonicalText) -> list[tuple[str, str]]:
    return [(mention.name, text.surface(mention)) for mention in text.mentions]


def test_mentions_have_the_words_they_stand_for() -> None:
    """A span begins at the first and ends after the last character of the mention, white space left out."""
    text = made(
        "<p>To <persName ref='a b' cert='low' type='t'>\n  Mr. <hi>K</hi>.\n </persName>, in "
        "<rs type='place'>the <orgName key='un'>UN</orgName></rs> on <date when='1961'/>😀<date>May</date></p>"
    )
    assert text.text == "To Mr. K. , in the UN on 😀May"
    assert surfaces(text) == [
        *(("persName", "Mr. K."), ("rs", "the UN"), ("orgName", "UN"), ("date", ""), ("date", "May")),
    ]
    name = text.mentions[0]
    assert (name.start, name.end, name.refs, name.cert, name.type) == (3, 9, ("a", "b"), "low", "t")
    assert text.mentions[2].key == "un"
    assert text.mentions[4].start == len(text.text) - 3


def test_a_mention_follows_its_layer() -> None:
    """A mention's surface is what the layer shows; a mention in a deletion is in the diplomatic layer only."""
    body = (
        "<p><persName><choice><orig>Khrushchov</orig><reg>Khrushchev</reg></choice></persName>"
        "<del> and <persName>Brezhnev</persName></del></p>"
    )
    assert surfaces(made(body)) == [("persName", "Khrushchev")]
    assert surfaces(made(body, Layer.DIPLOMATIC)) == [("persName", "Khrushchov"), ("persName", "Brezhnev")]


def test_mentions_in_notes_are_placed_after_the_text() -> None:
    """Offsets in notes count from the beginning of the whole text; the body ends before them."""
    text = made("<p>One<note>see <persName>K</persName></note> two <placeName>Bath</placeName></p>")
    assert text.text == "One two Bath\n\nsee K"
    assert sorted(surfaces(text)) == [("persName", "K"), ("placeName", "Bath")]
    assert [text.text[start:end] for start, end in text.notes] == ["see K"]
    assert text.body == "One two Bath"


def test_blocks_lines_and_cells() -> None:
    """Paragraphs stand apart, lines end, cells are divided; lines of a closer are kept in the reading layer."""
    text = made(
        "<div><p>a</p>\n<p>b<lb/>c</p><lg><l>d</l><l>e</l></lg><table><row><cell>f</cell><cell>g</cell></row>"
        "<row><cell>h</cell></row></table><closer>Yours<lb/>K</closer></div>"
    )
    assert text.text == "a\n\nb c\n\nd\ne\n\nf\tg\nh\n\nYours\nK"
    assert made("<p>b<lb/>c</p>", Layer.DIPLOMATIC).text == "b\nc"


def test_a_letter_without_a_text_has_an_empty_one() -> None:
    """A letter that is only described has no words and no mentions."""
    markup = b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><correspDesc/></teiHeader></TEI>"
    (one,) = letters_of(parse(markup, "x.xml"))
    assert canonical_text(one) == CanonicalText("", (), ())


def test_depth_is_no_limit() -> None:
    """Elements nested as deep as files may be are walked without recursion."""
    depth = 2000
    text = made("<p>" + "<seg>" * depth + "<persName>deep</persName>" + "</seg>" * depth + "</p>")
    assert surfaces(text) == [("persName", "deep")]


def _wrap(pieces: list[str]) -> str:
    tag = ("persName", "hi", "del", "rs", "supplied")[len("".join(pieces)) % 5]
    return f"<{tag}>{''.join(pieces)}</{tag}>"


PIECES = st.sampled_from(
    [
        "a",
        " ",
        "b c",
        "\u00ad",
        "<lb/>",
        "<lb break='no'/>",
        "<gap/>",
        "<note>n</note>",
        "<w>x<lb/>y</w>",
        "\u00a0",
    ]
)


@given(
    st.recursive(PIECES, lambda inner: st.lists(inner, max_size=4).map(_wrap), max_leaves=25),
    st.sampled_from(Layer),
)
def test_spans_are_always_inside_the_text(body: str, layer: Layer) -> None:
    """Whatever the markup, a span lies inside the text, begins and ends at a word, and no white space is doubled."""
    text = made(f"<p>{body}</p>", layer)
    assert text.text == text.text.strip(" \n\t")
    assert "  " not in text.text
    assert " \n" not in text.text
    for mention in text.mentions:
        surface = text.surface(mention)
        assert 0 <= mention.start <= mention.end <= len(text.text)
        assert surface == surface.strip(" \n\t")
    assert len(text.mentions) <= body.count("<persName>") + body.count("<rs>")


@pytest.mark.parametrize("layer", list(Layer))
def test_mentions_of_a_corpus(shared: Path, layer: Layer) -> None:
    """In a corpus every mention that shows has a span; only mentions in deletions are missing from the reading layer."""
    edition = Edition.open([shared / "corpora" / "edgeworth"], Settings())
    shown = 0
    for file in edition.letter_files[::5]:
        for one in letters_of(read(file.path, name=file.name)):
            text = canonical_text(one, layer)
            shown += len(text.mentions)
            for mention in text.mentions:
                assert text.surface(mention) == text.surface(mention).strip()
    assert shown > 1200
