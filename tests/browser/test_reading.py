"""Pages as readers meet them: by keyboard, on a telephone, in the dark, on paper, beside no network and without scripts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.browser.devtools import Browser, Page

KINDS = ("letter", "entry", "list", "index")
FOCUS = """(() => { const a = document.activeElement, r = a.getBoundingClientRect(), s = getComputedStyle(a);
  return {tag: a.tagName, classes: [...a.classList], id: a.id, href: a.getAttribute("href"), inside: a.closest("main") ? "main" :
    a.closest("header") ? "header" : a.closest("footer") ? "footer" : "", note: (a.closest(".notes li") || {}).id || "",
    seen: r.width > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth && s.opacity > 0,
    outlined: s.outlineStyle != "none" && parseFloat(s.outlineWidth) >= 2}})()"""


def tabbed(page: Page, most: int = 500) -> list[dict[str, Any]]:
    """What has the focus after each Tab, until the end of the page."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            return found
        found.append(stop)
    raise AssertionError("Tab comes to no end")


@pytest.mark.parametrize("kind", KINDS)
def test_pages_are_quiet_and_ask_for_nothing_elsewhere(
    browser: Browser, kinds: dict[str, Path], kind: str
) -> None:
    """No page has an error to tell, and each loads nothing but style and fonts beside it; both are really there."""
    page = browser.open(kinds[kind])
    told = page.happened(
        "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Network.loadingFailed"
    )
    asked = [event["request"]["url"] for event in page.happened("Network.requestWillBeSent")]
    assert not told
    assert asked and all(url.startswith("file://") for url in asked)
    assert {url.rsplit(".", 1)[-1] for url in asked} <= {"html", "css", "woff2"}
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    assert page.evaluate("[...document.fonts].some(font => font.status == 'loaded')")
    assert not page.evaluate("[...document.fonts].some(font => font.status == 'error')")
    page.close()


def test_every_link_can_be_reached_and_seen_by_keyboard(browser: Browser, letter: Path) -> None:
    """Tab goes to the skip link, then the site, the names and note marks in their order, the notes; each is seen and outlined."""
    page = browser.open(letter)
    stops = tabbed(page)
    links = page.evaluate(
        "[...document.querySelectorAll('a[href], summary')].filter(e => e.checkVisibility()).length"
    )
    assert len(stops) == links
    assert stops[0]["classes"] == ["skip"]
    hidden = [stop for stop in stops if not (stop["seen"] and stop["outlined"])]
    assert not hidden
    places = [stop["inside"] for stop in stops[1:]]
    assert places == sorted(places, key=["header", "main", "footer"].index)
    marks = [stop["id"] for stop in stops if "note-mark" in stop["classes"]]
    assert marks == [f"ref-{number}" for number in range(1, len(marks) + 1)] and marks
    assert sum("mention" in stop["classes"] for stop in stops) > 10
    assert [stop["note"] for stop in stops if "back" in stop["classes"]] == [
        mark.replace("ref", "note") for mark in marks
    ]
    page.close()


def test_the_skip_link_skips(browser: Browser, letter: Path) -> None:
    """Enter on the skip link leads past the links of the site: the next Tab is in the text."""
    page = browser.open(letter)
    page.press("Tab")
    page.press("Enter")
    page.press("Tab")
    assert page.evaluate(FOCUS)["inside"] == "main"
    page.close()


@pytest.mark.parametrize("width", [1280, 700], ids=["beside", "below"])
def test_a_note_and_the_way_back_work_by_keyboard(browser: Browser, letter: Path, width: int) -> None:
    """Enter on a mark leads to its note, the next Tabs to the way back, and Enter there to the mark again."""
    page = browser.open(letter, width=width)
    page.evaluate("document.getElementById('ref-2').focus()")
    page.press("Enter")
    note = "document.querySelector(':target').getBoundingClientRect()"
    assert page.evaluate("location.hash") == "#note-2"
    assert page.evaluate(f"{note}.top >= 0 && {note}.bottom <= innerHeight")
    for _ in range(10):
        page.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["note"] == "note-2" and stop["seen"]
        if "back" in stop["classes"]:
            break
    page.press("Enter")
    assert page.evaluate("location.hash") == "#ref-2"
    assert page.evaluate("document.querySelector(':target').id == 'ref-2'")
    assert page.evaluate(f"{note}.top >= 0 && {note}.bottom <= innerHeight")
    page.close()


@pytest.mark.parametrize("width", [1248, 1280, 1920])
def test_notes_stand_beside_their_marks_where_there_is_room(
    browser: Browser, letter: Path, width: int
) -> None:
    """In a wide window each note begins at the line of its mark or below the note before it, and covers nothing."""
    page = browser.open(letter, width=width)
    text = page.evaluate("document.getElementById('letter').getBoundingClientRect().right")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.notes li')].map((note, i) => { const n = note.getBoundingClientRect();"
        " return [document.getElementById('ref-' + (i + 1)).getBoundingClientRect().top, n.top, n.bottom, n.left, n.right]})"
    )
    before = 0.0
    for mark, top, bottom, left, right in boxes:
        assert left > text and right <= width
        assert abs(top - mark) < 12 or 0 <= top - before < 24
        assert top >= before
        before = bottom
    page.close()


def test_notes_stand_below_where_there_is_none(browser: Browser, letter: Path) -> None:
    """In a narrow window, and on paper, the notes follow the letter under their heading."""
    for look in ({"width": 1000}, {"width": 1600, "medium": "print"}):
        page = browser.open(letter, **look)
        assert page.evaluate(
            "document.getElementById('note-1').getBoundingClientRect().top"
            " > document.getElementById('letter').getBoundingClientRect().bottom"
        )
        assert page.evaluate("document.getElementById('notes-title').getBoundingClientRect().height") > 10
        page.close()


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways(browser: Browser, kinds: dict[str, Path], kind: str, width: int) -> None:
    """No page is wider than its window, down to 320 pixels."""
    page = browser.open(kinds[kind], width=width, height=700)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def _luminance(colour: str) -> float:
    channels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_text_stands_out(browser: Browser, letter: Path, dark: bool) -> None:
    """Paper is light by day and dark by night, and all text on it has a contrast of at least 4.5 to 1."""
    page = browser.open(letter, dark=dark)
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert (_luminance(paper) < 0.1) is dark
    colours = page.evaluate(
        "[...new Set([...document.querySelectorAll('body *')]"
        ".filter(e => [...e.childNodes].some(n => n.nodeType == 3 && n.data.trim()))"
        ".map(e => getComputedStyle(e).color))]"
    )
    assert len(colours) > 2
    assert not [colour for colour in colours if _contrast(colour, paper) < 4.5]
    page.close()


def test_paper_has_the_letter_and_its_notes_and_no_way_about(browser: Browser, letter: Path) -> None:
    """In print the navigation is gone, notes are there, and the page can be made a PDF."""
    page = browser.open(letter, medium="print")
    shown = "(name => [...document.querySelectorAll(name)].some(e => e.getClientRects().length))"
    assert not any(
        page.evaluate(f"{shown}({name!r})") for name in ("header.site nav", ".neighbours", ".back", ".forms")
    )
    assert all(page.evaluate(f"{shown}({name!r})") for name in ("#letter p", ".notes li", ".note-mark"))
    assert page.paper().startswith(b"%PDF")
    page.close()


def test_pages_need_no_script(browser: Browser, kinds: dict[str, Path]) -> None:
    """No page has a script, and with scripts switched off the letter and its notes are read as before."""
    page = browser.open(kinds["letter"])
    text = page.evaluate("document.body.innerText")
    page.call("Emulation.setScriptExecutionDisabled", value=True)
    page.go(kinds["letter"].as_uri())
    assert page.evaluate("document.body.innerText") == text and len(text) > 1000
    page.close()
    for path in kinds.values():
        assert "<script" not in path.read_text(encoding="utf-8").lower()
