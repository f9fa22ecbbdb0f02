"""Which files an edition has: folders, patterns, links, and paths that stand for nothing."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from letterbook.reading.edition import Edition, EditionError
from letterbook.reading.listing import matching, walk
from letterbook.settings import Settings, load

LETTER = "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><correspDesc/></teiHeader><text><body><p/></body></text></TEI>"
PERSONS = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/><standOff><listPerson><person xml:id='a'/></listPerson>"
    "</standOff></TEI>"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An edition with two letters, a register, and things that are none of it."""
    folder = tmp_path / "my edition ü"
    files = {
        "letterbook.toml": "[paths]\nletters = 'tei/letters'\nregisters = 'tei/registers'\n",
        "tei/letters/b.xml": LETTER,
        "tei/letters/1961/a.XML": LETTER,
        "tei/letters/.hidden/c.xml": LETTER,
        "tei/letters/readme.txt": "no",
        "tei/registers/persons.xml": PERSONS,
        "build/html/tei/b.xml": LETTER,
        "other/d.xml": LETTER,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def names(files: object) -> list[str]:
    return [file.name for file in files]  # type: ignore[attr-defined]


def test_the_whole_edition(root: Path) -> None:
    """Without paths, or with its folder, everything in the settings' folders is selected, in a stable order."""
    for paths in ([], [root]):
        edition = Edition.open(paths, load(root / "letterbook.toml"))
        assert names(edition.letter_files) == ["tei/letters/1961/a.XML", "tei/letters/b.xml"]
        assert names(edition.register_files) == ["tei/registers/persons.xml"]
        assert names(edition.selected) == [*names(edition.letter_files), *names(edition.register_files)]
        assert edition.root == root
        assert list(edition.register.entries) == ["a"]


def test_settings_are_found_from_the_path(root: Path) -> None:
    """The letterbook.toml above the path holds, though another folder is the current one."""
    edition = Edition.open([root / "tei" / "letters" / "b.xml"])
    assert edition.root == root
    assert names(edition.selected) == ["tei/letters/b.xml"]
    assert names(edition.register_files) == ["tei/registers/persons.xml"]
    assert len(edition.letter_files) == 2


def test_some_paths_of_an_edition(root: Path) -> None:
    """A folder selects its files, a register is a register, and a file from elsewhere in the edition counts too."""
    settings = load(root / "letterbook.toml")
    some = Edition.open([root / "tei" / "letters" / "1961", root / "tei" / "registers"], settings)
    assert names(some.selected) == ["tei/letters/1961/a.XML", "tei/registers/persons.xml"]
    assert names(some.selected_letters) == ["tei/letters/1961/a.XML"]
    other = Edition.open([root / "other" / "d.xml"], settings)
    assert names(other.selected) == ["other/d.xml"]
    assert "other/d.xml" in names(other.letter_files)


def test_paths_without_an_edition(root: Path) -> None:
    """Without a letterbook.toml the paths are all there is; registers are told by what they hold."""
    (root / "letterbook.toml").unlink()
    edition = Edition.open([root / "tei"], Settings())
    assert edition.root is None
    assert [Path(name).name for name in names(edition.letter_files)] == ["a.XML", "b.xml"]
    assert [Path(name).name for name in names(edition.register_files)] == ["persons.xml"]
    assert all("\\" not in name for name in names(edition.selected))


def test_paths_that_stand_for_nothing_are_errors(root: Path, tmp_path: Path) -> None:
    """A missing path, an empty folder and a pattern without a match are told, all of them, and never pass."""
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(EditionError) as caught:
        Edition.open([tmp_path / "missing.xml", empty], Settings())
    assert [(f.code, Path(f.span.file).name) for f in caught.value.findings] == [
        ("R001", "missing.xml"),
        ("E002", "empty"),
    ]
    (root / "letterbook.toml").write_text(
        "[paths]\nletters = ['tei/letters', 'briefe/*.xml']\n", encoding="utf-8"
    )
    with pytest.raises(EditionError, match=r"names 'briefe/\*.xml', which holds no .xml file"):
        Edition.open([], load(root / "letterbook.toml"))
    sent = pickle.loads(pickle.dumps(caught.value))
    assert sent.findings == caught.value.findings


@pytest.mark.parametrize(
    ("letters", "message", "help_"),
    [
        ("tei/leters", "but there is no such file or folder", "did you mean tei/letters?"),
        ("te/letters", "but there is no such file or folder", "did you mean tei/letters?"),
        ("zzzzz", "but there is no such file or folder", "begin one: letterbook new"),
        ("empty", "which holds no .xml file", "begin one: letterbook new"),
    ],
)
def test_paths_of_the_settings_say_what_is_not_there(
    root: Path, letters: str, message: str, help_: str
) -> None:
    """A folder that is misspelt and one that is empty are told apart, at the line that names them."""
    (root / "empty").mkdir()
    (root / "letterbook.toml").write_text(f"[paths]\n\nletters = '{letters}'\n", encoding="utf-8")
    with pytest.raises(EditionError) as caught:
        Edition.open([], load(root / "letterbook.toml"))
    finding = caught.value.finding
    assert finding.message == f"[paths] letters names {letters!r}, {message}"
    assert (finding.span.file, finding.span.line, finding.help) == ("letterbook.toml", 3, help_)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("tei/letters", ["tei/letters/1961/a.XML", "tei/letters/b.xml"]),
        ("tei/letters/b.xml", ["tei/letters/b.xml"]),
        ("tei/letters/*.xml", ["tei/letters/b.xml"]),
        ("tei/**/*.xml", ["tei/letters/b.xml", "tei/registers/persons.xml"]),
        ("tei/**", ["tei/letters/1961/a.XML", "tei/letters/b.xml", "tei/registers/persons.xml"]),
        ("tei/*/?.xml", ["tei/letters/b.xml"]),
        ("tei/letters/[ab].xml", ["tei/letters/b.xml"]),
        ("tei/letters/[!b].xml", []),
        ("nowhere/*.xml", []),
        ("../*.xml", []),
    ],
)
def test_patterns(root: Path, pattern: str, found: list[str]) -> None:
    """* and ? stay within a name, ** crosses folders, a class is a class; nothing outside is ever matched."""
    assert sorted(path.relative_to(root).as_posix() for path in matching(root, pattern)) == found


def link(path: Path, target: Path) -> None:
    """Make a symbolic link, or skip where that is not allowed."""
    try:
        path.symlink_to(target, target_is_directory=target.is_dir())
    except (OSError, NotImplementedError):
        pytest.skip("symbolic links cannot be made here")


def test_links_never_lead_out_and_loops_end(root: Path, tmp_path: Path) -> None:
    """A link out of the edition is not followed, one to a folder above it does not loop, a dead one is no error."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.xml").write_text(LETTER, encoding="utf-8")
    letters = root / "tei" / "letters"
    link(letters / "out", outside)
    link(letters / "secret.xml", outside / "secret.xml")
    link(letters / "loop", root)
    link(letters / "dead.xml", root / "nothing.xml")
    link(letters / "self", letters / "self")
    edition = Edition.open([], load(root / "letterbook.toml"))
    found = {path.path.resolve() for path in edition.letter_files}
    assert not any(path.is_relative_to(outside) for path in found)
    assert letters / "b.xml" in found
    assert len(list(walk(root, skip=(root / "build",)))) == len(
        {p.resolve() for p in walk(root, skip=(root / "build",))}
    )


def test_names_that_differ_by_case_only_are_told(root: Path) -> None:
    """Two files that are one on other disks are a warning."""
    letters = root / "tei" / "letters"
    (letters / "B.xml").write_text(LETTER, encoding="utf-8")
    if (letters / "B.xml").samefile(letters / "b.xml"):
        pytest.skip("this disk does not tell the two names apart")
    edition = Edition.open([], load(root / "letterbook.toml"))
    assert [(f.code, f.message) for f in edition.findings] == [
        ("E003", "differs from tei/letters/B.xml only by upper and lower case")
    ]


def test_a_register_that_cannot_be_read_is_told(root: Path) -> None:
    """The other registers are still read."""
    (root / "tei" / "registers" / "bad.xml").write_text("<TEI>", encoding="utf-8")
    edition = Edition.open([], load(root / "letterbook.toml"))
    assert list(edition.register.entries) == ["a"]
    assert [finding.span.file for finding in edition.unreadable] == ["tei/registers/bad.xml"]
