"""The quick way to say that a document is right: one run through the automaton, in document order.

Where a grammar decides what an element is by its name and its parent, a run needs one look-up for the name, one for the
attributes' names, and one for each value: all verdicts are remembered. Whatever is not plainly right ends the run; the
matcher then decides, also for grammars that are not so simple.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from letterbook.relaxng.automaton import Automaton, State
from letterbook.relaxng.derivatives import WHITE
from letterbook.relaxng.patterns import Pattern, Text

_MOST_PLANS = 4_000


@dataclass(slots=True)
class Plan:
    """What an element with attributes of certain names still has to prove, and the state in it.

    ``values``: number, remembered verdicts and pattern of each value; ``ids``: number and type of those that name or
    point; ``content`` judges the text of an element without child elements, where not any text will do or none.
    """

    state: State
    values: list[tuple[int, dict[str, bool], Pattern]] = field(default_factory=list)
    ids: list[tuple[int, str]] = field(default_factory=list)
    content: Pattern | None = None


class Runner:
    """Runs documents through an automaton."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton

    def right(self, root: etree._Element, ids: list[tuple[Any, str, str, str]] | None) -> bool:
        """Whether a document is right; False where that is not plain to see.

        ``ids`` is given what attributes name and point to: element, attribute, type, value.
        """
        accepts = self._automaton.derivatives.accepts
        state = self._automaton.start
        current: Any = None
        open_: list[tuple[Any, State]] = []
        for element in root.iter():
            parent = element.getparent()
            while parent is not current:
                if not state.mask:
                    return False
                tail = current.tail
                current, state = open_.pop()
                if tail and not state.free and tail.strip(WHITE):
                    return False
            tag: Any = element.tag
            way = state.ways.get(tag)
            if way is None:
                if not isinstance(tag, str):
                    tail = element.tail
                    if tail and not state.free and tail.strip(WHITE):
                        return False
                    continue
                way = self._way(state, tag)
                if way is None:
                    return False
            child, state = way
            names: Any = element.keys()
            plan: Any = child.plans.get(tuple(names))
            if plan is None:
                plan = self._plan(child, tuple(names))
                if plan is None:
                    return False
            if plan.values:
                values = element.values()
                for number, verdicts, pattern in plan.values:
                    if not (verdicts.get(values[number]) or accepts(pattern, values[number])):
                        return False
                if ids is not None and plan.ids:
                    ids.extend((element, names[number], kind, values[number]) for number, kind in plan.ids)
            if len(element):
                if plan.content is not None and not _has_elements(element):
                    return False
                if not plan.state.free:
                    text = element.text
                    if text and text.strip(WHITE):
                        return False
                open_.append((current, state))
                current, state = element, plan.state
                continue
            if plan.content is not None:
                if not accepts(plan.content, element.text or ""):
                    return False
            elif not plan.state.free:
                text = element.text
                if text and text.strip(WHITE):
                    return False
            if not state.free:
                tail = element.tail
                if tail and tail.strip(WHITE):
                    return False
        while open_:
            if not state.mask:
                return False
            tail = current.tail
            current, state = open_.pop()
            if current is not None and tail and not state.free and tail.strip(WHITE):
                return False
        return bool(state.mask)

    def _way(self, state: State, tag: str) -> tuple[State, State] | None:
        """The states in a child and after it, where there is one kind of child of the name."""
        opened = self._automaton.open(state, tag)
        if opened is None or len(opened.child.patterns) != 1:
            return None
        way = (opened.child, self._known(self._automaton.close(opened, 1)))
        if tag == self._automaton.name(tag):
            state.ways[tag] = way
        return way

    def _plan(self, child: State, names: tuple[str, ...]) -> Plan | None:
        """The plan of an element with attributes of these names, if they are right and each is of one kind."""
        automaton = self._automaton
        state = child
        values, ids = [], []
        for number, name in enumerate(names):
            step = automaton.attribute(state, name)
            if step is None or len(step.candidates) != 1:
                return None
            attribute = step.candidates[0]
            if attribute.content.needs_namespaces:
                return None
            if not isinstance(attribute.content, Text) or attribute.id_type:
                values.append((number, attribute.content.verdicts, attribute.content))
            if attribute.id_type:
                ids.append((number, attribute.id_type))
            state = automaton.after(step, 1)
        state = self._known(automaton.closed(state))
        pattern = state.patterns[0]
        if state.dead or pattern.needs_namespaces:
            return None
        plan = Plan(state, values, ids)
        if pattern.has_strings or not pattern.nullable:
            plan.content = pattern
        if len(child.plans) >= _MOST_PLANS:
            child.plans.clear()
        child.plans[names] = plan
        return plan

    def _known(self, state: State) -> State:
        """The state, after it is settled whether a text makes no difference to it."""
        if state.free is None:
            state.free = self._automaton.texted(state) is state
        return state


def _has_elements(element: etree._Element) -> bool:
    return next(element.iterchildren("*"), None) is not None
