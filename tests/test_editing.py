"""Edits: what is written is what was meant, and nothing else."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from letterbook.editing import EditError, apply, edit_file, write
from letterbook.findings import Edit, Problem
from letterbook.sources import parse, read

TEI = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n'
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n'
    '<p n="1" rend="a>b">Dear <persName ref="#k" cert=\'low\'>K&amp;J</persName>, ü€😀 <lb/>and so on.</p>\n'
    "<p><![CDATA[a < b]]> &#228;<?pi here?></p>\n</body></text></TEI>\n"
)


def edit(text: str, old: str, new: str) -> Edit:
    """The edit that replaces the one place where ``old`` stands."""
    data = text.encode()
    assert data.count(old.encode()) == 1
    start = data.index(old.encode())
    return Edit(start, start + len(old.encode()), new)


def insertion(text: str, before: str, new: str) -> Edit:
    """The edit that inserts before the one place where ``before`` stands."""
    start = text.encode().index(before.encode())
    return Edit(start, start, new)


def applied(*edits: Edit, text: str = TEI) -> str:
    return apply(parse(text.encode(), "x.xml"), edits).data.decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Dear ", "My dear "),
        (" cert='low'", ""),
        ('ref="#k"', 'ref="#khrushchev" key="k"'),
        ("<lb/>", ""),
        ("<lb/>", "<lb></lb>"),
        ("/>", ' n="3"/>'),
        ("ü€😀", "<hi>ü€</hi>😀"),
        ("and so on.", "and so on.</p><p>More."),
        ("<!-- made by hand -->", "<!-- by hand -->"),
        ("<?pi here?>", ""),
        ("&amp;", " &amp; "),
        ("<![CDATA[a < b]]>", "a &lt; b"),
        ('rend="a>b"', 'rend="x"'),
    ],
)
def test_an_edit_changes_its_bytes_only(old: str, new: str) -> None:
    """Every ordinary edit is accepted, and the result is the file with just that replaced."""
    assert applied(edit(TEI, old, new)) == TEI.replace(old, new)


def test_an_empty_element_before_an_end_tag_can_be_opened() -> None:
    """It has no end tag: the one behind it is that of the element round it."""
    text = '<a><b n="1"/></a>'
    assert applied(edit(text, "/>", "><c/></b>"), text=text) == '<a><b n="1"><c/></b></a>'


def test_several_edits_are_made_together() -> None:
    """A mention is wrapped by two insertions, in any order, and an element renamed by both its tags."""
    wrap = [insertion(TEI, "and so on", "<seg>"), insertion(TEI, ".</p>\n<p>", "</seg>")]
    assert "<lb/><seg>and so on</seg>.</p>" in applied(*wrap)
    assert applied(*wrap) == applied(*reversed(wrap))
    renamed = applied(edit(TEI, "<persName", "<orgName"), edit(TEI, "</persName", "</orgName"))
    assert "<orgName ref=\"#k\" cert='low'>K&amp;J</orgName>" in renamed


def test_insertions_at_one_place_keep_their_order() -> None:
    """Two insertions at the same offset come out in the order in which they were given."""
    first, second = insertion(TEI, "Dear", "one "), insertion(TEI, "Dear", "two ")
    assert "one two Dear" in applied(first, second)


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([("Dear", "<hi>Dear")], "would break the file"),
        ([("Dear", "De & ar")], "would break the file"),
        ([("Dear", "<!--Dear"), ("and so on.", "and so on.-->")], "something beside itself"),
        ([("<text>", '<text xmlns="urn:x">')], "something beside itself"),
        ([('encoding="UTF-8"', 'encoding="utf-8"')], "XML declaration"),
        ([("<!-- made by hand -->", '<!DOCTYPE TEI [<!ENTITY a "b">]>')], "document type declaration"),
    ],
)
def test_an_edit_that_reaches_further_is_refused(edits: list[tuple[str, str]], message: str) -> None:
    """What breaks the file or changes how untouched parts are read is not done, and the reason is said."""
    with pytest.raises(EditError, match=message):
        applied(*(edit(TEI, old, new) for old, new in edits))


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ([Edit(-1, 0, "")], "outside the file"),
        ([Edit(0, 10_000, "")], "outside the file"),
        ([Edit(120, 130, "x"), Edit(125, 135, "y")], "overlap"),
    ],
)
def test_edits_out_of_place_are_refused(edits: list[Edit], message: str) -> None:
    """Offsets are checked before anything is made of them."""
    with pytest.raises(EditError, match=message):
        applied(*edits)


def test_an_edit_inside_a_character_is_refused() -> None:
    """An offset in the middle of a character of several bytes is a mistake of whoever made the edit."""
    start = TEI.encode().index("€".encode())
    with pytest.raises(EditError, match="inside a character"):
        applied(Edit(start + 1, start + 1, "x"))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_byte_order_mark_are_kept(mark: bytes, end: str) -> None:
    """A file with Windows line ends and a byte order mark keeps both, in the inserted text too."""
    data = mark + TEI.replace("\n", end).encode()
    start = data.index(b"Dear")
    made = apply(parse(data, "x.xml"), [Edit(start, start, "one\ntwo ")]).data
    assert made == mark + TEI.replace("Dear", "one\ntwo Dear").replace("\n", end).encode()


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "iso-8859-1"])
def test_the_encoding_is_kept(encoding: str) -> None:
    """UTF-16 stays UTF-16 and Latin-1 Latin-1; what the encoding lacks becomes a character reference."""
    declared = "UTF-16" if encoding.startswith("utf-16") else encoding
    text = TEI.replace("UTF-8", declared).replace("€😀", "")
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    data = mark + text.encode(encoding)
    start = data.index("Dear".encode(encoding))
    made = apply(parse(data, "x.xml"), [Edit(start, start, "ä€ ")])
    body = made.data[len(mark) :].decode(encoding)
    assert body == text.replace("Dear", "ä&#8364; Dear" if declared == encoding else "ä€ Dear")
    assert made.encoding.lower() == declared.lower()


def test_no_edits_is_no_change() -> None:
    """Without edits the very source comes back."""
    source = parse(TEI.encode(), "x.xml")
    assert apply(source, []) is source


def test_a_file_is_written_whole_and_keeps_its_permissions(tmp_path: Path) -> None:
    """The file holds the new bytes, nothing temporary stays behind, permissions are as they were."""
    path = tmp_path / "x.xml"
    path.write_bytes(TEI.encode())
    path.chmod(0o640)
    edit_file(read(path), [edit(TEI, "Dear", "Liebe")])
    assert path.read_bytes() == TEI.replace("Dear", "Liebe").encode()
    assert [p.name for p in tmp_path.iterdir()] == ["x.xml"]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("method", ["open", "replace"])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """A full disk at any step is told, and the file is as it was."""
    path = tmp_path / "x.xml"
    path.write_bytes(TEI.encode())
    made = apply(read(path), [edit(TEI, "Dear", "Liebe")])
    original = getattr(Path, method)

    def fail(self: Path, *arguments: object, **options: object) -> object:
        if self.suffix == ".part":
            raise OSError(28, "No space left on device")
        return original(self, *arguments, **options)

    monkeypatch.setattr(Path, method, fail)
    with pytest.raises(Problem, match="no space left"):
        write(made)
    monkeypatch.undo()
    assert path.read_bytes() == TEI.encode()
    assert [p.name for p in tmp_path.iterdir()] == ["x.xml"]


def test_a_file_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    """Somebody's own work since the file was read is never lost."""
    path = tmp_path / "x.xml"
    path.write_bytes(TEI.encode())
    source = read(path)
    path.write_bytes(TEI.replace("so on", "so forth").encode())
    with pytest.raises(EditError, match="since it was read"):
        edit_file(source, [edit(TEI, "Dear", "Liebe")])
    assert b"so forth" in path.read_bytes()


def test_a_source_without_a_file_is_not_written() -> None:
    """Bytes that came from nowhere have nowhere to go."""
    with pytest.raises(EditError, match="has no file"):
        write(parse(TEI.encode(), "x.xml"))


PIECES = (
    "",
    "x",
    "ß",
    "&amp;",
    "<hi>",
    "</hi>",
    "<lb/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    '"',
    "'",
    ">",
    " n='2'",
    "</p><p>",
)
DRAWN = st.tuples(
    st.integers(0, len(TEI)), st.integers(0, 12), st.sampled_from((*PIECES, " n='2'", "</p><p>"))
)
TAG = re.compile(r"<(TEI|text|body|p|persName|lb)\b[^<>\0]*>")


@settings(max_examples=300, deadline=None)
@given(st.lists(DRAWN, min_size=1, max_size=3))
def test_whatever_is_accepted_leaves_the_rest_alone(drawn: list[tuple[int, int, str]]) -> None:
    """Random edits are refused, or all bytes beside them are kept and every whole tag among these is still a
    tag.
    """
    offsets = [len(TEI[:index].encode()) for index in range(len(TEI) + 1)]
    edits = [Edit(offsets[at], offsets[min(at + size, len(TEI))], text) for at, size, text in drawn]
    data = TEI.encode()
    try:
        made = apply(parse(data, "x.xml"), edits)
    except EditError:
        return
    rest, at = [], 0
    for one in sorted(edits, key=lambda e: (e.start, e.end)):
        rest.append(data[at : one.start])
        at = one.end
    rest.append(data[at:])
    place = 0
    for piece in rest:
        place = made.data.index(piece, place) + len(piece)
    kept = b"\0".join(rest).decode().replace('rend="a>b"', "")
    names = [match.group(1) for match in TAG.finditer(kept)]
    held = [element.tag.rpartition("}")[2] for element in made.root.iter("*")]
    assert all(held.count(name) >= names.count(name) for name in names)
