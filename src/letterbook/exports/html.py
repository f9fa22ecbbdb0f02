"""Web pages: one a letter, one a register entry, lists of both, with style and font beside them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from letterbook import resources
from letterbook.exports import letter_products
from letterbook.exports.given import LETTERS, Given
from letterbook.exports.products import Made, Options, Product
from letterbook.exports.sheets import Sheets

RECIPES = {
    "letter": ("html", "main.xsl"),
    "entry": ("html", "entry.xsl"),
    "list": ("html", "lists.xsl"),
    "index": ("html", "index.xsl"),
}
STYLE = "letterbook.css"
LIST_PAGES = {
    "person": "persons.html",
    "personGrp": "groups.html",
    "place": "places.html",
    "org": "organisations.html",
    "event": "events.html",
    "bibl": "works.html",
}
"""The page that lists the entries of a kind."""
MOST_BESIDE = 60
"""How many notes can stand beside a letter; those of a letter with more stand below it (xslt/html/notes.xsl)."""


def products(given: Given, options: Options) -> Iterator[Product]:
    """The pages, then what they need beside them."""
    for product in letter_products(given, "html", ".html"):
        yield _letter(product, options)
    for entry in given.index.register.entries.values():
        page = given.entry_page(entry.key)
        yield Product(
            "html",
            "entry",
            page,
            entry.file,
            document=given.entry(entry),
            settings={**given.edition, "page": page, "root": "../"},
            registers=given.entry_register(entry),
            index=given.entry_index(entry),
        )
    for kind in given.edition["lists"]:
        settings = {**given.edition, "page": LIST_PAGES[kind], "root": "", "kind": kind}
        yield Product("html", "list", LIST_PAGES[kind], document=given.whole, settings=settings)
    yield Product(
        "html",
        "index",
        "index.html",
        document=given.whole,
        settings={**given.edition, "page": "index.html", "root": ""},
    )
    yield _copy(STYLE, resources.xslt("html", STYLE).read_bytes() + _beside().encode())
    for font in sorted(resources.fonts("web").glob("*.woff2")):
        yield _copy(f"fonts/{font.name}", font.read_bytes())
    yield _copy(
        "fonts/OFL.txt", resources.fonts("OFL.txt").read_bytes()
    )  # the licence of the fonts asks for it


def _letter(product: Product, options: Options) -> Product:
    page = f"{LETTERS}/{product.path}"
    stem = product.path.removesuffix(".html")
    settings = {**product.settings, "page": page, "root": "../"}
    if "pdf" in options.together:
        settings["pdf-href"] = f"../../pdf/{stem}.pdf"
    if "text" in options.together:
        settings["text-href"] = f"../../text/{stem}.txt"
    return replace(product, path=page, settings=settings)


def _beside() -> str:
    """The rules that put each note beside the text: at its mark, but not over the note before it.

    Style sheets cannot count, so that each number needs rules of its own. They do nothing to notes that stand below.
    """
    rules = (
        f"#ref-{n}{{anchor-name:--r{n}}}#note-{n}{{anchor-name:--n{n};"
        f"top:max(anchor(--r{n} top),anchor(--n{n - 1} bottom,0px) + .6rem)}}\n"
        for n in range(1, MOST_BESIDE + 1)
    )
    return "\n/* marks and notes by number */\n" + "".join(rules)


def _copy(path: str, data: bytes) -> Product:
    return Product("html", "copy", path, data=data)


def maker(options: Options) -> Callable[[Product], Made]:
    """Makes pages: HTML5 in UTF-8."""
    sheets = Sheets(RECIPES, options)

    def make(product: Product) -> Made:
        if product.recipe == "copy":
            return Made(product.data)
        started = time.perf_counter()
        if product.source:
            source, element = sheets.source(product)
            markup = source.markup(element)
        else:
            markup = product.document
        text, unhandled, findings = sheets.run(product, markup)
        return Made(text.encode(), findings, unhandled, time.perf_counter() - started, sheets.saxon)

    return make
