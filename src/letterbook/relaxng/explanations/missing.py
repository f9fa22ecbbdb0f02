"""Something that is missing in an element, and text where only elements may stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from letterbook.relaxng.explanations import places
from letterbook.relaxng.explanations.context import Context, Told
from letterbook.relaxng.explanations.forms import form_of
from letterbook.relaxng.explanations.words import FEW, join, say, text_shown
from letterbook.relaxng.troubles import Trouble

_MOST_TRIED = 60
_MOST_NODES = 400


def missing_before(context: Context, trouble: Trouble) -> Told:
    """Something that has to come before a child."""
    possible, state = context.possible, trouble.state
    wanted: Sequence[str] = trouble.way.missing
    if not wanted:
        found = possible.elements(state).listed
        wanted = tuple(name for name in found if _leads(context, trouble, name)) or found
        return _one_of(context, trouble, wanted)
    return _all_of(context, trouble, wanted)


def _leads(context: Context, trouble: Trouble, name: str) -> bool:
    """Whether a child would be right after an element of the name."""
    opened = context.automaton.open(trouble.state, name)
    if opened is None:
        return False
    after = context.automaton.close(opened, opened.everything)
    return context.automaton.open(after, trouble.child) is not None


def incomplete(context: Context, trouble: Trouble) -> Told:
    """An element that ends too early."""
    possible, state, node = context.possible, trouble.state, trouble.node
    required, following = possible.required_elements(state), possible.elements(state)
    if required and not following.wild and not set(required) & set(following.listed):
        return _one_of(context, trouble, following.listed)
    if required:
        return _all_of(context, trouble, required)
    name = context.document.shown(trouble.name, node)
    if any(pattern.has_strings for pattern in state.patterns) and not possible.elements(state).listed:
        return Told(say("empty", name=name), say("hold-value", form=form_of(context, possible.values(state))))
    return _one_of(context, trouble, possible.completing_elements(state) or possible.elements(state).listed)


def _all_of(context: Context, trouble: Trouble, wanted: Sequence[str]) -> Told:
    node = trouble.node
    tags = [context.tag(name, node) for name in wanted[:FEW]]
    names = join(tags, "and") if len(wanted) <= FEW else say("others", names=", ".join(tags))
    key = "missing" if len(wanted) == 1 else "missing-several"
    message = say(key, wanted=names, name=context.document.shown(trouble.name, node))
    it = tags[0] if len(wanted) == 1 else say("them")
    return Told(message, _put(context, trouble, list(wanted), it, one=tags[0]))


def _put(context: Context, trouble: Trouble, names: list[str], it: str, *, one: str) -> str:
    """Where to put it, or them. What is put beside others is called it; what is put into nothing, by its name."""
    children = context.document.children(trouble.node, trouble.begun)
    about = len(children.names)
    if trouble.kind == "missing-before":
        right = [
            number
            for number, ok in enumerate(children.right)
            if not ok and children.names[number] == trouble.child
        ]
        about = right[0] if right else about
    if children.names and it == one:
        it = _filled(context, names[0], trouble.node) or say("it")
    found = places.for_missing(context, children, names, trouble.node, it, about)
    return found or say("into", it=one or it, place=context.tag(trouble.name, trouble.node))


def _filled(context: Context, name: str, near: Any) -> str:
    """It, with what it has to hold; nothing, when it may be empty."""
    opened = context.recovery.anywhere(name)
    if opened is None:
        return ""
    possible, state = context.possible, context.automaton.excused(opened.child)
    if state.mask:
        return ""
    required = possible.required_elements(state)
    if required:
        names, word = [context.tag(one, near) for one in required[:FEW]], "and"
    else:
        names, word = context.some(possible.completing_elements(state), near, within=name), "or"
    return say("with", names=join(names, word)) if names else ""


def _one_of(context: Context, trouble: Trouble, names: Sequence[str]) -> Told:
    node = trouble.node
    name = context.document.shown(trouble.name, node)
    if len(names) == 1:
        return _all_of(context, trouble, names)
    if 1 < len(names) <= FEW:
        it = say("one-of-two" if len(names) == 2 else "one-of")
        message = say("missing", wanted=join([context.tag(one, node) for one in names]), name=name)
        return Told(message, _put(context, trouble, [names[0]], it, one=""))
    there = {trouble.name} | {str(child.tag) for child in islice(node.iterchildren("*"), _MOST_NODES)}
    names = [one for one in names if one not in there] or names
    some = join(context.some(names, node, within=trouble.name))
    if not len(node) and not (node.text or "").strip():
        return Told(say("empty", name=name), say("hold", names=some) if some else "")
    return Told(say("incomplete", name=name), say("follow", names=some) if some else "")


def text(context: Context, trouble: Trouble) -> Told:
    """Text where none may stand."""
    possible, node = context.possible, trouble.node
    facts = {"name": context.document.shown(trouble.name, node), "text": text_shown(trouble.text)}
    if not possible.holds(trouble.begun):
        return Told(say("text-empty", **facts), say("empty-element", **facts))
    return Told(say("text", **facts), _wrapped(context, trouble))


def _wrapped(context: Context, trouble: Trouble) -> str:
    """Elements that may stand where the text does; those first that may hold text."""
    node, textual = trouble.node, context.vocabulary.textual
    here = context.possible.elements(trouble.state).listed
    children = context.document.children(node, trouble.begun)
    slot = trouble.slot or 0
    place = sum(isinstance(child.tag, str) for child in islice(node, min(slot, _MOST_NODES)))
    used, others = context.document.ranked(here, within=trouble.name)
    names = sorted([*used, *others], key=lambda name: name not in textual)
    names = sorted(names, key=lambda name: name not in used)[:_MOST_TRIED]
    found = [name for name in names if children.takes(place, [name], all_=True)] or [
        name for name in names if children.takes(place, [name])
    ]
    names = found if found and slot <= _MOST_NODES else names
    holding = [name for name in names if name in textual]
    if not any(name in used for name in holding):
        holding = [name for name in names if name in used] or holding
    names = holding or names
    if len(names) == 1:
        return say("into", it=say("it"), place=context.tag(names[0], node))
    some = context.some(names, node, within=trouble.name)
    return say("wrap-text", names=join(some)) if some else say("no-text")
