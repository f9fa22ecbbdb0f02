"""Words for what is wrong with a document, made from facts."""

from __future__ import annotations

from typing import Any

from letterbook.relaxng.automaton import Automaton
from letterbook.relaxng.faults import Fault
from letterbook.relaxng.matching import Trouble
from letterbook.relaxng.recovery import Recovery


class Explainer:
    """Makes faults of troubles."""

    def __init__(self, automaton: Automaton, recovery: Recovery) -> None:
        self._automaton = automaton
        self._possible = recovery.possible

    def fault(self, trouble: Trouble) -> Fault:
        """The fault that a trouble is."""
        t = trouble
        message = f"{t.kind} {t.name} {t.attribute or ''} {t.text[:40]!r} missing={t.missing} child={t.child} before={t.before}"
        return Fault(t.kind, message, t.node, t.attribute, "", t.slot, t.path)

    def unsound(self, kind: str, element: Any, attribute: str, value: str, first: Any) -> Fault:
        """The fault of an id that stands twice or is pointed to and missing."""
        return Fault(kind, f"{kind} {value}", element, attribute, "", None, (), first)
