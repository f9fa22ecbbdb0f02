"""Markup that no editor would write: the canonical text and the oracle still find the same words."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.oracle.cases import document
from tests.oracle.test_three_walks import exported
from tests.oracle.walk import T, expected_words, words

from letterbook.reading.layers import Layer
from letterbook.reading.text import canonical_text
from letterbook.sources import parse

ELEMENTS = (
    *(
        "p",
        "div",
        "hi",
        "persName",
        "choice",
        "sic",
        "corr",
        "orig",
        "reg",
        "abbr",
        "expan",
        "ex",
        "am",
        "subst",
    ),
    *(
        "add",
        "del",
        "supplied",
        "surplus",
        "unclear",
        "w",
        "note",
        "opener",
        "closer",
        "address",
        "addrLine",
        "l",
    ),
    *(
        "list",
        "item",
        "label",
        "table",
        "row",
        "cell",
        "figure",
        "figDesc",
        "fw",
        "gap",
        "quote",
        "listBibl",
        "bibl",
        "restore",
        "index",
        "app",
        "lem",
    ),
)
LEAVES = st.sampled_from(
    (
        "a",
        "bc ",
        " d",
        " ",
        "\n  ",
        "\u00ad",
        "e\u00adf",
        "\u00a0",
        "<lb/>",
        "<lb break='no'/>",
        "<pb/>",
        "<w>b<lb/>c</w>",
        "<w>\u00ad<lb/>c</w>",
        "<gap/>",
        "<!--c-->",
    )
)
MARKUP = st.recursive(
    LEAVES,
    lambda inner: st.tuples(st.sampled_from(ELEMENTS), st.lists(inner, max_size=4)).map(
        lambda drawn: f"<{drawn[0]}>{''.join(drawn[1])}</{drawn[0]}>"
    ),
    max_leaves=30,
)


def text_of(body: str) -> etree._Element:
    text = parse(document(body).encode(), "x.xml").root.find(T + "text")
    assert text is not None
    return text


@settings(max_examples=400, deadline=None)
@given(st.lists(MARKUP, max_size=6).map("".join), st.sampled_from(Layer))
@example("<w>a <pb/>\u00ad</w> b", Layer.READING)
def test_two_walks_agree_on_any_markup(body: str, layer: Layer) -> None:
    """Whatever is nested in whatever, both walks find the same words in the same order."""
    text = text_of(body)
    assert words(canonical_text(text, layer).text) == expected_words(text, layer.value)


def test_the_export_agrees_on_markup_of_all_kinds() -> None:
    """A hundred random documents through the stylesheet: the words of the canonical text."""
    drawn: list[str] = []

    @settings(max_examples=100, deadline=None, derandomize=True, database=None)
    @given(st.lists(MARKUP, min_size=3, max_size=6).map("".join))
    def draw(body: str) -> None:
        drawn.append(body)

    draw()
    items = [(document(body), layer.value) for body in drawn for layer in Layer]
    for (markup, layer), found in zip(items, exported(items), strict=True):
        text = parse(markup.encode(), "x.xml").root.find(T + "text")
        assert text is not None
        assert found.split() == canonical_text(text, Layer(layer)).text.split(), markup
