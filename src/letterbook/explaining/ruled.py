"""Pages of rules: the docstrings of their modules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from letterbook.explaining import forms
from letterbook.explaining.page import Page

if TYPE_CHECKING:
    from letterbook.rules.catalogue import Rule


def pages() -> Iterator[Page]:
    """The page of every rule that Letterbook brings."""
    from letterbook.rules.catalogue import all_rules

    return map(page, all_rules())


def page(rule: Rule) -> Page:
    """The page of one rule, an edition's own too."""
    title, sections = forms.parse(rule.module.__doc__ or "")
    return Page(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        title=title,
        sections=sections,
        kind="rule",
        default=rule.default,
        aliases=rule.aliases,
        fixable=forms.is_fixable(sections),
        family=rule.family,
    )
