"""``letterbook validate``: what it says about good, bad and hostile files, and its exit codes."""

from __future__ import annotations

import http.server
import json
import os
import sys
import threading
from pathlib import Path

import pytest

from .conftest import SMALL, TEI, Letterbook, Ran


def codes(ran: Ran) -> list[str]:
    """The codes of a JSON report."""
    return [finding["code"] for finding in json.loads(ran.out)["findings"]]


def one(letterbook: Letterbook, folder: Path, data: bytes | str) -> Ran:
    """Validate one file between two good ones: they are done whatever the bad one is."""
    for name in ("a.xml", "z.xml"):
        (folder / name).write_text(TEI, encoding="utf-8")
    raw = data if isinstance(data, bytes) else data.encode("utf-8")
    (folder / "b.xml").write_bytes(raw)
    (folder / "small.rng").write_text(SMALL, encoding="utf-8")
    ran = letterbook("validate", ".", "--schema", "small.rng", "--format", "json")
    report = json.loads(ran.out)
    assert report["files"] == 3
    assert {finding["file"] for finding in report["findings"]} <= {"b.xml"}
    assert "Traceback" not in ran.err
    return ran


def test_a_valid_file(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """Exit code 0, a summary, silence on stderr."""
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", schema)
    assert (ran.code, ran.out, ran.err) == (0, "1 file, no findings\n", "")


def test_a_finding_for_people(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """File, line, column, code, message, the characters round the place, and a summary."""
    (folder / "a.xml").write_text(TEI.replace("Dear", "<bogus/>Dear"), encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", schema)
    assert ran.code == 1
    assert ran.out == (
        "a.xml: 1 error\n"
        "\n"
        "  error: there is no element <bogus> [G001 invalid-by-grammar]\n"
        "    --> a.xml:11:8\n"
        "  11 | <p><bogus/>Dear you,</p>\n"
        "     |    ^^^^^^^^\n"
        "     = note: in <p>, in <body>, in the text of document a\n"
        "     = help: take it away, or use another element\n"
        "\n"
        "to read more: letterbook explain G001\n"
        "1 file, 1 error\n"
    )


def test_a_finding_for_programs(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """The JSON has the fields that are promised, whatever else is added."""
    (folder / "a.xml").write_text(TEI.replace("Dear", "<bogus/>Dear"), encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", schema, "--format", "json")
    report = json.loads(ran.out)
    assert (report["version"], report["files"]) == (1, 1)
    assert report["summary"] == {"errors": 1, "warnings": 0, "infos": 0}
    (finding,) = report["findings"]
    promised = {
        "file": "a.xml",
        "line": 11,
        "column": 8,
        "code": "G001",
        "severity": "error",
        "message": "there is no element <bogus>",
    }
    assert promised == {field: finding[field] for field in promised}
    assert finding["notes"] == ["in <p>, in <body>, in the text of document a"]


def test_report_into_a_file(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """``--output`` writes the form there, and the screen has what people read."""
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    ran = letterbook(
        "validate", "a.xml", "--schema", schema, "--format", "json", "--output", "out/report.json"
    )
    assert (ran.code, ran.out, ran.err) == (0, "1 file, no findings\n", "")
    assert json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))["files"] == 1
    ran = letterbook("validate", "a.xml", "--schema", schema, "--output", "out")
    assert (ran.code, ran.out) == (2, "")
    assert "--output names a file" in ran.err


# ---- paths


def test_missing_paths(letterbook: Letterbook, folder: Path) -> None:
    """Paths that are not there are wrong use, and all of them are told."""
    ran = letterbook("validate", "nothing.xml", "nowhere/")
    assert ran.code == 2
    assert "nothing.xml: error: there is no such file or folder" in ran.err
    assert "nowhere: error: there is no such file or folder" in ran.err


def test_an_empty_folder(letterbook: Letterbook, folder: Path) -> None:
    """An empty folder is never 'all good'."""
    (folder / "empty").mkdir()
    ran = letterbook("validate", "empty")
    assert (ran.code, ran.out) == (2, "")
    assert "empty: error: holds no .xml file" in ran.err


def test_no_edition_and_no_path(letterbook: Letterbook) -> None:
    """Without an edition, something has to be named."""
    ran = letterbook("validate")
    assert ran.code == 2
    assert "there is no letterbook.toml here or above" in ran.err
    assert letterbook("validate", "--schema", "x.rng").code == 2


def test_own_schemas_leave_no_room_for_ours(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """``--xsd`` beside ``--schema`` would do nothing: that is said, not passed over."""
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", schema, "--xsd")
    assert (ran.code, ran.out) == (2, "")
    assert "--schema judges by the schemas it names alone" in ran.err


def test_a_folder_where_a_schema_belongs(letterbook: Letterbook, folder: Path) -> None:
    """Schemas are files that are there and are schemas; anything else is wrong use."""
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    (folder / "dir.rng").mkdir()
    (folder / "dir.rnc").mkdir()
    for name, words in (
        ("dir.rng", "is a folder"),
        ("none.rng", "no such file"),
        ("a.xml", "is no schema: its outermost element is <TEI>"),
        ("none.rnc", "no such file"),
        ("dir.rnc", "is a folder"),
    ):
        ran = letterbook("validate", "a.xml", "--schema", name)
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("<element xmlns='http://relaxng.org/ns/structure/1.0'/>", 1, "lacks a name"),
        ("<grammar xmlns='http://relaxng.org/ns/structure/1.0'>\n<include href='http://127.0.0.1:9/x'/></grammar>", 2,
         "nothing is fetched"),
        ("<grammar xmlns='http://relaxng.org/ns/structure/1.0'>\n\n<include href='../../x.rng'/></grammar>", 3,
         "own folder"),
        ("<grammar xmlns='http://relaxng.org/ns/structure/1.0'>\n<include href='x.rng'/></grammar>", 2, "no such file"),
        ("<group xmlns='http://relaxng.org/ns/structure/1.0'>\n<externalRef href='/etc/passwd'/></group>", 2,
         "own folder"),
        ("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='a' type='b'/></xs:schema>", 0,
         "unknown type"),
        ("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='http://127.0.0.1:9/x'/>"
         "</xs:schema>", 0, "own folder"),
        ("<a", 1, "R006"),
    ],
)  # fmt: skip
def test_an_incorrect_schema(letterbook: Letterbook, folder: Path, text: str, line: int, words: str) -> None:
    """A schema of no use is wrong use, told with its own place, not a finding on each letter."""
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    (folder / "bad.schema").write_text(text, encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", "bad.schema")
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert f"bad.schema:{line}:" in ran.err if line else "bad.schema" in ran.err


COMPACT = """# the small grammar in the compact syntax
default namespace = "http://www.tei-c.org/ns/1.0"
start = element TEI { atts, element teiHeader { any }, element text { element body { element p { words }+ } } }
atts = attribute * { text }*
words = atts, (text | element persName { words } | element ref { words } | element seg { words })*
any = atts, (text | element * { any })*
"""


def test_the_compact_syntax(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """A grammar in the compact syntax is a schema like any other; both ways to write it say the same."""
    (folder / "small.rnc").write_text(COMPACT, encoding="utf-8")
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    assert letterbook("validate", "a.xml", "--schema", "small.rnc").out == "1 file, no findings\n"
    (folder / "a.xml").write_text(TEI.replace("Dear", "<bogus/>Dear"), encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", "small.rnc")
    assert (ran.code, ran.err) == (1, "")
    assert "error: there is no element <bogus>" in ran.out
    assert ran.out == letterbook("validate", "a.xml", "--schema", schema).out


def test_the_compact_syntax_for_an_edition(letterbook: Letterbook, folder: Path) -> None:
    """letterbook.toml may name one, and a grammar in either syntax may include one in the other."""
    (folder / "letterbook.toml").write_text(
        '[validate]\nschema = "top.rng"\n[rules]\nall = "off"\nG = "on"\n', encoding="utf-8"
    )
    (folder / "top.rng").write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="small.rnc"/></grammar>',
        encoding="utf-8",
    )
    (folder / "small.rnc").write_text(COMPACT, encoding="utf-8")
    (folder / "tei" / "letters").mkdir(parents=True)
    (folder / "tei" / "letters" / "a.xml").write_text(TEI, encoding="utf-8")
    assert letterbook("validate").out == "1 file, no findings\n"
    (folder / "small.rnc").write_text(COMPACT.replace("element p", "element q"), encoding="utf-8")
    assert "error" in letterbook("validate").out


def test_the_help_names_all_schemas(letterbook: Letterbook) -> None:
    """Each kind of file that --schema takes."""
    said = " ".join(letterbook("validate", "--help").out.split())
    assert "(.rng, .rnc, .sch or .xsd)" in said


# ---- bad files


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("<TEI><p></TEI>", "R006", 1),
        ("", "R005", 0),
        ("no xml at all", "R006", 1),
        (b"PK\x03\x04\x00\x00", "R006", 1),
        (TEI.encode().replace(b"Dear", b"D\xe9ar"), "R007", 11),
        (TEI.encode().replace(b"Dear", b"De\x00ar"), "R006", 11),
        (TEI.replace("UTF-8", "klingon"), "R007", 1),
        ('<!DOCTYPE TEI [<!ENTITY x SYSTEM "/etc/passwd">]>\n<TEI>&x;</TEI>', "R009", 2),
        ('<!DOCTYPE TEI [<!ENTITY x SYSTEM "http://127.0.0.1:9/">]>\n<TEI>&x;</TEI>', "R009", 2),
        (
            "<!DOCTYPE TEI ["
            + '<!ENTITY a0 "lolololololololololol">'
            + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
            + "]>\n<TEI>&a9;</TEI>",
            "R008",
            None,
        ),
        ("<TEI>" + "<p>" * 5000 + "</p>" * 5000 + "</TEI>", "R010", None),
    ],
)  # fmt: skip
def test_bad_files_are_one_finding_each(
    letterbook: Letterbook, folder: Path, data: bytes | str, code: str, line: int | None
) -> None:
    """Ill-formed, empty, binary, wrongly encoded and hostile files: one finding, and the others are done."""
    ran = one(letterbook, folder, data)
    (finding,) = json.loads(ran.out)["findings"]
    assert (ran.code, finding["code"]) == (1, code)
    assert line is None or finding["line"] == line


@pytest.mark.parametrize(
    "data",
    [
        TEI.replace("UTF-8", "UTF-16").encode("utf-16"),
        b"\xef\xbb\xbf" + TEI.encode(),
        TEI.replace("UTF-8", "ISO-8859-1").replace("Dear", "Déar").encode("latin-1"),
        TEI.replace("\n", "\r\n").encode(),
    ],
)
def test_other_encodings_are_read(letterbook: Letterbook, folder: Path, data: bytes) -> None:
    """UTF-16 with a byte order mark, UTF-8 with one, Latin-1 that says so, CRLF: nothing wrong with them."""
    assert one(letterbook, folder, data).code == 0


def test_places_in_utf_16(letterbook: Letterbook, folder: Path) -> None:
    """Lines and columns count characters in every encoding, and the context is readable."""
    data = TEI.replace("UTF-8", "UTF-16").replace("<p>", "<p n='éé'><bogus/>").encode("utf-16")
    ran = one(letterbook, folder, data)
    (finding,) = json.loads(ran.out)["findings"]
    assert (finding["line"], finding["column"]) == (11, 15)
    people = letterbook("validate", "b.xml", "--schema", "small.rng").out
    assert "| <p n='éé'><bogus/>Dear you,</p>" in people


def test_nothing_that_xml_model_names_is_opened(letterbook: Letterbook, folder: Path) -> None:
    """An xml-model that points to the network or to the disk is ignored: no request, no finding."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/x.rng"
        models = f'<?xml-model href="{address}"?><?xml-model href="/etc/passwd"?><?xml-model href="fifo"?>'
        if hasattr(os, "mkfifo"):
            os.mkfifo(folder / "fifo")  # opening it would never return
        ran = one(letterbook, folder, TEI.replace("<TEI ", f"{models}\n<TEI "))
        server.shutdown()
    assert ran.code == 0
    assert asked == []


def test_an_unreadable_file(
    letterbook: Letterbook, folder: Path, schema: Path, ordinary: tuple[str, ...]
) -> None:
    """A file that may not be read is a finding, and the other one is done."""
    for name in ("a.xml", "b.xml"):
        (folder / name).write_text(TEI, encoding="utf-8")
    (folder / "b.xml").chmod(0)
    ran = letterbook("validate", ".", "--schema", schema, "--format", "json", prefix=ordinary)
    assert (ran.code, codes(ran)) == (1, ["R003"])
    assert json.loads(ran.out)["files"] == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_no_text(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """A file name that is not UTF-8 is told with an escape, on the screen and in a file."""
    (folder / os.fsdecode(b"\xff.xml")).write_text("<a>", encoding="utf-8")
    ran = letterbook("validate", ".", "--schema", schema, "--format", "json")
    assert (ran.code, codes(ran)) == (1, ["R006"])
    assert letterbook("validate", ".", "--schema", schema).out.startswith("\ufffd.xml: 1 error\n")
    ran = letterbook("validate", ".", "--schema", schema, "--format", "json", "--output", "r.json")
    assert ran.code == 1
    assert b'"file": "\\udcff.xml"' in (folder / "r.json").read_bytes()


def test_a_link_to_nothing(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """A symbolic link whose target is gone is a path that is not there."""
    try:
        (folder / "b.xml").symlink_to(folder / "gone.xml")
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert letterbook("validate", "b.xml", "--schema", schema).code == 2


@pytest.mark.slow
def test_a_file_of_50_mb(letterbook: Letterbook, folder: Path) -> None:
    """Large is not bad: it is checked like any other, and its last line is found."""
    paragraph = "<p>" + "word " * 2000 + "</p>\n"
    text = TEI.replace("    <p>Dear you,</p>\n", paragraph * 5200 + "<bogus/>\n")
    assert len(text) > 50_000_000
    ran = one(letterbook, folder, text)
    (finding,) = json.loads(ran.out)["findings"]
    assert (ran.code, finding["line"], finding["code"]) == (1, 5211, "G001")


@pytest.mark.slow
def test_one_text_of_more_than_ten_mb(letterbook: Letterbook, folder: Path) -> None:
    """One text node beyond the parser's usual limit is read all the same."""
    ran = one(letterbook, folder, TEI.replace("Dear", "x" * 11_000_000 + "<bogus/>"))
    assert codes(ran) == ["G001"]


# ---- Schematron and XSD

SCH = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
  <ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
  <pattern><rule context="t:p">
    <assert id="polite" role="warning" test="contains(., 'Sir')">nobody is called Sir in <name/></assert>
  </rule></pattern>
</schema>
"""


def test_schematron_beside_a_grammar(letterbook: Letterbook, folder: Path, schema: Path) -> None:
    """Several schemas judge together; findings of rules carry the rule's own id, severity and words."""
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    (folder / "s.sch").write_text(SCH, encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", "s.sch", "--schema", schema, "--format", "json")
    (finding,) = json.loads(ran.out)["findings"]
    assert (finding["code"], finding["severity"], finding["line"], finding["column"]) == (
        "polite",
        "warning",
        11,
        5,
    )
    assert finding["message"] == "nobody is called Sir in p"
    assert ran.code == 0
    assert letterbook("validate", "a.xml", "--schema", "s.sch", "--fail-on", "warning").code == 1
    assert letterbook("validate", "a.xml", "--schema", "s.sch", "--fail-on", "error").code == 0


@pytest.mark.parametrize(
    ("test", "words"),
    [
        ("doc('/etc/passwd')", "doc"),
        ("unparsed-text('/etc/passwd') = ''", "unparsed-text"),
        ("environment-variable('HOME')", "environment-variable"),
        ("contains(", "does not compile"),
    ],
)
def test_schematron_that_reaches_out_or_is_broken(
    letterbook: Letterbook, folder: Path, test: str, words: str
) -> None:
    """A rule that would read files or the environment is refused with its place, before it runs."""
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    (folder / "s.sch").write_text(SCH.replace("contains(., 'Sir')", test), encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", "s.sch")
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err and "s.sch:4:" in ran.err


ENDLESS = "every $a in 1 to 99999999, $b in 1 to 99999999 satisfies $a + $b + string-length(.) gt 0"


def test_schematron_that_never_ends(letterbook: Letterbook, folder: Path) -> None:
    """The time limit ends it, file by file: a finding, and the next file is done."""
    slow = TEI.replace("Dear", "slow")
    for name, text in (("a.xml", TEI), ("b.xml", slow), ("c.xml", TEI)):
        (folder / name).write_text(text, encoding="utf-8")
    test = f"not(contains(., 'slow')) or ({ENDLESS})"
    (folder / "s.sch").write_text(SCH.replace("contains(., 'Sir')", test), encoding="utf-8")
    ran = letterbook("validate", ".", "--schema", "s.sch", "--format", "json", "--timeout", "2")
    (finding,) = json.loads(ran.out)["findings"]
    assert (ran.code, finding["file"], finding["code"]) == (1, "b.xml", "X004")


XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.tei-c.org/ns/1.0"
    elementFormDefault="qualified">
  <xs:element name="TEI"><xs:complexType><xs:sequence>
    <xs:element name="teiHeader" type="xs:anyType"/><xs:element name="body" type="xs:string"/>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>
"""


def test_xsd(letterbook: Letterbook, folder: Path) -> None:
    """An XML Schema is a schema like the others."""
    (folder / "a.xml").write_text(TEI, encoding="utf-8")
    (folder / "s.xsd").write_text(XSD, encoding="utf-8")
    ran = letterbook("validate", "a.xml", "--schema", "s.xsd", "--format", "json")
    (finding,) = json.loads(ran.out)["findings"]
    assert (ran.code, finding["code"], finding["line"]) == (1, "G002", 10)
    assert finding["message"] == "by the XML Schema, <text> may not stand in <TEI> at its place"


# ---- editions


@pytest.fixture
def edition(folder: Path) -> Path:
    """An edition with a letter and a register, judged by the small grammar, and by the rules on pointers alone."""
    rules = "".join(
        f'{word} = "{"off" if word == "all" else "on"}"\n' for word in ("all", "G", "P", "L", "E")
    )
    text = f'[validate]\nschema = "small.rng"\n[rules]\n{rules}'
    (folder / "letterbook.toml").write_text(text, encoding="utf-8")
    (folder / "small.rng").write_text(SMALL, encoding="utf-8")
    for name in ("letters", "registers"):
        (folder / "tei" / name).mkdir(parents=True)
    write_letter(folder, "a.xml", '<persName ref="../registers/persons.xml#ada">Ada</persName>')
    register = TEI.replace("<text><body>", "<standOff><listPerson>").replace(
        "</body></text>", "</listPerson></standOff>"
    )
    entry = '<person xml:id="ada"><persName>Ada</persName></person>'
    (folder / "tei" / "registers" / "persons.xml").write_text(
        register.replace("<p>Dear you,</p>", entry), encoding="utf-8"
    )
    return folder


def write_letter(edition: Path, name: str, content: str, *, id: str = "") -> None:
    """A letter with the content in its paragraph."""
    corresp = (
        "<profileDesc><correspDesc><correspAction type='sent'><persName>A</persName></correspAction>"
        "</correspDesc></profileDesc></teiHeader>"
    )
    text = TEI.replace("</teiHeader>", corresp).replace("Dear you,", content)
    if id:
        text = text.replace("<TEI ", f'<TEI xml:id="{id}" ')
    (edition / "tei" / "letters" / name).write_text(text, encoding="utf-8")


def test_an_edition_from_any_folder_in_it(letterbook: Letterbook, edition: Path) -> None:
    """Without a path the whole edition is checked, wherever in it one stands."""
    for cwd in (edition, edition / "tei", edition / "tei" / "letters"):
        ran = letterbook("validate", cwd=cwd)
        assert (ran.code, ran.out) == (0, "2 files, no findings\n"), ran
    assert letterbook("validate", edition / "tei" / "letters").out == "1 file, no findings\n"
    assert letterbook("validate", edition, cwd=edition.parent).out == "2 files, no findings\n"


@pytest.mark.parametrize(
    ("pointer", "code", "severity", "words"),
    [
        ('ref="../registers/persons.xml#adda"', "P001", "error", "names adda, which is not in tei/registers"),
        ('ref="../registers/person.xml#ada"', "P001", "error", "names tei/registers/person.xml"),
        ('ref="persons.xml#ada"', "P001", "error", "has an entry of that id"),
        ('ref="#nobody"', "P001", "error", "names nobody"),
        ('ref="../../../x.xml#ada"', "P002", "error", "leads out of the edition"),
        ('ref="file:///etc/passwd"', "P002", "error", "path of one machine"),
        ('ref="..\\registers\\persons.xml"', "P001", "error", "backslash"),
        ('key="nobody"', "P001", "warning", "is the key of no entry"),
    ],
)  # fmt: skip
def test_pointers_that_land_on_nothing(
    letterbook: Letterbook, edition: Path, pointer: str, code: str, severity: str, words: str
) -> None:
    """Each pointer of the edition has to lead to something in it; the finding stands at the attribute."""
    write_letter(edition, "a.xml", f'<persName {pointer}>Ada</persName>, <persName key="ada">Ada</persName>')
    ran = letterbook("validate", "--format", "json")
    (finding,) = json.loads(ran.out)["findings"]
    assert (finding["code"], finding["severity"]) == (code, severity)
    assert (finding["line"], finding["column"]) == (11, 18)
    assert words in finding["message"] + finding.get("help", "")
    assert ran.code == (1 if severity == "error" else 0)


def test_tei_and_a_rule_that_say_the_same(letterbook: Letterbook, edition: Path) -> None:
    """Where a rule speaks of what TEI's own Schematron forbids, that one keeps quiet; without the rule it is heard."""
    constraint = (
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
        '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>'
        '<pattern id="tei_all-att.datable.w3c-att-datable-w3c-when-constraint-rule-2">'
        '<rule context="tei:*[@when]"><report test="@notBefore" role="nonfatal">not together</report></rule>'
        "</pattern></schema>"
    )
    (edition / "tei.sch").write_text(constraint, encoding="utf-8")
    (edition / "letterbook.toml").write_text('[validate]\nschematron = ["tei.sch"]\n', encoding="utf-8")
    write_letter(edition, "a.xml", '<date when="1887" notBefore="1887-02">early in 1887</date>')
    code = "tei_all-att.datable.w3c-att-datable-w3c-when"  # the number of TEI's release is no part of it
    for selected, codes in (f"D001,{code}", ["D001"]), (code, [code]):
        ran = letterbook("validate", "--format", "json", "--select", selected)
        assert [finding["code"] for finding in json.loads(ran.out)["findings"]] == codes


def test_pointers_that_are_right(letterbook: Letterbook, edition: Path) -> None:
    """Addresses on the web, ids of the same file, keys of entries, several pointers, files that are no XML."""
    (edition / "tei" / "scan.jpg").write_bytes(b"")
    write_letter(
        edition,
        "a.xml",
        '<persName key="ada" xml:id="p">A</persName> <ref target="#p https://example.org/x">B</ref> '
        '<ref target="../scan.jpg" corresp="b.xml">C</ref>',
    )
    write_letter(edition, "b.xml", '<ref target="a.xml#p a.xml">x</ref>')
    ran = letterbook("validate")
    assert (ran.code, ran.out) == (0, "3 files, no findings\n")


def test_one_file_is_checked_against_the_whole_edition(letterbook: Letterbook, edition: Path) -> None:
    """One letter may point to files that were not asked for; nothing is said of those."""
    write_letter(edition, "b.xml", '<persName ref="#nobody">x</persName>')
    ran = letterbook("validate", edition / "tei" / "letters" / "a.xml")
    assert (ran.code, ran.out) == (0, "1 file, no findings\n")


def test_ids_that_are_used_twice(letterbook: Letterbook, edition: Path) -> None:
    """Two elements of one id, and two letters of one id: nothing could point to them."""
    write_letter(edition, "b.xml", '<seg xml:id="s"/><seg xml:id="s"/>', id="same")
    write_letter(edition, "c.xml", "x", id="same")
    ran = letterbook("validate", "--format", "json")
    findings = json.loads(ran.out)["findings"]
    assert [(f["file"], f["code"]) for f in findings] == [
        ("tei/letters/b.xml", "L003"),
        ("tei/letters/b.xml", "P003"),
        ("tei/letters/c.xml", "L003"),
    ]
    assert findings[1]["related"][0]["label"] == "the first one is here"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"[edition]\ntitel = 1\n", "letterbook.toml:2:1: error: unknown key 'titel'"),
        (b"[validate]\nxsd = 'yes'\n", "letterbook.toml:2:1: error: xsd is a string"),
        (b"[validate\n", "letterbook.toml:1:10: error: not TOML"),
        (b"\xff\xfe", "letterbook.toml: error: is not UTF-8"),
        (
            b"[paths]\nletters = 'nowhere'\n",
            "letterbook.toml:2:1: error: [paths] letters names 'nowhere', but there is no",
        ),
        (
            b"[validate]\nschema = 'none.rng'\n",
            "none.rng: error: there is no such file, but [validate] schema",
        ),
    ],
)
def test_broken_settings(letterbook: Letterbook, edition: Path, text: bytes, words: str) -> None:
    """A letterbook.toml of no use is wrong use, told with its line; nothing is checked."""
    (edition / "letterbook.toml").write_bytes(text)
    ran = letterbook("validate")
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_paths_of_two_editions(letterbook: Letterbook, edition: Path) -> None:
    """One run has one edition."""
    other = edition.parent / "other.xml"
    other.write_text(TEI, encoding="utf-8")
    ran = letterbook("validate", edition / "tei", other)
    assert ran.code == 2
    assert "different editions" in ran.err


def test_names_that_differ_only_by_case(letterbook: Letterbook, edition: Path) -> None:
    """On the disks of Windows and macOS they would be one file."""
    write_letter(edition, "A.xml", "x")
    if len(list((edition / "tei" / "letters").iterdir())) < 2:
        pytest.skip("this disk does not tell upper from lower case")
    ran = letterbook("validate", "--format", "json")
    assert "E003" in codes(ran)


def test_the_order_of_findings_does_not_depend_on_jobs(letterbook: Letterbook, edition: Path) -> None:
    """One process and three say the same, byte for byte."""
    for number in range(30):
        write_letter(edition, f"n{number}.xml", "<bogus/>" if number % 3 else "fine")
    alone = letterbook("validate", "--jobs", "1")
    assert alone.code == 1
    assert letterbook("validate", "--jobs", "3").out == alone.out
