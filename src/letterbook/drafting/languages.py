"""How titles and dates are worded in the languages of editions; what no language here says, figures say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letterbook.reading.date_words import MONTH_NAMES


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language. ``day`` has {day}, {month}, {year}; the others {0} and {1}.

    Without ``months``, dates are written as W3C writes them: 1887-03-03.
    """

    months: tuple[str, ...] = ()
    day: str = ""
    both: str = "{0}, {1}"
    title: str = "{0} – {1}"
    later: str = "{0}/.."
    earlier: str = "../{0}"
    between: str = "{0}/{1}"
    about: str = "{0}~"
    perhaps: str = "{0} (?)"

    def date(self, year: str, month: int, day: int) -> str:
        """A date of a year as TEI writes it; ``month`` and ``day`` are 0 where they are not known."""
        if not self.months:
            return "-".join([year, *(f"{part:02d}" for part in (month, day) if part)])
        plain = year.lstrip("0") or "0"
        if day:
            return self.day.format(day=day, month=self.months[month - 1], year=plain)
        return f"{self.months[month - 1]} {plain}" if month else plain

    def names(self, names: Sequence[str]) -> str:
        """Several names in a row."""
        joined = names[0]
        for name in names[1:]:
            joined = self.both.format(joined, name)
        return joined


_OTHER = Language()

_KNOWN = {
    "en": Language(
        months=MONTH_NAMES["en"],
        day="{day} {month} {year}",
        both="{0} and {1}",
        title="{0} to {1}",
        later="{0} or later",
        earlier="{0} or earlier",
        between="between {0} and {1}",
        about="about {0}",
    ),
    "de": Language(
        months=MONTH_NAMES["de"],
        day="{day}. {month} {year}",
        both="{0} und {1}",
        title="{0} an {1}",
        later="{0} oder später",
        earlier="{0} oder früher",
        between="zwischen {0} und {1}",
        about="um {0}",
    ),
}


def language(tag: str) -> Language:
    """The words for a BCP 47 tag, by its first part."""
    return _KNOWN.get(tag.partition("-")[0].lower(), _OTHER)
