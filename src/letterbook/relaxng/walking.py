"""A document handed to the matcher, and what its ids say of each other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from lxml import etree

from letterbook.relaxng.automaton import Automaton
from letterbook.relaxng.ids import Ids, unsound
from letterbook.relaxng.matching import Matcher
from letterbook.relaxng.names import Scope
from letterbook.relaxng.recovery import MOST_INSIDE, Inside, Recovery
from letterbook.relaxng.running import Run
from letterbook.relaxng.strings import WHITE
from letterbook.relaxng.troubles import Trouble

_AHEAD = 200
"""So many siblings that follow are looked at when an element is out of place."""


def troubles_of(
    root: etree._Element, run: Run, automaton: Automaton, recovery: Recovery
) -> tuple[list[Trouble], Ids]:
    """All that is wrong with a document through which a run went before, and its ids in document order."""
    matcher = Matcher(automaton, recovery)
    entered: set[Any] = set()
    waiting: list[Any] = [iter((root,))]
    open_: list[etree._Element | None] = [None]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
            done = open_.pop()
            if done is not None:
                matcher.end()
                if waiting and len(waiting) > 1:
                    matcher.text(done.tail)
            continue
        if not isinstance(node.tag, str):
            matcher.skip()
            matcher.text(node.tail)
            continue
        if node not in run.doubtful and matcher.passed(node.tag, empty=not len(node) and not node.text):
            matcher.text(node.tail)
            continue
        entered.add(node)
        matcher.start(
            node,
            node.tag,
            [(str(name), str(value)) for name, value in node.items()],
            ahead=_ahead(node),
            inside=_inside(node),
            scope=_scope(node),
        )
        matcher.text(node.text)
        waiting.append(iter(node))
        open_.append(node)
    ids = [one for one in run.ids if one[0] not in entered] + matcher.ids
    if matcher.ids and unsound(ids):
        order = {node: number for number, node in enumerate(root.iter("*"))}
        ids.sort(key=lambda one: order[one[0]])
    return matcher.troubles, ids


def _ahead(node: etree._Element) -> Callable[[], list[str]]:
    return lambda: [str(one.tag) for one in islice(node.itersiblings("*"), _AHEAD)]


def _inside(node: etree._Element) -> Callable[[], Inside]:
    def look() -> Inside:
        children = tuple(islice(node.iterchildren("*"), MOST_INSIDE))
        texts = [node.text, *(child.tail for child in children)]
        return (
            tuple(str(child.tag) for child in children),
            any(text and text.strip(WHITE) for text in texts),
            tuple(str(name) for name in node.attrib),
        )

    return look


def _scope(node: etree._Element) -> Callable[[], Scope]:
    return lambda: Scope({prefix or "": uri for prefix, uri in node.nsmap.items()}, _unparsed(node))


def _unparsed(node: etree._Element) -> frozenset[str]:
    """The names of the unparsed entities that the document type declares."""
    dtd: Any = node.getroottree().docinfo.internalDTD
    if dtd is None:
        return frozenset()
    return frozenset(
        str(one.name) for one in dtd.iterentities() if one.system_url is not None and one.content is not None
    )
