"""Matching a document event by event, with recovery: what is wrong with it, each thing once.

The matcher takes start tags, texts and end tags, and goes on after a fault so that what follows is judged as if the fault
had been mended. It keeps facts; words are made of them in explanations.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from letterbook.relaxng.automaton import Automaton, Opened, State
from letterbook.relaxng.derivatives import WHITE
from letterbook.relaxng.names import split
from letterbook.relaxng.recovery import Recovery, Way

Attributes = Iterable[tuple[str, str]]
Namespaces = Callable[[], Mapping[str, str]]


@dataclass(slots=True)
class Trouble:
    """One thing that is wrong: facts only.

    ``kind`` is one of the keys that explanations.py has words for; ``node`` is the element concerned, ``name`` its name,
    ``path`` the names of the elements round it, from the outermost on; ``state`` is where the thing was met, ``first``
    the state at the beginning of the element that lacks or holds it.
    """

    kind: str
    node: Any
    name: str
    path: tuple[str, ...]
    state: State
    first: State
    attribute: str | None = None
    text: str = ""
    slot: int | None = None
    before: str | None = None
    child: str = ""
    missing: tuple[str, ...] = ()
    way: Way = Way()
    earlier: tuple[str, ...] = ()


@dataclass(slots=True)
class _Frame:
    """An open element. Without ``state`` nothing is known of what it may hold."""

    node: Any
    name: str
    state: State | None
    first: State | None
    opened: Opened | None = None
    translated: tuple[str, str] | None = None
    before: str | None = None
    texts: list[tuple[int, str]] = field(default_factory=list)
    slot: int = 0
    has_children: bool = False
    excused: bool = False
    text_told: bool = False
    namespaces: Namespaces | None = None


class Matcher:
    """Judges one document. ``troubles`` grows as events come in."""

    def __init__(self, automaton: Automaton, recovery: Recovery) -> None:
        self._automaton = automaton
        self._recovery = recovery
        start = automaton.start
        self._frames = [_Frame(None, "", start, start)]
        self.troubles: list[Trouble] = []
        self.ids: list[tuple[Any, str, str, str]] = []

    def start(
        self,
        node: Any,
        name: str,
        attributes: Attributes,
        *,
        ahead: Callable[[], list[str]] = list,
        namespaces: Namespaces | None = None,
    ) -> None:
        """A start tag. ``ahead`` tells the names of the siblings that follow; ``namespaces`` what is in scope."""
        parent = self._frames[-1]
        self._between(parent)
        parent.has_children = True
        way = self._open(parent, node, name, ahead)
        parent.slot += 1
        first = way.opened.child if way.opened is not None else None
        frame = _Frame(
            node,
            name,
            first,
            first,
            opened=way.opened if way.counts else None,
            translated=way.translated or parent.translated,
            namespaces=namespaces,
        )
        self._frames.append(frame)
        if first is not None:
            frame.state = self._attributes(frame, first, attributes)

    def text(self, text: str | None) -> None:
        """A text; several may follow each other."""
        if text:
            frame = self._frames[-1]
            frame.texts.append((frame.slot, text))

    def skip(self) -> None:
        """A comment or processing instruction: it parts texts only as places go."""
        self._frames[-1].slot += 1

    def end(self) -> None:
        """An end tag."""
        frame = self._frames.pop()
        mask = self._ended(frame)
        parent = self._frames[-1]
        if frame.opened is not None:
            parent.state = self._automaton.close(frame.opened, mask)
        parent.before = frame.name

    # elements

    def _open(self, parent: _Frame, node: Any, name: str, ahead: Callable[[], list[str]]) -> Way:
        """What a start tag leads to; when it is out of place, that is told, and the way leads on."""
        wanted = name
        if parent.translated and split(name)[0] == parent.translated[0]:
            wanted = _in(parent.translated[1], name)
        if parent.state is None:
            return Way(opened=self._recovery.anywhere(wanted), counts=False)
        opened = self._automaton.open(parent.state, wanted)
        if opened is not None:
            return Way(opened=opened)
        way = self._recovery.way(parent.state, wanted, ahead)
        if way.kind != "missing-before":
            self._tell(way.kind, None, node=node, name=name, before=parent.before, way=way)
            parent.excused = not way.counts
        elif parent.excused:
            parent.excused = False
        else:
            self._tell(way.kind, parent, child=name, before=parent.before, way=way)
        return way

    # attributes

    def _attributes(self, frame: _Frame, first: State, attributes: Attributes) -> State:
        """The state after all attributes."""
        automaton = self._automaton
        state = first
        seen: list[str] = []
        blamed: list[Trouble] = []
        for name, value in attributes:
            step = automaton.attribute(state, name)
            if step is None:
                kind = "attribute-together" if automaton.attribute(first, name) else "attribute-unknown"
                trouble = self._attribute(frame, kind, state, name, value)
                trouble.earlier = tuple(seen)
                blamed.append(trouble)
                continue
            seen.append(name)
            given = frame.namespaces() if frame.namespaces and _contextual(step.candidates) else None
            mask = automaton.accepted(step, value, given)
            if not mask:
                self._attribute(frame, "attribute-value", state, name, value)
                mask = (1 << len(step.candidates)) - 1
            else:
                for number, one in enumerate(step.candidates):
                    if one.id_type and mask >> number & 1:
                        self.ids.append((frame.node, name, one.id_type, value))
                        break
            state = automaton.after(step, mask)
        closed = automaton.closed(state)
        if not closed.dead:
            return closed
        missing = self._recovery.possible.required_attributes(state)
        if not any(self._recovery.nearly(trouble.attribute or "", missing) for trouble in blamed):
            self._tell("attribute-missing", frame, missing=missing, state=state)
        return automaton.excused(state)

    def _attribute(self, frame: _Frame, kind: str, state: State, name: str, value: str) -> Trouble:
        return self._tell(kind, frame, attribute=name, text=value, state=state)

    # texts and ends

    def _between(self, frame: _Frame) -> None:
        """The texts since the last child."""
        texts, frame.texts = frame.texts, []
        if frame.state is None:
            return
        for slot, text in texts:
            if not text.strip(WHITE):
                continue
            after = self._automaton.texted(frame.state)
            if not after.dead:
                frame.state = after
            else:
                self._text(frame, slot, text)

    def _text(self, frame: _Frame, slot: int, text: str) -> None:
        if not frame.text_told:
            frame.text_told = True
            self._tell("text", frame, text=text, slot=slot)

    def _ended(self, frame: _Frame) -> int:
        """The mask of the patterns that are satisfied when an element ends; all, where none is."""
        if frame.state is None:
            return 0
        everything = (1 << len(frame.state.patterns)) - 1
        if frame.has_children:
            self._between(frame)
            mask = frame.state.mask
        else:
            text = "".join(text for _, text in frame.texts)
            contextual = any(pattern.needs_namespaces for pattern in frame.state.patterns)
            given = frame.namespaces() if frame.namespaces and contextual else None
            mask = self._automaton.held(frame.state, text, given)
            if not mask and text.strip(WHITE):
                if any(pattern.has_strings for pattern in frame.state.patterns):
                    self._tell("value", frame, text=text, slot=frame.texts[0][0])
                else:
                    slot, first = next(one for one in frame.texts if one[1].strip(WHITE))
                    self._text(frame, slot, first)
                return everything
        if not mask:
            if not frame.excused:
                self._tell("incomplete", frame, before=frame.before)
            return everything
        return mask

    def _tell(
        self, kind: str, frame: _Frame | None, *, node: Any = None, state: State | None = None, **facts: Any
    ) -> Trouble:
        """Note a trouble of an element: that of the frame, else one that is about to begin in the innermost."""
        frames = self._frames
        owner = frame if frame is not None else frames[-1]
        names = [one.name for one in frames[1:]]
        if frame is not None and frames[-1] is frame:
            names = names[:-1]
        facts.setdefault("name", owner.name)
        assert owner.first is not None
        met = state or owner.state or owner.first
        place = node if node is not None and frame is None else owner.node
        trouble = Trouble(kind, place, path=tuple(names), state=met, first=owner.first, **facts)
        self.troubles.append(trouble)
        return trouble


def _contextual(candidates: Iterable[Any]) -> bool:
    return any(one.content.needs_namespaces for one in candidates)


def _in(namespace: str, name: str) -> str:
    local = split(name)[1]
    return f"{{{namespace}}}{local}" if namespace else local
