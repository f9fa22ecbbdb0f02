"""The state of the automaton at a place in a document, found from the document alone."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from letterbook.relaxng.automaton import Automaton, State


def state_in(automaton: Automaton, element: etree._Element, number: int | None) -> tuple[State, State] | None:
    """The states in an element after its attributes, and before its child of a number, from 0, or at its end.

    The first one still has the attributes that may be added. What is out of place is passed over; None where the element
    itself, or one round it, may not stand where it stands.
    """
    state = automaton.start
    start = state
    path = [element, *element.iterancestors("*")][::-1]
    for one in path:
        state = passed(
            automaton, state, (str(node.tag) for node in one.itersiblings("*", preceding=True)), back=True
        )
        opened = automaton.open(state, str(one.tag))
        if opened is None:
            return None
        start = opened.child
        for name in one.attrib:
            step = automaton.attribute(start, str(name))
            if step is not None:
                start = automaton.after(step, (1 << len(step.candidates)) - 1)
        state = automaton.excused(start)
    children = [str(node.tag) for node in element.iterchildren("*")]
    return start, passed(automaton, state, children[:number])


def passed(automaton: Automaton, state: State, names: Iterable[str], *, back: bool = False) -> State:
    """The state after elements, those out of place passed over; ``back``: they are named from the last to the first."""
    for name in reversed(list(names)) if back else names:
        opened = automaton.open(state, name)
        if opened is not None:
            state = automaton.close(opened, opened.everything)
    return state
