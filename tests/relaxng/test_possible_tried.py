"""What is said to be possible at a place is tried there, and so is what is not."""

from __future__ import annotations

import random

import pytest
from lxml import etree
from tests.relaxng.explaining import GRAMMAR, cases

from letterbook.relaxng import Fault, Grammar
from letterbook.sources import parse


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    """The grammar for letters."""
    return Grammar.load(GRAMMAR)


def judged(grammar: Grammar, root: etree._Element) -> list[Fault]:
    """The faults of a tree; elements of faults are those of a copy."""
    return list(grammar.check(parse(etree.tostring(root), "letter.xml")))


@pytest.mark.parametrize("seed", range(40))
def test_elements_put_where_they_may_stand(grammar: Grammar, seed: int) -> None:
    """An element that is possible at a place is never said to be out of place there; one that is not, always is."""
    rng = random.Random(seed)
    data = rng.choice(cases()).repaired()
    number = rng.randrange(sum(1 for _ in parse(data, "letter.xml").root.iter("*")))
    parent = list(parse(data, "letter.xml").root.iter("*"))[number]
    at = rng.randint(0, len(list(parent.iterchildren("*"))))
    place = grammar.possible.inside(parent, at if at < len(list(parent.iterchildren("*"))) else None)
    assert place is not None
    names = [*place.elements.listed, *rng.sample(list(grammar.possible.vocabulary.elements), 6)]
    for name in rng.sample(names, min(12, len(names))):
        root = parse(data, "letter.xml").root
        into = list(root.iter("*"))[number]
        children = list(into.iterchildren("*"))
        if at < len(children):
            children[at].addprevious(etree.Element(name))
        else:
            into.append(etree.Element(name))
        told = {
            fault.kind
            for fault in judged(grammar, root)
            if fault.element is not None
            and _place(fault.element) in (_place(into), f"{_place(into)}/*[{at + 1}]")
        }
        out_of_place = bool(told & {"misplaced", "unknown", "missing-before"})
        assert out_of_place == (name not in place.elements.listed), (name, into.tag, at, told)


def _place(element: etree._Element) -> str:
    """The numbers of an element and of those round it among the children of each."""
    steps = []
    parent = element.getparent()
    while parent is not None:
        steps.append(f"/*[{list(parent.iterchildren('*')).index(element) + 1}]")
        element, parent = parent, parent.getparent()
    return "".join(reversed(steps))


@pytest.mark.parametrize("seed", range(20))
def test_attributes_added_where_they_may_stand(grammar: Grammar, seed: int) -> None:
    """An attribute that is possible is never said to be unknown there, or to exclude another."""
    rng = random.Random(seed)
    root = parse(rng.choice(cases()).repaired(), "letter.xml").root
    element = rng.choice(list(root.iter("*")))
    place = grammar.possible.inside(element)
    assert place is not None
    free = [name for name in place.attributes.listed if name not in element.attrib]
    for name in rng.sample(free, min(8, len(free))):
        element.set(name, "x")
        told = [fault.kind for fault in judged(grammar, root) if fault.attribute == name]
        assert not set(told) & {"attribute-unknown", "attribute-together"}, (name, element.tag)
        del element.attrib[name]
