"""Relations between entries, with their pointers made keys."""

from __future__ import annotations

from dataclasses import dataclass

from letterbook.reading.pointers import Resolver, TargetKind
from letterbook.reading.registers import RawRelation, Register


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation whose ends are keys of entries; ends that lead nowhere are left out."""

    name: str
    active: tuple[str, ...]
    passive: tuple[str, ...]
    mutual: tuple[str, ...]
    raw: RawRelation

    @property
    def keys(self) -> frozenset[str]:
        """All entries that it touches."""
        return frozenset((*self.active, *self.passive, *self.mutual))


def relations(register: Register, resolver: Resolver) -> tuple[Relation, ...]:
    """The relations of a register, in its order; those that touch no entry are left out."""
    made = []
    for raw in register.relations:
        ends = [_keys(resolver, refs, raw.source.name) for refs in (raw.active, raw.passive, raw.mutual)]
        if any(ends):
            made.append(Relation(raw.name, ends[0], ends[1], ends[2], raw))
    return tuple(made)


def _keys(resolver: Resolver, refs: tuple[str, ...], base: str) -> tuple[str, ...]:
    targets = (resolver.resolve(ref, base) for ref in refs)
    return tuple(dict.fromkeys(target.key for target in targets if target.kind is TargetKind.ENTRY))
