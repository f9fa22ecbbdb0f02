"""What the rules about text need beside their cases: what others write, and times that do not grow with the square."""

from __future__ import annotations

import re
import time

import pytest
from tests.rules.judging import rules_of

from letterbook import drafting
from letterbook.reading.registers import Register
from letterbook.rules import Document
from letterbook.rules.running import FileRules
from letterbook.rules.text.placeholder_left import placeholders
from letterbook.sources import parse


def test_placeholders_are_those_of_the_command() -> None:
    """Whatever the command writes in brackets is known to the rule."""
    from pathlib import Path

    code = (Path(drafting.__file__).parent / "markup.py").read_text(encoding="utf-8")
    written = re.findall(r"\[[A-Z][^\[\]\n]+\?\]|\[Salutation\]", code)
    assert written and set(written) <= set(placeholders())


LONG = 40_000


@pytest.mark.parametrize(
    "text",
    [
        "x" * LONG * 4,
        " " * LONG * 4 + "x",
        "a  b " * LONG,
        "(" * LONG,
        "„ja“ (nein) [" * LONG,
        "a\u00ad" * LONG,
        "a\u00ad<lb/>" * (LONG // 4),
        "Ã" * LONG,
        "Ã¼" * LONG,
        "Ð" * LONG + "Ñ¼" * LONG,
        "aа" * LONG,
        "e\u0301" * LONG,
        "\u0096 " * LONG,
        "<pb n='2'/>- 2 - " * (LONG // 10),
        "ж" * LONG,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_long_texts_take_time_by_their_length(text: str) -> None:
    """A hundred kilobytes of anything is judged in seconds."""
    source = parse(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p>{text}</p></body></text></TEI>'.encode(),
        "a.xml",
    )
    began = time.process_time()
    for _ in FileRules(rules_of("T"), Register()).check(Document(source)):
        if time.process_time() - began > 30:
            break
    assert time.process_time() - began < 30
