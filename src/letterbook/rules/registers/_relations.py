"""Names of relations: which are each other's reverse, which hold both ways, which can lead round in no circle."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from lxml import etree

from letterbook.index import Index
from letterbook.reading.pointers import TargetKind
from letterbook.reading.relations import Relation
from letterbook.reading.tei import tokens

REVERSES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("parent", ("parent", "father", "mother"), ("child", "son", "daughter")),
    (
        "grandparent",
        ("grandparent", "grandfather", "grandmother"),
        ("grandchild", "grandson", "granddaughter"),
    ),
    ("ancestor", ("ancestor",), ("descendant",)),
    ("uncle", ("uncle", "aunt"), ("nephew", "niece")),
    ("teacher", ("teacher",), ("pupil", "student")),
    ("employer", ("employer",), ("employee",)),
    ("guardian", ("guardian",), ("ward",)),
    ("predecessor", ("predecessor",), ("successor",)),
    ("part", ("part",), ("whole",)),
    ("member", ("member",), ("group",)),
)
"""A relation, what its active end is called, and what it is called the other way round."""

BOTH_WAYS = frozenset(
    ("spouse", "partner", "sibling", "twin", "cousin", "friend", "acquaintance", "colleague", "correspondent")
)
"""Relations that hold both ways."""

NO_CIRCLE = frozenset(("parent", "grandparent", "ancestor", "predecessor", "part", "member"))
"""Relations by which nothing comes before itself."""

_WORDS = {word: (name, True) for name, firsts, _ in REVERSES for word in firsts}
_WORDS |= {word: (name, False) for name, _, seconds in REVERSES for word in seconds}
_SPLIT = re.compile(r"(?<=[a-z])(?=[A-Z])|[\s_-]+")


class Said(NamedTuple):
    """That one entry stands to another in a relation, as some relation says."""

    relation: str
    first: str
    second: str
    forward: bool
    """Whether the name was that of the first; of relations that hold both ways, always."""
    element: etree._Element
    file: str


def meaning(name: str) -> tuple[str, bool] | None:
    """The relation that a name means, and whether its active end comes first; None for names that are not known.

    ``parent``, ``parentOf`` and ``has-child`` are ``("parent", True)``.
    """
    words = [word.lower() for word in _SPLIT.split(name.rpartition("#")[2].rpartition("/")[2]) if word]
    turned = words[:1] == ["has"]
    core = [word for word in words if word not in ("is", "has", "of")]
    if len(core) != 1:
        return None
    if core[0] in BOTH_WAYS:
        return core[0], True
    found = _WORDS.get(core[0])
    return None if found is None else (found[0], found[1] is not turned)


def said(relations: Iterable[Relation]) -> list[Said]:
    """What relations between entries say, as far as their names are known; ``mutual`` says it both ways."""
    found = []
    for relation in relations:
        known = meaning(relation.name)
        if known is None:
            continue
        name, forward = known
        for active in relation.active:
            for passive in relation.passive:
                ends = (active, passive) if forward else (passive, active)
                raw = relation.raw
                found.append(Said(name, *ends, forward, raw.element, raw.source.name))
    return found


def pointed(index: Index, element: etree._Element, file: str, *attributes: str) -> list[str]:
    """The keys of the entries that attributes of an element lead to."""
    targets = [index.resolver.resolve(ref, file) for name in attributes for ref in tokens(element.get(name))]
    return [target.key for target in targets if target.kind is TargetKind.ENTRY]


def circles(edges: dict[str, dict[str, object]]) -> list[list[str]]:
    """Each circle that the edges lead round in, once, as the entries on it."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        places: dict[str, int] = {}
        stack: list[tuple[str, list[str]]] = [(start, list(edges.get(start, ())))]
        while stack:
            node, rest = stack[-1]
            if node not in places and node not in done:
                places[node] = len(path)
                path.append(node)
            if node in done or not rest:
                if node in places:
                    places.pop(node)
                    path.pop()
                done.add(node)
                stack.pop()
                continue
            following = rest.pop()
            if following in places:
                found.append(path[places[following] :])
            elif following not in done:
                stack.append((following, list(edges.get(following, ()))))
    return found


PRACTICE = 0.8
LEAST = 3


def unanswered(
    pairs: Iterable[tuple[str, str]], answered: Container[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The pairs without an answer, where answering is the practice: three have one, and four of five."""
    every = list(dict.fromkeys(pairs))
    missing = [pair for pair in every if pair not in answered]
    have = len(every) - len(missing)
    return missing if have >= LEAST and have >= PRACTICE * len(every) else []
