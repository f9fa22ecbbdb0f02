"""The pages of the letters that ship, whole, as they came out when somebody last looked at them.

``LETTERBOOK_UPDATE=1 pytest tests/xslt/test_snapshots.py`` writes them anew; the difference is then to be read.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from lxml import html
from tests.xslt.cases import tidy
from tests.xslt.nesting import nesting_faults

from letterbook import build
from letterbook.exports.html import MOST_BESIDE
from letterbook.reading.edition import Edition
from letterbook.settings import discover

SNAPSHOTS = Path(__file__).resolve().parent / "snapshots"


@pytest.fixture(scope="module")
def site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped edition as HTML."""
    folder = tmp_path_factory.mktemp("site")
    edition = build.whole(Edition.open([repository], discover(repository)))
    made = build.export(edition, ["html"], folder, flat=True, jobs=1)
    assert not made.failed and not made.unhandled
    return folder


def test_letters_look_as_they_did(site: Path) -> None:
    """Each letter's page is the one that was looked at, but for white space."""
    pages = {
        path.name: tidy(path.read_text(encoding="utf-8")) + "\n"
        for path in sorted((site / "letters").glob("*.html"))
    }
    if os.environ.get("LETTERBOOK_UPDATE"):
        SNAPSHOTS.mkdir(exist_ok=True)
        for name, text in pages.items():
            (SNAPSHOTS / name).write_text(text, encoding="utf-8", newline="\n")
    kept = {path.name: path.read_text(encoding="utf-8") for path in sorted(SNAPSHOTS.glob("*.html"))}
    assert pages.keys() == kept.keys()
    for name, text in pages.items():
        assert text.splitlines() == kept[name].splitlines(), name


def test_every_link_inside_the_site_lands(site: Path) -> None:
    """No page links to a page or an anchor that is not there."""
    pages = {
        path: html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        for path in sorted(site.rglob("*.html"))
    }
    anchors = {path: set(tree.xpath("//@id")) for path, tree in pages.items()}
    lost = []
    for path, tree in pages.items():
        assert len(tree.xpath("//@id")) == len(anchors[path]), f"an id stands twice in {path.name}"
        for href in tree.xpath("//a/@href | //link/@href"):
            if href.startswith(("http://", "https://", "mailto:")):
                continue
            file, _, anchor = str(href).partition("#")
            target = Path(os.path.normpath(path.parent / file)) if file else path
            if not target.exists() or (anchor and anchor not in anchors.get(target, set())):
                lost.append(f"{path.relative_to(site)}: {href}")
    assert not lost, "\n".join(lost)


def test_pages_hold_to_html(site: Path) -> None:
    """No link stands in a link, no block in a paragraph: what HTML forbids and a browser would tear apart."""
    faults = {
        path.name: nesting_faults(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))
    }
    assert not {name: found for name, found in faults.items() if found}


def test_style_and_licence_of_the_fonts_stand_beside_the_pages(site: Path) -> None:
    """The style with its rules for notes is under 25 kB, and the fonts have their licence with them."""
    style = (site / "letterbook.css").read_text(encoding="utf-8")
    assert len(style.encode()) < 25_000
    assert f"#note-{MOST_BESIDE}{{" in style and f"#note-{MOST_BESIDE + 1}{{" not in style
    assert "SIL OPEN FONT LICENSE" in (site / "fonts" / "OFL.txt").read_text(encoding="utf-8").upper()


def test_pages_allow_nothing_from_elsewhere(site: Path) -> None:
    """Every page has the same policy: nothing but style, fonts and images that stand beside it, no script, no form."""
    policies = {
        str(html.parse(str(path)).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)"))
        for path in site.rglob("*.html")
    }
    [policy] = policies
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules.pop("default-src") == rules.pop("base-uri") == rules.pop("form-action") == "'none'"
    assert rules == dict.fromkeys(("style-src", "font-src", "img-src"), "'self' file:")
