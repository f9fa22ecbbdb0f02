"""Where Letterbook's own schemas, stylesheets, templates and fonts are: in the wheel or in the repository."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_REPOSITORY = _PACKAGE.parent.parent


@cache
def _root(folder: str) -> Path:
    """The folder of that name in the installed package, else in the repository."""
    for candidate in (_PACKAGE / "_data" / folder, _REPOSITORY / folder):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the installation lacks its folder {folder}")


def schema(*parts: str) -> Path:
    """A file of ``schema/``, for example ``schema("tei", "tei_all.rng")``."""
    return _root("schema").joinpath(*parts)


def xslt(*parts: str) -> Path:
    """A file of ``xslt/``, for example ``xslt("html", "main.xsl")``."""
    return _root("xslt").joinpath(*parts)


def templates(*parts: str) -> Path:
    """A file that ``letterbook init`` or ``letterbook new`` writes from."""
    return _PACKAGE.joinpath("templates", *parts)


def fonts(*parts: str) -> Path:
    """A file of the shipped font."""
    return _PACKAGE.joinpath("fonts", *parts)
