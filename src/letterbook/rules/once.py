"""What several rules ask of a document, worked out when the first of them does."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from letterbook.rules.document import Document

T = TypeVar("T")


def once(make: Callable[[Document], T]) -> Callable[[Document], T]:
    """The same function, which does its work once for each document and keeps it as long as that is there."""
    known: WeakKeyDictionary[Document, T] = WeakKeyDictionary()

    @wraps(make)
    def asked(document: Document) -> T:
        if document not in known:
            known[document] = make(document)
        return known[document]

    return asked
