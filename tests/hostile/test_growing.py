"""Time grows with what a file holds, not with its square: long texts, very many nodes, marks and prefixes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile.letters import letter

from letterbook.reading.registers import Register
from letterbook.rules.catalogue import all_rules
from letterbook.rules.document import Document
from letterbook.rules.running import FileRules
from letterbook.settings import Settings
from letterbook.sources import parse

N = 4000
LOST, SOFT, MARKS, TAB = "\ufffd", "\xad", "\u0301\u0323", "\t"
PATTERN = '<prefixDef ident="a{}" matchPattern="(.*)" replacementPattern="#$1"/>'

LETTERS: dict[str, Callable[[int], str]] = {
    "lost characters in one text": lambda n: letter("<p>" + ("a" + LOST) * n + "</p>"),
    "lost characters behind breaks": lambda n: letter("<p>" + f"w{LOST}<lb/>" * n + "</p>"),
    "soft hyphens behind breaks": lambda n: letter("<p>" + f"wo{SOFT}<lb/>rd " * n + "</p>"),
    "a long word behind a lost character": lambda n: letter(f"<p>{LOST} {'a' * n * 20}</p>"),
    "tabs": lambda n: letter("<p>" + TAB * n * 20 + "</p>"),
    "marks out of order": lambda n: letter(f'<p><persName ref="#{MARKS * n}">x</persName></p>'),
    "words of a type": lambda n: letter(
        '<p><ref type="' + "a " * n + '" target="' + "#a " * n + '">x</ref></p>'
    ),
    "a page number": lambda n: letter('<p><pb n="1' + " " * n + 'x"/></p>'),
    "prefixes": lambda n: letter(
        "".join(f'<p><rs ref="a{number}:x">N</rs></p>' for number in range(n)),
        head=f"<encodingDesc><listPrefixDef>{''.join(map(PATTERN.format, range(n)))}</listPrefixDef></encodingDesc>",
    ),
    "names": lambda n: letter(
        "".join(f'<p><persName ref="#p{number % 7}">Ada L{number}</persName></p>' for number in range(n))
    ),
}


def spent(text: str) -> float:
    """The seconds that all rules need for a letter."""
    source = parse(text.encode(), "a.xml")
    rules = FileRules(all_rules(), Register())
    began = time.process_time()
    document = Document(source, known_as="a", settings=Settings())
    found = list(rules.check(document))
    rules.gathered(document)
    ended = time.process_time()
    assert not [one for one in found if one.code == "X008"]
    return ended - began


@pytest.mark.parametrize("what", LETTERS)
def test_four_times_as_much(what: str) -> None:
    """Four times as much takes about four times as long, where it takes any; its square would be sixteen times."""
    few = min(spent(LETTERS[what](N)) for _ in range(2))
    assert spent(LETTERS[what](4 * N)) < 9 * few + 0.6


def test_paths_through_many_children(tmp_path: Path) -> None:
    """Each of ten thousand places that Saxon names in one element is found at once."""
    source = parse(letter("<p>x</p>" * 10_000).encode(), "a.xml")
    tei = "Q{http://www.tei-c.org/ns/1.0}"
    began = time.process_time()
    for number in range(1, 10_001):
        place = source.node_at(f"/{tei}TEI[1]/{tei}text[1]/{tei}body[1]/{tei}p[{number}]")
    assert place.element.getnext() is None
    assert time.process_time() - began < 2
    with pytest.raises(ValueError, match="nothing at"):
        source.node_at(f"/{tei}TEI[1]/{tei}text[1]/{tei}body[1]/{tei}p[10001]")


def test_no_message_is_as_long_as_its_value() -> None:
    """A pointer of a million characters is told by its beginning."""
    data = letter(f'<p><persName ref="{"x" * 1_000_000}\ufffd">x</persName></p>').encode()
    document = Document(parse(data, "a.xml"), known_as="a", settings=Settings())
    found = list(FileRules(all_rules(), Register()).check(document))
    assert "T006" in {one.code for one in found}
    assert max(len(one.message) for one in found) < 2000
