"""Compiled grammars in the cache: used when nothing changed, made anew when anything did, never believed blindly."""

from __future__ import annotations

import hashlib
import json
import pickletools
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.relaxng.written import write

from letterbook import cache
from letterbook.relaxng import Catalog, Grammar, GrammarError, compiled
from letterbook.relaxng.automaton import Automaton
from letterbook.relaxng.loading import reading
from letterbook.relaxng.program import Program
from letterbook.relaxng.proving import proven
from letterbook.sources import parse

TOP = "<grammar @><include href='part.rng'/><start><ref name='a'/></start></grammar>"
PART = (
    "<grammar @><define name='a'><element name='a'><attribute name='k'/><text/></element></define></grammar>"
)
RIGHT = b"<a k=''>x</a>"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("LETTERBOOK_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The paths of the grammars that were not taken from the cache."""
    paths: list[Path] = []
    real = reading.load_program

    def load_program(path: Path, **options: Any) -> Any:
        paths.append(path)
        return real(path, **options)

    monkeypatch.setattr(reading, "load_program", load_program)
    return paths


def kept(store: Path) -> list[Path]:
    """The files in the cache."""
    return sorted(path for path in store.rglob("*") if path.is_file())


def right(path: Path, document: bytes = RIGHT) -> bool:
    """Load a grammar and judge."""
    return Grammar.load(path).valid(parse(document, "a.xml"))


def put(store: Path, content: bytes) -> None:
    """Another content for the one file in the cache, with the hash that belongs to it."""
    (path,) = kept(store)
    path.write_bytes(hashlib.sha256(content).digest() + content)


def document(store: Path) -> dict[str, Any]:
    """What is kept, read."""
    (path,) = kept(store)
    found: dict[str, Any] = json.loads(path.read_bytes()[32:])
    return found


def test_the_second_time_it_comes_from_the_cache(tmp_path: Path, made: list[Path]) -> None:
    """Made once, the same verdicts after; what is kept gives the very rows that were made."""
    path = write(tmp_path, top_rng=TOP, part_rng=PART)
    assert right(path) and right(path)
    assert not right(path, b"<a/>")
    assert made == [path]
    whole = json.loads(json.dumps(reading.load_program(path)[0].rows))
    assert Grammar.load(path).automaton.program.rows == whole


def test_it_is_json(tmp_path: Path, store: Path) -> None:
    """No pickle: after the hash comes text that json reads and pickle does not."""
    right(write(tmp_path, top_rng=TOP, part_rng=PART))
    (path,) = kept(store)
    data = path.read_bytes()[32:]
    assert set(json.loads(data)) == {"files", "start", "elements", "rows"}
    with pytest.raises(ValueError):
        list(pickletools.genops(data))


@pytest.mark.parametrize("changed", ["top.rng", "part.rng"])
def test_a_changed_file_makes_it_anew(tmp_path: Path, made: list[Path], changed: str) -> None:
    """The grammar itself or one that it includes."""
    path = write(tmp_path, top_rng=TOP, part_rng=PART)
    assert right(path)
    file = tmp_path / changed
    old = file.read_text(encoding="utf-8")
    file.write_text(old.replace("'k'", "'l'").replace("<start>", "<start> "), encoding="utf-8")
    assert right(path) == (changed == "top.rng")
    assert made == [path, path]
    file.write_text(old, encoding="utf-8")
    assert right(path)


def test_an_included_file_that_is_gone(tmp_path: Path) -> None:
    """What is kept does not hide that the grammar cannot be loaded any more."""
    path = write(tmp_path, top_rng=TOP, part_rng=PART)
    assert right(path)
    (tmp_path / "part.rng").unlink()
    with pytest.raises(GrammarError) as caught:
        Grammar.load(path)
    assert "part.rng" in str(caught.value.finding)


def test_the_same_bytes_in_two_folders(tmp_path: Path, made: list[Path], store: Path) -> None:
    """They may include other files: each is kept for itself."""
    one = write(tmp_path / "one", top_rng=TOP, part_rng=PART)
    two = write(tmp_path / "two", top_rng=TOP, part_rng=PART.replace("'k'", "'l'"))
    for _ in range(2):
        assert right(one) and not right(two)
        assert right(two, b"<a l=''/>")
    assert made == [one, two]
    assert len(kept(store)) == 2


def test_another_version_makes_it_anew(
    tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another version of Letterbook, or of the form of what is kept, has left is not read."""
    path = write(tmp_path, top_rng=TOP, part_rng=PART)
    right(path)
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    right(path)
    monkeypatch.setattr(compiled, "_FORMAT", "0")
    right(path)
    right(path)
    assert made == [path] * 3


def test_another_catalog_makes_it_anew(tmp_path: Path, made: list[Path]) -> None:
    """What addresses lead to is part of the grammar."""
    path = write(
        tmp_path,
        top_rng=TOP.replace("part.rng", "http://e.org/p.rng"),
        part_rng=PART,
        other_rng=PART.replace("'k'", "'l'"),
    )
    verdicts = []
    for target in ("part.rng", "other.rng", "part.rng"):
        catalog = tmp_path / "catalog.xml"
        catalog.write_text(
            "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>"
            f"<uri name='http://e.org/p.rng' uri='{target}'/></catalog>",
            encoding="utf-8",
        )
        verdicts.append(Grammar.load(path, catalog=Catalog.load(catalog)).valid(parse(RIGHT, "a.xml")))
    assert verdicts == [True, False, True]
    assert made == [path, path]


def test_an_incorrect_grammar_is_not_kept(tmp_path: Path, store: Path) -> None:
    """It is refused each time, with its place."""
    path = write(tmp_path, top_rng="<grammar @>\n<start><ref name='a'/></start></grammar>")
    for _ in range(2):
        with pytest.raises(GrammarError) as caught:
            Grammar.load(path)
        assert caught.value.finding.span.line == 2
    assert kept(store) == []


def broken(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """A change of the bytes in the cache, without a hash that fits."""

    def do(path: Path) -> None:
        path.write_bytes(change(path.read_bytes()))

    return do


@pytest.mark.parametrize(
    "change",
    [
        broken(lambda data: b""),
        broken(lambda data: data[:20]),
        broken(lambda data: data[:-7]),
        broken(lambda data: data + b" "),
        broken(lambda data: data.replace(b'"k"', b'"l"')),
        broken(lambda data: data[:32]),
    ],
    ids=["empty", "cut short", "cut", "longer", "changed", "hash alone"],
)
def test_a_broken_file_makes_it_anew(
    tmp_path: Path, store: Path, made: list[Path], change: Callable[[Path], None]
) -> None:
    """Silently, and what is kept then is whole again."""
    path = write(tmp_path, top_rng=TOP, part_rng=PART)
    right(path)
    change(kept(store)[0])
    assert right(path) and not right(path, b"<a l=''/>")
    assert made == [path, path]


def test_a_folder_that_cannot_be_written(
    tmp_path: Path, made: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache in a file's place: everything is made each time, and nothing is said."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("LETTERBOOK_CACHE_DIR", str(tmp_path / "file" / "cache"))
    path = write(tmp_path, top_rng=TOP, part_rng=PART)
    assert right(path) and right(path)
    assert made == [path, path]


NAME = ["name", "", "a"]
LONG_NUMBER = int("9" * 400)
CHANGES: dict[str, tuple[str, Any]] = {
    "rows are no list": ("rows", {"0": ["empty"]}),
    "no rows": ("rows", []),
    "a row is a text": ("rows", ["empty"]),
    "a row is nothing": ("rows", [None]),
    "an unknown kind": ("rows", [["magic"]]),
    "a kind that is a list": ("rows", [[["empty"]]]),
    "a row of itself": ("rows", [["oneOrMore", 0]]),
    "a later row": ("rows", [["group", [1, 2]], ["empty"], ["empty"]]),
    "a row before the first": ("rows", [["empty"], ["oneOrMore", -1]]),
    "a huge number": ("rows", [["empty"], ["list", LONG_NUMBER]]),
    "a broken number": ("rows", [["empty"], ["list", 0.5]]),
    "a number that is a text": ("rows", [["empty"], ["list", "0"]]),
    "a choice of none": ("rows", [["choice", []]]),
    "a choice of a text": ("rows", [["choice", "ab"]]),
    "an element that is not there": ("rows", [["element", 7]]),
    "an unknown datatype": ("rows", [["data", "", "magic", [], -1]]),
    "an unknown library": ("rows", [["data", "urn:x", "string", [], -1]]),
    "a value of an unknown datatype": ("rows", [["value", "", "magic", "x", []]]),
    "a wrong parameter": ("rows", [["data", "", "string", [["length", "1"]], -1]]),
    "parameters that are none": ("rows", [["data", "", "string", [["length"]], -1]]),
    "an exception of a later row": ("rows", [["data", "", "string", [], 5]]),
    "a value that is a number": ("rows", [["value", "", "string", 1, []]]),
    "prefixes that are none": ("rows", [["value", "", "string", "x", ["ab", 1]]]),
    "an attribute without name": ("rows", [["text"], ["attribute", None, 0]]),
    "a name of numbers": ("rows", [["text"], ["attribute", ["name", 1, 2], 0]]),
    "an unknown name class": ("rows", [["text"], ["attribute", ["some", "a"], 0]]),
    "too many in an interleave": (
        "rows",
        [["text"], *(["interleave", [number, number]] for number in range(40))],
    ),
    "elements are no list": ("elements", "ab"),
    "an element that is a text": ("elements", ["ab"]),
    "an element of a later row": ("elements", [[NAME, 10**9]]),
    "an element of three": ("elements", [[NAME, 0, 0]]),
    "exceptions in exceptions": (
        "elements",
        [[reduce(lambda inner, _: ["anyName", inner], range(60), NAME), 0]],
    ),
    "no start": ("start", None),
    "a start that is not there": ("start", 10**6),
    "files are no list": ("files", 5),
    "files that are no pairs": ("files", [1]),
    "files without names": ("files", [[1, 2]]),
    "a name with a zero": ("files", [["a\0b", "00"]]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_file_of_wrong_content_makes_it_anew(
    tmp_path: Path, store: Path, made: list[Path], name: str
) -> None:
    """Whoever can write to the cache can write a hash that fits too: such rows are never used."""
    path = write(tmp_path, top_rng=TOP, part_rng=PART)
    right(path)
    content = document(store)
    key, value = CHANGES[name]
    content[key] = value
    if key == "rows" and isinstance(value, list):
        content["start"] = max(len(value) - 1, 0)
        content["elements"] = [[NAME, 0]] if "not there" not in name else []
    put(store, json.dumps(content).encode())
    assert right(path) and not right(path, b"<a/>")
    assert made == [path, path]
    assert right(path)
    assert len(made) == 2, "what was made is kept"


@pytest.mark.parametrize(
    "content",
    [
        b"null",
        b"[]",
        b"1",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"files": ' * 5_000,
        b"9" * 10_000,
        b'"' + b"x" * 10_000_000,
    ],
    ids=[
        "null",
        "list",
        "number",
        "nothing in it",
        "no text",
        "deep",
        "deep objects",
        "long number",
        "cut text",
    ],
)
def test_a_file_of_other_json_makes_it_anew(
    tmp_path: Path, store: Path, made: list[Path], content: bytes
) -> None:
    """Also what is deeper than json goes."""
    path = write(tmp_path, top_rng=TOP, part_rng=PART)
    right(path)
    put(store, content)
    assert right(path)
    assert made == [path, path]


def test_files_that_are_none_are_not_opened(tmp_path: Path, store: Path, made: list[Path]) -> None:
    """A folder, or a device that never ends, as a file of the grammar."""
    path = write(tmp_path, top_rng=TOP, part_rng=PART)
    right(path)
    content = document(store)
    for name in (str(tmp_path), "/dev/zero"):
        put(store, json.dumps({**content, "files": [[name, "0" * 64]]}).encode())
        assert right(path)
    assert made == [path] * 3


_rows = st.deferred(
    lambda: st.one_of(
        st.sampled_from([["empty"], ["notAllowed"], ["text"]]),
        st.tuples(
            st.sampled_from(["choice", "group", "interleave"]), st.lists(_few, min_size=2, max_size=3)
        ).map(list),
        st.tuples(st.sampled_from(["oneOrMore", "list", "element"]), _few).map(list),
        st.tuples(st.just("attribute"), st.sampled_from([NAME, ["anyName", NAME]]), _few).map(list),
        st.tuples(st.just("data"), st.just(""), st.just("token"), st.just([]), st.integers(-1, 5)).map(list),
        st.just(["value", "", "token", "x", []]),
    )
)
_few = st.integers(0, 8)


@settings(
    max_examples=400, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
)
@given(st.lists(_rows, min_size=1, max_size=9), st.lists(_few, min_size=1, max_size=3), _few)
def test_rows_that_no_schema_gives_do_no_harm(rows: list[Any], contents: list[int], start: int) -> None:
    """Attributes in lists, elements in exceptions, a start of text: whatever the verdicts, there are some."""
    program = proven(rows, [[NAME, one] for one in contents], start)
    if program is None:
        assert (
            any(one >= len(rows) for one in contents)
            or start >= len(rows)
            or not all(map(_fits, rows, range(9), [len(contents)] * 9))
        )
        return
    assert isinstance(program, Program)
    grammar = Grammar(program, "rows.rng")
    for text in (b"<a/>", b"<a a='x'>x<a>x</a><a/></a>", b"<a b='1' a='2'>x y</a>", b"<b/>"):
        source = parse(text, "a.xml")
        assert grammar.valid(source) == (not list(grammar.check(source)))
    assert isinstance(grammar.automaton, Automaton)


def _fits(row: Any, number: int, elements: int) -> bool:
    """Whether a row names earlier rows only, and elements that are there."""
    if row[0] == "element":
        return bool(row[1] < elements)
    return all(
        one < number
        for part in row[1:]
        for one in (part if isinstance(part, list) else [part])
        if isinstance(one, int)
    )
