"""What the grammar of this edition allows in a text: each export has a template for it, and keeps its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import pytest
from lxml import etree
from tests.exports.pdf.words import neutral_words
from tests.oracle.cases import document
from tests.oracle.walk import T, expected_words, words
from tests.schema.grammar import Grammar, Pattern
from tests.schema.instances import Maker
from tests.xslt.nesting import nesting_faults
from tests.xslt.pages import letter_text

from letterbook import resources
from letterbook.sources import parse
from letterbook.workers import Pool

LAYERS = ("reading", "diplomatic")
EXPORTS = ("text", "html", "pdf")


@cache
def grammar() -> Grammar:
    """The grammar that ships."""
    return Grammar(resources.schema("letterbook.rng"))


def inside(pattern: Pattern) -> Iterator[str]:
    """The names of the elements in a pattern."""
    if pattern[0] == "element":
        yield pattern[1]
    elif pattern[0] in ("group", "choice", "interleave", "many"):
        for part in pattern[1:]:
            yield from inside(part)


@cache
def below_text() -> tuple[str, ...]:
    """The names of all elements that may stand somewhere in a ``text``."""
    found: set[str] = set()
    waiting = ["text"]
    while waiting:
        new = set(inside(grammar().content(waiting.pop()))) - found
        found |= new
        waiting += new
    return tuple(sorted(found))


SETUPS = {
    "text": "tests.oracle.exporting:setup",
    "html": "tests.xslt.worker:transforming",
    "pdf": "tests.exports.pdf.worker:setting_up",
}


def made(export: str, items: list[tuple[str, str]]) -> Iterator[tuple[list[str], str]]:
    """The words that an export makes of each (markup, layer), and what it made; an element without a template fails."""
    sheet = str(resources.xslt(export, "main.xsl"))
    jobs: dict[str, list[object]] = {
        "text": [(markup, layer) for markup, layer in items],
        "html": [(sheet, markup, {"layer": layer}, "", "") for markup, layer in items],
        "pdf": [(markup, {"layer": layer}, "") for markup, layer in items],
    }
    with Pool(SETUPS[export], ("fail",) if export == "html" else (sheet, "fail"), timeout=60) as pool:
        for (markup, _), outcome in zip(items, pool.map(jobs[export]), strict=True):
            assert outcome.failure is None, f"{export}: {outcome.failure}\n{markup}"
            page = str(outcome.value if export == "text" else outcome.value[0])
            yield _read(export, page), page


def _read(export: str, page: str) -> list[str]:
    if export == "pdf":
        return neutral_words(page)
    return words(letter_text(page) if export == "html" else page)


def test_the_grammar_says_what_a_text_holds() -> None:
    """The list is not empty, and is that of texts: no element that only a header has."""
    assert {"p", "persName", "w", "listBibl", "msDesc", "del", "restore"} & set(below_text()) >= {
        "p",
        "persName",
        "w",
    }
    assert not {"teiHeader", "correspDesc", "revisionDesc", "facsimile"} & set(below_text())
    assert len(below_text()) > 150


@pytest.mark.parametrize("export", EXPORTS)
def test_every_element_has_a_template(export: str) -> None:
    """Each element that may stand in a text goes through each export, in both layers."""
    bodies = [f"<div><p>before <{name}>inside</{name}> after</p></div>" for name in below_text()]
    items = [(document(body), layer) for body in bodies for layer in LAYERS]
    for (markup, _), (found, _) in zip(items, made(export, items), strict=True):
        assert {"before", "after"} <= set(found), markup


def random_texts(seed: int, names: Iterable[str]) -> list[str]:
    """Letters with a text that the grammar allows: one for each name, with a random element of that name in it."""
    maker = Maker(grammar(), seed)
    drawn = [maker.element(name, depth=4) for name in names if name not in ("body", "back", "figDesc")]
    return [document(etree.tostring(numbered(element), encoding="unicode")) for element in drawn]


def numbered(element: etree._Element) -> etree._Element:
    """The element with words of which no two are alike, so that one in a wrong place is seen; pointers, which would
    show where they lead, lead nowhere."""
    number = 0
    for node in element.iter():
        if node.tag == T + "ptr":
            node.set("target", "#nowhere")
        for part in ("text", "tail"):
            said = getattr(node, part) or ""
            if said.strip():
                number += 1
                setattr(node, part, said.replace("word", f"w{number}").replace("–", f"d{number}"))
    return element


@pytest.mark.parametrize("export", EXPORTS)
def test_random_content_keeps_its_words(export: str) -> None:
    """Whatever the grammar allows in a text, nested as it allows, keeps its words and their order in both layers."""
    items = [(markup, layer) for markup in random_texts(1, below_text()) for layer in LAYERS]
    wrong = []
    for (markup, layer), (found, page) in zip(items, made(export, items), strict=True):
        expected = expected_words(parse(markup.encode(), "x.xml").root, layer)
        faults = nesting_faults(page) if export == "html" else []
        if "".join(found) != "".join(expected) or faults:
            wrong.append(f"{layer} {faults} {expected} {found} {markup[markup.index('<body>') :]}")
    assert not wrong, f"{len(wrong)} of {len(items)}\n" + "\n".join(wrong[:20])
