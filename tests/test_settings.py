"""letterbook.toml: what is read, and how each fault is told."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook import settings
from letterbook.settings import Settings, SettingsError, parse


def faults(text: str) -> list[tuple[int, int, str, str]]:
    """Line, column, message and help of everything wrong with a letterbook.toml."""
    with pytest.raises(SettingsError) as caught:
        parse(text, "letterbook.toml")
    return [(f.span.line, f.span.column, f.message, f.help) for f in caught.value.findings]


def test_defaults_hold_for_an_empty_file() -> None:
    """An empty letterbook.toml makes a folder an edition with all defaults."""
    assert parse("", "letterbook.toml") == Settings()
    assert Settings().root is None
    assert Settings().paths.letters == ("tei/letters",)


def test_every_key_is_read() -> None:
    """Each documented key ends up in its place of the dataclass."""
    made = parse(
        """
config-version = 1
requires-letterbook = ">=0.1"
[edition]
title = "T"
publisher = "P"
licence = "https://example.org/l"
language = "de-AT"
base-url = "https://example.org/"
[paths]
letters = ["a", "b/**/*.xml"]
registers = "r"
[validate]
schema = "tei"
xsd = true
schematron = "own/*.sch"
rules = ["own/rules"]
catalog = "schema/catalog.xml"
baseline = "old.json"
[rules]
D004 = "error"
pointer-without-target = true
H = "off"
[exceptions]
"a/*.xml" = ["D004", "H"]
b = "all"
[build]
exports = ["text"]
output = "out/site"
""",
        "letterbook.toml",
    )
    assert made.requires_letterbook == ">=0.1"
    assert (made.edition.title, made.edition.language) == ("T", "de-AT")
    assert made.edition.base_url == "https://example.org/"
    assert made.paths.letters == ("a", "b/**/*.xml")
    assert made.paths.registers == ("r",)
    assert (made.validate.schema, made.validate.xsd) == ("tei", True)
    assert made.validate.schematron == ("own/*.sch",)
    assert (made.validate.rules, made.validate.catalog) == (("own/rules",), "schema/catalog.xml")
    assert made.validate.baseline == "old.json"
    assert made.rules == (("D004", "error"), ("pointer-without-target", "on"), ("H", "off"))
    assert made.exceptions == (("a/*.xml", ("D004", "H")), ("b", ("all",)))
    assert (made.build.exports, made.build.output) == (("text",), "out/site")


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "help_"),
    [
        ('[edition]\n\n titel = "x"', 3, 2, "unknown key 'titel' in [edition]", "did you mean title?"),
        ("[bild]\n", 1, 2, "unknown key 'bild'", "did you mean build?"),
        ("[edition]\nlanguage = 3", 2, 1, "language is a number, it has to be a string", ""),
        ('[validate]\nxsd = "yes"', 2, 1, "xsd is a string, it has to be true or false", ""),
        ('config-version = "1"', 1, 1, "config-version is a string, it has to be a whole number", ""),
        ('edition = "x"', 1, 1, "edition is a string, it has to be a table: [edition]", ""),
        ("[paths]\nletters = [1]", 2, 1, "letters is a list, it has to be a string or a list of strings", ""),
        ('[edition]\nlanguage = "english language"', 2, 1, "no language tag", ""),
        ('[edition]\nlanguage = "deutsch"', 2, 1, "no language tag", "de for German, en for English"),
        ("[edition]\ntitle = “x”", 2, 9, "not TOML: curly quotation marks", 'write straight ones: "…"'),
        ('[edition]\ntitle = "x”\n', 2, 12, "not TOML: curly quotation marks", "straight"),
        ('[paths]\nletters = "tei\\letters"', 2, 17, "a string with \\ in it", "write / instead of \\"),
        ('[paths]\nletters = "tei\\users"', 2, 17, "a string with \\ in it", "write / instead of \\"),
        ('[paths]\nletters = "tei\\briefe"', 2, 1, "no path has such a character", "write / instead of \\"),
        (
            '[build]\nexports = ["htlm"]',
            2,
            1,
            "exports names 'htlm', which is not known",
            "did you mean html?",
        ),
        ('[build]\nexports = ["docx"]', 2, 1, "names 'docx'", "known: html, pdf, text"),
        ("config-version = 2\nnew-key = 1", 1, 1, "config-version is 2: Letterbook", ""),
        ('requires-letterbook = ">=99"\nnew-key = 1', 1, 1, "asks for Letterbook >=99, but this is", ""),
        ('requires-letterbook = "new"', 1, 1, "no condition on a version", ""),
        ('[rules]\nD004 = "of"', 2, 1, "D004 is 'of', which is not known", "did you mean off?"),
        ("[rules]\nD004 = 3", 2, 1, "D004 is a number", "known: off, on, info, warning, error"),
        ('[rules]\na.b = "off"', 2, 1, "'a' is a table in [rules]", 'a name with dots: "a.b" = …'),
        ('rules = "off"', 1, 1, "rules is a string, it has to be a table", ""),
        ('[exceptions]\n"../x" = "D004"', 2, 1, "the path is '../x', which leads out of the edition", ""),
        (
            "[exceptions]\na = true",
            2,
            1,
            "a is true or false, it has to be a string or a list of strings",
            "",
        ),
        ("a =", 1, 4, "not TOML: a value that is neither", ""),
        ('[edition]\ntitle = "x', 2, 11, "not TOML: ", ""),
        ("[edition\n", 1, 9, "not TOML: a table's name is not closed", ""),
    ],
)
def test_each_fault_has_its_line_and_a_plain_sentence(
    text: str, line: int, column: int, message: str, help_: str
) -> None:
    """Unknown key, wrong type, bad value and bad TOML name line and column, and suggest what is near."""
    found = faults(text)
    assert len(found) == 1, found
    assert found[0][:2] == (line, column)
    assert message in found[0][2]
    assert help_ in found[0][3]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Nobody wants to mend one line after the other."""
    found = faults('[edition]\ntitel = "x"\n[validate]\nxsd = 1\n')
    assert [line for line, *_ in found] == [2, 4]


@pytest.mark.parametrize(
    "path", ["/etc", "C:/x", "C:x", "\\\\host\\share", "../x", "a/../../x", "a\\..\\..\\x", ""]
)
@pytest.mark.parametrize(
    "key",
    [
        "[paths]\nletters",
        "[paths]\nregisters",
        "[validate]\nschema",
        "[validate]\nschematron",
        "[validate]\nrules",
        "[validate]\ncatalog",
        "[validate]\nbaseline",
        "[build]\noutput",
    ],
)
def test_no_path_leads_out_of_the_edition(path: str, key: str) -> None:
    """An edition may come from a stranger: its paths stay in its folder on every system."""
    assert len(faults(f"{key} = '{path}'")) == 1


def test_a_schema_is_chosen_only_by_who_chooses_one() -> None:
    """Without [validate] schema the files' own instructions hold: the default is not the name of a schema."""
    assert Settings().validate.schema == ""
    assert parse('[validate]\nschema = "letterbook"', "letterbook.toml").validate.schema == "letterbook"


def test_output_is_never_the_edition_itself() -> None:
    """Building into the edition's own folder would mix products with sources."""
    assert "own folder" in faults("[build]\noutput = '.'")[0][2]


def test_places_survive_strings_lists_and_comments() -> None:
    """The scanner that finds lines is not led astray by what looks like keys within values."""
    text = '''# [edition]
[paths]
letters = [ # titel = 1
  "a]", 'b = "',
]
registers = """
[edition]
titel = 3
"""
[ "edition" ]
"titel" = 1
'''
    assert [(line, column) for line, column, *_ in faults(text)] == [(6, 1), (11, 1)]


def test_dotted_and_inline_tables_are_the_same_tables() -> None:
    """TOML has three ways to write a table."""
    for text in ('edition.title = "x"', 'edition = { title = "x" }', '[edition]\ntitle = "x"'):
        assert parse(text, "letterbook.toml").edition.title == "x"


@given(st.text(max_size=60))
def test_any_text_gives_settings_or_settings_errors(text: str) -> None:
    """Whatever stands in the file, the answer is settings or a finding with a place, never another exception."""
    try:
        parse(text, "letterbook.toml")
    except SettingsError as error:
        assert error.findings and all(f.code == "E001" for f in error.findings)


def test_found_upwards(tmp_path: Path) -> None:
    """The nearest letterbook.toml above a file or folder decides."""
    (tmp_path / "letterbook.toml").write_text('[edition]\ntitle = "outer"', encoding="utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    letter = inner / "x.xml"
    letter.write_text("<x/>", encoding="utf-8")
    assert settings.discover(letter).edition.title == "outer"
    assert settings.discover(letter).root == tmp_path
    (tmp_path / "a" / "letterbook.toml").write_text('[edition]\ntitle = "inner"', encoding="utf-8")
    assert settings.discover(inner).edition.title == "inner"


def test_mine_but_broken_is_an_error(tmp_path: Path) -> None:
    """A broken letterbook.toml is never skipped for one further up."""
    (tmp_path / "letterbook.toml").write_text("", encoding="utf-8")
    (tmp_path / "a" / "letterbook.toml").mkdir(parents=True)
    with pytest.raises(SettingsError, match="is a folder"):
        settings.discover(tmp_path / "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "letterbook.toml").write_bytes(b"[edition]\ntitle = '\xe9'\n")
    with pytest.raises(SettingsError, match="not UTF-8"):
        settings.discover(tmp_path / "b")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    (tmp_path / "letterbook.toml").write_bytes(b"\xef\xbb\xbf[edition]\r\ntitle = 'x'\r\n")
    assert settings.discover(tmp_path).edition.title == "x"


def test_every_key_is_described() -> None:
    """The reference page is made from these descriptions; a key without one would be missing there."""
    keys = list(settings.reference())
    assert {(key.table, key.name) for key in keys} == {
        ("", "config-version"),
        ("", "requires-letterbook"),
        *(("edition", name) for name in ("title", "publisher", "licence", "language", "base-url")),
        *(("paths", name) for name in ("letters", "registers")),
        *(("validate", name) for name in ("schema", "xsd", "schematron", "rules", "catalog", "baseline")),
        ("rules", "RULE"),
        ("exceptions", "PATH"),
        *(("build", name) for name in ("exports", "output")),
    }
    assert all(key.doc.endswith(".") for key in keys)


def test_settings_cross_processes(repository: Path) -> None:
    """Workers are given settings; errors come back from them."""
    loaded = settings.load(repository / "letterbook.toml")
    assert pickle.loads(pickle.dumps(loaded)) == loaded
    with pytest.raises(SettingsError) as caught:
        parse("a = 1", "letterbook.toml")
    assert pickle.loads(pickle.dumps(caught.value)).findings == caught.value.findings
