"""Steps 4.5 to 4.7 and 4.11: other files are put where they are asked for; and the nodes of each file become parts."""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.relaxng.errors import refused
from letterbook.relaxng.loading.files import File, Files
from letterbook.relaxng.loading.full_syntax import PATTERNS
from letterbook.relaxng.loading.simplification.constraints import Datatypes
from letterbook.relaxng.loading.simplification.names import name_attribute, ns_attribute
from letterbook.relaxng.loading.simplification.parts import Budget, Part
from letterbook.relaxng.loading.simplification.shapes import number_of_children
from letterbook.relaxng.loading.tree import Node

_Key = tuple[str, str, str | None]
"""A file as it is put somewhere: its address, the namespace in scope there, and the ``ns`` that 4.6 hands over to it."""


class References:
    """Puts files together. A file that is asked for twice with the same namespace becomes one part, shared."""

    def __init__(self, files: Files, budget: Budget) -> None:
        self._files = files
        self._budget = budget
        self._datatypes = Datatypes()
        self._done: dict[_Key, Part] = {}

    def resolved(self, top: File) -> Part:
        """The outermost part of the grammar, all that it asks for in place. Raises GrammarError."""
        start: _Key = (top.address, "", None)
        open_: dict[str, tuple[_Key, File, Iterator[tuple[Node, str | None]]]] = {
            top.address: (start, top, iter(top.asking))
        }
        while open_:
            key, file, asking = open_[next(reversed(open_))]
            below = next(asking, None)
            if below is None:
                self._done[key] = self._part(file, key)
                del open_[file.address]
                continue
            node, _ = below
            wanted = self._asked(node)
            inner = self._key(below, wanted, file, key)
            if wanted.address in open_:
                section = "4.7" if node.kind == "include" else "4.6"
                raise refused("loop", node.origin.span, href=node.attributes["href"], section=section)
            if inner not in self._done:
                open_[wanted.address] = (inner, wanted, iter(wanted.asking))
        return self._done[start]

    def _asked(self, node: Node) -> File:
        """4.6, 4.7: the file that a node asks for, if its outermost element is one that may stand there."""
        found = self._files.asked(node)
        kind, href = found.root.kind, node.attributes["href"]
        if node.kind == "include" and kind != "grammar":
            raise refused("not-grammar", node.origin.span, href=href, kind=kind)
        if kind not in PATTERNS:
            raise refused("not-pattern", node.origin.span, href=href, kind=kind)
        return found

    @staticmethod
    def _key(asking: tuple[Node, str | None], wanted: File, file: File, around: _Key) -> _Key:
        """4.6: a file takes the ``ns`` in scope; the asking element's own matters to the outermost element of it alone.

        An ``attribute`` is in that namespace; another ``externalRef`` hands it on.
        """
        node, ns = asking
        scope = around[1] if ns is None else ns
        handed = node.attributes.get("ns", around[2] if node is file.root else None)
        return wanted.address, scope, handed if wanted.root.kind in ("attribute", "externalRef") else None

    def _part(self, file: File, key: _Key) -> Part:
        """The part of a file, when all that it asks for is done."""
        asked = {
            node: self._done[self._key((node, ns), self._asked(node), file, key)] for node, ns in file.asking
        }
        handed = key[2]
        holder = Part("", file.root.origin)
        todo: list[tuple[Node, str, Part]] = [(file.root, key[1], holder)]
        count = 0
        while todo:
            node, inherited, around = todo.pop()
            count += 1
            ns = ns_attribute(node, inherited)
            kind, children = node.kind, node.children
            if kind == "div":
                todo += div(node, ns, around)
                continue
            if kind == "include":
                todo += self._include(node, ns, around, asked[node])
                continue
            part = Part(kind, node.origin)
            around.parts.append(part)
            if kind == "element" or kind == "attribute":
                own = node.attributes.get("ns", handed if node is file.root else None)
                part.fact, rest = name_attribute(node, ns, own)
                below = number_of_children(part, len(rest))
                todo += [(child, ns, below) for child in reversed(rest)]
                continue
            if kind == "ref" or kind == "parentRef":
                part.fact = node.attributes["name"]
            elif kind == "externalRef":
                part.parts.append(external_ref(asked[node]))
            elif kind == "value":
                part.fact = self._datatypes.value(node, ns)
            elif kind == "data":
                part.fact = self._datatypes.data(node)
                todo += [(child, ns, part) for child in children if child.kind == "except"]
            elif kind == "define" or kind == "start":
                part.fact = (node.attributes.get("name"), node.attributes.get("combine"))
            if children and kind != "data":
                below = part if kind == "grammar" else number_of_children(part, len(children))
                todo += [(child, ns, below) for child in reversed(children)]
        self._budget.take(count, file.root.origin)
        return holder.parts[0]

    def _include(self, node: Node, ns: str, around: Part, grammar: Part) -> list[tuple[Node, str, Part]]:
        """4.7: the components of the grammar, without those that the ``include`` replaces; its own follow them."""
        starts, names = _replaced(node)
        href = node.attributes["href"]
        there = {part.fact[0] for part in grammar.parts}
        if starts is not None and None not in there:
            raise refused("no-start-there", starts.origin.span, href=href)
        for name, define in names.items():
            if name not in there:
                raise refused("no-define-there", define.origin.span, name=name, href=href)
        gone: set[str | None] = set(names)
        if starts is not None:
            gone.add(None)
        self._budget.take(len(grammar.parts), node.origin)
        around.parts += [part for part in grammar.parts if part.fact[0] not in gone]
        return [(child, ns, around) for child in reversed(node.children)]


def _replaced(include: Node) -> tuple[Node | None, dict[str, Node]]:
    """A ``start`` of an ``include``, and its definitions by name; those in a ``div`` count."""
    start: Node | None = None
    names: dict[str, Node] = {}
    waiting = list(reversed(include.children))
    while waiting:
        node = waiting.pop()
        if node.kind == "start":
            start = start or node
        elif node.kind == "define":
            names.setdefault(node.attributes["name"], node)
        else:
            waiting += reversed(node.children)
    return start, names


def external_ref(part: Part) -> Part:
    """4.6: an ``externalRef`` stands for the pattern of its file, which all that ask for it share."""
    return part


def div(node: Node, ns: str, around: Part) -> list[tuple[Node, str, Part]]:
    """4.11: a ``div`` is replaced by its children."""
    return [(child, ns, around) for child in reversed(node.children)]
