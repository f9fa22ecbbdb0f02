"""The engine and jing over the same document: the verdict, and the element at which the first fault lies.

``python -m tests.relaxng.comparing [MUTATIONS]`` prints how often they differ, by category.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from lxml import etree
from tests.relaxng import corpora, mutations
from tests.relaxng.oracle.jing import Jing, Said, Schema
from tests.relaxng.oracle.places import Places

from letterbook import sources
from letterbook.relaxng import Fault, Grammar

_KINDS = (
    "not allowed anywhere",
    "not allowed yet",
    "text not allowed here",
    "no attributes allowed",
    "missing required attribute",
    "missing one or more required attributes",
    "incomplete",
    "character content",
    "empty content",
    "value of attribute",
    "attribute",
    "IDREF",
    "ID",
    "not allowed here",
)
"""Words by which the messages of jing are told apart, the first that fits."""


def kind_of(said: Said) -> str:
    """The kind of a message of jing."""
    return next((kind for kind in _KINDS if kind in said.message), said.message)


@dataclass(frozen=True)
class Compared:
    """What both say about one document."""

    name: str
    data: bytes
    said: list[Said]
    faults: list[Fault]
    relation: str
    """How the element of the engine's first fault lies to that of jing's: ``same``, ``parent``, ``after`` …"""

    @property
    def agree(self) -> bool:
        """Whether both find the document valid, or both do not."""
        return bool(self.said) == bool(self.faults)

    @property
    def category(self) -> tuple[str, str, str]:
        """Jing's kind of fault, the engine's, and how their places lie."""
        mine = self.faults[0].kind if self.faults else "valid"
        return (kind_of(self.said[0]) if self.said else "valid", mine, self.relation)

    def __str__(self) -> str:
        jing = f"{self.said[0].line}: {self.said[0].message[:160]}" if self.said else "valid"
        mine = "valid"
        if self.faults:
            span = self.faults[0].span(sources.parse(self.data, self.name))
            mine = f"{span.line}:{span.column}: {self.faults[0].message}"
        return f"{self.name} {self.category}\n  jing {jing}\n  here {mine}"


def relation(ours: etree._Element | None, theirs: etree._Element | None) -> str:
    """How an element lies to another in a tree."""
    if ours is None or theirs is None:
        return "nowhere"
    if ours is theirs:
        return "same"
    if theirs.getparent() is ours:
        return "parent"
    if ours.getparent() is theirs:
        return "child"
    siblings = ours.getparent() is theirs.getparent()
    for element in ours.iterancestors():
        if element is theirs:
            return "inside"
    order = next(e for e in ours.getroottree().getroot().iter("*") if e is ours or e is theirs)
    place = "before" if order is ours else "after"
    return f"sibling {place}" if siblings else place


def compare(grammar: Grammar, schema: Schema, data: bytes, name: str) -> Compared:
    """Both over one document."""
    source = sources.parse(data, name)
    said = schema.check(data)
    faults = list(grammar.check(source))
    how = "same"
    if said and faults:
        place = Places(source).element(said[0])
        how = relation(faults[0].element, place)
        if how != "same" and any(fault.element is place for fault in faults):
            how = "same, not first"
    return Compared(name, data, said, faults, how)


@cache
def engine(name: str) -> Grammar:
    """A grammar of the corpora, loaded once."""
    return Grammar.load(corpora.grammar_path(name))


def mutants(name: str, schema: Schema, count: int) -> Iterator[mutations.Mutation]:
    """So many documents with one fault each, in a fixed order over the grammar's documents."""
    bases = list(corpora.bases(name, schema))
    for number in range(count):
        base = bases[number % len(bases)]
        yield mutations.mutate(base.data, f"{base.name} {number}")


def main() -> None:
    """Print what differs."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with Jing() as jing:
        for name in corpora.GRAMMARS:
            schema = jing.load(corpora.grammar_path(name))
            categories: Counter[tuple[str, str, str]] = Counter()
            examples: dict[tuple[str, str, str], Compared] = {}
            numbers: list[int] = []
            kinds: dict[str, list[int]] = {}
            for mutant in islice(mutants(name, schema, count), count):
                compared = compare(engine(name), schema, mutant.data, f"{mutant.kind}: {mutant.what}")
                if compared.relation != "same" or not compared.agree:
                    categories[compared.category] += 1
                    examples.setdefault(compared.category, compared)
                if compared.faults:
                    if mutant.kind in mutations.SINGLE:
                        numbers.append(len(compared.faults))
                    kinds.setdefault(mutant.kind, []).append(len(compared.faults))
            numbers.sort()
            print(f"{name}: {len(numbers)} single faults in {count}, median and 95 % of findings:", end=" ")
            print(numbers[len(numbers) // 2], numbers[len(numbers) * 95 // 100], f"most {numbers[-1]}")
            for kind, found in sorted(kinds.items()):
                found.sort()
                print(
                    f"   {kind}: {len(found)}, {found[len(found) // 2]}, {found[len(found) * 95 // 100]}, {found[-1]}"
                )
            for category, often in categories.most_common():
                print(f"{often:5} {examples[category]}")


if __name__ == "__main__":
    main()
