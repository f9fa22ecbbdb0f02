"""The cache: broken, missing and unwritable are all the same as empty, and what others could write is not trusted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from letterbook import cache


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own for each test."""
    monkeypatch.setenv("LETTERBOOK_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_what_is_kept_comes_back() -> None:
    name = cache.key(["a", b"b"])
    assert cache.load("kind", name) is None
    cache.save("kind", name, b"content")
    assert cache.load("kind", name) == b"content"


def test_no_two_lists_of_parts_share_a_key() -> None:
    keys = {cache.key(parts) for parts in (["ab"], ["a", "b"], ["", "ab"], ["ab", ""], [])}
    assert len(keys) == 5


def test_what_is_broken_is_not_there(place: Path) -> None:
    name = cache.key(["a"])
    cache.save("kind", name, b"content")
    [file] = [path for path in place.rglob("*") if path.is_file()]
    file.write_bytes(file.read_bytes()[:-1] + b"X")
    assert cache.load("kind", name) is None
    file.write_bytes(b"")
    assert cache.load("kind", name) is None


def test_a_cache_that_cannot_be_written_is_no_error(place: Path) -> None:
    place.write_text("a file where the folder belongs", encoding="utf-8")
    cache.save("kind", cache.key(["a"]), b"content")
    cache.save_object("kind", cache.key(["a"]), {"a": 1})
    assert cache.load("kind", cache.key(["a"])) is None
    assert cache.load_object("kind", cache.key(["a"])) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_objects_are_kept_only_where_nobody_else_can_write(place: Path) -> None:
    """A pickle that others could have put there would run their code."""
    name = cache.key(["a"])
    cache.save_object("kind", name, {"a": 1})
    assert cache.load_object("kind", name) == {"a": 1}
    (place / "store").chmod(0o777)
    assert cache.load_object("kind", name) is None
    (place / "store").chmod(0o700)
    (place / "store" / "kind").chmod(0o770)
    assert cache.load_object("kind", name) is None


def test_clearing_removes_what_is_kept_and_nothing_else(place: Path) -> None:
    """Also when the folder that was named holds files of somebody."""
    place.mkdir()
    (place / "mine.txt").write_text("mine", encoding="utf-8")
    cache.save("kind", cache.key(["a"]), b"content")
    assert cache.clear() == 1
    assert [path.name for path in place.rglob("*")] == ["mine.txt"]
    assert cache.clear() == 0


def test_a_built_schema_is_built_anew_when_a_file_it_imports_changes(tmp_path: Path) -> None:
    from letterbook.sources import parse
    from letterbook.xsd import Xsd

    head = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    (tmp_path / "part.xsd").write_text(
        f'{head}><xs:element name="a" type="xs:integer"/></xs:schema>', encoding="utf-8"
    )
    main = tmp_path / "main.xsd"
    main.write_text(f'{head}><xs:include schemaLocation="part.xsd"/></xs:schema>', encoding="utf-8")
    document = parse(b"<a>word</a>", "a.xml")
    for _ in range(2):
        assert len(list(Xsd.load(main).check(document))) == 1
    (tmp_path / "part.xsd").write_text(
        f'{head}><xs:element name="a" type="xs:string"/></xs:schema>', encoding="utf-8"
    )
    assert list(Xsd.load(main).check(document)) == []
