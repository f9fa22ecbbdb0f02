"""Matching a document event by event, with recovery: what is wrong with it, each thing once.

The matcher takes start tags, texts and end tags, and goes on after a fault so that what follows is judged as if the fault
had been mended. It keeps facts; words are made of them in the package explanations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from letterbook.relaxng.automaton import Automaton, Opened, State
from letterbook.relaxng.names import NOWHERE, clark, split
from letterbook.relaxng.recovery import Inside, Recovery, Way
from letterbook.relaxng.strings import WHITE
from letterbook.relaxng.troubles import PATH, Scoped, Trouble

Attributes = Iterable[tuple[str, str]]

_AROUND = 3
"""So many of the elements round a fault are known by their states."""

_NAMES = 20
"""So many of the elements that share a fault are known by name."""


@dataclass(slots=True)
class _Frame:
    """An open element. Without ``state`` nothing is known of what it may hold.

    ``astray`` is the trouble of the child before, if that was out of place; ``excused`` says that something in it was,
    which may be what is missing;
    ``stray`` that it is out of place itself.
    """

    node: Any
    name: str
    state: State | None
    first: State | None
    begun: State | None = None
    opened: Opened | None = None
    translated: tuple[str, str] | None = None
    before: str | None = None
    texts: list[tuple[int, str]] = field(default_factory=list)
    slot: int = 0
    has_children: bool = False
    excused: bool = False
    text_told: bool = False
    stray: bool = False
    astray: Trouble | None = None
    scope: Scoped | None = None


class Matcher:
    """Judges one document. ``troubles`` grows as events come in."""

    def __init__(self, automaton: Automaton, recovery: Recovery) -> None:
        self._automaton = automaton
        self._recovery = recovery
        start = automaton.start
        self._frames = [_Frame(None, "", start, start, start)]
        self.troubles: list[Trouble] = []
        self.ids: list[tuple[Any, str, str, str]] = []

    def start(
        self,
        node: Any,
        name: str,
        attributes: Attributes,
        *,
        ahead: Callable[[], list[str]] = list,
        inside: Callable[[], Inside] | None = None,
        scope: Scoped | None = None,
    ) -> None:
        """A start tag.

        ``ahead`` tells the names of the siblings that follow, ``inside`` what it holds, ``scope`` what is declared there.
        """
        parent = self._frames[-1]
        wanted = name
        if parent.translated and split(name)[0] == parent.translated[0]:
            wanted = clark(parent.translated[1], split(name)[1])
        self._between(parent, wanted)
        parent.has_children = True
        way = self._open(parent, node, name, wanted, ahead, inside)
        parent.slot += 1
        first = way.opened.child if way.opened is not None else None
        frame = _Frame(
            node,
            name,
            first,
            first,
            opened=way.opened if way.counts else None,
            translated=way.translated or parent.translated,
            stray=not way.counts,
            excused=way.unfit,
            text_told=way.unfit,
            scope=scope,
        )
        self._frames.append(frame)
        if first is not None:
            frame.begun = first
            frame.state = frame.begun = self._attributes(frame, first, attributes)

    def passed(self, name: str, *, empty: bool = False) -> bool:
        """Go past an element which is known to be right in itself, from start tag to end tag, and may be empty.

        False where it may not stand, or where its name is not enough to say what it is: then it has to be gone through.
        """
        parent = self._frames[-1]
        self._between(parent, name)
        if parent.state is None or parent.first is None or parent.translated:
            return False
        opened = self._automaton.open(parent.state, name)
        if opened is None or not self._recovery.possible.of_one_kind(parent.first, name):
            return False
        parent.state = self._automaton.close(opened, 1)
        parent.has_children = True
        parent.slot += 1
        parent.before = name
        if not empty:
            self._apart(parent)
        return True

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
            if frame.has_children or frame.texts:
                self._apart(parent)
            parent.state = self._automaton.close(frame.opened, mask)
        parent.before = frame.name

    @staticmethod
    def _apart(frame: _Frame) -> None:
        """What comes after a right child shares no fault with what was before it."""
        frame.astray = None
        frame.text_told = False

    # elements

    def _open(
        self,
        parent: _Frame,
        node: Any,
        name: str,
        wanted: str,
        ahead: Callable[[], list[str]],
        inside: Callable[[], Inside] | None,
    ) -> Way:
        """What a start tag leads to; when it is out of place, that is told, and the way leads on.

        ``wanted`` is the name as it was meant, where its namespace is known to be wrong.
        """
        if parent.state is None:
            return Way(opened=self._recovery.anywhere(wanted), counts=False)
        opened = self._automaton.open(parent.state, wanted)
        if opened is not None:
            return Way(opened=opened)
        way = self._recovery.way(parent.state, wanted, ahead, inside)
        astray, parent.astray = parent.astray, None
        if way.kind == "missing-before":
            if parent.excused:
                parent.excused = False
            else:
                self._tell(way.kind, parent, child=name, before=parent.before, way=way)
            return way
        if parent.text_told and parent.begun and not self._recovery.possible.holds(parent.begun):
            parent.astray = astray
            return way
        if way.joins and self._joins(astray, name, parent.state):
            parent.astray = astray
            return way
        trouble = self._tell(way.kind, None, node=node, name=name, before=parent.before, way=way)
        parent.excused |= not way.counts
        if way.joins:
            parent.astray = trouble
        return way

    def _joins(self, trouble: Trouble | None, name: str, state: State) -> bool:
        """Whether an element out of place shares the trouble of its sibling before it; it is added to it then."""
        if trouble is None or trouble.state is not state:
            return False
        if not self._recovery.possible.holds(trouble.begun):
            return True
        if trouble.kind == "unknown":
            return name == trouble.name
        if name not in trouble.names and not self._recovery.together((*trouble.names, name), state):
            return False
        trouble.count += 1
        if len(trouble.names) < _NAMES:
            trouble.names.append(name)
        return True

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
                trouble.earlier = tuple(seen[-_NAMES:])
                blamed.append(trouble)
                continue
            seen.append(name)
            given = frame.scope() if frame.scope and _contextual(step.candidates) else NOWHERE
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
        if not any(trouble.kind == "attribute-together" for trouble in blamed):
            missing = self._recovery.possible.required_attributes(state)
            meant = missing or self._recovery.possible.alternative_attributes(state)
            if not any(self._recovery.nearly(trouble.attribute or "", meant) for trouble in blamed):
                self._tell("attribute-missing", frame, missing=missing, state=state)
        return automaton.excused(state)

    def _attribute(self, frame: _Frame, kind: str, state: State, name: str, value: str) -> Trouble:
        return self._tell(kind, frame, attribute=name, text=value, state=state)

    # texts and ends

    def _between(self, frame: _Frame, child: str | None = None) -> None:
        """The texts since the last child, before a child of that name."""
        texts, frame.texts = frame.texts, []
        if frame.state is None:
            return
        for slot, text in texts:
            if not text.strip(WHITE):
                continue
            after = self._automaton.texted(frame.state)
            if not after.dead:
                frame.state = after
            elif not any(pattern.has_strings for pattern in frame.state.patterns) or (
                child is not None and self._automaton.open(frame.state, child) is not None
            ):
                self._text(frame, slot, text)  # else the text is a value, and a child beside it the fault

    def _text(self, frame: _Frame, slot: int, text: str) -> None:
        worded = any(sign.isalnum() for sign in text)
        if not frame.text_told and (worded or not frame.excused):
            frame.text_told = frame.excused = True
            self._tell("text", frame, text=text, slot=slot, before=frame.before)

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
            contextual = any(pattern.needs_scope for pattern in frame.state.patterns)
            given = frame.scope() if frame.scope and contextual else NOWHERE
            mask = self._automaton.held(frame.state, text, given)
            if not mask and text.strip(WHITE):
                slot, first = next(one for one in frame.texts if one[1].strip(WHITE))
                if any(pattern.has_strings for pattern in frame.state.patterns):
                    self._tell("value", frame, text=text, slot=slot)
                elif self._automaton.texted(frame.state).dead:
                    self._text(frame, slot, first)
                else:
                    self._tell("incomplete", frame, before=frame.before)
                return everything
        if not mask:
            if not frame.excused and not (frame.stray and not frame.has_children):
                self._tell("incomplete", frame, before=frame.before)
            return everything
        return mask

    def _tell(
        self, kind: str, frame: _Frame | None, *, node: Any = None, state: State | None = None, **facts: Any
    ) -> Trouble:
        """Note a trouble of an element: that of the frame, else one that is about to begin in the innermost."""
        frames = self._frames
        owner = frame if frame is not None else frames[-1]
        names = [one.name for one in frames[1:][-PATH:] if one is not owner or frame is None]
        facts.setdefault("name", owner.name)
        assert owner.first is not None
        assert owner.begun is not None
        trouble = Trouble(
            kind,
            node if frame is None else owner.node,
            path=tuple(names),
            state=state or owner.state or owner.first,
            first=owner.first,
            begun=owner.begun,
            around=self._around(owner),
            scope=owner.scope,
            **facts,
        )
        trouble.names.append(trouble.name)
        self.troubles.append(trouble)
        return trouble

    def _around(self, frame: _Frame) -> tuple[State, ...]:
        """The states at the beginning of the nearest elements round one of the two innermost, from the inside."""
        above = self._frames[:-1] if self._frames[-1] is frame else self._frames[:-2]
        if frame not in self._frames[-2:]:
            above = self._frames
        found: list[State] = []
        for one in reversed(above[-_AROUND:]):
            if one.begun is None:
                break
            found.append(one.begun)
        return tuple(found)


def _contextual(candidates: Iterable[Any]) -> bool:
    return any(one.content.needs_scope for one in candidates)
