"""Plain text: a reading text of each letter, or with its copy text's own readings."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from letterbook.exports import letter_products
from letterbook.exports.given import Given
from letterbook.exports.products import Made, Options, Product
from letterbook.exports.sheets import Sheets

RECIPES = {"letter": ("text", "main.xsl")}


def products(given: Given, options: Options) -> Iterator[Product]:
    """One .txt a letter."""
    layer = "diplomatic" if options.diplomatic else "reading"
    return letter_products(given, "text", ".txt", layer=layer, wrap=options.wrap)


def maker(options: Options) -> Callable[[Product], Made]:
    """Makes texts: UTF-8, LF."""
    sheets = Sheets(RECIPES, options)

    def make(product: Product) -> Made:
        started = time.perf_counter()
        source, element = sheets.source(product)
        text, unhandled, findings = sheets.run(product, source.markup(element))
        data = (text.strip("\n") + "\n").encode()
        return Made(data, findings, unhandled, time.perf_counter() - started, sheets.saxon)

    return make
