"""Words for what is wrong with a document, made from facts, for people who have never heard of grammars.

A message says what is wrong, alone; help says what to do. No message holds more than six names, no help more than three
proposals, and those that the document itself uses come first. Everything is looked up when a fault is told, nothing
before.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from lxml import etree

from letterbook.relaxng.automaton import Automaton
from letterbook.relaxng.explanations import attributes, misplaced, missing, unknown, values
from letterbook.relaxng.explanations.context import Context, Told
from letterbook.relaxng.explanations.document import Document
from letterbook.relaxng.explanations.words import MESSAGES, say, value_shown
from letterbook.relaxng.faults import Fault
from letterbook.relaxng.ids import Unsound
from letterbook.relaxng.recovery import Recovery
from letterbook.relaxng.troubles import KINDS, PATH, Trouble

__all__ = ["KINDS", "MESSAGES", "Explainer"]

_WORDS: dict[str, Callable[[Context, Trouble], Told]] = {
    "misplaced": misplaced.misplaced,
    "unknown": unknown.unknown,
    "namespace": unknown.namespace,
    "missing-before": missing.missing_before,
    "incomplete": missing.incomplete,
    "text": missing.text,
    "value": values.content_value,
    "attribute-unknown": attributes.unknown,
    "attribute-together": attributes.together,
    "attribute-missing": attributes.missing,
    "attribute-value": values.attribute_value,
}


_NEAREST = 2


class Explainer:
    """Makes faults of the troubles of one document."""

    def __init__(self, automaton: Automaton, recovery: Recovery, root: etree._Element) -> None:
        self._context = Context(automaton, recovery, Document(root, automaton))

    def fault(self, trouble: Trouble) -> Fault:
        """The fault that a trouble is."""
        told = _WORDS[trouble.kind](self._context, trouble)
        node, path = trouble.node, trouble.path
        return Fault(
            trouble.kind,
            told.message,
            node,
            trouble.attribute,
            told.help,
            trouble.slot,
            path,
            where=self._where(path, node),
        )

    def unsound(self, wrong: Unsound) -> Fault:
        """The fault of an id that stands several times, or of a pointer to an id that there is not."""
        document, element, first = self._context.document, wrong.element, wrong.first
        facts = {
            "attribute": document.shown_attribute(wrong.attribute, element),
            "value": value_shown(wrong.value),
            "name": document.shown(str(element.tag), element),
            "count": wrong.count,
        }
        kind, key, help_ = "idref", "idref", say("idref-help")
        if first is not None:
            kind, key = "id-twice", "id-twice" if wrong.count == 2 else "id-often"
            place = {"first": document.shown(str(first.tag), first), "line": first.sourceline}
            help_ = say("id-other" if wrong.count == 2 else "id-others", **place)
        path = tuple(str(one.tag) for one in islice(element.iterancestors("*"), PATH))[::-1]
        where = self._where(path, element)
        return Fault(kind, say(key, **facts), element, wrong.attribute, help_, None, path, first, where)

    def _where(self, path: tuple[str, ...], near: Any) -> str:
        """The nearest two elements round something."""
        names = path[: -_NEAREST - 1 : -1]
        return ", ".join(say("where", name=self._context.tag(name, near)) for name in names)
