"""Ids and what points to them: the DTD compatibility of RELAX NG."""

from __future__ import annotations

from typing import Any

from letterbook.relaxng.strings import words

Ids = list[tuple[Any, str, str, str]]
"""What attributes name and point to: element, attribute, type (``ID``, ``IDREF``, ``IDREFS``), value."""


def unsound(ids: Ids) -> list[tuple[str, Any, str, str, Any]]:
    """Ids that stand twice and pointers to none: kind, element, attribute, value, the element that has the id."""
    named: dict[str, Any] = {}
    found: list[tuple[str, Any, str, str, Any]] = []
    for element, attribute, kind, value in ids:
        if kind == "ID":
            name = value.strip()
            if name in named:
                found.append(("id-twice", element, attribute, name, named[name]))
            else:
                named[name] = element
    for element, attribute, kind, value in ids:
        if kind != "ID":
            for name in words(value):
                if name not in named:
                    found.append(("idref", element, attribute, name, None))
    return found
