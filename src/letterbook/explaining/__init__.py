"""The page that each code has: what it means, why it matters, what to write instead.

Pages of rules are the docstrings of their modules. Pages of all other codes, and of the assertions of
``schema/letterbook.sch``, are files in ``pages/``, in the same form (``forms.py``).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cache

from letterbook.explaining import ruled, written
from letterbook.explaining.page import FAMILIES, HEADINGS, Page

__all__ = ["FAMILIES", "HEADINGS", "Page", "all_pages", "find", "near"]

_MOST = 3
"""So many suggestions are made at most."""


@cache
def all_pages() -> tuple[Page, ...]:
    """Every page, in the order of the codes; those without a code of their own by name, at the end."""
    return tuple(sorted((*ruled.pages(), *written.pages()), key=lambda page: page.sort_key))


@cache
def _index(more: tuple[Page, ...] = ()) -> dict[str, Page]:
    """Pages by everything that they are called; a code or a name goes before an alias, Letterbook's pages before others."""
    found: dict[str, Page] = {}
    for page in (*all_pages(), *more):
        for word in (page.code, page.name):
            found.setdefault(_folded(word), page)
    for page in (*all_pages(), *more):
        for word in page.aliases:
            found.setdefault(_folded(word), page)
    return found


def find(code_or_name: str, more: tuple[Page, ...] = ()) -> Page | None:
    """The page of a code, a name or an old name, in capital or small letters; None for another word.

    ``more`` are the pages of an edition's own checks (``own.pages``).
    """
    word = _folded(code_or_name)
    return written.page_of_code(word.upper()) or _index().get(word) or _index(more).get(word)


def near(word: str, more: tuple[Page, ...] = ()) -> list[str]:
    """At most three codes and names that are written like a word, or that hold it."""
    wanted = _folded(word)
    return list(dict.fromkeys(_alike(wanted, _index(more))))[:_MOST] if wanted else []


def _alike(wanted: str, index: Mapping[str, Page]) -> Iterator[str]:
    close = difflib.get_close_matches(wanted, index, n=2 * _MOST, cutoff=0.75)
    parts = wanted.split("-")
    holding = [word for word in index if len(wanted) > 2 and all(part in word.split("-") for part in parts)]
    further = difflib.get_close_matches(wanted, index, n=2 * _MOST, cutoff=0.6)
    for found in (*close, *holding, *further):
        page = index[found]
        yield page.code if found == _folded(page.code) else page.name


def _folded(word: str) -> str:
    """A word as people may type it: ``Missing_File`` is ``missing-file``."""
    return "-".join(word.casefold().replace("_", " ").replace("-", " ").split())
