"""Names of persons: what a text says as a name, and whether it can be the name of an entry."""

from __future__ import annotations

import pytest
from tests.reading.making import register

from letterbook.reading.names import Mention, NameIndex, alike, mention_of, same_word
from letterbook.reading.registers import Register
from letterbook.reading.titles import titles

PERSONS = Register.of(
    [
        register(
            "<listPerson>"
            "<person xml:id='kennedy-j'><persName><forename>John</forename> <surname>Kennedy</surname></persName>"
            "<persName type='variant'>Jack</persName><note>President of the United States</note></person>"
            "<person xml:id='kennedy-r'><persName>Kennedy, Robert F. (Bobby)</persName></person>"
            "<person xml:id='wolfthorn'><persName>Wolfthorn, Julie und Klein, Rudolf</persName></person>"
            "<person xml:id='liliencron'><persName>Liliencron, Detlev von</persName></person>"
            "<person xml:id='moeller'><persName>Möller, Heinz</persName></person>"
            "<person xml:id='hauptmann'><persName>Hauptmann, Gerhart</persName></person>"
            "<person xml:id='cehov'><persName>Чехов, Антон Павлович</persName></person>"
            "<person xml:id='ivanovskij'><persName>Ивановский, Пётр</persName></person>"
            "</listPerson>"
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "full", "initials"),
    [
        ("Mr. Robert F. Kennedy’s", ("robert", "kennedy"), ("f",)),
        ("Herrn Prof. Dr. von Liliencron", ("liliencron",), ()),
        ("Lilien\N{SOFT HYPHEN} cron", ("liliencron",), ()),
        ("JFK", (), ("j", "f", "k")),
        ("Антон Чехов", ("антон", "чехов"), ()),
    ],
)
def test_titles_are_no_words_of_a_name(text: str, full: tuple[str, ...], initials: tuple[str, ...]) -> None:
    """What tells nobody from anybody is left out; letters that stand for words are told apart from words."""
    mention = mention_of(text)
    assert mention is not None
    assert (mention.full, mention.initials) == (full, initials)


@pytest.mark.parametrize("text", ["the man of whom I spoke", "Jean und Paul Lark", "Lark, 1812", "Jos. Lark"])
def test_what_is_not_one_name_alone_says_nothing(text: str) -> None:
    """Phrases, several persons, dates and abbreviations are not judged."""
    assert mention_of(text) is None


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("John Kennedy", ["kennedy-j"]),
        ("R. Kennedy", ["kennedy-r"]),
        ("Kennedy", ["kennedy-j", "kennedy-r"]),
        ("Robert", []),
        ("Julie Klein", []),
        ("Detlev v. Liliencrons", ["liliencron"]),
        ("Heinz Moeller", ["moeller"]),
        ("Hauptmann Gerhart", ["hauptmann"]),
        ("Антона Чехова", ["cehov"]),
        ("Чеховым", ["cehov"]),
        ("Ивановскому", ["ivanovskij"]),
    ],
)
def test_a_mention_surely_names_whom_all_its_words_fit(text: str, entries: list[str]) -> None:
    """Inflection and umlauts do not count; a forename alone names nobody, nor does the name of two persons."""
    index: NameIndex = PERSONS.names
    mention = index.mention(text)
    assert mention is not None
    assert [name.entry.id for name in index.named(mention)] == entries


def test_a_title_that_is_a_surname_alone_is_not_judged() -> None:
    """Hauptmann may be a captain."""
    assert PERSONS.names.mention("Hauptmann") is None
    assert mention_of("Hauptmann") == Mention((), (), frozenset(["hauptmann"]))


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("harth", "hardt"),
        ("tschaikowsky", "cajkovskij"),
        ("lieberm", "liebermann"),
        ("чехов", "tschechow"),
        ("alf", "alfred"),
    ],
)
def test_names_that_could_be_one_are_alike(said: str, own: str) -> None:
    """In doubt two spellings are of one name, so that nothing is said of them."""
    assert alike(said, own)
    assert not same_word(said, own)


@pytest.mark.parametrize(("said", "own"), [("kennedy", "dehmel"), ("robert", "john"), ("goetz", "hardt")])
def test_other_names_are_not_alike(said: str, own: str) -> None:
    """Names that nobody would take for each other."""
    assert not alike(said, own)


@pytest.mark.parametrize(
    ("description", "offices"),
    [
        ("Special Assistant to the President until 1962; thereafter Ambassador to France", {"ambassador"}),
        ("Vice President of the United States; thereafter President", {"president:vice", "president"}),
        ("Deputy Under Secretary of State", set()),
        ("President's Press Secretary", set()),
        ("Attorney General of the United States", {"attorney-general"}),
        ("Reichskanzler bis 1917, dann Botschafter in Wien", {"chancellor", "ambassador"}),
        ("Sekretär des Präsidenten", {"secretary"}),
        ("ancien ministre; président de la République", {"president"}),
        ("помощник президента, затем посол в Париже", {"ambassador"}),
    ],
)
def test_a_description_says_which_offices_somebody_held(description: str, offices: set[str]) -> None:
    """Not those of others that it speaks of, nor those that a lesser one is called after."""
    assert titles().held(description) == offices


@pytest.mark.parametrize(
    ("before", "office"),
    [
        ("letter to president", "president"),
        ("the vice president", "president:vice"),
        ("the former president", None),
        ("dem reichskanzler", "chancellor"),
        ("des prasidenten", "president"),
        ("президенту", "president"),
        ("attorney general", "attorney-general"),
        ("the general", "army:general"),
        ("the president's", None),
    ],
)
def test_the_office_beside_a_name_is_its_last_words(before: str, office: str | None) -> None:
    """In any case and compound; a former one is none."""
    found = titles().last_office(before.split())
    assert (found[0] if found else None) == office
