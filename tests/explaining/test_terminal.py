"""A page in a terminal: to its width, readable, without the marks of Markdown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook import explaining
from letterbook.explaining import Page
from letterbook.explaining.markup import Code, Item, Paragraph, Subheading, Table, Words, blocks, inline
from letterbook.explaining.terminal import Painter, plain, render
from letterbook.findings import Severity

PAGES = explaining.all_pages()

MARKED = """Write `when="1961"` and *never* **when**, see [TEI](https://tei-c.org), <https://w3.org> or `` ` ``.

1. first
2. second
   goes on
   - inner

### More

| a | b |
| - | - |
| `x \\| y` | z |

```xml
<p>
  <hi/>
</p>
```

    indented

      deeper
"""


def test_blocks() -> None:
    """Each kind of block is told from the others."""
    assert list(blocks(MARKED)) == [
        Paragraph(MARKED.splitlines()[0]),
        Item("1.", 0, "first"),
        Item("2.", 0, "second goes on"),
        Item("-", 1, "inner"),
        Subheading("More"),
        Table((("a", "b"), ("`x | y`", "z"))),
        Code("<p>\n  <hi/>\n</p>"),
        Code("indented\n\n  deeper"),
    ]


def test_inline() -> None:
    """Styles without their marks; an address stands behind the words that are linked."""
    assert list(inline("a `b` *c* **d** [e](f)")) == [
        Words("plain", "a "),
        Words("code", "b"),
        Words("plain", " "),
        Words("stress", "c"),
        Words("plain", " "),
        Words("strong", "d"),
        Words("plain", " "),
        Words("plain", "e"),
        Words("plain", " ("),
        Words("link", "f"),
        Words("plain", ")"),
    ]
    assert plain("2 * 3 * 4, a_b_c, `*`, \\*, <https://w3.org>") == "2 * 3 * 4, a_b_c, *, *, https://w3.org"


def page(text: str) -> Page:
    return Page("T999", "blue-letter", Severity.INFO, "The letter is blue", (("What it does", text),), "rule")


def test_the_whole() -> None:
    assert render(page("Some words that are long enough to go to a second line.\n\n    <p/>"), 40) == (
        "T999 blue-letter\nThe letter is blue.\ninfo\n\nWhat it does\n\n"
        "  Some words that are long enough to go\n  to a second line.\n\n      <p/>\n"
    )


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.heading)
def test_every_page_fits_and_has_no_marks(page: Page, width: int) -> None:
    """Lines of words are not longer than the terminal is wide, unless one word is; nothing is lost."""
    text = render(page, width)
    assert "\x1b" not in text and not re.search(r"[ \t]$", text, re.MULTILINE)
    assert "**" not in text and "](" not in text and "```" not in text and "| ---" not in text
    code = {
        line.strip()
        for _, body in page.sections
        for b in blocks(body)
        if isinstance(b, Code)
        for line in b.text.split("\n")
    }
    for line in text.splitlines():
        assert len(line) <= min(width, 100) or line.strip() in code or len(line.split()) <= 2, line
    flat = "".join(text.split())
    for _, body in page.sections:
        for block in blocks(body):
            if isinstance(block, Paragraph | Item):
                assert "".join(plain(block.text).split()) in flat


def test_colours_only_where_they_are_wanted() -> None:
    """Without them it is the same text."""
    coloured = render(PAGES[0], colour=True)
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == render(PAGES[0])


@given(st.text(alphabet="ab`*[]()<>|\\-#. \n1", max_size=60), st.integers(1, 30))
def test_any_text_is_set(text: str, width: int) -> None:
    """Whatever somebody writes into a docstring, something comes out, on lines."""
    for line in Painter(width, False).body(text, ""):
        assert "\n" not in line
