"""The schemas that files name by xml-model: found, read, and where they are not, told."""

from __future__ import annotations

import codecs
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook import sources
from letterbook.findings import Finding, Problem, Severity, Span
from letterbook.sources import Source
from letterbook.validation.digests import Contents
from letterbook.validation.instructions import Model, models_in, xml_models
from letterbook.validation.judges import MAX_MODELS, Judges
from letterbook.validation.models import Catalogs, Located, home, resolved

RNG = "http://relaxng.org/ns/structure/1.0"
SCH = "http://purl.oclc.org/dsdl/schematron"
XSD = "http://www.w3.org/2001/XMLSchema"
GRAMMAR = f'<element name="a" xmlns="{RNG}"><empty/></element>'
RULES = (
    f'<schema xmlns="{SCH}" queryBinding="xslt3"><phase id="few"><active pattern="p"/></phase>'
    '<pattern id="p"><rule context="a"><assert id="b-is-there" test="b">no b</assert></rule></pattern>'
    '<pattern id="q"><rule context="a"><assert id="c-is-there" test="c">no c</assert></rule></pattern></schema>'
)
TYPES = f'<xs:schema xmlns:xs="{XSD}"><xs:element name="a"/></xs:schema>'


def source(text: str, path: Path | None = None, encoding: str = "utf-8") -> Source:
    """A file of that text."""
    return sources.parse(text.encode(encoding), "a.xml", path=path)


def only(text: str, **more: str) -> Model:
    """The one instruction of a file."""
    (model,) = xml_models(source(text, **more))  # type: ignore[arg-type]
    return model


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder of an edition with letters and schemas; the folder round it has something to be read."""
    edition = tmp_path / "edition"
    for name, text in (
        ("letters/a.xml", "<a/>"),
        ("schema/a.rng", GRAMMAR),
        ("schema/a.rnc", "element a { empty }"),
        ("schema/a.sch", RULES),
        ("schema/a.xsd", TYPES),
        ("schema/two words.rng", GRAMMAR),
        ("schema/plain", GRAMMAR),
        ("schema/unknown", "<x/>"),
        ("../outside.rng", GRAMMAR),
    ):
        path = edition / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return edition


def found(here: Path, pseudo: str, root: bool = True) -> Located | Finding:
    """What an instruction of letters/a.xml leads to."""
    file = here / "letters" / "a.xml"
    model = only(f"<?xml-model {pseudo}?><a/>")
    return resolved(model, file=file, root=here if root else None, catalog=Catalogs.shipped())


def test_only_instructions_before_the_root_count() -> None:
    """A comment that looks like one, one in the document type and one in or after the root are none."""
    text = (
        '<?xml version="1.0"?><!-- <?xml-model href="c"?> --><?xml-model href="1"?>'
        '<!DOCTYPE a [<!ENTITY e "<?xml-model href=\'e\'?>"><?xml-model href="d"?>]>'
        '<?xml-models href="x"?>\n<?xml-model href="2"?><a><?xml-model href="r"?></a><?xml-model href="z"?>'
    )
    assert [model.href for model in xml_models(source(text))] == ["1", "2"]


def test_pseudo_attributes() -> None:
    """All of the Note's are read, in either quotation marks, with references, the first of two."""
    model = only(
        '<?xml-model title=\'a &lt; "b" href="no"\' href = \'x&amp;y&#xE4;&#228;\'\n type="t" schematypens="s" charset=\'c\''
        ' group="g" phase="p" href="second" ?><a/>'
    )
    assert (model.href, model.title) == ("x&yää", 'a < "b" href="no"')
    assert (model.type, model.schematypens, model.charset, model.group, model.phase) == (*"tscgp",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252"])
def test_the_exact_place(encoding: str) -> None:
    """Line, column and bytes of the instruction and of its href are right in all encodings."""
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?><!--ä--><?xml-model\n type="ä"  href="é.rng"?><a/>'
    data = text.encode(encoding)
    (model,) = models_in(data, "a.xml")
    column = text.index("<?xml-model") + 1
    assert (model.span.line, model.span.column) == (1, column)
    assert (model.href_span.line, model.href_span.column) == (2, 12)
    bare = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")
    assert data[model.href_span.start : model.href_span.end].decode(bare) == 'href="é.rng"'
    whole = data[model.span.start : model.span.end].decode(bare)
    assert whole.startswith("<?xml-model") and whole.endswith('"?>')


def test_encodings_that_cannot_be_scanned() -> None:
    """UTF-32 and Shift_JIS give the same instructions, without columns."""
    for encoding in ("utf-32", "shift_jis"):
        text = f'<?xml version="1.0" encoding="{encoding}"?>\n<?xml-model href="a"?><a/>'
        assert [model.href for model in models_in(text.encode(encoding), "a.xml")] == ["a"]


def test_big_endian() -> None:
    """The other byte order has the same places."""
    text = '<?xml version="1.0"?>\n  <?xml-model href="a"?><a/>'
    (model,) = models_in(codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "a.xml")
    assert (model.href_span.line, model.href_span.column) == (2, 15)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_any_text_in_an_instruction(text: str) -> None:
    """Nothing that stands in an instruction brings the reading down, and what is read lies in the file."""
    data = f"<?xml-model {text}?><a/>".encode()
    for model in models_in(data, "a.xml"):
        assert 0 <= (model.href_span.start or 0) <= (model.href_span.end or 0) <= len(data)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    """Files that are no XML have no instructions, and reading them ends."""
    models_in(b"<?xml-model href='a'?>" + data, "a.xml")
    models_in(data + b"xml-model", "a.xml")


@pytest.mark.parametrize(
    ("pseudo", "name", "kind"),
    [
        (f'href="../schema/a.rng" type="application/xml" schematypens="{RNG}"', "schema/a.rng", "rng"),
        ('href="../schema/a.rng"', "schema/a.rng", "rng"),
        ('href="../schema/a.rnc" type="application/relax-ng-compact-syntax"', "schema/a.rnc", "rng"),
        ('href="../schema/a.rnc"', "schema/a.rnc", "rng"),
        (f'href="../schema/a.rng" schematypens="{SCH}" phase="p"', "schema/a.rng", "sch"),
        ('href="../schema/a.sch"', "schema/a.sch", "sch"),
        (f'href="../schema/a.xsd" schematypens="{XSD}"', "schema/a.xsd", "xsd"),
        ('href="./.././schema/two%20words.rng"', "schema/two words.rng", "rng"),
        ('href="../schema/plain"', "schema/plain", "rng"),
        ('href=" ../schema/a.rng&#10;"', "schema/a.rng", "rng"),
    ],
)
def test_schemas_that_are_there(here: Path, pseudo: str, name: str, kind: str) -> None:
    """A path from the file leads to the schema; its kind is what is said, else the suffix, else the outermost element."""
    located = found(here, pseudo)
    assert isinstance(located, Located)
    assert (located.path, located.kind) == ((here / name).resolve(), kind)


def test_names_are_those_of_the_edition(here: Path) -> None:
    """Messages call a schema by its path from where the file is named from."""
    text = '<?xml-model href="../schema/a.rng"?><a/>'
    model = models_in(text.encode(), "letters/a.xml")[0]
    located = resolved(model, file=here / "letters" / "a.xml", root=here)
    assert isinstance(located, Located) and located.name == "schema/a.rng"


@pytest.mark.parametrize(
    ("pseudo", "code", "words"),
    [
        ('type="application/xml"', "G005", "it has no href"),
        ('href=""', "G005", "it has no href"),
        ('href="../schema/none.rng"', "G005", 'there is no schema "../schema/none.rng"'),
        ('href="../schema"', "G005", "is a folder"),
        ('href="../../outside.rng"', "G005", "lies outside the edition"),
        ('href="..%2F..%2Foutside.rng"', "G005", "there is no schema"),
        ('href="%2e%2e/%2e%2e/outside.rng"', "G005", "lies outside the edition"),
        ('href="/etc/passwd"', "G005", "path of one machine"),
        ('href="\\\\host\\share\\a.rng"', "G005", "path of one machine"),
        ('href="C:/schema/a.rng"', "G005", "path of one machine"),
        ('href="..\\schema\\a.rng"', "G005", "is no address"),
        ('href="file:///etc/passwd"', "G005", "path of one machine"),
        ('href="a%zz.rng"', "G005", "is no address"),
        ('href="a%00.rng"', "G005", "there is no schema"),
        ('href="../schema/a.rng#top"', "G005", "names a part of a file"),
        ('href="#top"', "G005", "names a part of a file"),
        ('href="https://example.org/a.rng"', "G004", "is not here, and nothing is fetched"),
        ('href="//example.org/a.rng"', "G004", "is not here, and nothing is fetched"),
        ('href="urn:example:a"', "G004", "is not here, and nothing is fetched"),
        ('href="../schema/unknown"', "G006", "nothing says what kind"),
        ('href="../schema/a.rng" schematypens="urn:x"', "G006", "no kind of schema that is known"),
        ('href="a.nvdl"', "G006", "is NVDL, which is not read"),
        ('href="a" schematypens="http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"', "G006", "is NVDL"),
        ('href="tei.dtd" type="application/xml-dtd"', "G006", "is a DTD, which is not read"),
        ('href="tei.dtd"', "G006", "is a DTD, which is not read"),
    ],
)
def test_schemas_that_are_not(here: Path, pseudo: str, code: str, words: str) -> None:
    """What cannot be used is a finding at the href that says why and what to do; nothing outside is read or asked for."""
    told = found(here, pseudo)
    assert isinstance(told, Finding)
    assert told.code == code and words in told.message and told.help
    assert told.span.line == 1 and (told.span.column > 1 or "it has no href" in words)


def test_what_is_not_read_is_no_error(here: Path) -> None:
    """NVDL and DTDs are facts; an address on the network is a warning; a missing file is an error."""
    levels = [found(here, f'href="{href}"') for href in ("a.nvdl", "https://example.org/a", "none.rng")]
    assert [one.severity for one in levels if isinstance(one, Finding)] == [
        Severity.INFO,
        Severity.WARNING,
        Severity.ERROR,
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_lead_only_inside(here: Path) -> None:
    """A link to a file inside is followed; one that leads out is not, a loop neither."""
    (here / "letters" / "in.rng").symlink_to(here / "schema" / "a.rng")
    (here / "letters" / "out.rng").symlink_to(here.parent / "outside.rng")
    (here / "letters" / "loop.rng").symlink_to(here / "letters" / "loop.rng")
    located = found(here, 'href="in.rng"')
    assert isinstance(located, Located) and located.path == (here / "schema" / "a.rng").resolve()
    (here.parent / "catalog.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"/>', encoding="utf-8"
    )
    (here / "schema" / "catalog.xml").symlink_to(here.parent / "catalog.xml")
    with pytest.raises(Problem, match="link out of the edition"):
        Catalogs.shipped(here / "schema" / "catalog.xml", "schema/catalog.xml")
    for name in ("out.rng", "loop.rng"):
        told = found(here, f'href="{name}"')
        assert isinstance(told, Finding) and told.code == "G005"


def test_home_without_an_edition(here: Path) -> None:
    """Without an edition it is the working copy, else the folder above."""
    file = here / "letters" / "a.xml"
    assert home(file) == here.resolve()
    assert isinstance(found(here, 'href="../schema/a.rng"', root=False), Located)
    told = found(here, 'href="../../outside.rng"', root=False)
    assert isinstance(told, Finding) and "outside the files that are checked" in told.message


def test_home_in_a_working_copy(tmp_path: Path) -> None:
    """All of a working copy of git is home, also for files deep in it."""
    deep = tmp_path / "copy" / "a" / "b" / "c"
    deep.mkdir(parents=True)
    (tmp_path / "copy" / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
    assert home(deep / "a.xml") == (tmp_path / "copy").resolve()
    assert home(deep / "a.xml", tmp_path / "other") == (tmp_path / "copy").resolve()


def test_tei_all_by_its_addresses(here: Path) -> None:
    """The addresses under which TEI publishes TEI All lead to the copy that ships."""
    for start in ("http://www.tei-c.org", "https://www.tei-c.org", "https://tei-c.org", "http://tei-c.org"):
        for place in ("release", "Vault/P5/4.12.0", "Vault/P5/current"):
            located = found(here, f'href="{start}/{place}/xml/tei/custom/schema/relaxng/tei_all.rng"')
            assert isinstance(located, Located) and located.name == "tei/tei_all.rng"
    told = found(
        here, 'href="https://www.tei-c.org/Vault/P5/4.9.0/xml/tei/custom/schema/relaxng/tei_all.rng"'
    )
    assert isinstance(told, Finding) and told.code == "G004"


def test_the_catalog_of_an_edition_goes_first(here: Path) -> None:
    """An edition maps addresses to its own files, those that Letterbook knows too; never to files outside."""
    address = "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
    own = here / "schema" / "catalog.xml"
    own.write_text(
        f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"><uri name="{address}" uri="a.rng"/>'
        '<uri name="urn:out" uri="../../outside.rng"/><uri name="urn:gone" uri="gone.rng"/></catalog>',
        encoding="utf-8",
    )
    catalog = Catalogs.shipped(own)
    assert catalog.digest != Catalogs.shipped().digest
    file = here / "letters" / "a.xml"
    results = [
        resolved(only(f'<?xml-model href="{href}"?><a/>'), file=file, root=here, catalog=catalog)
        for href in (address, "urn:out", "urn:gone")
    ]
    assert isinstance(results[0], Located) and results[0].name == "schema/a.rng"
    assert [one.code for one in results[1:] if isinstance(one, Finding)] == ["G004", "G005"]


def judged(here: Path, *pseudo: str) -> Source:
    """A letter that names these schemas."""
    text = "".join(f"<?xml-model {one}?>" for one in pseudo) + "<a/>"
    return source(text, here / "letters" / "a.xml")


def test_a_file_is_judged_by_all_that_it_names(here: Path) -> None:
    """Grammar, XML Schema and Schematron are loaded together; the same one twice is one."""
    judges = Judges(root=here)
    judging = judges.for_source(
        judged(
            here,
            *(f'href="../schema/a.{suffix}"' for suffix in ("rng", "rng", "rnc", "xsd")),
            'href="../schema/./a.rng"',
        )
    )
    assert (len(judging.grammars), len(judging.xsds), judging.findings) == (2, 1, ())
    assert judging.named and judging.judged
    again = judges.for_source(judged(here, 'href="../schema/a.rng"'))
    assert again.grammars[0] is judging.grammars[0]


def test_a_file_that_names_nothing(here: Path) -> None:
    """Without an instruction there is nothing to load, and the caller hears so."""
    judging = Judges(root=here).for_source(source("<a/>"))
    assert not judging.named and not judging.judged and judging.findings == ()


def test_one_finding_a_file_and_address(here: Path) -> None:
    """Two instructions of one unknown address are told once."""
    judging = Judges(root=here).for_source(
        judged(
            here, 'href="https://example.org/a.rng"', 'href="https://example.org/a.rng"', 'href="none.rng"'
        )
    )
    assert [finding.code for finding in judging.findings] == ["G004", "G005"]
    assert judging.named and not judging.judged


def test_a_broken_schema_is_a_finding_of_each_file(here: Path) -> None:
    """It stands at the instruction, with the place in the schema beside it; the run goes on."""
    (here / "schema" / "bad.rng").write_text(
        f'<element name="a" xmlns="{RNG}">\n<nonsense/></element>', encoding="utf-8"
    )
    (here / "schema" / "bad.xsd").write_text("<x/>", encoding="utf-8")
    (here / "schema" / "bad.rnc").write_text("element a {", encoding="utf-8")
    judges = Judges(root=here)
    for _ in range(2):
        judging = judges.for_source(
            judged(here, *(f'href="../schema/bad.{suffix}"' for suffix in ("rng", "xsd", "rnc")))
        )
        assert [finding.code for finding in judging.findings] == ["G003"] * 3
        first, second, _ = judging.findings
        assert (
            first.message
            == "the schema ../schema/bad.rng cannot be used: RELAX NG has no element <nonsense> (section 3)"
        )
        assert first.span.column == len("<?xml-model ") + 1 and first.span.file == "a.xml"
        assert (first.related[0].span.file, first.related[0].span.line) == ("../schema/bad.rng", 2)
        assert "<nonsense/>" in first.related[0].context
        assert "cannot be used: it is no XML Schema" in second.message


def test_an_endless_number_of_instructions(here: Path) -> None:
    """What is beyond the limit is not read, and that is said."""
    judging = Judges(root=here).for_source(judged(here, *['href="../schema/a.rng"'] * 10_000))
    assert len(judging.grammars) == 1
    assert [finding.message for finding in judging.findings] == [
        f"the file names more than {MAX_MODELS} schemas: this one and those after it are not read"
    ]


def test_what_a_judgement_rests_on(here: Path) -> None:
    """The files of all schemas are told with their contents, included ones too: when one of them changes, it is seen."""
    (here / "schema" / "top.rng").write_text(
        f'<grammar xmlns="{RNG}"><include href="a.part"/></grammar>', encoding="utf-8"
    )
    (here / "schema" / "a.part").write_text(
        f'<grammar xmlns="{RNG}"><start>{GRAMMAR}</start></grammar>', encoding="utf-8"
    )
    file = judged(
        here, *(f'href="../schema/{name}"' for name in ("top.rng", "a.xsd")), 'href="https://e.org/x"'
    )
    judging = Judges(root=here).for_source(file)
    assert {"a.part", "a.xsd", "top.rng"} <= {Path(path).name for path, _ in judging.files}
    assert judging.settled and Contents().same(judging.files)
    (here / "schema" / "a.part").write_text("<x/>", encoding="utf-8")
    assert not Contents().same(judging.files)
    (here / "schema" / "a.part").unlink()
    assert not Contents().same(judging.files)
    again = Judges(root=here).for_source(file)
    assert not again.settled and [finding.code for finding in again.findings] == ["G003", "G004"]


def test_a_catalog_that_cannot_be_read(here: Path) -> None:
    """It is wrong use, told under the name that letterbook.toml has for it."""
    for text, words in (
        (None, "there is no such file, but [validate] catalog in letterbook.toml asks"),
        ("<x", ""),
    ):
        if text is not None:
            (here / "catalog.xml").write_text(text, encoding="utf-8")
        with pytest.raises(Problem) as caught:
            Catalogs.shipped(here / "catalog.xml", "catalog.xml")
        assert caught.value.wrong_use and words in caught.value.finding.message
        assert caught.value.finding.span.file == "catalog.xml"


_STEPS = st.sampled_from(
    [
        "..",
        ".",
        "%2e%2e",
        "schema",
        "a.rng",
        "%2F",
        "%00",
        "%5C",
        "",
        "\\",
        "C:",
        "#x",
        "?y",
        "letters",
        "outside.rng",
        "ä",
        "%C3%A4",
    ]
)


@given(
    st.one_of(
        st.lists(_STEPS, max_size=8).map("/".join),
        st.text(max_size=30),
        st.lists(_STEPS, max_size=6).map("".join),
    )
)
def test_any_address(tmp_path_factory: pytest.TempPathFactory, href: str) -> None:
    """Whatever an address is, it leads to a file in the edition or is a finding."""
    root = tmp_path_factory.getbasetemp() / "any" / "edition"
    for name in ("letters/a.xml", "schema/a.rng", "../outside.rng"):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(GRAMMAR, encoding="utf-8")
    model = Model(href, Span("letters/a.xml", 1, 1), Span("letters/a.xml", 1, 13))
    led = resolved(model, file=root / "letters" / "a.xml", root=root, catalog=Catalogs.shipped())
    if isinstance(led, Located):
        assert led.path.is_relative_to(root.resolve()) and led.path.is_file()
    else:
        assert led.code in ("G004", "G005", "G006") and led.message and led.help
        assert not re.search(r"[\x00-\x1f]", led.message)
