"""Chains of a thousand definitions, of each kind of pattern: nothing recurses with the size of a grammar."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from letterbook import sources
from letterbook.relaxng import Grammar

COUNT = 1000
HEAD = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0"'
    ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start><element name="r">'
)


def element(name: str) -> str:
    """An empty element."""
    return f'<element name="{name}"><empty/></element>'


def ref(number: int) -> str:
    """What the next definition is."""
    return f'<ref name="d{number + 1}"/>'


LINKS: dict[str, tuple[Callable[[int], str], list[str], list[str]]] = {
    "group": (
        lambda n: f"<optional>{element(f'a{n % 7}')}</optional>{ref(n)}",
        ["", "<a1/><a2/>"],
        ["<a1/><b/>"],
    ),
    "interleave": (
        lambda n: f"<interleave><optional>{element(f'a{n}')}</optional>{ref(n)}</interleave>",
        ["", "<a2/><a1/>"],
        ["<a1/><b/>"],
    ),
    "oneOrMore": (
        lambda n: (
            f"<oneOrMore><choice><group>{element('a')}{ref(n)}</group>{element('b')}</choice></oneOrMore>"
        ),
        ["<b/>", "<a/><a/><b/>"],
        ["<c/>"],
    ),
    "choice": (
        lambda n: f'<choice><element name="a">{element(f"k{n}")}</element>{ref(n)}</choice>',
        ["", "<a><k3/></a>"],
        ["<a><b/></a>"],
    ),
    "element": (
        lambda n: f'<element name="a"><optional>{ref(n)}</optional></element>',
        ["<a><a/></a>"],
        ["<b/>"],
    ),
    "grammar": (
        lambda n: f'<grammar><start><parentRef name="d{n + 1}"/></start></grammar>',
        [""],
        ["<b/>"],
    ),
    "except": (lambda n: f'<data type="token"><except>{ref(n)}</except></data>', ["x"], ["<b/>"]),
}
ENDS = {"except": "<value>x</value>"}


@pytest.mark.parametrize("kind", LINKS)
def test_chain(kind: str, tmp_path: Path) -> None:
    """Loaded, and right about documents."""
    link, good, bad = LINKS[kind]
    links = "".join(f'<define name="d{n}">{link(n)}</define>' for n in range(COUNT))
    end = f'<define name="d{COUNT}">{ENDS.get(kind, "<empty/>")}</define>'
    path = tmp_path / "schema.rng"
    path.write_text(f'{HEAD}<ref name="d0"/></element></start>{links}{end}</grammar>', encoding="utf-8")
    grammar = Grammar.load(path)
    for content in good:
        assert grammar.valid(sources.parse(f"<r>{content}</r>".encode(), "document.xml")), content
    for content in bad:
        assert not grammar.valid(sources.parse(f"<r>{content}</r>".encode(), "document.xml")), content
