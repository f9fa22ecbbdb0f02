"""One thing that a restriction does not allow."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong: the message of that name with its facts, and the rows that lead to the place, from outside inwards.

    A row comes with how many equal ones stand before it in the row around it.
    """

    key: str
    path: tuple[tuple[int, int], ...]
    facts: dict[str, object] = field(default_factory=dict)
