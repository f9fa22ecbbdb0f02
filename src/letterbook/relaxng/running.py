"""The quick way through a document: one run through the automaton, in document order.

Where a grammar decides what an element is by its name and its parent, a run needs one look-up for the name, one for the
attributes' names, and one for each value: all verdicts are remembered. Whatever is not plainly right is marked for the
matcher, which looks at marked elements only and decides, also for grammars that are not so simple.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from letterbook.relaxng.automaton import Automaton, State
from letterbook.relaxng.datatypes import Datatype
from letterbook.relaxng.ids import Ids
from letterbook.relaxng.patterns import Data, Pattern, Text
from letterbook.relaxng.strings import WHITE

_MOST_PLANS = 4_000


@dataclass(slots=True)
class Plan:
    """What an element with attributes of certain names still has to prove, and the state in it.

    ``values``: number, remembered verdicts and pattern of each value; ``ids``: number, type and datatype of those that
    name or point, too many to remember; ``content`` judges the text of an element without child elements, where not any
    text will do or none.
    """

    state: State
    values: list[tuple[int, dict[str, bool], Pattern]] = field(default_factory=list)
    ids: list[tuple[int, str, Datatype]] = field(default_factory=list)
    content: Pattern | None = None


@dataclass(slots=True)
class Run:
    """What a run found out: the elements that are not plainly right, and the ids that it came by."""

    doubtful: set[Any] = field(default_factory=set)
    ids: Ids = field(default_factory=list)


class Runner:
    """Runs documents through an automaton."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._lost = State((), dead=False)
        self._lost.mask = 1
        self._lost.free = True

    def run(self, root: etree._Element) -> Run:
        """Mark each element that is not plainly right: for itself, or because of what it holds."""
        run = Run()
        ids = run.ids
        doubt = run.doubtful.add
        lost = self._lost
        accepts = self._automaton.strings.accepts
        state = self._automaton.start
        current: Any = None
        open_: list[tuple[Any, State]] = []
        for element in root.iter():
            parent = element.getparent()
            while parent is not current:
                if not state.mask:
                    doubt(current)
                tail = current.tail
                current, state = open_.pop()
                if tail and not state.free and tail.strip(WHITE):
                    doubt(current)
            tag: Any = element.tag
            way = state.ways.get(tag)
            if way is None:
                if not isinstance(tag, str):
                    tail = element.tail
                    if tail and not state.free and tail.strip(WHITE):
                        doubt(current)
                    continue
                way = self._way(state, tag) if state is not lost else None
                if way is None:
                    doubt(element)
                    if len(element):
                        open_.append((current, state))
                        current, state = element, lost
                    continue
            child, state = way
            names: Any = element.keys()
            plan: Any = child.plans.get(tuple(names))
            if plan is None:
                plan = self._plan(child, tuple(names))
                if plan is None:
                    doubt(element)
                    if len(element):
                        open_.append((current, state))
                        current, state = element, lost
                    continue
            if plan.values or plan.ids:
                values = element.values()
                for number, verdicts, pattern in plan.values:
                    if not (verdicts.get(values[number]) or accepts(pattern, values[number])):
                        doubt(element)
                for number, kind, datatype in plan.ids:
                    value = values[number]
                    ids.append((element, names[number], kind, value))
                    if not (datatype.surely(value) or datatype.allows(value)):
                        doubt(element)
            if len(element):
                if not plan.state.free:
                    text = element.text
                    if text and text.strip(WHITE):
                        doubt(element)
                open_.append((current, state))
                current, state = element, plan.state
                continue
            if plan.content is not None:
                if not accepts(plan.content, element.text or ""):
                    doubt(element)
            elif not plan.state.free:
                text = element.text
                if text and text.strip(WHITE):
                    doubt(element)
            if not state.free:
                tail = element.tail
                if tail and tail.strip(WHITE):
                    doubt(current)
        while open_:
            if not state.mask:
                doubt(current)
            tail = current.tail
            current, state = open_.pop()
            if open_ and tail and not state.free and tail.strip(WHITE):
                doubt(current)
        if run.doubtful:
            run.doubtful.update({up for one in run.doubtful for up in one.iterancestors()})
        return run

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
            if attribute.content.needs_scope:
                return None
            if attribute.id_type and isinstance(attribute.content, Data) and not attribute.content.excepted:
                ids.append((number, attribute.id_type, attribute.content.datatype))
            elif attribute.id_type:
                return None
            elif not isinstance(attribute.content, Text):
                values.append((number, attribute.content.verdicts, attribute.content))
            state = automaton.after(step, 1)
        state = self._known(automaton.closed(state))
        pattern = state.patterns[0]
        if state.dead or pattern.needs_scope:
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
