"""Registers over several files: keys, names, dates, relations."""

from __future__ import annotations

from pathlib import Path

from tests.reading.making import register, source

from letterbook.reading.dates import Day
from letterbook.reading.edition import Edition
from letterbook.reading.pointers import Resolver
from letterbook.reading.registers import Register, folded
from letterbook.reading.relations import relations
from letterbook.settings import Settings

PERSONS = register(
    "<listPerson><person xml:id='kennedy'><persName type='variant'>Jack</persName><persName><forename>John</forename>"
    " <forename>F.</forename> <surname>Kennedy</surname></persName><birth when='1917-05-29'/><death><date when='1963'/></death>"
    "<idno>https://d-nb.info/gnd/118561383</idno></person>"
    "<person xml:id='kennedy-jr'><persName><forename>John</forename> <surname>Kennedy</surname>,"
    " <genName>Jr.</genName></persName></person>"
    "<person xml:id='jacqueline'><persName><forename>Jacqueline</forename><surname type='birth'>Bouvier</surname>"
    "<surname type='married'>Kennedy</surname></persName></person><personGrp xml:id='people'><persName>People</persName>"
    "</personGrp><person xml:id='same'/><person/><person xml:id='kennedy'/>"
    "<listRelation><relation name='spouse' mutual='#kennedy persons.xml#jacqueline'/>"
    "<relation name='born-in' active='#kennedy' passive='places.xml#same places.xml#lost'/>"
    "<relation name='nothing' active='#nobody'/></listRelation></listPerson>"
)
PLACES = register(
    "<listPlace><place xml:id='same'><placeName>Ävila</placeName><place xml:id='inner'><placeName>Inner</placeName>"
    "</place></place></listPlace><listOrg><org xml:id='SAME'><orgName>Org</orgName></org></listOrg>"
    "<listEvent><event xml:id='e' from='1961-06-03' to='1961-06-04'><label>Meeting</label></event></listEvent>"
    "<listBibl><bibl xml:id='b'><title>Work</title><title type='sub'>Sub</title></bibl>"
    "<bibl>no id</bibl><bibl xml:id='c'>A plain reference</bibl></listBibl>",
    "tei/registers/places.xml",
)
BOTH = Register.of([PERSONS, PLACES])


def test_keys_are_ids_unless_shared() -> None:
    """An id that two entries share, even in another case, gets the name of its file; a repeated one a
    number.
    """
    assert list(BOTH.entries) == [
        *("persons.kennedy", "kennedy-jr", "jacqueline", "people", "persons.same", "persons.kennedy-2"),
        *("places.same", "inner", "places.SAME-2", "e", "b", "c"),
    ]
    assert len({key.casefold() for key in BOTH.entries}) == len(BOTH.entries)
    assert [entry.key for entry in BOTH.repeated] == ["persons.kennedy-2"]
    assert BOTH.by_place["tei/registers/places.xml", "same"].kind == "place"


def test_names_are_those_that_are_shown_and_those_to_sort_by() -> None:
    """A variant is not the name; surnames lead the sort name, not that of birth; a nameless entry has its
    text or id.
    """
    shown = {entry.key: (entry.name, entry.sort_name) for entry in BOTH.entries.values()}
    assert shown["persons.kennedy"] == ("John F. Kennedy", "Kennedy, John F.")
    assert shown["kennedy-jr"] == ("John Kennedy, Jr.", "Kennedy, John, Jr.")
    assert shown["jacqueline"] == ("Jacqueline Bouvier Kennedy", "Kennedy, Jacqueline")
    assert shown["persons.same"] == ("same", "same")
    assert shown["e"] == ("Meeting", "Meeting")
    assert shown["b"] == ("Work", "Work")
    assert shown["c"] == ("A plain reference", "A plain reference")


def test_lists_are_sorted_without_accents() -> None:
    """Entries are listed by sort name, accents and leading marks aside."""
    assert folded("„Ävila") == "avila"
    assert [entry.key for entry in BOTH.listed("place")] == ["places.same", "inner"]
    named = [entry.key for entry in BOTH.listed("person") if entry.names]
    assert named == ["jacqueline", "persons.kennedy", "kennedy-jr"]


def test_dates_and_identifiers() -> None:
    """Birth, death and an event's own days are read; identifiers are the entry's own."""
    kennedy = BOTH.entries["persons.kennedy"]
    assert kennedy.dates["birth"].earliest == Day(1917, 5, 29)
    assert kennedy.dates["death"].latest == Day(1963, 12, 31)
    assert BOTH.entries["e"].dates["self"].latest == Day(1961, 6, 4)
    assert kennedy.identifiers == ("https://d-nb.info/gnd/118561383",)


def test_relations_have_keys_for_ends() -> None:
    """The ends of a relation are keys; an end that leads nowhere is left out, a relation without any too."""
    found = relations(BOTH, Resolver.of(BOTH, []))
    assert [(r.name, r.active, r.passive, r.mutual) for r in found] == [
        ("spouse", (), (), ("persons.kennedy", "jacqueline")),
        ("born-in", ("persons.kennedy",), ("places.same",), ()),
    ]
    assert found[0].keys == {"persons.kennedy", "jacqueline"}


def test_a_files_own_sources_are_no_entries() -> None:
    """A bibliography in the sourceDesc describes the file; it is not part of the register."""
    markup = (
        "<TEI NS><teiHeader><fileDesc><sourceDesc><listBibl><bibl xml:id='own'/></listBibl></sourceDesc></fileDesc>"
        "</teiHeader><standOff><listBibl><bibl xml:id='entry'/></listBibl></standOff></TEI>"
    )
    assert list(Register.of([source(markup, "w.xml")]).entries) == ["entry"]


def test_registers_of_two_corpora(shared: Path) -> None:
    """Lists in the body of a TEI document are registers too: counted by kind in two corpora."""
    counts = {}
    for name in ("edgeworth", "dehmel"):
        entries = Edition.open([shared / "corpora" / name], Settings()).register.entries.values()
        kinds = [entry.kind for entry in entries]
        counts[name] = {kind: kinds.count(kind) for kind in sorted(set(kinds))}
        assert all(entry.name and "\n" not in entry.name for entry in entries)
    assert counts["edgeworth"] == {"bibl": 247, "person": 1132, "personGrp": 22, "place": 405}
    assert counts["dehmel"] == {"bibl": 290, "org": 140, "person": 1906, "place": 589}


def test_a_list_of_names_is_a_register_where_that_is_asked_for() -> None:
    """A printed volume lists its persons as items: name with an id, then who they are."""
    volume = source(
        "<TEI NS><text><front><list>"
        "<item><hi><persName xml:id='a'>Quill, Anselm</persName>,</hi> President <hi>until</hi> 1911</item>"
        "<item><persName xml:id='b'>Finch</persName>, see <persName xml:id='c' ref='#a'>Quill</persName></item>"
        "<label><placeName xml:id='p'>Brackwater</placeName></label><item>a town</item></list>"
        "<p><persName xml:id='d'>Heron</persName></p></front></text></TEI>"
    )
    assert not Register.of([volume]).entries
    entries = Register.of([volume], glossed=True).entries
    described = [(entry.kind, entry.name, entry.description) for entry in entries.values()]
    assert described == [
        ("person", "Quill, Anselm", "President until 1911"),
        ("person", "Finch", "see Quill"),
        ("place", "Brackwater", "a town"),
    ]
