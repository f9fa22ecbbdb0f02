"""The quick way to say that a document is right: verdicts remembered by the shape of an element.

The shape of an element is its attributes' names and its children's names. Where a grammar decides what an element is by its
name and its parent, nothing more is needed than the shape, and a look at each value. Whatever is not plainly right is left
to the matcher, which also decides the few grammars that are not so simple.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from letterbook.relaxng.automaton import Automaton, State
from letterbook.relaxng.derivatives import WHITE
from letterbook.relaxng.patterns import Attribute, Pattern, Text

_MOST_SHAPES = 4_000
_MOST_CHILDREN = 64
"""A longer row of children is not remembered: it will hardly come again."""


@dataclass(slots=True)
class Shape:
    """What an element of a known shape still has to prove.

    ``values``: number, remembered verdicts and pattern of each attribute value; ``ids``: number and type of those that
    name or point; ``children``: the state in each child, None for a comment; ``blank``: numbers of the texts that have
    to be blank (0 is the text before the first child); ``content``: what judges the text of an element without children.
    """

    values: list[tuple[int, dict[str, bool], Pattern]] = field(default_factory=list)
    ids: list[tuple[int, str]] = field(default_factory=list)
    children: list[State | None] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    content: Pattern | None = None


class Shapes:
    """The shapes that are known of an automaton's states."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton

    def right(self, root: etree._Element, ids: list[tuple[etree._Element, str, str, str]] | None) -> bool:
        """Whether a document is right; False where that is not plain to see.

        ``ids`` is given what attributes name and point to: element, attribute, type, value.
        """
        automaton = self._automaton
        accepts = automaton.derivatives.accepts
        opened = automaton.open(automaton.start, root.tag)
        if opened is None or len(opened.child.patterns) != 1:
            return False
        waiting: list[tuple[etree._Element, State]] = [(root, opened.child)]
        take, put = waiting.pop, waiting.append
        while waiting:
            element, state = take()
            children: list[Any] = list(element)
            names = tuple(element.keys())
            key = (names, tuple([child.tag for child in children])) if children else names
            shape: Any = state.shapes.get(key)
            if shape is None:
                shape = self._shape(state, names, [child.tag for child in children])
                if shape is None:
                    return False
                if len(children) <= _MOST_CHILDREN:
                    if len(state.shapes) >= _MOST_SHAPES:
                        state.shapes.clear()
                    state.shapes[key] = shape
            if shape.values:
                values = element.values()
                for number, verdicts, pattern in shape.values:
                    value = values[number]
                    if not (verdicts.get(value) or accepts(pattern, value)):
                        return False
            if ids is not None and shape.ids:
                values = element.values()
                ids.extend((element, names[number], kind, values[number]) for number, kind in shape.ids)
            for number in shape.blank:
                text = children[number - 1].tail if number else element.text
                if text is not None and text.strip(WHITE):
                    return False
            if shape.content is not None:
                text = element.text or ""
                if children:
                    text += "".join([child.tail or "" for child in children])
                if not accepts(shape.content, text):
                    return False
            elif children:
                for child, inside in zip(children, shape.children, strict=True):
                    if inside is not None:
                        put((child, inside))
        return True

    def _shape(self, state: State, names: Sequence[str], tags: Sequence[Any]) -> Shape | None:
        """The shape, if the automaton allows it and decides it without looking deeper."""
        automaton = self._automaton
        shape = Shape()
        for number, name in enumerate(names):
            step = automaton.attribute(state, name)
            if step is None or len(step.candidates) != 1:
                return None
            self._value(shape, number, step.candidates[0])
            state = automaton.after(step, 1)
        state = automaton.closed(state)
        if (
            state.dead
            or state.patterns[0].needs_namespaces
            or any(p.needs_namespaces for _, _, p in shape.values)
        ):
            return None
        if not any(isinstance(tag, str) for tag in tags):
            return self._childless(shape, state, len(tags))
        if not self._text(shape, state, 0):
            return None
        for number, tag in enumerate(tags, 1):
            if not isinstance(tag, str):
                shape.children.append(None)
            else:
                opened = automaton.open(state, tag)
                if opened is None or len(opened.child.patterns) != 1:
                    return None
                shape.children.append(opened.child)
                state = automaton.close(opened, 1)
            if not self._text(shape, state, number):
                return None
        return shape if state.mask else None

    @staticmethod
    def _value(shape: Shape, number: int, attribute: Attribute) -> None:
        if not isinstance(attribute.content, Text):
            shape.values.append((number, attribute.content.verdicts, attribute.content))
        if attribute.id_type:
            shape.ids.append((number, attribute.id_type))

    def _childless(self, shape: Shape, state: State, comments: int) -> Shape | None:
        """An element that holds text alone, or nothing."""
        pattern = state.patterns[0]
        if pattern.has_strings or not pattern.nullable or not self._text(shape, state, 0):
            shape.content = pattern
            shape.blank.clear()
        else:
            shape.children = [None] * comments
            if shape.blank:
                shape.blank = list(range(comments + 1))
        return shape

    def _text(self, shape: Shape, state: State, number: int) -> bool:
        """Note whether a text may stand at a place; whether that is plain."""
        after = self._automaton.texted(state)
        if after.dead:
            shape.blank.append(number)
        return after.dead or after is state
