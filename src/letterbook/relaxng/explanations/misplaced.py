"""An element that may not stand where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from letterbook.relaxng.explanations import places
from letterbook.relaxng.explanations.context import Context, Told
from letterbook.relaxng.explanations.document import Children
from letterbook.relaxng.explanations.words import FEW, MOST_NAMES, counted, join, say
from letterbook.relaxng.troubles import Trouble

_FEW_HOLDERS = 2


def misplaced(context: Context, trouble: Trouble) -> Told:
    """An element that the grammar knows, at a place where it may not stand; with those after it that share its fault."""
    parent = trouble.node.getparent()
    if parent is None:
        return _root(context, trouble)
    return _Misplaced(context, trouble).told()


def _root(context: Context, trouble: Trouble) -> Told:
    node = trouble.node
    names = context.up_to_six(context.possible.elements(trouble.state).listed, node)
    return Told(
        say("root", name=context.document.shown(trouble.name, node)),
        say("root-is", names=join(names)) if 0 < len(names) < MOST_NAMES else "",
    )


class _Misplaced:
    def __init__(self, context: Context, trouble: Trouble) -> None:
        self.context = context
        self.trouble = trouble
        self.name = trouble.name
        self.node = trouble.node
        self.parent = trouble.node.getparent()
        self.children: Children = context.document.children(self.parent, trouble.begun)
        self.number = self.children.number(self.node)
        count = min(trouble.count, len(self.children.names))
        first = self.number or 0
        self.own = frozenset(range(first, first + count))
        self.it = counted(trouble.count)
        self.names = _and_others(self.tag(name) for name in trouble.names)
        self.facts = {
            "name": self.shown(self.name),
            "names": self.names,
            "parent": self.shown(str(self.parent.tag)),
            "it": self.it,
        }

    def shown(self, name: str) -> str:
        return self.context.document.shown(name, self.node)

    def tag(self, name: str) -> str:
        return f"<{self.shown(name)}>"

    def told(self) -> Told:
        trouble = self.trouble
        if not self.context.possible.holds(trouble.begun):
            return Told(
                say("place-empty", **self.facts),
                say("empty-holds", **{**self.facts, "name": self.facts["parent"]}),
            )
        if trouble.way.missing:
            after = self.shown(trouble.way.missing[0])
            return Told(say("place-before", after=after, **self.facts), self._help(None))
        behind = self._behind()
        if behind is None:
            return Told(say("place", **self.facts), self._help(None))
        before = self.children.names[behind]
        if before == self.name:
            return Told(say("second", **self.facts), say("together"))
        return Told(say("place-after", before=self.shown(before), **self.facts), self._help(behind))

    def _behind(self) -> int | None:
        """The nearest sibling before it, without which, and without all that follow, it would be right."""
        if self.number is None:
            return None
        children = self.children
        for number in range(self.number - 1, -1, -1):
            if children.right[number] and self.context.automaton.open(children.states[number], self.name):
                return number
        return None

    def _help(self, behind: int | None) -> str:
        for found in self._helps(behind):
            if found:
                return found
        return ""

    def _helps(self, behind: int | None) -> Iterator[str]:
        if self.trouble.way.meant:
            meant = self.context.some(self.trouble.way.meant, self.node, within=str(self.parent.tag))
            yield say("near-held", names=join(meant))
        if self.name == str(self.parent.tag):
            yield self._outside()
        yield self._elsewhere(behind)
        yield self._into_holder()
        yield self._outside()
        yield self._instead()
        yield self._wrapped(sure=True)
        yield self._into_neighbour()
        yield self._farther_outside()
        yield self._parent_renamed()
        yield self._without()
        yield self._at_home(sure=True)
        yield self._wrapped()
        yield self._at_home()

    def _elsewhere(self, behind: int | None) -> str:
        """Another place among its siblings."""
        if self.number is None:
            return ""
        names = self.trouble.names
        for place in places.outwards(self.number, len(self.children.names), self.own):
            if self.children.takes(place, names, self.own):
                backwards = place < self.number
                if backwards and behind is not None and self._structural(self.children.names[behind]):
                    into = self.tag(self.children.names[behind])
                    second = places.beside(self.context, self.children, place, self.node)
                    return say("into-or-before", it=self.it, place=into, second=second)
                return places.moved(
                    self.context, self.children, place, self.node, self.it, backwards=backwards
                )
        return ""

    def _structural(self, name: str) -> bool:
        """Whether an element holds the one out of place, and no text of its own."""
        vocabulary = self.context.vocabulary
        return name in vocabulary.holders(self.name) and name not in vocabulary.textual

    def _into_holder(self) -> str:
        """The one element that can ever hold it, or the one that has to stand here and can."""
        here = self.context.possible.elements(self.trouble.state).listed
        holders = self.context.vocabulary.holders(self.name)
        if len(holders) <= _FEW_HOLDERS:
            used = any(self.context.document.count(holder) for holder in holders)
            for holder in here:
                if holder in holders and (self.context.document.count(holder) or not used):
                    return say("into", it=self.it, place=self.tag(holder))
        wanted = [name for name in self._wanted() if self._structural(name)]
        if len(wanted) == 1:
            return say("into", it=self.it, place=self.tag(wanted[0]))
        return ""

    def _outside(self) -> str:
        """A place beside its parent."""
        return self._beside(1)

    def _farther_outside(self) -> str:
        """A place beside the elements round its parent."""
        return next(filter(None, map(self._beside, range(2, len(self.trouble.around) + 1))), "")

    def _beside(self, level: int) -> str:
        """A place beside the parent, or beside the element so many levels above."""
        inner, first = self.parent, self.number == 0 and _bare(self.parent)
        for _ in range(level - 1):
            above = inner.getparent()
            if above is None:
                return ""
            first = first and _bare(above) and next(above.iterchildren("*"), None) is inner
            inner = above
        outer = inner.getparent()
        if outer is None or len(self.trouble.around) < level:
            return ""
        around = self.context.document.children(outer, self.trouble.around[level - 1])
        number = around.number(inner)
        if number is None or not around.right[number]:
            return ""
        parent = self.shown(str(inner.tag))
        facts = {**self.facts, "outer": self.shown(str(outer.tag)), "parent": parent}
        if first:
            for place in range(number, -1, -1):
                if around.takes(place, self.trouble.names):
                    return say("outside", place=self.tag(around.names[place]), **facts)
        elif not self.trouble.state.mask:
            return ""
        if not around.takes(number + 1, self.trouble.names):
            return ""
        if first:
            return say("outside-after", **facts) if level > 1 else ""
        return say("end-around" if self.name == str(inner.tag) else "end-before", **facts)

    def _wanted(self) -> tuple[str, ...]:
        """What has to stand here: all of it, or one of it."""
        possible, state = self.context.possible, self.trouble.state
        required = possible.required_elements(state)
        if required:
            here = possible.elements(state).listed
            return tuple(name for name in required if name in here and name != self.name) or required
        return () if state.mask else possible.completing_elements(state)

    def _instead(self) -> str:
        """What has to stand here, if that is soon said."""
        names = self._wanted()
        if not names or len(names) > MOST_NAMES:
            return ""
        return say("has-to", names=join([self.tag(name) for name in names]))

    def _into_neighbour(self) -> str:
        """The element before it, if that holds it and no text."""
        if not self.number:
            return ""
        name = self.children.names[self.number - 1]
        return say("into", it=self.it, place=self.tag(name)) if self._structural(name) else ""

    def _wrapped(self, *, sure: bool = False) -> str:
        """Elements that may stand here and may hold it; if ``sure``, only when the document has it so, or has none but one."""
        holders = [self.context.vocabulary.holders(name) for name in dict.fromkeys(self.trouble.names)]
        here = self.context.possible.elements(self.trouble.state).listed
        found = [name for name in here if all(name in held for held in holders)]
        if self.number is not None and len(found) <= _MOST_TRIED:
            found = [name for name in found if self.children.takes(self.number, [name], self.own)] or found
        parent = str(self.parent.tag)
        if sure and len(found) > 1 and not self.context.fitting(found, within=parent, round_=self.name):
            return ""
        best = self.context.best(found, within=parent, round_=self.name)
        if not best:
            return ""
        if len(best) == 1 and (len(found) == 1 or self._structural(best[0])):
            return say("into", it=self.it, place=self.tag(best[0]))
        return say("wrap", it=self.it, names=join(list(dict.fromkeys(map(self.tag, best)))))

    def _without(self) -> str:
        """That it may go, or its tags, if no elements are in it."""
        if len(self.node):
            return ""
        if _bare(self.node):
            return say("attribute-away")
        return "" if self.context.automaton.texted(self.trouble.state).dead else say("strip-tags")

    def _at_home(self, *, sure: bool = False) -> str:
        """Where else it may stand; if ``sure``, only when the document has it there."""
        elsewhere = sorted(self.context.vocabulary.holders(self.name) - {str(self.parent.tag)})
        if sure:
            elsewhere = [one for one in elsewhere if self.context.document.has_within(one, self.name)]
        names = self.context.some(elsewhere, self.node, round_=self.name)
        return say("stands-in", names=self.tag(self.name), holders=join(names)) if names else ""

    def _parent_renamed(self) -> str:
        """An element that may stand where the parent does, and holds all that the parent holds."""
        outer = self.parent.getparent()
        if self.number != 0 or not self.trouble.around or outer is None:
            return ""
        if len(self.own) < max(2, len(self.children.names)) or len(self.trouble.names) < len(self.own):
            return ""
        around = self.context.document.children(outer, self.trouble.around[0])
        number = around.number(self.parent)
        if number is None:
            return ""
        holders = [self.context.vocabulary.holders(name) for name in dict.fromkeys(self.trouble.names)]
        common = sorted(frozenset.intersection(*holders))
        found = [one for one in common if self.context.automaton.open(around.states[number], one)]
        names = self.context.some(found, self.node, within=str(outer.tag))
        return say("near-parent", names=join(names), parent=self.facts["parent"]) if names else ""


_MOST_TRIED = 60


def _bare(parent: etree._Element) -> bool:
    """Whether no text stands at the beginning of an element."""
    return not (parent.text or "").strip()


def _and_others(tags: Iterator[str]) -> str:
    """The names of elements, each once, not too many."""
    names = list(dict.fromkeys(tags))
    if len(names) <= FEW:
        return join(names, "and")
    return say("others", names=", ".join(names[:FEW]))
