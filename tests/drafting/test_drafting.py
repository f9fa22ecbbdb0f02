"""Names and dates of a letter that is begun."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from letterbook import drafting, resources, starting
from letterbook.drafting.dates import read
from letterbook.drafting.names import find, slug
from letterbook.findings import Problem
from letterbook.reading.edition import Edition
from letterbook.relaxng import Grammar
from letterbook.sources import read as read_source


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A new edition."""
    starting.start(tmp_path / "e")
    return tmp_path / "e"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Quill", "quill"),
        ("Ångström & Søn", "angstrom-son"),
        ("  d'Alembert ", "d-alembert"),
        ("Weiß", "weiss"),
        ("Толстой", "толстои"),
        ("../../etc", "etc"),
        ("!?", ""),
    ],
)
def test_slugs(text: str, made: str) -> None:
    """Parts of ids and file names: small letters, digits and hyphens of any script, nothing that is a path."""
    assert slug(text) == made


def test_names_are_found_in_this_order(edition: Path) -> None:
    """An id, then a whole name in either order, then a surname; case and accents do not count."""
    register = Edition.open([edition]).register
    for text in ("quill-anselm", "Anselm Quill", "anselm  QUILL", "Quill, Anselm", "Quíll"):
        found = find(register, text, place=False)
        assert (found.key, found.slug, found.file) == ("quill-anselm", "quill", "tei/registers/persons.xml")
    assert find(register, "gull ness", place=True).key == "gull-ness"
    assert find(register, "gull ness", place=False).entry is None


@pytest.mark.parametrize(
    ("text", "key", "markup"),
    [
        ("Ada Lovelace", "lovelace-ada", "<forename>Ada</forename> <surname>Lovelace</surname>"),
        ("Lovelace, Ada King", "lovelace-ada-king", "<forename>Ada King</forename> <surname>Lovelace</surname>"),
        ("Voltaire", "voltaire", "<persName>Voltaire</persName>"),
        ("7th Earl", "earl-7th", "<forename>7th</forename>"),
        ("Anselm Quill II", "ii-anselm-quill", "<surname>II</surname>"),
        ("?", "person", "<persName>?</persName>"),
        ("1", "id-1", "<persName>1</persName>"),
    ],
)  # fmt: skip
def test_entries_for_unknown_names(edition: Path, text: str, key: str, markup: str) -> None:
    """The entry that is offered has an id that XML allows and that nobody has."""
    found = find(Edition.open([edition]).register, text, place=False)
    assert found.entry is None and found.key == key
    assert markup in found.markup and f'xml:id="{key}"' in found.markup


@pytest.mark.parametrize(
    "text", ["1961-7-4", "61", "1961-02-29", "1961/yesterday", "1961-01/1961-XX", "X", "/"]
)
def test_dates_that_are_none(text: str) -> None:
    """They are told by a ValueError, never guessed."""
    with pytest.raises(ValueError):
        read(text)


def test_several_senders_and_addressees(edition: Path) -> None:
    """All stand in name, id, title, header and signature; the file is valid by the grammar, dates are given in."""
    made = drafting.draft(
        Edition.open([edition]),
        ["Marbury", "Quill"],
        ["Nemo", "Ada Lovelace"],
        "1887-04",
        title='A & "B" @date@',
        today=date(2020, 2, 3),
    )
    assert made.id == "marbury-quill-nemo-lovelace-1887-04"
    assert made.path.name == "1887-04-marbury-quill-nemo-lovelace.xml"
    assert [file for file, _, _ in made.offered] == ["tei/registers/persons.xml"] * 2
    text = made.path.read_text(encoding="utf-8")
    assert '<title>A &amp; "B" @date@</title>' in text and 'when="2020-02-03"' in text
    assert text.count("Ottilie Marbury</persName>") == 2
    grammar = Grammar.load(resources.schema("letterbook.rng"))
    assert list(grammar.check(read_source(made.path))) == []


def test_very_long_names(edition: Path) -> None:
    """A file name stays short enough for every disk."""
    made = drafting.draft(Edition.open([edition]), ["x" * 300], ["Quill"], "1887")
    assert len(made.path.name) <= 104


def test_an_edition_without_registers(edition: Path) -> None:
    """Names are written without pointers; there is nothing that an entry could be added to."""
    for file in (edition / "tei/registers").iterdir():
        file.unlink()
    opened = Edition.open([edition])
    made = drafting.draft(opened, ["Ada"], ["Bea"], "1887")
    assert made.offered[0][0] == ""
    with pytest.raises(Problem, match="no register has a <listPerson>"):
        drafting.draft(opened, ["Ada"], ["Bea"], "1888", add_unknown=True)
    assert not (edition / "tei/letters/1888-ada-bea.xml").exists()


def test_adding_keeps_the_register_as_it_is(edition: Path) -> None:
    """One entry more, at the end of its list, indented as the others are; line ends of Windows stay."""
    register = edition / "tei/registers/persons.xml"
    before = register.read_bytes().replace(b"\n", b"\r\n")
    register.write_bytes(before)
    drafting.draft(Edition.open([edition]), ["Ada Lovelace"], ["Quill"], "1887", add_unknown=True)
    after = register.read_bytes()
    entry = (
        b'\r\n      <person xml:id="lovelace-ada">\r\n'
        b"        <persName><forename>Ada</forename> <surname>Lovelace</surname></persName>\r\n"
        b"      </person>"
    )
    assert after == before.replace(
        b"</person>\r\n    </listPerson>", b"</person>" + entry + b"\r\n    </listPerson>"
    )


@pytest.mark.parametrize(
    "kept",
    [
        "<listPlace></listPlace>",
        "<listPlace/>",
        '<listPlace type="a&gt;b>" />',
        "<listPlace>\n</listPlace>",
        '<listPlace><place xml:id="z" n="a>b"/></listPlace>',
    ],
)
def test_a_list_without_a_model(edition: Path, kept: str) -> None:
    """The new entry stands in the list also when that is empty, or its last entry is; it has nobody to be indented like."""
    register = edition / "tei/registers/places.xml"
    text = register.read_text(encoding="utf-8")
    start, end = text.index("<listPlace>"), text.index("</listPlace>") + len("</listPlace>")
    register.write_text(text[:start] + kept + text[end:], encoding="utf-8")
    made = drafting.draft(
        Edition.open([edition]), ["Quill"], ["Quill"], "1887", place="Far End", add_unknown=True
    )
    assert made.added == (("tei/registers/places.xml", "far-end"),)
    assert Edition.open([edition]).register.entries["far-end"].name == "Far End"
    entry = Edition.open([edition]).register.entries["far-end"].element
    assert entry.getparent().tag.endswith("}listPlace") and entry.getnext() is None


def test_nothing_is_written_outside_the_edition(edition: Path) -> None:
    """A file elsewhere could not point to the registers."""
    with pytest.raises(drafting.DraftError, match="outside the edition"):
        drafting.draft(Edition.open([edition]), ["Quill"], ["Quill"], "1887", target=edition.parent / "x.xml")


def test_a_full_disk_leaves_nothing(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter is written whole or not at all."""
    import io

    class Full(io.BytesIO):
        def write(self, _data: object) -> int:
            raise OSError(28, "No space left on device")

    real = Path.open

    def opened(path: Path, mode: str = "r", *arguments: object, **named: object) -> object:
        if mode == "xb" and path.parent.name == "letters":
            real(path, "xb").close()
            return Full()
        return real(path, mode, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(Problem, match="cannot be written: no space left"):
        drafting.draft(Edition.open([edition]), ["Quill"], ["Quill"], "1887")
    assert [p.name for p in (edition / "tei/letters").iterdir()] == ["1887-03-03-marbury-quill.xml"]


def test_a_letter_that_is_refused_leaves_the_registers_as_they_are(edition: Path) -> None:
    """No name is added for a letter that is not written."""
    register = edition / "tei/registers/persons.xml"
    before = register.read_bytes()
    with pytest.raises(drafting.DraftError, match="outside the edition"):
        drafting.draft(
            Edition.open([edition]),
            ["Ada Lovelace"],
            ["Quill"],
            "1887",
            target=edition.parent / "x.xml",
            add_unknown=True,
        )
    assert register.read_bytes() == before


def test_two_unknown_names_that_are_written_alike(edition: Path) -> None:
    """Each gets an id of its own: an id that stands twice would make the register invalid."""
    made = drafting.draft(
        Edition.open([edition]), ["Ada Lovelace"], ["Áda Lovelace"], "1887", add_unknown=True
    )
    assert [key for _, key in made.added] == ["lovelace-ada", "lovelace-ada-2"]
    assert Edition.open([edition]).register.repeated == []


@pytest.mark.parametrize(
    ("language", "when", "title"),
    [
        ("en", "1901-05-01", "Ottilie Marbury and Anselm Quill to Johanna Weißkopf, 1 May 1901"),
        ("de-AT", "1901-05-01", "Ottilie Marbury und Anselm Quill an Johanna Weißkopf, 1. Mai 1901"),
        ("de", "1901-03~", "Ottilie Marbury und Anselm Quill an Johanna Weißkopf, um März 1901"),
        ("de", "1901/1902", "Ottilie Marbury und Anselm Quill an Johanna Weißkopf, zwischen 1901 und 1902"),
        ("fr", "1901-05-01", "Ottilie Marbury, Anselm Quill – Johanna Weißkopf, 1901-05-01"),
        ("fr", "../1902", "Ottilie Marbury, Anselm Quill – Johanna Weißkopf, ../1902"),
    ],
)
def test_titles_speak_the_language_of_the_edition(
    edition: Path, language: str, when: str, title: str
) -> None:
    """English and German have their own words; for other languages nothing is invented."""
    toml = edition / "letterbook.toml"
    text = toml.read_text(encoding="utf-8").replace('language = "en"', f'language = "{language}"')
    toml.write_text(text, encoding="utf-8")
    made = drafting.draft(Edition.open([edition]), ["Marbury", "Quill"], ["Johanna Weißkopf"], when)
    text = made.path.read_text(encoding="utf-8")
    assert f"<title>{title}</title>" in text
    assert f">{title.rpartition(', ')[2]}</date>" in text


def test_what_is_offered_says_where_and_how_to_point_to_it(edition: Path) -> None:
    """The letter is written already: what is left to do is the entry, and a pointer to it."""
    made = drafting.draft(Edition.open([edition]), ["Marbury"], ["Tobias Fenn"], "1887")
    ((file, markup, ref),) = made.offered
    assert (file, ref) == ("tei/registers/persons.xml", "../registers/persons.xml#fenn-tobias")
    assert 'xml:id="fenn-tobias"' in markup


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "Creative Commons Attribution 4.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/deed.de", "Creative Commons Zero 1.0"),
        ("https://example.org/terms", "https://example.org/terms"),
    ],
)
def test_well_known_licences_have_a_name(edition: Path, licence: str, words: str) -> None:
    """People read a name; the address stands in the attribute."""
    toml = edition / "letterbook.toml"
    text = toml.read_text(encoding="utf-8").replace("https://creativecommons.org/licenses/by/4.0/", licence)
    toml.write_text(text, encoding="utf-8")
    made = drafting.draft(Edition.open([edition]), ["Marbury"], ["Quill"], "1887")
    assert f'<licence target="{licence}">{words}</licence>' in made.path.read_text(encoding="utf-8")
