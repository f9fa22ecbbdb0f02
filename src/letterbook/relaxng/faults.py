"""A fault: one thing that a grammar does not allow, with its place and its words."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from letterbook.findings import Related, Span
from letterbook.sources import Source


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that a grammar does not allow: of an element, of one of its attributes (Clark notation), or of a text in it.

    ``kind`` is one of ``troubles.KINDS``. ``message`` says what is wrong and stands alone, ``help`` what to do. ``slot``
    tells which text is meant: that after so many children. ``path`` names the elements round it, from the outermost on
    (of very many the nearest), ``where`` says the nearest two in words. ``first`` is the element that has the id already,
    for an id that stands twice.
    """

    kind: str
    message: str
    element: etree._Element | None
    attribute: str | None = None
    help: str = ""
    slot: int | None = None
    path: tuple[str, ...] = ()
    first: etree._Element | None = None
    where: str = ""

    def span(self, source: Source) -> Span:
        """The place of the fault in the source that it was found in."""
        if self.element is not None and self.slot is not None:
            return source.text_span(self.element, self.slot)
        return source.span(self.element, self.attribute)

    def related(self, source: Source) -> tuple[Related, ...]:
        """The other places that the fault speaks of."""
        if self.first is None:
            return ()
        return (Related(source.span(self.first, self.attribute), "the first one is here"),)
