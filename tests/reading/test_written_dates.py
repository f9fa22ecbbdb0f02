"""Dates in words: every day is read back in every language, real datelines are read, and nothing is guessed."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook.reading.date_forms import folded
from letterbook.reading.date_words import LANGUAGES, MONTH_NAMES, words
from letterbook.reading.dates import Day
from letterbook.reading.day_numbers import (
    days_in,
    from_julian,
    from_number,
    julian_number,
    julian_shift,
    number,
    to_julian,
    weekday,
)
from letterbook.reading.written_dates import WrittenDate, find, is_another, is_near, is_vague, old_style

FORMS = {
    "en": ("{d} {m} {y}", "{m} {d}, {y}", "the {d}th of {m}, {y}", "{m} {d}d. {y}", "{w}, {m} {d}, {y}"),
    "de": ("{d}. {m} {y}", "d. {d}ten {m} {y}", "{w}, den {d}. {m} {y}", "{d}/{n} {y}", "{d}. {n}. {y}"),
    "fr": ("{d} {m} {y}", "ce {d} {m} {y}", "{w} {d} {m} {y}", "le {d} {m} de l'an {y}"),
    "ru": ("{d} {m} {y} г.", "{d}-го {m} {y} года", "{w}, {d} {m} {y}"),
}
CASES = [(tag, form) for tag, forms in FORMS.items() for form in forms]
DAYS = st.dates(min_value=datetime.date(1500, 1, 1), max_value=datetime.date(2050, 12, 31))


@given(day=DAYS, case=st.sampled_from(CASES), data=st.data())
def test_every_day_is_read_in_every_language(
    day: datetime.date, case: tuple[str, str], data: st.DataObject
) -> None:
    """Whatever name a month has in a language, and however the parts are ordered, the same day is read."""
    tag, form = case
    table = LANGUAGES[tag]
    month = data.draw(st.sampled_from(table.MONTHS[day.month - 1])).replace("|", "")
    name = data.draw(st.sampled_from(table.WEEKDAYS[day.isoweekday() - 1])).replace("|", "")
    text = form.format(d=day.day, m=month, n=day.month, y=day.year, w=name)
    (found,) = find(text, tag)
    assert found.exact == Day(day.year, day.month, day.day), text
    assert found.weekday == (day.isoweekday() if "{w}" in form else 0)
    assert found.agrees(found.exact, found.exact)


@given(day=DAYS)
def test_figures_with_a_roman_month_are_certain(day: datetime.date) -> None:
    """Nobody writes a day in Roman figures; of a year's two figures any century is meant."""
    numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    (found,) = find(f"{day.day}. {numerals[day.month - 1]}. {day.year % 100:02d}")
    assert (found.day, found.month, found.short) == (day.day, day.month, True)
    value = Day(day.year, day.month, day.day)
    assert found.agrees(value, value)
    assert found.agrees(Day(day.year - 100, day.month, day.day), value)


@given(day=DAYS)
def test_numbers_of_days_follow_the_calendar(day: datetime.date) -> None:
    """Weekdays and distances are those of the Gregorian calendar."""
    value = Day(day.year, day.month, day.day)
    assert number(value) - number(Day(2000, 1, 1)) == (day - datetime.date(2000, 1, 1)).days
    assert weekday(value) == day.isoweekday()
    assert value.day <= days_in(day.year, day.month)


@pytest.mark.parametrize(
    ("day", "shift"),
    [(Day(1582, 10, 5), 10), (Day(1752, 2, 10), 11), (Day(1837, 2, 10), 12), (Day(1917, 10, 25), 13)],
)
def test_the_julian_calendar_is_behind(day: Day, shift: int) -> None:
    """By ten days when the Gregorian one began, by thirteen when Russia changed."""
    assert julian_shift(day) == shift
    assert julian_number(day) == number(day) + shift


@given(day=DAYS)
def test_a_day_goes_to_the_other_calendar_and_back(day: datetime.date) -> None:
    """Both ways are exact, and agree with the number of the day."""
    value = Day(day.year, day.month, day.day)
    julian = to_julian(value)
    assert from_julian(julian) == value == from_number(number(value))
    assert julian_number(julian) == number(value)


@given(
    said=st.builds(
        WrittenDate,
        st.just(0),
        st.just(1),
        st.lists(st.integers(1, 31), max_size=2).map(tuple),
        st.lists(st.integers(1, 12), max_size=2).map(tuple),
        st.lists(st.integers(1995, 2005), max_size=2).map(tuple),
    ),
    first=st.dates(datetime.date(1996, 1, 1), datetime.date(2003, 12, 31)),
    length=st.integers(0, 800),
)
def test_agreement_is_that_any_day_is_what_is_said(
    said: WrittenDate, first: datetime.date, length: int
) -> None:
    """The quick answer is the one that looking at each day gives."""
    days = [first + datetime.timedelta(n) for n in range(length + 1)]
    expected = any(
        (not said.days or day.day in said.days)
        and (not said.months or day.month in said.months)
        and (not said.years or day.year in said.years)
        for day in days
    )
    last = days[-1]
    assert said.agrees(Day(*first.timetuple()[:3]), Day(*last.timetuple()[:3])) is expected


REAL = [
    ("Nov.r 18.th 1827.", "en", (18,), (11,), (1827,)),
    ("Feb y 25", "en", (25,), (2,), ()),
    ("May 9 h. 1833", "en", (9,), (5,), (1833,)),
    ("Febr: 20th.1812", "en", (20,), (2,), (1812,)),
    ("the 3rd day of May 1887", "en", (3,), (5,), (1887,)),
    ("3d Xber 1710/11", "en", (3,), (12,), (1710, 1711)),
    ("October 23, 1962, 5 p.m.", "en", (23,), (10,), (1962,)),
    ("d. 3ten Februar", "de", (3,), (2,), ()),
    ("d. 3 7ber 1790", "de", (3,), (9,), (1790,)),
    ("5. Jänner 1890", "de", (5,), (1,), (1890,)),
    ("[18.?] 3. 1912", "de", (18,), (3,), (1912,)),
    ("15. (November) 1927", "de", (15,), (11,), (1927,)),
    ("14. Dezember (!) 1921", "de", (14,), (12,), (1921,)),
    ("Januar / Februar 1896(?)", "de", (), (1, 2), (1896,)),
    ("am 3. Mai 10 Uhr", "de", (3,), (5,), ()),
    ("3. Mai [19]09", "de", (3,), (5,), (1909,)),
    ("17. und 22. Februar 1904", "de", tuple(range(17, 23)), (2,), (1904,)),
    ("3.–5. 5. 1910", "de", (3, 4, 5), (5,), (1910,)),
    ("5/IX 1909", "de", (5,), (9,), (1909,)),
    ("1er mars 1887", "fr", (1,), (3,), (1887,)),
    ("le 12 d'août 1790", "fr", (12,), (8,), (1790,)),
    ("ce 3 Xbre 1801", "fr", (3,), (12,), (1801,)),
    ("5 fevr. 1837", "fr", (5,), (2,), (1837,)),
    ("10 іюля 1837 г.", "ru", (10,), (7,), (1837,)),
    ("3-го генваря 1820", "ru", (3,), (1,), (1820,)),
    ("12 мартa 1837".replace("a", "а"), "ru", (12,), (3,), (1837,)),
    ("2024-06-03", "", (3,), (6,), (2024,)),
]


@pytest.mark.parametrize(("text", "tag", "days", "months", "years"), REAL)
def test_datelines_as_they_are_written(
    text: str, tag: str, days: tuple[int, ...], months: tuple[int, ...], years: tuple[int, ...]
) -> None:
    """Abbreviations, raised endings, brackets of editors, old spelling."""
    (found,) = find(text, tag)
    assert (found.days, found.months, found.years) == (days, months, years)
    assert not found.short


@pytest.mark.parametrize(
    ("text", "tag", "days", "months"),
    [
        ("3/4/1961", "en", (), ()),
        ("3.4.1961", "", (), ()),
        ("3/4/1961", "en-US", (4,), (3,)),
        ("3/4/1961", "en-GB", (3,), (4,)),
        ("3.4.1961", "de-AT", (3,), (4,)),
        ("3. 4. 1961", "", (3,), (4,)),
        ("4/13/1961", "en", (13,), (4,)),
        ("13/4/1961", "en", (13,), (4,)),
    ],
)
def test_figures_are_sorted_out_only_where_that_is_certain(
    text: str, tag: str, days: tuple[int, ...], months: tuple[int, ...]
) -> None:
    """Which figure is the month depends on the language; where that says nothing, only the year is taken."""
    (found,) = find(text, tag)
    assert (found.days, found.months, found.years) == (days, months, (1961,))


@pytest.mark.parametrize(
    "text",
    [
        "you may 3 times",
        "im Mai 3 Bücher",
        "in May",
        "1887",
        "the 22d",
        "I have 5 of them",
        "4.5.6",
        "Nr. 12/13",
    ],
)
def test_a_running_text_is_not_read_for_more_than_dates(text: str) -> None:
    """A year, an ordinal or a month alone is no date in a sentence."""
    assert find(text, "en") == ()


@pytest.mark.parametrize(
    ("text", "days", "months", "years", "weekday"),
    [
        ("1826", (), (), (1826,), 0),
        ("[18]87", (), (), (1887,), 0),
        ("1901/1902(?)", (), (), (1901, 1902), 0),
        ("Weihnachten 1891", (), (), (1891,), 0),
        ("Tuesday the 22d", (22,), (), (), 2),
        ("Sonntag", (), (), (), 7),
        ("1911-12", (), (), (1911, 1912), 0),
    ],
)
def test_the_text_of_a_date_is_read_for_all_it_says(
    text: str, days: tuple[int, ...], months: tuple[int, ...], years: tuple[int, ...], weekday: int
) -> None:
    """What stands in a date element is a date, however little it says."""
    (found,) = find(text, "", alone=True)
    assert (found.days, found.months, found.years, found.weekday) == (days, months, years, weekday)


def test_a_day_in_two_calendars_is_one_day() -> None:
    """Neither of the two is preferred; days that are no calendar's distance apart are a span."""
    for text in ("10/22 февраля 1837", "10 (22) іюля 1837 г.", "March 3/15, 1887"):
        (found,) = find(text)
        assert found.double and len(found.days) == 2
    (found,) = find("3./4. Mai 1887")
    assert not found.double and found.days == (3, 4)
    both = find("22 Feb./6 Mar. 1837")
    assert [(date.day, date.month) for date in both] == [(22, 2), (6, 3)]


def test_a_span_is_two_dates() -> None:
    """Each end is said by itself, at its place in the text."""
    text = "[29. 6. 1910 – 3. 7. 1910?]"
    found = find(text, "de")
    assert [text[date.start : date.end] for date in found] == ["29. 6. 1910", "3. 7. 1910"]
    assert [str(date.exact) for date in find("December 24 1793-29 January 1794")] == [
        "1793-12-24",
        "1794-01-29",
    ]


def test_a_day_that_no_calendar_has_is_said_all_the_same() -> None:
    """What a text says is told as it is; it agrees with nothing."""
    (found,) = find("31 February 1887")
    assert found.exact == Day(1887, 2, 31)
    assert not found.agrees(Day(1887, 1, 1), Day(1887, 12, 31))


def test_two_figures_in_a_sentence_count_what_follows() -> None:
    """``am 3. Mai 18 Mann`` is no year; at the end of a dateline it is."""
    assert find("am 3. Mai 18 Mann stark")[0].years == ()
    assert find("Wien, 3. Mai 18")[0].years == (18,)
    assert find("3 May '87 we left")[0].years == (87,)


def test_no_name_means_two_months() -> None:
    """So the language need not be known to read a name."""
    for kind in ("MONTHS", "WEEKDAYS"):
        meant: dict[str, set[int]] = {}
        for form, month in words(kind):
            meant.setdefault(folded(form), set()).add(month)
        assert {form: found for form, found in meant.items() if len(found) > 1} == {}


def test_every_language_has_all_names() -> None:
    """Twelve months, seven days, each with a name."""
    for tag, table in LANGUAGES.items():
        assert [len(table.MONTHS), len(table.WEEKDAYS), len(set(MONTH_NAMES[tag]))] == [12, 7, 12]


@pytest.mark.parametrize("text", ["vor dem 3. Mai", "ca. 1880", "late May", "après le 3 mai", "до 3 мая"])
def test_vague_words_are_known(text: str) -> None:
    """They say that the date beside them is not, or not exactly, the one that is meant."""
    assert is_vague(text)
    assert not is_vague("Wien, vom 3. Mai 1887")


def test_what_is_near_is_told_from_what_is_another() -> None:
    """The end of May is about the 31st; before May is another day."""
    assert is_near("end of May") and not is_another("end of May")
    assert is_another("vor dem 3. Mai") and not is_near("vor dem 3. Mai")


@pytest.mark.parametrize("text", ["10 Feb. 1750 O.S.", "10 февраля 1837 ст. ст.", "10. Februar a. St."])
def test_old_style_is_known(text: str) -> None:
    """The mark of the Julian calendar."""
    assert old_style(text)
    assert not old_style("Wien, 3. Mai 1887")


@given(st.text(alphabet="0123456789./-–()[] MayJuniIVX,thd", max_size=60))
def test_anything_is_read_without_failing(text: str) -> None:
    """No text breaks the reader; what it finds lies in the text, in order, without overlap."""
    at = 0
    for date in find(text, "de"):
        assert at <= date.start < date.end <= len(text)
        at = date.end
    for date in find(text, "en", alone=True):
        assert 0 <= date.start < date.end <= len(text)


@pytest.mark.parametrize("piece", ["3 ", " ", "May ", "3. ", "1887 ", "30 (( ", "3/"])
def test_long_texts_take_time_in_proportion(piece: str) -> None:
    """Twenty thousand signs of what dates are made of are read at once."""
    began = time.process_time()
    find(piece * (20_000 // len(piece)), "de", alone=True)
    assert time.process_time() - began < 5
