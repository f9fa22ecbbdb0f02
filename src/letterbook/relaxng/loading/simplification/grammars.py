"""Steps 4.17 and 4.18: definitions of one name become one; every reference is to a definition of its grammar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from letterbook.relaxng.errors import refused
from letterbook.relaxng.loading.simplification.parts import Budget, Part


@dataclass(slots=True, eq=False, repr=False)
class Scope:
    """A grammar at its place: its definitions, and the grammar around it. One ``grammar`` in two scopes is two."""

    bodies: dict[str | None, Part]
    """The pattern of each definition by name; that of ``start`` by None."""

    parent: Scope | None


@dataclass(slots=True, repr=False)
class Scopes:
    """The grammars of a schema: for each ``grammar`` and the scope that it stands in, its own scope."""

    top: Part
    of: dict[tuple[Part, Scope | None], Scope] = field(default_factory=dict)

    def home(self, part: Part, scope: Scope | None) -> Scope:
        """The scope that the definition is in that a ``ref``, ``parentRef`` or ``grammar`` stands for."""
        found = self.of[part, scope] if part.kind == "grammar" else scope
        if part.kind == "parentRef" and found is not None:
            found = found.parent
        assert found is not None, "references were looked up"
        return found


def combine(parts: Sequence[Part]) -> dict[str | None, Part]:
    """4.17: the definitions of a grammar by name, those of one name combined; ``start`` by None."""
    bodies: dict[str | None, Part] = {}
    plain: set[str | None] = set()
    methods: dict[str | None, str] = {}
    combined: set[str | None] = set()
    for part in parts:
        name, method = part.fact
        what = "<start>" if name is None else name
        if method is None:
            if name in plain:
                raise refused("twice", part.origin.span, what=what)
            plain.add(name)
        elif methods.setdefault(name, method) != method:
            raise refused("combines", part.origin.span, what=what)
        body = part.parts[0]
        if name not in bodies:
            bodies[name] = body
        elif name in combined:
            bodies[name].parts.append(body)
        else:
            combined.add(name)
            bodies[name] = Part("", part.origin, [bodies[name], body])
    for name in combined:
        bodies[name].kind = methods[name]
    return bodies


def scopes(top: Part, budget: Budget) -> Scopes:
    """4.18: the scope of each grammar, every reference looked up in it, also the ones that nothing leads to.

    A pattern that is no grammar stands alone, in none.
    """
    found = Scopes(top)
    known: dict[Part, dict[str | None, Part]] = {}
    todo: list[tuple[Part, Scope | None]] = [(top, None)]
    shared: set[tuple[Part, Scope | None]] = set()
    while todo:
        part, scope = todo.pop()
        kind = part.kind
        if kind == "ref" or kind == "parentRef":
            _look_up(part, scope)
            continue
        if kind == "externalRef":
            if (part.parts[0], scope) in shared:
                continue
            shared.add((part.parts[0], scope))
        if kind == "grammar":
            if (part, scope) in found.of:
                continue
            bodies = known.get(part)
            if bodies is None:
                bodies = known[part] = combine(part.parts)
            if None not in bodies:
                raise refused("no-start", part.origin.span)
            inner = found.of[part, scope] = Scope(bodies, scope)
            budget.take(len(bodies), part.origin)
            todo += [(body, inner) for body in reversed(bodies.values())]
            continue
        if part.parts:
            budget.take(len(part.parts), part.origin)
            todo += [(child, scope) for child in reversed(part.parts)]
    return found


def _look_up(part: Part, scope: Scope | None) -> None:
    name = part.fact
    if part.kind == "ref":
        if scope is None:
            raise refused("no-grammar", part.origin.span)
        if name not in scope.bodies:
            raise refused("undefined", part.origin.span, name=name)
    else:
        if scope is None or scope.parent is None:
            raise refused("no-parent", part.origin.span)
        if name not in scope.parent.bodies:
            raise refused("undefined-parent", part.origin.span, name=name)
