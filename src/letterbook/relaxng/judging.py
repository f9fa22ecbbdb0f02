"""The faults of a document that is not plainly right."""

from __future__ import annotations

from letterbook.relaxng.automaton import Automaton
from letterbook.relaxng.explanations import Explainer
from letterbook.relaxng.faults import Fault
from letterbook.relaxng.ids import unsound
from letterbook.relaxng.recovery import Recovery
from letterbook.relaxng.running import Run
from letterbook.relaxng.walking import troubles_of
from letterbook.sources import Source


def faults(source: Source, run: Run, automaton: Automaton, recovery: Recovery, *, ids: bool) -> list[Fault]:
    """The faults of a document in document order, after a run; ``ids``: those of ids too."""
    troubles, found = troubles_of(source.root, run, automaton, recovery)
    explainer = Explainer(automaton, recovery, source.root)
    told = [explainer.fault(trouble) for trouble in troubles]
    if ids:
        told += [explainer.unsound(one) for one in unsound(found)]
    return sorted(told, key=lambda fault: source.offset(fault.element)) if len(told) > 1 else told
