"""Nothing that an edition's files say becomes markup, a handler or a dangerous address: read by the browser's own parser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.conftest import exported
from tests.browser.devtools import Browser, Page
from tests.browser.hostile import ADDRESSES, TEXTS, write_edition

TAGS = (
    "html head meta title link body a header nav ul ol li main article section footer h1 h2 h3 h4 h5 h6 p div span dl dt dd small"
    " time em i q s sup sub abbr cite ins del mark blockquote figure table tbody caption tr td th details summary code br"
)
ATTRIBUTES = (
    "class id lang dir href title rel role data-mark data-n datetime cite name content charset http-equiv type aria-label"
    " aria-labelledby colspan rowspan scope tabindex"
)
JUDGE = """((text, tags, attributes) => {
  const page = new DOMParser().parseFromString(text, "text/html"), faults = [], base = "https://base.invalid/letters/x.html";
  for (const e of page.querySelectorAll("*")) {
    if (!tags.includes(e.localName)) faults.push(`<${e.localName}>`);
    for (const a of e.attributes) {
      if (!attributes.includes(a.name)) faults.push(`<${e.localName} ${a.name}>`);
      if (a.name == "href" || a.name == "cite") {
        let url;
        try { url = new URL(a.value, base) } catch { continue }  // leads nowhere
        const out = /^(https?:\\/\\/|mailto:)/.test(a.value);
        const good = out ? ["http:", "https:", "mailto:"].includes(url.protocol) : url.host == "base.invalid";
        if (!good) faults.push(`address ${a.value}`);
      }
    }
  }
  for (const m of page.querySelectorAll("meta[http-equiv]")) if (m.httpEquiv != "Content-Security-Policy") faults.push("meta");
  const links = [...page.querySelectorAll("link")].filter(l => !["prev", "next", "canonical", "alternate"].includes(l.rel));
  if (links.length != 1 || !links[0].getAttribute("href").endsWith("letterbook.css")) faults.push("style");
  const ids = [...page.querySelectorAll("[id]")].map(e => e.id);
  if (new Set(ids).size != ids.length) faults.push("an id twice");
  return {faults, text: page.body.textContent};
})"""

WIDE = """[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth)
  .map(e => e.localName + "." + e.className)"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All pages of the hostile edition, by their path."""
    folder = tmp_path_factory.mktemp("hostile")
    write_edition(folder / "edition")
    site = exported(folder / "edition", folder / "site")
    return {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def judge(browser: Browser) -> Iterator[Page]:
    """An empty page that can parse others."""
    page = Page(browser)
    yield page
    page.close()


def test_nothing_becomes_markup(judge: Page, pages: dict[str, Path]) -> None:
    """Letters, entries, lists and the index have only elements, attributes and addresses that the pages are made of."""
    assert len(TEXTS) + len(ADDRESSES) >= 40
    assert len(pages) >= 3 * len(TEXTS) + 3
    faults, lost = {}, []
    for name, path in pages.items():
        given = json.dumps(path.read_text(encoding="utf-8"))
        found = judge.evaluate(f"{JUDGE}({given}, {TAGS.split()}, {ATTRIBUTES.split()})")
        if found["faults"]:
            faults[name] = sorted(set(found["faults"]))
        number = name.removeprefix("letters/l").removesuffix(".html")
        if number.isdigit() and " ".join(TEXTS[int(number)].split()) not in " ".join(found["text"].split()):
            lost.append(name)
    assert not faults
    assert not lost, "what was written is read as it was written"


def test_nothing_runs_or_loads(browser: Browser, pages: dict[str, Path]) -> None:
    """Opened in a browser, the pages open no dialog, run no script, break no policy and ask for nothing elsewhere."""
    page = Page(browser)
    for name in [
        *(name for name in pages if name.startswith("letters/")),
        "index.html",
        "persons.html",
        "works.html",
    ]:
        page.go(pages[name].as_uri())
    assert not page.happened("Page.javascriptDialogOpening", "Log.entryAdded", "Runtime.exceptionThrown")
    asked = [event["request"]["url"] for event in page.happened("Network.requestWillBeSent")]
    assert asked and all(url.startswith("file://") and not url.startswith("file:///etc") for url in asked)
    page.close()


def test_endless_words_do_not_scroll_sideways(browser: Browser, pages: dict[str, Path]) -> None:
    """A word of 400 letters in every place breaks where the window ends."""
    number = next(n for n, text in enumerate(TEXTS) if text.startswith("WWWW"))
    for name in (
        f"letters/l{number}.html",
        f"registers/p{number}.html",
        f"registers/w{number}.html",
        "persons.html",
        "index.html",
    ):
        for width in (320, 1280):
            page = browser.open(pages[name], width=width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (
                f"{name}: {page.evaluate(WIDE)}"
            )
            page.close()


def test_direction_stays_in_its_place(browser: Browser, pages: dict[str, Path]) -> None:
    """A sign that turns the direction of writing does not turn what stands beside a name in a list."""
    page = browser.open(pages["persons.html"])
    assert page.evaluate(
        "[...document.querySelectorAll('main a')].every(a => getComputedStyle(a).unicodeBidi == 'isolate')"
    )
    page.close()
