"""The text export as people get it: heading, marks, numbers of notes, wrapping."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.oracle.test_three_walks import T, corpus

from letterbook import resources, saxon
from letterbook.reading.layers import Layer
from letterbook.reading.text import canonical_text
from letterbook.workers import Pool

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letter of an editor to a
 printer</title></titleStmt><sourceDesc><msDesc><msIdentifier><settlement>Bath</settlement><idno>MS 7</idno></msIdentifier>
</msDesc></sourceDesc></fileDesc><profileDesc><correspDesc><correspAction type="sent"><persName>Ada Editor</persName>
<placeName>Bath</placeName><date when="1815-05-01"/></correspAction><correspAction type="received"><persName>Paul
 Printer</persName><orgName ref="#press"/></correspAction></correspDesc></profileDesc></teiHeader><text><body><div>
<head type="editorial">1. A letter</head><opener><dateline>Bath,<lb/> May 1</dateline></opener>
<p>I <choice><orig>haue</orig><reg>have</reg></choice> sent you<note>By post.</note> the <del>last</del><add>first</add>
 sheet, which I have <supplied>read</supplied> with care<note><p>Hers.</p></note>.</p>
<note>On the back.</note>
<list rend="ordered"><item>one</item><item><p>two</p></item></list><list><item>plain</item></list>
<table><row><cell>a</cell><cell>b</cell></row></table>
<closer>Yours<lb/><signed>A. E.</signed></closer></div></body></text></TEI>"""

READING = """\
Letter of an editor to a printer
================================

From: Ada Editor
To: Paul Printer
Place: Bath
Date: 1 May 1815
Source: Bath, MS 7
Edition: Letters
Licence: https://example.org/by

[1. A letter]

Bath,
May 1

I have sent you[1] the first sheet, which I
have read with care[2].

1. one
2. two

– plain

a | b

Yours
A. E.

Notes
-----

[1] By post.

[2] Hers.

[3] On the back.
"""


def setup(stylesheet: str) -> Callable[[tuple[str, dict[str, Any]]], str]:
    """What a worker does: make the text of (markup, settings); an element without a template fails."""
    executable = saxon.compile_file(Path(stylesheet), static={"unmatched": "fail"})
    return lambda item: saxon.transform(executable, item[0], {"settings": item[1]})[0]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """A worker with the text stylesheet."""
    stylesheet = str(resources.xslt("text", "main.xsl"))
    with Pool("tests.oracle.test_text_page:setup", (stylesheet,), timeout=60) as made:
        yield made


def page(pool: Pool, markup: str, **settings: Any) -> str:
    [outcome] = list(pool.map([(markup, settings)]))
    assert outcome.failure is None, outcome.failure
    return str(outcome.value)


def test_a_reading_text(pool: Pool) -> None:
    """The whole file: heading, letter, numbered notes, lines no longer than asked for."""
    edition = {"title": "Letters", "licence": "https://example.org/by"}
    assert page(pool, LETTER, layer="reading", wrap=44, **edition) == READING


def test_a_diplomatic_text(pool: Pool) -> None:
    """The copy text's readings, with signs for what was struck out and added; what was supplied is not there."""
    text = page(pool, LETTER, layer="diplomatic", wrap=0)
    assert "I haue sent you[1] the ⟦last⟧\\first/ sheet, which I have with care[2]." in text
    assert "have sent" not in text


def test_the_body_alone_has_nothing_added(pool: Pool) -> None:
    """With body-only there is no heading, no number and no sign."""
    body = {"body-only": True, "wrap": 0}
    text = page(pool, LETTER, layer="diplomatic", **body)
    assert text.startswith("1. A letter\n\nBath,\nMay 1\n\nI haue sent you the lastfirst sheet")
    assert text.endswith("A. E.\n\nBy post.\n\nHers.\n\nOn the back.\n")


@pytest.mark.parametrize("width", [1, 10, 40, 72])
def test_wrapping_never_breaks_a_word(pool: Pool, width: int) -> None:
    """Lines are no longer than the width unless a single word is; wrapping changes white space only."""
    markup = LETTER.replace("care", "c" * 50 + " 😀 ü\u00a0ü ")
    whole, wrapped = (
        page(pool, markup, layer="reading", wrap=wrap, **{"body-only": True}) for wrap in (0, width)
    )
    assert wrapped.split() == whole.split()
    assert all(len(line) <= width or " " not in line for line in wrapped.split("\n"))


def test_without_settings_it_still_runs(pool: Pool) -> None:
    """A stylesheet that is given nothing makes a reading text, wrapped at 72."""
    text = page(pool, LETTER)
    assert "I have sent you[1] the first sheet" in text
    assert max(map(len, text.split("\n"))) <= 72


def test_an_empty_letter_is_a_heading(pool: Pool) -> None:
    """A letter without text or header is still a file that ends with one line end."""
    text = page(
        pool, '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p/></body></text></TEI>'
    )
    assert text == "untitled\n========\n"


SIGNS = re.compile(r"[⟦⟧\\/\[\]–|]|\d+\.|\[\d+\]")


def ordered(words: list[str], within: list[str]) -> bool:
    """Whether the words stand in the other list in their order."""
    rest = iter(within)
    return all(word in rest for word in words)


@pytest.mark.parametrize("every", [20, pytest.param(1, marks=pytest.mark.corpora)])
@pytest.mark.parametrize("name", ["edgeworth", "dehmel"])
def test_whole_pages_of_real_letters(shared: Path, pool: Pool, name: str, every: int) -> None:
    """With heading, signs and numbers every letter is made, and its words are there in their order."""
    letters = list(corpus(shared / "corpora" / name, every))
    pairs = [(markup, element, layer) for markup, element in letters for layer in Layer]
    outcomes = pool.map([(markup, {"layer": layer.value}) for markup, _, layer in pairs])
    for (_, element, layer), outcome in zip(pairs, outcomes, strict=True):
        assert outcome.failure is None, outcome.failure
        text = element.find(T + "text")
        assert text is not None
        said = SIGNS.sub("", canonical_text(text, layer).text).split()
        assert ordered(said, SIGNS.sub("", re.sub(r"\[\d+\]", "", outcome.value)).split())


def test_soft_hyphens_do_not_show(pool: Pool) -> None:
    """A word divided at the end of a line in the source is whole in the reading text."""
    body = "<p>Vor\u00ad<lb break='no'/>teil</p>"
    markup = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{body}</body></text></TEI>'
    assert "Vorteil" in page(pool, markup)
