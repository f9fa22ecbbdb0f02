"""The registers: an entry for each row of the table, no others, with what the table gives and no more."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.edition.witness import REGISTERS, TEI, XML_ID, local, parse, squeezed, table

ELEMENTS = {"person": "person", "group": "personGrp", "place": "place", "org": "org", "office": "org"} | {
    "event": "event",
    "work": "bibl",
}
NAMES = {"person": "persName", "personGrp": "persName", "place": "placeName", "org": "orgName"} | {
    "event": "label",
    "bibl": "title",
}
KINDS = {row["id"]: row["kind"] for row in table("entities")}


@pytest.fixture(scope="module")
def entries() -> dict[str, tuple[str, etree._Element]]:
    """File and element of each entry by its id."""
    found: dict[str, tuple[str, etree._Element]] = {}
    for name in dict.fromkeys(REGISTERS.values()):
        (apart,) = parse(name).iterfind(f"{TEI}standOff")
        for element in apart.iterfind(f"*/{TEI}*[@xml:id]", {"xml": "http://www.w3.org/XML/1998/namespace"}):
            assert element.get(XML_ID) not in found
            found[str(element.get(XML_ID))] = name, element
    return found


def _text(element: etree._Element | None) -> str:
    assert element is not None
    return squeezed("".join(str(text) for text in element.itertext()))


def _dates(element: etree._Element) -> str:
    """The dates of an entry as the table writes them: one, or from and to with a slash."""
    kind = local(element)
    if kind == "person":
        birth, death = (element.find(TEI + name) for name in ("birth", "death"))
        ends = ["" if end is None else end.get("when", "") for end in (birth, death)]
        return "/".join(ends) if any(ends) else ""
    child = {"personGrp": "floruit", "place": "state", "bibl": "date"}.get(kind)
    dated = element if child is None else element.find(TEI + child)
    if dated is None:
        return ""
    if dated.get("when"):
        return str(dated.get("when"))
    ends = [dated.get("from", ""), dated.get("to", "") or dated.get("notAfter", "")]
    return "/".join(ends) if any(ends) else ""


@pytest.mark.parametrize("row", table("entities"), ids=lambda row: row["id"])
def test_entry(entries: dict[str, tuple[str, etree._Element]], row: dict[str, str]) -> None:
    """An entry stands in its register with name, dates, identifiers, coordinates of its row, no others."""
    name, element = entries[row["id"]]
    assert name == REGISTERS[row["kind"]]
    assert local(element) == ELEMENTS[row["kind"]]
    assert (element.get("type") == "office") == (row["kind"] == "office")
    assert _text(element.find(TEI + NAMES[local(element)])) == row["name"]
    assert _dates(element) == row["dates"]
    wanted = {}
    if row["wikidata"]:
        wanted["wikidata"] = f"https://www.wikidata.org/entity/{row['wikidata']}"
    if row["geonames"]:
        wanted["geonames"] = f"https://sws.geonames.org/{row['geonames']}/"
    assert {idno.get("type"): idno.text for idno in element.iter(f"{TEI}idno")} == wanted
    points = [geo.text for geo in element.iter(f"{TEI}geo")]
    assert points == ([f"{row['lat']} {row['lon']}"] if row["lat"] else [])


def test_no_other_entry(entries: dict[str, tuple[str, etree._Element]]) -> None:
    """The registers hold the rows of the table in its order within each register, and nothing else."""
    rows = [row["id"] for row in table("entities")]
    assert sorted(entries) == sorted(rows)
    for name in dict.fromkeys(REGISTERS.values()):
        assert [id for id in entries if entries[id][0] == name] == [
            id for id in rows if REGISTERS[KINDS[id]] == name
        ]


def test_descriptions_have_sources(entries: dict[str, tuple[str, etree._Element]]) -> None:
    """Each entry has one description of one sentence that says where it comes from."""
    for id, (_, element) in entries.items():
        described = [e for e in element if local(e) == "desc" or e.get("type") == "description"]
        assert len(described) == 1, id
        assert described[0].get("source"), id
        text = _text(described[0])
        assert text.endswith("."), id
        for stop in ("no. ", "nos. ", "Robert F. ", "Llewellyn E. ", "John F. ", "Mr. "):
            text = text.replace(stop, "")
        assert ". " not in text, id


def test_uncertain_year_is_marked(entries: dict[str, tuple[str, etree._Element]]) -> None:
    """The year of the journey, known at second hand, is the one uncertain thing in the registers."""
    marked = [id for id, (_, element) in entries.items() if element.xpath("descendant-or-self::*[@cert]")]
    assert marked == ["kennedy-ussr-visit"]
    assert entries["kennedy-ussr-visit"][1].get("cert") == "medium"


def _relation(type: str, active: str, passive: str) -> tuple[str, str, str, str]:
    name = REGISTERS[KINDS[passive.split()[0]]]

    def pointers(ids: str) -> str:
        files = ((REGISTERS[KINDS[id]], id) for id in ids.split())
        return " ".join(f"{'' if file == name else file.split('/')[1]}#{id}" for file, id in files)

    if type in ("spouse", "sibling"):
        return name, type, pointers(f"{active} {passive}"), ""
    return name, type, pointers(active), pointers(passive)


def test_relations() -> None:
    """The relations are those of the table, each in the register of its passive end, each with its source."""
    have = []
    for name in dict.fromkeys(REGISTERS.values()):
        for relation in parse(name).iter(f"{TEI}relation"):
            assert relation.get("source")
            assert bool(relation.get("mutual")) != bool(relation.get("active") and relation.get("passive"))
            ends = relation.get("mutual") or relation.get("active", ""), relation.get("passive", "")
            have.append((name, str(relation.get("name")), *ends))
    wanted = [_relation(row["type"], row["active"], row["passive"]) for row in table("relations")]
    assert sorted(have) == sorted(wanted)


def test_son_in_law_leads_to_the_person(entries: dict[str, tuple[str, etree._Element]]) -> None:
    """From 'your son-in-law' a reader gets to Adzhubei, and from him to the addressee."""
    letter = parse("letters/1961-10-16-kennedy-khrushchev.xml")
    (mention,) = (rs for rs in letter.iter(f"{TEI}rs") if _text(rs) == "your son-in-law")
    id = mention.get("ref", "").partition("#")[2]
    assert _text(entries[id][1].find(f"{TEI}persName")) == "Aleksei Ivanovich Adzhubei"
    people = parse("registers/persons.xml")
    (relation,) = (r for r in people.iter(f"{TEI}relation") if r.get("passive") == f"#{id}")
    assert (relation.get("name"), relation.get("active")) == ("parent-in-law", "#khrushchev-nikita")
