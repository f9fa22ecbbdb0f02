"""Running an export's stylesheets in a worker: from a product to the text that the stylesheet makes of it."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from letterbook import resources, saxon, sources
from letterbook.exports.products import Options, Product
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.reading.letters import letters_of
from letterbook.sources import Source

_UNHANDLED = re.compile(r"unhandled: (\S+)")


class Sheets:
    """The stylesheets of one export, compiled when they are first used. ``recipes`` maps a recipe to its file in xslt/."""

    def __init__(self, recipes: Mapping[str, tuple[str, str]], options: Options) -> None:
        self._recipes = recipes
        self._static = {"unmatched": options.unmatched}
        self._compiled: dict[str, Any] = {}
        self._last: tuple[Source, list[etree._Element]] | None = None
        self.saxon = 0.0
        """Seconds that Saxon took for the last product, without compiling."""

    def source(self, product: Product) -> tuple[Source, etree._Element]:
        """The source of a product and the TEI element of its letter. The last source is kept for the next letter of it."""
        if self._last is None or self._last[0].name != product.name:
            source = sources.read(Path(product.source), name=product.name)
            self._last = source, [letter.element for letter in letters_of(source, "")]
        source, elements = self._last
        if product.place >= len(elements):  # the file has changed since the index was made
            raise Problem(
                Finding(
                    "X006",
                    Severity.ERROR,
                    "changed while it was being exported",
                    Span(product.name),
                    name="changed-meanwhile",
                )
            )
        return source, elements[product.place]

    def run(
        self, product: Product, markup: str, extra: Mapping[str, Any] | None = None
    ) -> tuple[str, Counter[str], tuple[Finding, ...]]:
        """The stylesheet's result, how often an element had no template, and the findings that say so."""
        if product.recipe not in self._compiled:
            path = resources.xslt(*self._recipes[product.recipe])
            self._compiled[product.recipe] = saxon.compile_file(path, static=self._static)
        parameters: dict[str, Any] = {"settings": {**product.settings, **(extra or {})}}
        if product.index:
            parameters["index"] = saxon.Tree(product.index)
        if product.registers:
            parameters["registers"] = saxon.Tree(product.registers)
        started = time.perf_counter()
        try:
            text, messages = saxon.transform(self._compiled[product.recipe], markup, parameters)
        except saxon.SaxonError as error:
            raise saxon.failure(product.name or product.path, error) from None
        self.saxon = time.perf_counter() - started
        unhandled = Counter(name for message in messages for name in _UNHANDLED.findall(message))
        return (
            text,
            unhandled,
            tuple(_finding(product, name, count) for name, count in sorted(unhandled.items())),
        )


def _finding(product: Product, name: str, count: int) -> Finding:
    times = "once" if count == 1 else f"{count} times"
    return Finding(
        "X002",
        Severity.WARNING,
        f"<{name}> stands here {times}, and the {product.export} export has no rule for it: its text is shown with a mark",
        Span(product.name or product.path),
        name="unhandled-element",
    )
