"""Certain fixes: made together where they can be, proven, and written whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letterbook import editing
from letterbook.findings import Edit, Finding, Fix, Severity, Span
from letterbook.sources import Source, parse
from letterbook.validation import fixing
from letterbook.validation.diffing import unified
from letterbook.validation.fixing import CheckedFile, Mending, mend, told, write

LETTER = "<a>\n<p>one  two  three</p>\n<p n='x'>four</p>\n</a>"


def finding(name: str, *edits: Edit, certain: bool = True, code: str = "T001") -> Finding:
    """A finding that these edits mend."""
    at = min((edit.start for edit in edits), default=0)
    return Finding(
        code,
        Severity.WARNING,
        f"at {at}",
        Span(name, 1, at + 1),
        name="fault",
        fix=Fix("mend", edits, certain),
    )


def spaces(source: Source) -> Iterator[Finding]:
    """A rule: two spaces, of which the second is one too many."""
    for match in re.finditer(rb" (?= )", source.data):
        yield finding(source.name, Edit(match.start(), match.start() + 1, ""))


class Folder:
    """Files on a disk, checked by ``spaces``."""

    def __init__(self, path: Path, **files: str) -> None:
        self.path = path
        self.checked = 0
        for name, text in files.items():
            (path / f"{name}.xml").write_bytes(text.encode())

    @property
    def files(self) -> dict[str, CheckedFile]:
        """What was checked."""
        return {
            path.name: CheckedFile(path, self.source(path.name).digest)
            for path in sorted(self.path.glob("*.xml"))
        }

    def source(self, name: str) -> Source:
        return parse((self.path / name).read_bytes(), name, path=self.path / name)

    def findings(self) -> list[Finding]:
        return [one for path in sorted(self.path.glob("*.xml")) for one in spaces(self.source(path.name))]

    def recheck(self, changed: Mapping[str, Source]) -> Iterable[Finding]:
        self.checked += 1
        return [one for source in changed.values() for one in spaces(source)]

    def text(self, name: str) -> str:
        return (self.path / name).read_bytes().decode()


def mended(folder: Folder) -> Mending:
    return mend(folder.findings(), folder.files, folder.recheck)


def test_fixes_are_made_until_there_are_none(tmp_path: Path) -> None:
    """All files are mended, checked again, and only then written; what was mended is told."""
    folder = Folder(tmp_path, a=LETTER, b="<a>    </a>", c="<a/>")
    before = {name: folder.text(name) for name in folder.files}
    mending = mended(folder)
    assert {name: folder.text(name) for name in folder.files} == before
    assert folder.checked == 1 and mending.findings == {"a.xml": (), "b.xml": ()}
    done = write(mending)
    assert (done.files, done.fixes, done.skipped) == (("a.xml", "b.xml"), 5, ())
    assert done.rules == (("T001", "fault", 5),)
    assert folder.text("a.xml") == LETTER.replace("  ", " ") and folder.text("b.xml") == "<a> </a>"
    assert folder.text("c.xml") == "<a/>"
    assert mended(folder).after == {}


def test_only_certain_fixes_are_made(tmp_path: Path) -> None:
    """What somebody has to look at stays."""
    folder = Folder(tmp_path, a=LETTER)
    mending = mend([finding("a.xml", Edit(4, 7, ""), certain=False)], folder.files, folder.recheck)
    assert mending.after == {} and not mending.left


def test_of_overlapping_fixes_the_first_is_made(tmp_path: Path) -> None:
    """The others wait for the next pass, and are made there if they are found again."""
    folder = Folder(tmp_path, a="<a>abcdef</a>")
    found = [
        finding("a.xml", Edit(4, 6, "X")),
        finding("a.xml", Edit(3, 5, "Y")),
        finding("a.xml", Edit(7, 7, "!")),
    ]
    again = [finding("a.xml", Edit(4, 5, "Z"))]
    passes = iter([again, []])
    mending = mend(found, folder.files, lambda _: next(passes))
    assert mending.after["a.xml"].data == b"<a>YZd!ef</a>"
    assert len(mending.made) == 3 and mending.left == []
    alone = mend(found, folder.files)
    assert alone.after["a.xml"].data == b"<a>Ycd!ef</a>" and alone.left == [found[0]]


def test_two_insertions_at_one_place_wait_for_each_other(tmp_path: Path) -> None:
    """Nobody knows their order."""
    folder = Folder(tmp_path, a="<a>b</a>")
    found = [
        finding("a.xml", Edit(3, 3, "1")),
        finding("a.xml", Edit(3, 3, "2")),
        finding("a.xml", Edit(3, 4, "c")),
    ]
    mending = mend(found, folder.files)
    assert mending.after["a.xml"].data == b"<a>1b</a>" and len(mending.left) == 2


def test_a_fix_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    """Of two edits that belong together none is made when one is in the way of another fix."""
    folder = Folder(tmp_path, a="<a>abc</a>")
    found = [finding("a.xml", Edit(3, 4, "X")), finding("a.xml", Edit(3, 4, "Y"), Edit(5, 6, "Z"))]
    mending = mend(found, folder.files)
    assert mending.after["a.xml"].data == b"<a>Xbc</a>"


def test_one_fix_of_two_findings_is_made_once(tmp_path: Path) -> None:
    """Two rules that would make the same change are no conflict."""
    folder = Folder(tmp_path, a="<a>ab</a>")
    found = [finding("a.xml", Edit(3, 4, "X")), finding("a.xml", Edit(3, 4, "X"), code="T002")]
    mending = mend(found, folder.files)
    assert mending.after["a.xml"].data == b"<a>Xb</a>" and mending.left == []


def test_fixes_that_cannot_be_proven_are_left_out(tmp_path: Path) -> None:
    """They are told at their place, and keep no other fix of the file from being made."""
    folder = Folder(tmp_path, a=LETTER)
    start = LETTER.index("<p n")
    bad = [
        finding("a.xml", Edit(start, start + 2, "<q"), code="T009"),
        finding("a.xml", Edit(10**6, 10**6, "x")),
    ]
    mending = mend([*folder.findings(), *bad], folder.files, folder.recheck)
    done = write(mending)
    assert folder.text("a.xml") == LETTER.replace("  ", " ") and done.fixes == 2
    assert [one.code for one in done.skipped] == ["W001", "W001"]
    assert "the fix of fault was not made: the edit" in done.skipped[0].message
    assert sorted(one.code for one in mending.left) == ["T001", "T009"]


def test_many_bad_fixes_end(tmp_path: Path) -> None:
    """A rule whose fixes are all wrong costs bounded time."""
    folder = Folder(tmp_path, a="<a>" + "<b/>" * 2000 + "</a>")
    bad = [finding("a.xml", Edit(3 + 4 * n, 4 + 4 * n, "&")) for n in range(2000)]
    mending = mend(bad, folder.files, lambda _: [])
    assert mending.after == {} and len(mending.left) == 2000


def test_fixes_that_undo_each_other_end(tmp_path: Path) -> None:
    """Two rules of different opinions are stopped when a file comes back to what it was."""
    folder = Folder(tmp_path, a="<a>x</a>")

    def opinions(changed: Mapping[str, Source]) -> Iterable[Finding]:
        (source,) = changed.values()
        return [finding("a.xml", Edit(3, 4, "x" if source.data[3:4] == b"y" else "y"))]

    mending = mend([finding("a.xml", Edit(3, 4, "y"))], folder.files, opinions)
    assert mending.after["a.xml"].data == b"<a>y</a>" and len(mending.left) == 1


def test_fixes_that_never_end_are_stopped(tmp_path: Path) -> None:
    """After so many passes the rest is left, and told."""
    folder = Folder(tmp_path, a="<a/>")
    grow = finding("a.xml", Edit(2, 2, "b"))
    mending = mend([grow], folder.files, lambda _: [grow], passes=3)
    assert mending.after == {} and mending.left  # a start tag that changes its name is never proven
    text = finding("b.xml", Edit(3, 3, "b"))
    folder = Folder(tmp_path, b="<a>a</a>")
    mending = mend([text], folder.files, lambda _: [text], passes=3)
    assert mending.after["b.xml"].data == b"<a>bbba</a>" and mending.left == [text]


def test_a_file_that_was_changed_since_it_was_checked(tmp_path: Path) -> None:
    """Its edits would land anywhere: none is made, before the mending or between it and the writing."""
    folder = Folder(tmp_path, a=LETTER, b=LETTER, c=LETTER)
    found, files = folder.findings(), folder.files
    (tmp_path / "a.xml").write_bytes(b"<a>new  </a>")
    (tmp_path / "c.xml").unlink()
    mending = mend(found, files, folder.recheck)
    (tmp_path / "b.xml").write_bytes(b"<a>newer  </a>")
    done = write(mending)
    assert done.files == () and done.fixes == 0
    assert folder.text("a.xml") == "<a>new  </a>" and folder.text("b.xml") == "<a>newer  </a>"
    assert sorted((one.span.file, one.code) for one in done.skipped) == [
        ("a.xml", "W001"),
        ("b.xml", "W001"),
        ("c.xml", "R001"),
    ]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_may_not_be_written(tmp_path: Path) -> None:
    """It is told, and the others are written."""
    folder = Folder(tmp_path, a=LETTER, b=LETTER)
    (tmp_path / "a.xml").chmod(0o444)
    done = write(mended(folder))
    assert done.files == ("b.xml",) and [one.code for one in done.skipped] == ["X005"]


def test_a_file_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and the others are written; no part of a file stays behind."""
    folder = Folder(tmp_path, a=LETTER, b=LETTER)
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "a.xml" and real(path, mode))
    done = write(mended(folder))
    assert done.files == ("b.xml",) and [one.code for one in done.skipped] == ["X005"]
    assert folder.text("a.xml") == LETTER
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xml", "b.xml"]


def test_an_interrupt_leaves_whole_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files before it are mended, the others as they were, and nothing else lies about."""
    folder = Folder(tmp_path, a=LETTER, b=LETTER, c=LETTER)
    mending = mended(folder)
    real, calls = Path.replace, []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(mending)
    assert [folder.text(f"{name}.xml") for name in "abc"] == [LETTER.replace("  ", " "), LETTER, LETTER]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xml", "b.xml", "c.xml"]


def test_permissions_are_kept(tmp_path: Path) -> None:
    """A mended file is as it was but for its bytes."""
    folder = Folder(tmp_path, a=LETTER)
    (tmp_path / "a.xml").chmod(0o640)
    write(mended(folder))
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "a.xml").stat().st_mode) == 0o640


def test_what_would_be_mended_is_told_without_writing(tmp_path: Path) -> None:
    """``--diff`` shows and writes nothing."""
    folder = Folder(tmp_path, a=LETTER)
    mending = mended(folder)
    assert told(mending).files == ("a.xml",) and told(mending).fixes == 2
    assert "+<p>one two three</p>\n" in list(unified(mending.before["a.xml"], mending.after["a.xml"]))
    assert folder.text("a.xml") == LETTER


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("ab <&", max_size=3)), max_size=8),
    st.integers(1, 4),
)
def test_any_fixes(given_edits: list[tuple[int, int, str]], passes: int) -> None:
    """Whatever the fixes are, what comes out is well-formed, every fix is made, left or told, and nothing is lost."""
    text = b"<a><b n='1'>one two</b><!-- c --><d>three</d></a>"
    source = parse(text, "a.xml")
    found = [finding("a.xml", Edit(at, at + length, new)) for at, length, new in given_edits]
    mending = Mending()
    made, done, wrong = fixing._made(source, found)
    parse(made.data, "a.xml")
    assert editing.apply(source, [e for one in done for e in fixing._edits(one)]).data == made.data
    assert all(one in found for one in done) and all(one in found for one, _ in wrong)
    assert mending.after == {} and passes


@pytest.mark.corpora
def test_a_hundred_thousand_fixes_in_one_file(tmp_path: Path) -> None:
    """The time grows with the number of fixes, not with its square."""
    folder = Folder(tmp_path, a="<a>\n" + "<b>x  y</b>\n" * 100_000 + "</a>")
    began = time.monotonic()
    mending = mended(folder)
    assert len(mending.made) == 100_000 and mending.findings == {"a.xml": ()}
    assert time.monotonic() - began < 60
