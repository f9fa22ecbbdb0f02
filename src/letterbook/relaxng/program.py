"""A simplified grammar (section 5) as rows of plain data: what loading makes, the cache keeps and patterns are made of.

A row names other rows by number, and only earlier ones; elements are named by their number in ``elements``, so that the rows
have no cycle. Equal rows are one. A row is a tuple whose first member is its kind:

    ("empty",)  ("notAllowed",)  ("text",)
    ("choice", rows)  ("group", rows)  ("interleave", rows)      two or more, rows: tuple[int, ...]
    ("oneOrMore", row)  ("list", row)
    ("data", library, type, params, except_row)                  params: ((name, value), …); except_row: -1 for none
    ("value", library, type, text, namespaces)                   namespaces: ((prefix, uri), …); () unless the type needs it
    ("attribute", name_class, row)
    ("element", number)

A name class is a tuple as well:

    ("name", namespace, local)  ("nsName", namespace, except_class)  ("anyName", except_class)  ("choice", classes)

``except_class`` is None for none. The built-in library is ``""``, W3C's is
``http://www.w3.org/2001/XMLSchema-datatypes``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Row = tuple[Any, ...]
NameClass = tuple[Any, ...]

EMPTY: Row = ("empty",)
NOT_ALLOWED: Row = ("notAllowed",)
TEXT: Row = ("text",)


@dataclass(slots=True)
class Program:
    """The rows of a grammar, its elements as (name class, row of the content), and the row that it starts with."""

    rows: list[Row] = field(default_factory=list)
    elements: list[tuple[NameClass, int]] = field(default_factory=list)
    start: int = 0
