"""Places among the children of an element, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from letterbook.relaxng.explanations.context import Context
from letterbook.relaxng.explanations.document import Children
from letterbook.relaxng.explanations.words import say

_MOST_PLACES = 60


def outwards(number: int, count: int, own: frozenset[int]) -> Iterator[int]:
    """The places between children, from the nearest to the farthest from the child of a number; not beside itself."""
    for step in range(1, count + 1):
        back, forth = number - step, max(own, default=number) + 1 + step
        if back >= 0:
            yield back
        if forth <= count:
            yield forth


def moved(context: Context, children: Children, place: int, near: Any, it: str, *, backwards: bool) -> str:
    """That something is to be put at a place, which is told by the child that it comes to stand beside."""
    if backwards:
        return say("before", it=it, place=_which(context, children, place, near))
    return say("after", it=it, place=_which(context, children, place - 1, near))


def beside(context: Context, children: Children, place: int, near: Any) -> str:
    """The child before which a place is."""
    return _which(context, children, place, near)


def _which(context: Context, children: Children, number: int, near: Any) -> str:
    tag = context.tag(children.names[number], near)
    match children.which(number):
        case "first":
            return say("the-first", name=tag)
        case "last":
            return say("the-last", name=tag)
    return tag


def for_missing(
    context: Context, children: Children, names: Sequence[str], near: Any, it: str, about: int
) -> str:
    """Where something that is missing is to be put; ``about`` is the place where it was missed."""
    count = len(children.names)
    if not count:
        often = it.startswith("<") and _again(context, children, names)
        return say("into-often" if often else "into-once", it=it)
    tried = range(count + 1) if count <= _MOST_PLACES else (min(about, count),)
    found = [place for place in tried if children.takes(place, names, all_=True)]
    found = found or [place for place in tried if children.takes(place, names)]
    if not found:
        return ""
    if found == [0, 1] and count == 1:
        return say("around", it=it, place=_which(context, children, 0, near))
    place = about if about in found else found[-1] if found[-1] == count else found[0]
    if place == count:
        return say("after", it=it, place=_which(context, children, count - 1, near))
    if place == 0:
        return say("before", it=it, place=_which(context, children, 0, near))
    return say(
        "between",
        it=it,
        place=context.tag(children.names[place - 1], near),
        second=context.tag(children.names[place], near),
    )


def _again(context: Context, children: Children, names: Sequence[str]) -> bool:
    """Whether something may stand twice."""
    return len(names) == 1 and children.takes(0, [*names, *names])
