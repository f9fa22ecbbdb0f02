"""The shipped edition in all formats: what is made, that its links land, and that its bytes are always the same."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import html
from tests.exports.making import build, contents, paths

IDS = (
    "kennedy-khrushchev-1961-02-22",
    "kennedy-khrushchev-brezhnev-1961-07-04",
    "kennedy-khrushchev-1961-10-16",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All files of one build."""
    folder = tmp_path_factory.mktemp("built")
    done = build(folder)
    assert done.returncode == 0, done.stderr
    return contents(folder)


def test_three_letters_in_three_formats(built: dict[str, bytes]) -> None:
    for id in IDS:
        assert built[f"html/letters/{id}.html"].startswith(b"<!DOCTYPE")
        assert built[f"pdf/{id}.pdf"].startswith(b"%PDF-")
        assert built[f"text/{id}.txt"].endswith(b"\n")


def test_every_link_and_anchor_lands(built: dict[str, bytes]) -> None:
    """A crawl over all pages: nothing leads to a page or place that is not there."""
    pages = {path: html.fromstring(built[path]) for path in paths(built, ".html")}
    anchors = {path: {*page.xpath("//@id")} for path, page in pages.items()}
    checked = 0
    for path, page in pages.items():
        for value in page.xpath("//@href | //@src"):
            if re.match(r"[a-z]+:", value):
                continue
            target, _, fragment = urljoin("/" + path, value).lstrip("/").partition("#")
            assert unquote(target) in built, f"{path} links to {value}"
            if fragment and target.endswith(".html"):
                assert unquote(fragment) in anchors[target], f"{path} links to {value}"
            checked += 1
    assert checked > 1000


def test_nothing_is_loaded_from_elsewhere(built: dict[str, bytes]) -> None:
    for path in paths(built, ".html"):
        page = html.fromstring(built[path])
        loaded = page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href | //iframe/@src")
        assert not [value for value in loaded if re.match(r"[a-z]+:|//", value)], path
    for path in paths(built, ".css"):
        assert not re.search(rb"url\(['\"]?(?:[a-z]+:)?//", built[path])


def test_ids_are_used_once_on_a_page(built: dict[str, bytes]) -> None:
    for path in paths(built, ".html"):
        ids = html.fromstring(built[path]).xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_from_your_son_in_law_to_the_person(built: dict[str, bytes]) -> None:
    """A reader gets from the description in no. 22 to the entry, and from there back to these words."""
    page = html.fromstring(built["html/letters/kennedy-khrushchev-1961-10-16.html"])
    [link] = [a for a in page.iter("a") if " ".join(a.text_content().split()) == "your son-in-law"]
    assert link.get("href") == "../registers/adzhubei-aleksei.html"
    entry = html.fromstring(built["html/registers/adzhubei-aleksei.html"])
    backs = entry.xpath("//a[contains(@href, 'kennedy-khrushchev-1961-10-16.html#')]/@href")
    assert [back.partition("#")[2] for back in backs] == [link.get("id")]
    assert "Khrushchev" in entry.text_content()


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("--jobs", "1"), {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"}),
        (("--jobs", "8"), {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"}),
    ],
)
def test_the_same_bytes(
    built: dict[str, bytes], tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    """In another folder, time zone and locale, with another hash seed, with one worker or eight."""
    done = build(tmp_path / "ä folder", *arguments, **environment)
    assert done.returncode == 0, done.stderr
    again = contents(tmp_path / "ä folder")
    assert sorted(again) == sorted(built)
    assert [path for path in built if again[path] != built[path]] == []


def test_the_summary_says_what_was_made(tmp_path: Path) -> None:
    done = build(tmp_path)
    assert "html" in done.stdout + done.stderr
    assert "0 elements without" in done.stdout + done.stderr or "unhandled" not in done.stdout + done.stderr
