"""Schematron of others over files of others: expectations checked in the files, with reasons."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from tests.schematron.conftest import Judge

from letterbook import sources
from letterbook.schematron import CompiledSchema, Failure, SchematronError, compile_schema

TEI = "http://www.tei-c.org/ns/1.0"
RAW = "https://raw.githubusercontent.com/Maria-Edgeworth-Letters-Project/me-tei/refs/heads/main/"


def where(data: bytes, failures: list[Failure]) -> list[tuple[int, str, str]]:
    """Line, severity and text of failures."""
    source = sources.parse(data, "document.xml")
    found = []
    for failure in failures:
        place = source.node_at(failure.path)
        found.append((source.span(place.element, place.attribute).line, failure.role, failure.text))
    return found


@pytest.fixture(scope="module")
def cmif(shared: Path) -> CompiledSchema:
    """The rules of the Correspondence Metadata Interchange Format."""
    return compile_schema((shared / "schemas" / "cmif.sch").read_bytes(), name="cmif.sch")


W0001 = "[W0001] It is recommended to use an UUID for bibl/@xml."
E0004 = "[E0004] At least one dating attribute (@when, @from etc.) must be present."
CMIF: dict[str, list[tuple[int, str, str]]] = {
    # its one bibl has a UUID; all correspDesc have both actions; all dates have attributes
    "cmif-sig/examples/example01_basic.xml": [],
    "cmif-sig/examples/example02_cmi-with-printed-edition.xml": [],
    # xml:id="i0c57881-…": an id may not begin with a digit, so one was replaced, by no hexadecimal digit
    "cmif-schnitzler/1954_Schnitzler-an-Friedell.xml": [(20, "warning", W0001)],
    # xml:id="ya489e21-…"; and in line 4626 a <date cert="low"/>, for a letter whose date nobody knows
    "cmif-schnitzler/1975_Brahm_Schnitzler.xml": [(21, "warning", W0001), (4626, "error", E0004)],
    # xml:id="jf7cbca5-…"; "30 10. 1914" has only @evidence, "Juli 1925" and "Juni 1926" have nothing
    "cmif-schnitzler/1984_Arthur_Schnitzler_Briefe-1913-1931.xml": [
        (20, "warning", W0001),
        (259, "error", E0004),
        (3314, "error", E0004),
        (4894, "error", E0004),
    ],
    # xml:id="hbas_0a380dfe-61d4-…": the pattern is not anchored, so a prefix before the UUID does no harm
    "cmif-schnitzler/2018_Bahr_Schnitzler.xml": [],
    # xml:id="fdf53a30-…" is a UUID that happens to begin with a letter
    "cmif-schnitzler/1992_Schnitzler_an_Freud.xml": [],
}


@pytest.mark.parametrize("name", CMIF)
def test_cmif(judge: Judge, cmif: CompiledSchema, shared: Path, name: str) -> None:
    data = (shared / "corpora" / name).read_bytes()
    assert where(data, judge.run(cmif, data)) == CMIF[name]


def test_cmif_finds_what_a_file_is_made_to_lack(judge: Judge, cmif: CompiledSchema, shared: Path) -> None:
    """All five assertions speak: no UUID, no sender, no addressee, a source that is nowhere, no date."""
    data = (shared / "corpora" / "cmif-sig" / "examples" / "example01_basic.xml").read_bytes()
    tree = etree.fromstring(data)
    first = tree.find(f".//{{{TEI}}}correspDesc")
    assert first is not None
    first.set("source", "#nowhere")
    for action in list(first):
        first.remove(action)
    etree.SubElement(first, f"{{{TEI}}}date")
    bibl = tree.find(f".//{{{TEI}}}bibl")
    assert bibl is not None
    bibl.set("{http://www.w3.org/XML/1998/namespace}id", "x")
    failures = judge.run(cmif, etree.tostring(tree))
    assert {failure.text[:7] for failure in failures} == {
        "[W0001]",
        "[E0001]",
        "[E0002]",
        "[E0003]",
        "[E0004]",
    }


@pytest.fixture(scope="module")
def melp(shared: Path) -> CompiledSchema:
    """The rules of the Maria Edgeworth Letters Project, with the registers that they ask the network for."""
    folder = shared / "corpora" / "edgeworth"

    def resolve(href: str) -> bytes | None:
        return (folder / href.removeprefix(RAW)).read_bytes() if href.startswith(RAW) else None

    return compile_schema((folder / "melp.sch").read_bytes(), name="melp.sch", resolve=resolve)


def test_melp_is_refused_without_its_documents(shared: Path) -> None:
    """It would read three files from the network; the message says so, at the first of them."""
    data = (shared / "corpora" / "edgeworth" / "melp.sch").read_bytes()
    with pytest.raises(
        SchematronError, match=r"the function doc\(\) is not allowed: a schema reads"
    ) as caught:
        compile_schema(data, name="melp.sch")
    line = data.decode().split("\n")[caught.value.line - 1]
    assert '<sch:let name="pe"' in line


NO_REF = "<{}> elements must contain a @ref attribute"
BEGIN = (
    "@ref attributes on a <persName> element must begin with a hash and reference to the Personography file"
)
PERSON = "Please confirm that the ID {}is listed in MELP's Personography"
PLACE = "Please confirm that the ID {}is listed in MELP's Placeography"
MELP: dict[str, list[tuple[int, str, str]]] = {
    # the template's ref="Id_who" was never filled in (20, 22): no "./Personography.xml#" and, behind the
    # missing #, no id; an empty placeName and persName of the template's opener in the text (87, 91). Names
    # without @ref in the header (54, 70, 73) do not count: the rule is about tei:text
    "Edgeworth_Birmingham_1821_12_27.xml": [
        (20, "error", BEGIN),
        (20, "warning", PERSON.format("")),
        (22, "error", BEGIN),
        (22, "warning", PERSON.format("")),
        (87, "error", NO_REF.format("placeName")),
        (91, "error", NO_REF.format("persName")),
    ],
    # ref="Unknown" may stand, but what follows its # is empty, and so in no register
    "Edgeworth_Huntington_1804.xml": [(76, "warning", PERSON.format("")), (96, "warning", PERSON.format(""))],
    # two pointers in one @ref: the rule takes everything behind the first # for one id
    "Edgeworth_Geneve_33_2_1819_07_29.xml": [
        (272, "warning", PERSON.format("SneyC1 ./Personography.xml#SneyM1 ")),
    ],
    # the Placeography has no place of the id CA
    "Edgeworth_Rosenbach_1826-09-29.xml": [(142, "warning", PLACE.format("CA "))],
    # the template's persName of a salutation was left in
    "Edgeworth_Princeton_1836-11-16.xml": [(93, "error", NO_REF.format("persName"))],
    # the Personography has no person of the id HamiX1
    "Edgeworth_Beinecke_1812-02-20.xml": [(115, "warning", PERSON.format("HamiX1 "))],
    # every name has a @ref that the registers know
    "Edgeworth_Beinecke_1841-01-19.xml": [],
}


@pytest.mark.parametrize("name", MELP)
def test_melp(judge: Judge, melp: CompiledSchema, shared: Path, name: str) -> None:
    data = (shared / "corpora" / "edgeworth" / "Encoded Letters" / name).read_bytes()
    assert where(data, judge.run(melp, data)) == MELP[name]


REGISTERS = {
    "persName": ("Personography", "person"),
    "placeName": ("Placeography", "place"),
    "title": ("Workography", "bibl"),
}


@pytest.mark.corpora
def test_melp_over_all_letters_says_what_a_walk_by_hand_says(
    judge: Judge, melp: CompiledSchema, shared: Path
) -> None:
    """335 letters, the three patterns written out in XPath 1.0 and Python; 60 failures in all."""
    folder = shared / "corpora" / "edgeworth"
    parser = etree.XMLParser(resolve_entities="internal", no_network=True)  # type: ignore[arg-type]
    known = {}
    for name, (register, entry) in REGISTERS.items():
        tree = etree.parse(folder / "People_Places_Works" / f"{register}.xml", parser)
        known[name] = set(tree.xpath(f"//t:{entry}/@xml:id", namespaces={"t": TEI}))
    total = 0
    for file in sorted((folder / "Encoded Letters").glob("*.xml")):
        data = file.read_bytes()
        tree = etree.fromstring(data, parser)
        expected = []
        for kind, (register, _) in REGISTERS.items():
            for name in tree.iter(f"{{{TEI}}}{kind}"):
                ref = name.get("ref")
                if ref is None:  # the rule says title without a prefix: TEI's titles are not meant
                    if kind != "title" and next(name.iterancestors(f"{{{TEI}}}text"), None) is not None:
                        expected.append(NO_REF.format(kind))
                    continue
                if not ref.startswith(f"./{register}.xml#") and "Unknown" not in ref:
                    expected.append(BEGIN.replace("persName", kind).replace("Personography", register))
                if ref.partition("#")[2] not in known[kind]:
                    listed = " ".join([*ref.partition("#")[2].split(), "is"])
                    expected.append(f"Please confirm that the ID {listed} listed in MELP's {register}")
        found = sorted(failure.text for failure in judge.run(melp, data))
        assert found == sorted(expected), file.name
        total += len(found)
    assert total == 60


@pytest.fixture(scope="module")
def tei(shared: Path) -> CompiledSchema:
    """The Schematron inside the grammar of all of TEI."""
    return compile_schema((shared / "schemas" / "tei_all-4.12.0.rng").read_bytes(), name="tei_all.rng")


def test_all_of_tei_is_there(tei: CompiledSchema) -> None:
    """54 asserts and 49 reports stand in the grammar; ten of them only warn (role warning or nonfatal)."""
    kinds = [assertion.kind for assertion in tei.assertions.values()]
    assert (kinds.count("assert"), kinds.count("report")) == (54, 49)
    assert not tei.notes


FAULTY = f"""<TEI xmlns="{TEI}"><teiHeader><fileDesc><sourceDesc>
<msDesc><msIdentifier> </msIdentifier><physDesc/><physDesc/></msDesc>
<date when="1961" notBefore="1960"/><date from="1961" notBefore="1960" to="1962" notAfter="1963"/>
<date calendar="#Julian"/><date calendar="#Julian">3 March</date>
</sourceDesc></fileDesc><encodingDesc><quotation/><variantEncoding location="external"
method="parallel-segmentation"/></encodingDesc><correspDesc><relation/>
<relation name="n" active="#a" mutual="#b"/>
<relation name="n" passive="#a"/></correspDesc></teiHeader>
<text><body><p subtype="s">one<p>two</p><note><p>three</p></note></p>
<lg><head/></lg><lg><l><lg><l>x</l></lg></l></lg>
<ptr target="a" cRef="b"/><ref target="a" cRef="b"/><ref target="a" type="t" subtype="u"/>
<list type="gloss"><item/></list><subst><add/></subst><subst><add/><del/></subst>
<anchor xml:id="before"/><span from="#before" target="#x"/><addSpan spanTo="#before"/><delSpan/>
<damageSpan spanTo="#after2"/><anchor xml:id="after2"/><link target="a"/><link target="a b"/><shift/>
<s><s/></s></body></text></TEI>"""
FAULTS = [
    (2, "error", "An <msIdentifier> must contain either a <repository> or"),  # it holds white space only
    (2, "error", "Only one <physDesc> is allowed"),  # two of them: said of the last
    (3, "warning", "The @when attribute cannot be used with"),  # role="nonfatal"
    (3, "warning", "The @from and @notBefore attributes cannot"),
    (3, "warning", "The @to and @notAfter attributes cannot"),
    (4, "error", "@calendar indicates one or more systems"),  # the empty date; the other one has text
    (5, "error", "On <quotation>, either the @marks attribute"),
    (5, "error", 'The @location value "external" is inconsistent'),
    (6, "error", "One of the attributes @name, @ref or @key"),  # the first relation has nothing
    (7, "error", "Only one of the attributes @active and @mutual"),
    (8, "error", "the attribute @passive may be supplied only if"),
    (9, "error", "The <p> element should not be categorized in detail with @subtype"),
    (9, "error", "Abstract model violation: Paragraphs may not"),  # p in p; the one in note may be there
    (10, "error", "An <lg> element must contain at least one child <l>"),
    (10, "error", "Abstract model violation: Lines may not contain line groups"),
    (10, "error", "Abstract model violation: Metrical lines (<l> elements)"),
    (11, "error", "Only one of the attributes @target and @cRef may be supplied on <ptr>"),
    (11, "error", "Only one of the attributes @target and @cRef may be supplied on <ref>"),
    (12, "error", 'The content of a "gloss" list'),  # an item without label
    (12, "error", "<subst> must have at least one child <add>"),  # the first has no del; the second has both
    (13, "error", "Only one of the attributes @target and @from may be supplied on <span>"),
    (13, "error", "The element indicated by @spanTo (#before) must follow"),  # it comes before
    (13, "error", "The @spanTo attribute of <delSpan> is required"),
    (13, "error", "L'attribut spanTo est requis"),  # the same rule stands there in French
    (14, "error", "You must supply at least two values for @target on <link>"),  # "a"; "a b" are two
    (14, "warning", "The @new attribute should always be supplied"),  # role="warning"
    (15, "error", "You may not nest one <s> element within another"),
]


def test_tei_finds_what_a_document_is_made_to_break(judge: Judge, tei: CompiledSchema) -> None:
    """What the grammar's rules, read one by one, say about this document, and nothing else."""
    data = FAULTY.encode()
    found = where(data, judge.run(tei, data))
    assert [
        (line, role, text[: len(start)])
        for (line, role, text), (*_, start) in zip(found, FAULTS, strict=True)
    ] == FAULTS


def test_tei_has_nothing_against_letters_that_their_editors_validated(
    judge: Judge, tei: CompiledSchema, shared: Path
) -> None:
    """Every twelfth of the Edgeworth letters: dates, names and paragraphs that break no rule about them."""
    for file in sorted((shared / "corpora" / "edgeworth" / "Encoded Letters").glob("*.xml"))[::12]:
        assert judge.run(tei, file.read_bytes()) == []
