"""Addresses of a grammar's files.

A file in the folder of the grammar is known by its path from there (``parts/names.rng``, escaped as in a URI); every other
one by its whole address, which only a catalog leads to a file.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urljoin

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")


def join(base: str, reference: str) -> str:
    """The reference seen from the base, by RFC 3986; steps upwards stay in a path from the folder."""
    if SCHEME.match(reference) or reference.startswith(("/", "\\")):
        return urljoin(base, reference) if SCHEME.match(base) else reference
    if SCHEME.match(base):
        return urljoin(base, reference)
    if not reference:
        return base
    if base.startswith(("/", "\\")):
        return urljoin(base, reference)
    return base[: base.rfind("/") + 1] + reference


def inside(address: str) -> str | None:
    """The path of the address from the grammar's own folder, unescaped; None when it leads out, or to no file.

    Drives, hosts, back slashes and escaped slashes are no path from there.
    """
    if SCHEME.match(address) or address.startswith(("/", "\\")):
        return None
    steps: list[str] = []
    for escaped in address.split("/"):
        step = unquote(escaped)
        if step in ("", "."):
            continue
        if step == "..":
            if not steps:
                return None
            steps.pop()
        elif re.search(r"[/\\:\x00-\x1f?]", step):
            return None
        else:
            steps.append(step)
    return "/".join(steps) or None


def address_of(path: str) -> str:
    """The address of a path from the grammar's own folder."""
    return quote(path)
