"""``init``, ``new``, ``build``, ``export`` and ``transform``, as an archive meets them one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from letterbook.distribution import INSTALL

from .conftest import Letterbook

BEGUN = ("--ignore", "letter-without-place,entry-without-description,placeholder-left")
"""What is left to say of letters and entries that were only begun: nobody has written their text yet."""


@pytest.fixture
def edition(letterbook: Letterbook, folder: Path) -> Path:
    """What ``letterbook init`` makes."""
    ran = letterbook("init", "archive")
    assert ran.code == 0, ran.err
    return folder / "archive"


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# ---- init


def test_a_new_edition_validates_and_builds_at_once(letterbook: Letterbook, edition: Path) -> None:
    """The first five minutes: init, validate, build; then twice the same bytes."""
    assert letterbook("validate", "--xsd", cwd=edition).out == "3 files, no findings\n"
    ran = letterbook("build", cwd=edition)
    assert ran.code == 0, ran
    assert ran.out.startswith("checked 3 files, made ")
    first = snapshot(edition / "build")
    assert {name.partition("/")[0] for name in first} == {"html", "pdf", "text"}
    assert "The oil you asked for" in first["text/marbury-quill-1887-03-03.txt"].decode("utf-8")
    assert letterbook("build", cwd=edition).code == 0
    assert snapshot(edition / "build") == first


def test_what_an_edition_holds(edition: Path) -> None:
    """Editors find schemas and catalog beside the letters; the workflow installs from the one pinned address."""
    files = snapshot(edition)
    assert {".gitignore", ".github/workflows/letterbook.yml", "README.md", "letterbook.toml"} <= set(files)
    assert {"schema/letterbook.rng", "schema/letterbook.sch", "schema/catalog.xml"} <= set(files)
    for name in ("README.md", ".github/workflows/letterbook.yml"):
        assert INSTALL in files[name].decode("utf-8")
    assert not any(b"@INSTALL@" in data or b"\r" in data for data in files.values())


def test_files_that_are_there_are_never_touched(letterbook: Letterbook, folder: Path) -> None:
    """An archive that has letters and a README keeps them, and gets no example among them."""
    (folder / "README.md").write_text("mine", encoding="utf-8")
    (folder / "tei" / "letters").mkdir(parents=True)
    (folder / "tei" / "letters" / "x.xml").write_text("<TEI/>", encoding="utf-8")
    ran = letterbook("init", ".")
    assert ran.code == 0
    assert "kept as it was: README.md" in ran.err
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine"
    assert [p.name for p in (folder / "tei").rglob("*.xml")] == ["x.xml"]


def test_init_where_it_cannot_be(letterbook: Letterbook, folder: Path) -> None:
    """A file, and an edition that is there already, are wrong use."""
    (folder / "file").write_text("x", encoding="utf-8")
    assert letterbook("init", "file").code == 2
    assert letterbook("init", "twice").code == 0
    ran = letterbook("init", "twice")
    assert ran.code == 2
    assert "is an edition already" in ran.err
    assert letterbook("init", "file/below").code == 1


# ---- new


def test_new_letters_are_valid(letterbook: Letterbook, edition: Path) -> None:
    """What ``new`` writes has the pattern's name and id, points to the registers, and is valid as it stands."""
    ran = letterbook(
        "new", "--from", "Marbury", "--to", "Anselm Quill", "--date", "1887-04-01", "--place", "gull-ness", cwd=edition
    )  # fmt: skip
    assert (ran.code, ran.out) == (0, "tei/letters/1887-04-01-marbury-quill.xml\n")
    text = (edition / "tei/letters/1887-04-01-marbury-quill.xml").read_text(encoding="utf-8")
    assert 'xml:id="marbury-quill-1887-04-01"' in text
    assert '<persName ref="../registers/persons.xml#quill-anselm">Anselm Quill</persName>' in text
    assert '<placeName ref="../registers/places.xml#gull-ness">Gull Ness</placeName>' in text
    assert '<?xml-model href="../../schema/letterbook.rng"' in text
    assert letterbook("validate", *BEGUN, cwd=edition).out == "4 files, no findings\n"


@pytest.mark.parametrize(
    ("date", "attributes", "words"),
    [
        ("1887", 'when="1887"', "1887"),
        ("1887-04", 'when="1887-04"', "April 1887"),
        ("1887-04-05", 'when="1887-04-05"', "5 April 1887"),
        ("1887?", 'when="1887" cert="medium"', "1887 (?)"),
        ("1887-04~", 'when="1887-04" cert="low"', "about April 1887"),
        ("1887/1889", 'notBefore="1887" notAfter="1889"', "between 1887 and 1889"),
        ("1887-04/..", 'notBefore="1887-04"', "April 1887 or later"),
        ("../1887", 'notAfter="1887"', "1887 or earlier"),
        ("188X", 'notBefore="1880" notAfter="1889"', "between 1880 and 1889"),
        ("1887-XX", 'when="1887"', "1887"),
    ],
)
def test_dates_of_new_letters(
    letterbook: Letterbook, edition: Path, date: str, attributes: str, words: str
) -> None:
    """EDTF on the command line becomes TEI's attributes and plain words; the file is valid."""
    ran = letterbook("new", "--from", "Marbury", "--to", "Quill", "--date", date, cwd=edition)
    assert ran.code == 0, ran.err
    text = (edition / ran.out.strip()).read_text(encoding="utf-8")
    assert f"<date {attributes}>{words}</date>" in text
    assert letterbook("validate", *BEGUN, ran.out.strip(), cwd=edition).out == "1 file, no findings\n"


@pytest.mark.parametrize("date", ["", "yesterday", "1887-13", "1887-02-30", "4.7.1961", "../..", "-0044"])
def test_dates_that_are_none(letterbook: Letterbook, edition: Path, date: str) -> None:
    """A date that is none is wrong use, with the forms that are understood; nothing is written."""
    before = snapshot(edition)
    ran = letterbook("new", "--from", "Marbury", "--to", "Quill", "--date", date, cwd=edition)
    assert (ran.code, ran.out) == (2, "")
    assert "1887-03-03" in ran.err
    assert snapshot(edition) == before


def test_unknown_names_are_offered_or_added(letterbook: Letterbook, edition: Path) -> None:
    """A name that no register has is offered as an entry; with --add it is written, and pointed to."""
    command = ("new", "--from", "Marbury", "--to", "Zoë Ångström & Sons", "--date")
    ran = letterbook(*command, "1888", cwd=edition)
    assert ran.code == 0
    assert '<person xml:id="sons-zoe-angstrom">' in ran.err and "&amp;" in ran.err
    before = (edition / "tei/registers/persons.xml").read_bytes()
    assert b"ngstr" not in before
    ran = letterbook(*command, "1889", "--place", "Far End", "--add", cwd=edition)
    assert ran.code == 0
    after = (edition / "tei/registers/persons.xml").read_bytes()
    assert after != before and len(after.splitlines()) == len(before.splitlines()) + 3
    assert letterbook("validate", *BEGUN, cwd=edition).out == "5 files, no findings\n"
    ran = letterbook(*command, "1890", cwd=edition)
    assert (ran.code, ran.err) == (0, "")


def test_a_name_that_fits_several(letterbook: Letterbook, edition: Path) -> None:
    """Three of the entries that fit are named by their ids; nothing is guessed."""
    register = edition / "tei/registers/persons.xml"
    text = register.read_text(encoding="utf-8")
    more = "".join(
        f'<person xml:id="quill-{n}"><persName><forename>{n.title()}</forename> <surname>Quill</surname></persName></person>'
        for n in ("ada", "bea", "cyd")
    )
    register.write_text(text.replace("</listPerson>", f"{more}</listPerson>"), encoding="utf-8")
    ran = letterbook("new", "--from", "Marbury", "--to", "quill", "--date", "1888", cwd=edition)
    assert (ran.code, ran.out) == (2, "")
    assert "Quill: error: fits 4 entries" in ran.err.replace("quill: error", "Quill: error")
    assert ran.err.count("quill-") == 3 and "and 1 more" in ran.err
    assert (
        letterbook("new", "--from", "Marbury", "--to", "quill-bea", "--date", "1888", cwd=edition).code == 0
    )


def test_new_never_overwrites(letterbook: Letterbook, edition: Path) -> None:
    """A second letter of one day needs a file name of its own; its id is made unique."""
    command = ("new", "--from", "Marbury", "--to", "Quill", "--date", "1888")
    assert letterbook(*command, cwd=edition).code == 0
    before = snapshot(edition)
    ran = letterbook(*command, cwd=edition)
    assert (ran.code, ran.out) == (2, "")
    assert "never overwritten" in ran.err and "1888-marbury-quill-2.xml" in ran.err
    assert snapshot(edition) == before
    ran = letterbook(*command, "tei/letters/1888-marbury-quill-2.xml", cwd=edition)
    assert ran.code == 0
    assert letterbook("validate", *BEGUN, cwd=edition).out == "5 files, no findings\n"


def test_new_outside_an_edition(letterbook: Letterbook, folder: Path, edition: Path) -> None:
    """A letter is begun in an edition; from outside, the edition is named."""
    command = ("new", "--from", "Marbury", "--to", "Quill", "--date", "1888")
    ran = letterbook(*command)
    assert ran.code == 2 and "letterbook init DIR" in ran.err
    assert letterbook(*command, "archive").out == "archive/tei/letters/1888-marbury-quill.xml\n"


def test_names_that_are_markup_or_other_scripts(letterbook: Letterbook, edition: Path) -> None:
    """Names are escaped where they are written, and give file names that every disk takes."""
    ran = letterbook(
        "new", "--from", 'A "<b>" & c', "--to", "Лев Толстой", "--date", "1888", "--add", cwd=edition
    )
    assert (ran.code, ran.out) == (0, "tei/letters/1888-c-толстои.xml\n")
    assert letterbook("validate", *BEGUN, cwd=edition).out == "4 files, no findings\n"
    ran = letterbook("new", "--from", "../../x", "--to", "CON", "--date", "1888", cwd=edition)
    assert (ran.code, ran.out) == (0, "tei/letters/1888-x-con.xml\n")


# ---- build, export


def test_build_stops_at_errors(letterbook: Letterbook, edition: Path) -> None:
    """Nothing is made of an edition with errors, unless --force says so."""
    letter = edition / "tei/letters/1887-03-03-marbury-quill.xml"
    letter.write_text(
        letter.read_text(encoding="utf-8").replace("#quill-anselm", "#nobody", 1), encoding="utf-8"
    )
    ran = letterbook("build", cwd=edition)
    assert (ran.code, ran.out) == (1, "")
    assert "P001" in ran.err and "nothing was made" in ran.err
    assert not (edition / "build").exists()
    ran = letterbook("build", "--force", "-o", "out", cwd=edition)
    assert ran.code == 1
    assert (edition / "out/html/index.html").is_file()


def test_build_knows_the_baseline(letterbook: Letterbook, edition: Path) -> None:
    """Old errors do not stop it, and are counted in one line; a new one does; a baseline that is not there is wrong use."""
    letter = edition / "tei/letters/1887-03-03-marbury-quill.xml"
    settings = edition / "letterbook.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("[validate]\n", '[validate]\nbaseline = "known.json"\n'), encoding="utf-8"
    )
    letter.write_text(
        letter.read_text(encoding="utf-8").replace("#quill-anselm", "#nobody", 1), encoding="utf-8"
    )
    ran = letterbook("build", cwd=edition)
    assert ran.code == 2 and "known.json" in ran.err and not (edition / "build").exists()
    letterbook("validate", "--update-baseline", cwd=edition)
    ran = letterbook("build", cwd=edition)
    assert ran.code == 0, ran.err
    assert "P001" not in ran.err and ran.err.count("in it not told") == 1
    assert (edition / "build/html/index.html").is_file()
    letter.write_text(
        letter.read_text(encoding="utf-8").replace("#marbury", "#somebody", 1), encoding="utf-8"
    )
    ran = letterbook("build", "-o", "out", cwd=edition)
    assert ran.code == 1 and "#somebody" in ran.err and "#nobody" not in ran.err
    assert not (edition / "out").exists()


def test_export_of_one_letter(letterbook: Letterbook, edition: Path) -> None:
    """One format of one letter, into a folder of one's own; options of text are for text."""
    letter = "tei/letters/1887-03-03-marbury-quill.xml"
    ran = letterbook("export", "text", letter, "-o", "out", "--diplomatic", "--wrap", "60", cwd=edition)
    assert ran.code == 0, ran.err
    text = (edition / "out/marbury-quill-1887-03-03.txt").read_text(encoding="utf-8")
    assert "recieve" in text
    assert max(map(len, text.splitlines())) <= 60
    assert letterbook("export", "html", "--wrap", "60", cwd=edition).code == 2
    assert letterbook("export", "text", "nothing.xml", cwd=edition).code == 2


@pytest.mark.parametrize("command", [("build",), ("export", "text"), ("init",)])
def test_output_where_a_file_is(letterbook: Letterbook, edition: Path, command: tuple[str, ...]) -> None:
    """A file where the output folder belongs is told, and stays."""
    (edition / "out").write_text("mine", encoding="utf-8")
    arguments = ("init", "out/x") if command == ("init",) else (*command, "-o", "out")
    ran = letterbook(*arguments, cwd=edition)
    assert ran.code == 1
    assert "X005" in ran.err and "Traceback" not in ran.err
    assert (edition / "out").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("command", [("build", "-o", "out"), ("export", "text", "-o", "out"), ("build",)])
def test_read_only_output(
    letterbook: Letterbook, edition: Path, ordinary: tuple[str, ...], command: tuple[str, ...]
) -> None:
    """A folder that may not be written to: one message, nothing half written."""
    out = edition / "out"
    out.mkdir()
    for folder in (out, edition):
        folder.chmod(0o555)
    ran = letterbook(*command, cwd=edition, prefix=ordinary)
    edition.chmod(0o755)
    assert ran.code == 1, ran
    assert ran.err.count("X005") == 1 and "Traceback" not in ran.err
    assert list(out.iterdir()) == [] and not (edition / "build").exists()


def test_a_cache_that_cannot_be_written(
    letterbook: Letterbook, edition: Path, ordinary: tuple[str, ...], tmp_path: Path
) -> None:
    """The cache is never needed."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    ran = letterbook("build", cwd=edition, prefix=ordinary, LETTERBOOK_CACHE_DIR=str(locked / "cache"))
    assert ran.code == 0, ran


# ---- transform

SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:param name="word" select="'none'"/>
  <xsl:output method="text"/>
  <xsl:template match="/"><xsl:value-of select="$word, name(*)"/></xsl:template>
</xsl:stylesheet>
"""


def test_transform(letterbook: Letterbook, folder: Path) -> None:
    """Anybody's stylesheet over files of any folder; results keep their places below the folder given."""
    for name in ("a/x.xml", "b/x.xml"):
        (folder / "in" / name).parent.mkdir(parents=True)
        (folder / "in" / name).write_text("<e/>", encoding="utf-8")
    (folder / "s.xsl").write_text(SHEET, encoding="utf-8")
    ran = letterbook("transform", "s.xsl", "in", "-o", "out", "--param", "word=hello")
    assert ran.code == 0, ran.err
    assert snapshot(folder / "out") == {"a/x.txt": b"hello e", "b/x.txt": b"hello e"}
    ran = letterbook("transform", "s.xsl", "in/a/x.xml", "in/b/x.xml", "-o", "flat")
    assert sorted(snapshot(folder / "flat")) == ["x-2.txt", "x.txt"]


def test_transform_badly(letterbook: Letterbook, folder: Path) -> None:
    """A stylesheet of no use and a parameter that is none are wrong use; a bad file is a finding."""
    (folder / "s.xsl").write_text(SHEET, encoding="utf-8")
    (folder / "bad.xsl").write_text(SHEET.replace("$word,", "$wrd,"), encoding="utf-8")
    (folder / "a.xml").write_text("<e/>", encoding="utf-8")
    (folder / "b.xml").write_text("<e>", encoding="utf-8")
    assert letterbook("transform", "bad.xsl", "a.xml", "-o", "out").code == 2
    assert letterbook("transform", "a.xml", "a.xml", "-o", "out").code == 2
    assert letterbook("transform", "s.xsl", "a.xml", "-o", "out", "--param", "word").code == 2
    assert letterbook("transform", "s.xsl", "none.xml", "-o", "out").code == 2
    assert not (folder / "out").exists()
    ran = letterbook("transform", "s.xsl", "a.xml", "b.xml", "-o", "out")
    assert ran.code == 1 and "R006" in ran.err
    assert list(snapshot(folder / "out")) == ["a.txt"]


def test_transform_locked_in(letterbook: Letterbook, folder: Path) -> None:
    """A stylesheet reads no file unless the user allows it."""
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    address = (folder / "secret.txt").as_uri()
    (folder / "s.xsl").write_text(SHEET.replace("$word,", f"unparsed-text('{address}'),"), encoding="utf-8")
    (folder / "a.xml").write_text("<e/>", encoding="utf-8")
    ran = letterbook("transform", "s.xsl", "a.xml", "-o", "out")
    assert ran.code in (1, 2) and not (folder / "out").exists()
    ran = letterbook("transform", "s.xsl", "a.xml", "-o", "out", "--allow-code")
    assert ran.code == 0, ran.err
    assert snapshot(folder / "out") == {"a.txt": b"secret e"}
