"""Dataclasses that go to other processes, or into the cache, in great numbers."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def by_fields(cls: type[T]) -> type[T]:
    """A dataclass whose objects are pickled as a call with their fields, in their order: a fifth of the work.

    Put it above ``@dataclass``; there have to be two fields or more, all of them arguments.
    """
    values = attrgetter(*(field.name for field in fields(cls)))  # type: ignore[arg-type]

    def reduce(self: T) -> tuple[type[T], Any]:
        return cls, values(self)

    cls.__reduce__ = reduce  # type: ignore[assignment, method-assign]
    return cls
