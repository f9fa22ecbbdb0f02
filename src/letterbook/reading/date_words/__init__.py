"""The words of dates, one module a language: a fact of the language, not of an edition.

``MONTHS``: the name that is shown, then other forms. ``WEEKDAYS``: from Monday. ``ORDINALS`` follow the figure of a day,
``ARTICLES`` stand before it, ``LINKS`` between day and month, ``JOINS`` between two days, ``YEARS`` before a year. ``NEAR``
words say that the date beside them is about the one that is meant, ``VAGUE`` words that it is another. No name means two
months in two languages.
"""

from __future__ import annotations

from collections.abc import Iterator

from letterbook.reading.date_words import de, en, fr, ru

LANGUAGES = {"en": en, "de": de, "fr": fr, "ru": ru}
"""The tables by BCP 47 tag."""

MONTH_NAMES: dict[str, tuple[str, ...]] = {
    tag: tuple(forms[0] for forms in table.MONTHS) for tag, table in LANGUAGES.items()
}
"""The twelve names of the months as they stand alone."""

WEEKDAY_NAMES: dict[str, tuple[str, ...]] = {
    tag: tuple(forms[0] for forms in table.WEEKDAYS) for tag, table in LANGUAGES.items()
}
"""The seven names of the weekdays, from Monday."""


def words(kind: str) -> Iterator[tuple[str, int]]:
    """Every word of a table of all languages (``MONTHS``, ``WEEKDAYS``: with its number from 1; others with 0)."""
    for table in LANGUAGES.values():
        for number, entry in enumerate(getattr(table, kind), 1):
            if isinstance(entry, str):
                yield entry, 0
            else:
                for form in entry:
                    yield form, number
