"""The list of rules and assertions, as an edition sets them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from letterbook import explaining
from letterbook.explaining.page import FAMILIES, Page
from letterbook.findings import Severity

COLUMNS = ("code", "name", "family", "severity", "on", "default", "fixable", "title")
"""What is told of each."""

_LISTED = ("rule", "assert")


class Levels(Protocol):
    """Says how bad a finding in a file is, and None where it is not told: a ``Selection``."""

    def level(
        self, code: str, name: str, file: str, severity: Severity, default: bool = True
    ) -> Severity | None:
        """The severity in a file."""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule. ``severity`` is None where it is off; ``default`` is its own severity, ``off`` where it has to be asked for."""

    page: Page
    severity: Severity | None

    @property
    def name(self) -> str:
        """Its name."""
        return self.page.name

    @property
    def title(self) -> str:
        """The fault in a sentence."""
        return self.page.title

    @property
    def on(self) -> bool:
        """Whether its findings are told."""
        return self.severity is not None

    @property
    def fixable(self) -> bool:
        """Whether ``validate --fix`` mends what it finds."""
        return self.page.fixable

    @property
    def shown_code(self) -> str:
        """Its code; of an assertion, which has none but its name, a dash."""
        return "–" if self.page.kind == "assert" else self.page.code

    @property
    def shown_severity(self) -> str:
        """The severity, or ``off``."""
        return self.severity.label if self.severity is not None else "off"

    def as_dict(self) -> dict[str, object]:
        """The row for programs: a value for each of ``COLUMNS``."""
        page = self.page
        values = (
            page.code,
            page.name,
            page.family,
            self.shown_severity,
            self.on,
            page.severity.label if page.default else "off",
            page.fixable,
            page.title,
        )
        return dict(zip(COLUMNS, values, strict=True))


def listed(more: tuple[Page, ...] = ()) -> list[Page]:
    """The pages of rules and assertions, ``more`` of an edition's own among them, family by family."""
    order = list(FAMILIES)
    pages = [page for page in (*explaining.all_pages(), *more) if page.kind in _LISTED]
    return sorted(pages, key=lambda page: (order.index(page.family), page.sort_key))


def families(pages: Iterable[Page]) -> list[str]:
    """The families of pages, in their order."""
    return list(dict.fromkeys(page.family for page in pages))


def rows(pages: Iterable[Page], levels: Levels, families: Collection[str] = ()) -> list[Row]:
    """The rows of pages of these families, else of all."""
    return [
        Row(page, levels.level(page.code, page.name, "", page.severity, page.default))
        for page in pages
        if not families or page.family in families
    ]
