"""The forms in which dates are written in letters, as regular expressions made from the words of all languages.

Each form names the parts it holds: ``w`` weekday, ``d`` and ``dd`` days, ``slash`` between them, ``o`` what makes a figure
an ordinal, ``m`` and ``mm`` months, ``y`` and ``yy`` years, ``front`` a year that stands before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from letterbook.reading.date_words import words

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11}
ROMAN["XII"] = 12

_PLAIN = str.maketrans("éèêûäöüàѣі", "eeeuaouaеи")
_CLASSES = {"é": "[éèe]", "è": "[èée]", "û": "[ûu]", "ä": "[äa]", "ѣ": "[ѣе]", "і": "[іiи]"}
_LATIN_I = re.compile("(?<=[а-я])i|i(?=[а-я])")


def folded(word: str) -> str:
    """A word as it is looked up: lower case, without signs, accents and old Russian letters."""
    lower = re.sub(r"[|\s.:’']", "", word).casefold().translate(_PLAIN)
    return _LATIN_I.sub("и", lower)


def _atoms(word: str) -> tuple[str, ...]:
    """The pattern of each sign of a word; ``|`` is where a raised ending may stand apart."""
    raised, space = r"[.:]?\s?", r"\s+"
    return tuple({"|": raised, " ": space}.get(sign) or _CLASSES.get(sign, re.escape(sign)) for sign in word)


def _choice(forms: Iterable[str]) -> str:
    """Any of some words, the longer ones first; what begins alike is tried once."""
    return _tree(sorted({_atoms(form) for form in forms}))


def _tree(words: list[tuple[str, ...]]) -> str:
    branches = []
    for first, group in groupby((word for word in words if word), key=lambda word: word[0]):
        rest = [word[1:] for word in group]
        branches.append(first + (f"(?:{_tree(rest)})" if len(rest) > 1 else "".join(rest[0])))
    if () in words:
        branches.append("")
    return "|".join(branches)


def _any(kind: str) -> str:
    return _choice(form for form, _ in words(kind))


@cache
def numbers(kind: str) -> dict[str, int]:
    """The number of each name of a month or weekday, by its folded form."""
    return {folded(form): number for form, number in words(kind)}


_GAP = r"(?:[\s,.:()\[\]<>?]|\(!\)|\[!\]){0,8}"
_THIN = r"[\s()\[\]?]{0,5}"
_NOT_WORD = r"(?<![^\W\d_])"
_WORD_ENDS = r"(?![^\W\d_])"
_FIGURE = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_YEAR = r"\d(?:[\[()\]]{0,2}\d){3}(?!\d)"
_HOUR = r"(?![.:]\d)(?!\s*(?:uhr|h\b|hrs?\b|heures|o\s?['’]?\s?cl|[ap]\.?\s?m\b|час|ч\.|min|½|¼|¾|%))"
_SHORT = rf"(?:['’]\d\d|\d\d)(?!\d){_HOUR}"
_DASH = r"[–—-]"
_SECOND_YEAR = r"(?:\s*/\s*(?P<yy>\d{1,4})(?!\d))?"


def _day(name: str) -> str:
    return rf"(?P<{name}>{_FIGURE})"


def _month(name: str) -> str:
    return rf"(?P<{name}>{_NOT_WORD}(?:{_any('MONTHS')}){_WORD_ENDS})"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def forms() -> tuple[re.Pattern[str], ...]:
    """The forms that are dates wherever they stand, the fullest first."""
    ordinal = rf"(?:\s?-?[.:]{{0,2}}\s?(?:{_any('ORDINALS')}){_WORD_ENDS})"
    article = rf"(?:(?:{_any('ARTICLES')})\s*)"
    link = rf"(?:(?:{_any('LINKS')})\s*)"
    intro = rf"(?:(?:{_any('YEARS')})\s+)"
    weekday = rf"(?P<w>{_NOT_WORD}(?:{_any('WEEKDAYS')}){_WORD_ENDS})"
    join = rf"{_THIN}\.?{_THIN}(?:(?P<slash>[/(])|{_DASH}|&|(?<!\w)(?:{_any('JOINS')})\s){_THIN}{article}?{_day('dd')}"
    front = rf"(?:{weekday}{_GAP}{article}?)?(?:(?P<front>(?<![\w.,/-]){_YEAR})[\s,.;)\]]+{article}?)?"
    year = rf"(?:{_GAP}{intro}?(?P<y>{_YEAR}|{_SHORT}){_SECOND_YEAR})?"
    day_month = (
        rf"{front}(?<!\w)(?<!\d[.,]){_day('d')}(?P<o>{ordinal}?)(?:{join}{ordinal}?)?{_GAP}{_DASH}?{link}?"
        rf"{_month('m')}(?:{_THIN}\.?{_THIN}/{_THIN}{_month('mm')})?{_DASH}?{year}"
    )
    month_day = rf"{front}(?<!\d){_month('m')}{_GAP}(?:the\s+)?{_day('d')}(?P<o>{ordinal}?)(?:{join}{ordinal}?)?{year}"
    month_year = (
        rf"(?<!\d){_month('m')}(?:{_THIN}\.?{_THIN}(?:/|{_DASH}){_THIN}{_month('mm')})?"
        rf"{_GAP}{intro}?(?P<y>{_YEAR}|['’]\d\d(?!\d)){_SECOND_YEAR}"
    )
    weekly = rf"{weekday}{_GAP}{article}?{_day('d')}(?P<o>{ordinal}|\.)(?!\s?\d)"
    return tuple(map(_compiled, (_ISO, day_month, month_day, _figures(), month_year, weekly)))


_ISO = r"(?<![\w-])(?P<y>\d{4})-(?P<iso>0[1-9]|1[0-2])(?:-(?P<d>0[1-9]|[12]\d|3[01]))?(?:T[\d:.]+)?(?![\w-])"


def _figures() -> str:
    """``30. 1. 1926``, ``5/6 1909``, ``5. IX. 09``, ``3.–5. 5. 1910``."""
    roman = r"(?-i:(?P<roman>XII|XI|IX|X|VIII|VII|VI|IV|V|III|II|I))"
    return (
        rf"(?<![\w/.,-]){_day('d')}{_THIN}(?:\.?{_THIN}(?:(?P<slash>[/(])|{_DASH}){_THIN}{_day('dd')})??"
        rf"{_THIN}(?P<s>[./-]|(?<=\s))(?P<gap>{_THIN})(?:{roman}|(?P<n>{_FIGURE}))(?!\w){_THIN}"
        rf"(?P<ss>[./-]?){_THIN}(?P<y>{_YEAR}|{_SHORT})(?![\w/])"
    )


@cache
def lone_forms() -> tuple[re.Pattern[str], ...]:
    """Parts that are dates only where the text is known to be one: a year, a month, an ordinal day, a weekday."""
    ordinal = rf"(?:\s?-?[.:]{{0,2}}\s?(?:{_any('ORDINALS')}){_WORD_ENDS})"
    years = rf"(?<![\w/.,-])(?P<y>{_YEAR})(?:\s*[/–—-]\s*(?P<yy>\d{{1,4}})(?!\d))?(?!\w)"
    months = rf"(?<!\d){_month('m')}(?:{_THIN}\.?{_THIN}/{_THIN}{_month('mm')})?"
    days = rf"(?<![\w/.,-]){_day('d')}(?P<o>{ordinal}|\.)(?!\s?\d)"
    weekdays = rf"(?P<w>{_NOT_WORD}(?:{_any('WEEKDAYS')}){_WORD_ENDS})"
    return tuple(map(_compiled, (years, months, days, weekdays)))


@cache
def beside(kind: str) -> re.Pattern[str]:
    """The words of a table that stand beside dates: ``NEAR`` or ``VAGUE``."""
    return _compiled(rf"{_NOT_WORD}(?:{_any(kind)}){_WORD_ENDS}")


OLD_STYLE = re.compile(
    r"\bO\.?\s?S\.?(?!\w)|(?:ст|st)\.\s?(?:ст|st)\.?(?!\w)|(?<!\w)[аav]\.\s?st\.|ст(?:арого|араго|\.)\s?стил|"
    r"alten\s+stils?|vieux\s+style|old\s+style|julian|юлиан",
    re.IGNORECASE,
)
"""Words that say that a date is of the Julian calendar."""
